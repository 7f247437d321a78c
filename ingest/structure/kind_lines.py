"""Lines that name the kind of document: `KẾ HOẠCH`, `Chương trình 3`, `Kết luận số 69-KL/TW`."""

import re
from typing import NamedTuple

from core.text import fold_aligned
from ingest.citations.document_numbers import NUMBER
from ingest.letterheads.document_kinds import NAME_BY_FOLD
from ingest.letterheads.organisations import opens_body_name
from ingest.structure.lines import Line, cut_cells
from ingest.structure.markers import is_capitals

_ORDINAL = re.compile(r"(?:so )?\d{1,2}|[ivx]{1,4}")
_LONGEST_KIND = 4


class KindWords(NamedTuple):
    """The kind that a line names, in plain spelling, with the offsets of its words; `text` is its whole cell."""

    kind: str
    start: int
    end: int
    text: str


def kind_words(line: Line) -> KindWords | None:
    """What kind of document the line names, or None.

    >>> kind_words(Line(0, 8, 0, 8, "KE HOACH", 0, 0, 0, False, False)).kind
    'Kế hoạch'
    """
    for cell in cut_cells(line):
        words = cell.text.split()
        for length in range(min(_LONGEST_KIND, len(words)), 0, -1):
            kind = NAME_BY_FOLD.get(fold_aligned(" ".join(words[:length])))
            if kind is not None and _names_kind(cell.text, length):
                written = re.match(r"\s+".join(re.escape(word) for word in words[:length]), cell.text)
                end = cell.start + (written.end() if written else len(cell.text))
                return KindWords(kind, cell.start, end, cell.text)
    return None


def _names_kind(text: str, length: int) -> bool:
    words = text.split()
    kind, rest = " ".join(words[:length]), " ".join(words[length:])
    if not rest:
        return is_capitals(kind) or (kind[0].isupper() and kind[1:].islower())
    if not kind[0].isupper() or rest.startswith(":"):
        return False
    if _ORDINAL.fullmatch(fold_aligned(rest)) or is_numbered_title(rest):
        return True
    if is_capitals(text) and fold_aligned(rest).startswith("cua ") and opens_body_name(rest[len("cua ") :]):
        return True
    return is_capitals(kind) and not rest[0].isdigit() and not is_capitals(rest) and fold_aligned(words[length]) != "so"


def is_numbered_title(rest: str) -> bool:
    """`số 57-NQ/TW` and nothing more: a published text that opens with its own number."""
    match = NUMBER.search(rest)
    return (
        match is not None
        and match.end() == len(rest.rstrip())
        and fold_aligned(rest[: match.start()]).strip() in ("", "so", "so:")
    )
