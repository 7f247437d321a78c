"""Heads of annexes: PHỤ LỤC II, or a second letterhead after the signature."""

import re
from collections.abc import Sequence

from core.text import fold_aligned
from ingest.letterheads.people import is_role
from ingest.structure.head_zone import ATTACHED, title_end
from ingest.structure.kind_lines import kind_words
from ingest.structure.lines import Line, is_separator
from ingest.structure.markers import is_capitals, read_marker

_ANNEX = re.compile(
    r"(?:phu luc|phu bieu|bieu mau|mau so)\s*(?:so\s*)?(?:[ivx]{1,5}|\d{1,2}(?:\.\d+)?[a-z]?|[a-h])?\s*[:.\-–]?(?=\s|$)"
)


def is_annex_head(line: Line) -> bool:
    """The line opens an annex: PHỤ LỤC II, Phụ lục 1."""
    match = _ANNEX.match(fold_aligned(line.text))
    if match is None or len(line.text) > 120:
        return False
    words, rest = line.text[: match.end()].strip(), line.text[match.end() :].strip()
    if is_capitals(words):
        return not rest or is_capitals(rest) or rest.startswith("(") or rest[0].isupper()
    return line.text[0].isupper() and not rest and (words[-1].isdigit() or words[-1] in "IVX.:" or words == "Phụ lục")


def opens_attachment(lines: Sequence[Line], index: int) -> bool:
    """After the signature: a second letterhead, a kind of document or a heading in capitals opens what is attached."""
    line = lines[index]
    if read_marker(line.text) is not None:
        return False
    return kind_words(line) is not None or (is_capitals(line.text) and len(line.text) >= 8 and not is_role(line.text))


def annex_head_end(lines: Sequence[Line], index: int, table_lines: frozenset[int]) -> int:
    """The index after the head of an annex: its name, its title and the line that says what it belongs to."""
    end, start = index + 1, index
    kind_at = next((at for at in range(index, min(index + 8, len(lines))) if kind_words(lines[at])), None)
    if kind_at is not None and all(
        is_capitals(line.text) or "doc lap" in fold_aligned(line.text) for line in lines[index:kind_at]
    ):
        end = title_end(lines, kind_at)
    while end < len(lines) and end not in table_lines and end - start < 12:
        line, folded = lines[end], fold_aligned(lines[end].text)
        inside = lines[end - 1].text.count("(") > lines[end - 1].text.count(")") and line.gap == 0
        titled = end <= start + 2 and line.gap <= 1 and line.indent > 8
        if read_marker(line.text) is not None or len(line.text) > 250:
            break
        if not (
            ATTACHED.match(folded)
            or inside
            or is_capitals(line.text)
            or is_separator(line)
            or titled
            or "doc lap" in folded
        ):
            break
        end += 1
    return end
