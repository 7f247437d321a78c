"""The lines of a directive, freed of white space and Markdown marks, each knowing where it stands."""

import re
from typing import NamedTuple

from core.directive import PAGE_BREAK, Directive

_LEADING_MARKS = re.compile(r"(?:>\s*)?(?:#{1,6}\s+)?(?:\*{2,3}(?=\S)|\*(?=[^\s*])|_{2}(?=\S))?")
_TRAILING_MARKS = re.compile(r"(?:\*{1,3}|_{2})\s*\\?$|\\$")
_GAP = re.compile(r"\t+| {3,}|\s*\|\s*")
_SEPARATOR = re.compile(r"[\s\-_=*~.·•]{3,}|-+\s*page break\s*-+|-{2,}", re.IGNORECASE)
_TAB_COLUMNS = 4


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start, end: half-open offsets of the words, without the marks around them.
        outer_start, outer_end: the same with Markdown marks, without white space.
        text: the words.
        indent: columns of white space before the line.
        gap: blank lines before it.
        page_index: index of its page; `new_page` is true for the first line of a page after the first.
        is_marked: a Markdown heading (`#`) or bold throughout.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    text: str
    indent: int
    gap: int
    page_index: int
    new_page: bool
    is_marked: bool


class Cell(NamedTuple):
    """A stretch of a line between wide gaps, tabs or bars: one column of a two-column letterhead or signature."""

    start: int
    end: int
    text: str
    column: int


def read_lines(directive: Directive) -> tuple[Line, ...]:
    """All lines that are not blank, in order."""
    lines: list[Line] = []
    offset, gap, page_index, new_page = 0, 0, 0, False
    for page_index, page in enumerate(directive.text.split(PAGE_BREAK)):
        new_page = page_index > 0
        for raw in page.split("\n"):
            if raw.strip():
                lines.append(_read_line(raw, offset, gap=gap, page_index=page_index, new_page=new_page))
                gap, new_page = 0, False
            else:
                gap += 1
            offset += len(raw) + 1
    return tuple(lines)


def _read_line(raw: str, offset: int, *, gap: int, page_index: int, new_page: bool) -> Line:
    lead = len(raw) - len(raw.lstrip())
    tail = len(raw.rstrip())
    start, end = lead, tail
    opening = _LEADING_MARKS.match(raw, start, end)
    opened = raw[start : opening.end()] if opening else ""
    if opening and opening.end() < end:
        start = opening.end()
    closing = _TRAILING_MARKS.search(raw, start, end)
    closed = closing is not None and closing.start() > start
    if closing and closed and ("*" in opened or "_" in opened or raw[start:end].count("*") % 2 or raw[end - 1] == "\\"):
        end = len(raw[start : closing.start()].rstrip()) + start
    bold = opened.endswith(("**", "__")) and closed
    return Line(
        start=offset + start,
        end=offset + end,
        outer_start=offset + lead,
        outer_end=offset + tail,
        text=raw[start:end],
        indent=len(raw[:lead].expandtabs(_TAB_COLUMNS)),
        gap=gap,
        page_index=page_index,
        new_page=new_page,
        is_marked="#" in opened or bold,
    )


def is_separator(line: Line) -> bool:
    """The line is a rule, a row of dots or a written page break: it says nothing."""
    return _SEPARATOR.fullmatch(line.text) is not None


def cut_cells(line: Line) -> tuple[Cell, ...]:
    """The columns of a line; one cell when it has no wide gap."""
    cells, at = [], 0
    stops = [(match.start(), match.end()) for match in _GAP.finditer(line.text)]
    for stop, following in [*stops, (len(line.text), len(line.text))]:
        piece = line.text[at:stop]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            words = piece.strip()
            cells.append(Cell(line.start + begin, line.start + begin + len(words), words, line.indent + begin))
        at = following
    return tuple(cells)
