"""Letterhead lines that were broken in mid-phrase put together again, as texts copied from web pages have them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from core.text import fold_aligned
from ingest.structure.lines import Line
from ingest.structure.markers import is_capitals

_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "cong hoa xa hoi chu nghia viet nam",
        "doc lap - tu do - hanh phuc",
        "dang cong san viet nam",
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "tong lien doan lao dong viet nam",
    )
)
_OPEN_DATE = re.compile(r"[^\d:;]{2,40},\s*(?:ngay(?:\s+\d{0,2}(?:\s+thang(?:\s+\d{0,2}(?:\s+nam)?)?)?)?)?$")
_DATE_GOES_ON = re.compile(r"(?:ngay\b|thang\b|nam\s+\d{4}|\d{1,2}\s+(?:thang|nam)\b|\d{4}$)")
_BARE_HEADS = frozenset(
    {"bo", "so", "phong", "ban", "cuc", "tong cuc", "tinh", "thanh pho", "huyen", "quan", "xa", "phuong"}
)
"""Words that open a name and are none: the name goes on in the line below."""
_MOST_LINES = 4


def join_broken_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, each phrase that every letterhead has and each place and date on one line.

    >>> words = ("CỘNG", "HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM")
    >>> starts = (0, 5, 31)
    >>> lines = [Line(at, at + len(w), at, at + len(w), w, 0, 0, 0, False, False) for at, w in zip(starts, words)]
    >>> [line.text for line in join_broken_lines(lines)]
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
    """
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        count = _broken_into(lines, at)
        joined.append(_joined(lines[at : at + count]) if count > 1 else lines[at])
        at += count
    return joined


def _broken_into(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on hold one phrase: 1 where the line stands for itself."""
    words = fold_aligned(lines[at].text).split()
    for phrase in _PHRASES:
        if tuple(words) == phrase[: len(words)]:
            count = _lines_of_phrase(lines, at, phrase)
            if count:
                return count
    if " ".join(words) in _BARE_HEADS and len(_following(lines, at)) > 1 and is_capitals(lines[at + 1].text):
        return 2
    return _lines_of_date(lines, at)


def _lines_of_phrase(lines: Sequence[Line], at: int, phrase: tuple[str, ...]) -> int:
    """Lines that hold `phrase` whole, 0 where they do not or one of them holds it alone."""
    words: list[str] = []
    for count, line in enumerate(_following(lines, at), start=1):
        words += fold_aligned(line.text).split()
        if tuple(words[: len(phrase)]) == phrase:
            return count
        if tuple(words) != phrase[: len(words)]:
            return 0
    return 0


def _lines_of_date(lines: Sequence[Line], at: int) -> int:
    count = 1
    text = fold_aligned(lines[at].text)
    for line in _following(lines, at)[1:]:
        if not _OPEN_DATE.fullmatch(text) or not _DATE_GOES_ON.match(fold_aligned(line.text)):
            break
        text = f"{text} {fold_aligned(line.text)}"
        count += 1
    return count


def _following(lines: Sequence[Line], at: int) -> Sequence[Line]:
    """The line at `at` and those right under it, without blank lines between."""
    end = at + 1
    while end < len(lines) and end - at < _MOST_LINES and not lines[end].gap and not lines[end].new_page:
        end += 1
    return lines[at:end]


def _joined(parts: Sequence[Line]) -> Line:
    """One line over all of `parts`; white space between keeps its length, so that offsets hold."""
    text = parts[0].text
    for before, part in pairwise(parts):
        text += " " * (part.start - before.end) + part.text
    return parts[0]._replace(end=parts[-1].end, outer_end=parts[-1].outer_end, text=text)
