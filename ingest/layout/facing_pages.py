"""Two pages on one picture: a book laid open on the scanner, or two sheets of A4 printed or copied onto one of A3.

Such a picture is wider than high, an upright strip in its middle is empty, and both halves hold running text of
their own. Each half is then laid out as the page that it is, the left one first.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.page import Aside
from core.span import Box
from ingest.layout.page_text import TextLine
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import cut_segments, group_lines, line_box
from ingest.tables.ruled_tables import RuledTable

_LEAST_WIDTH_HEIGHTS = 1.2
_MIDDLE = (0.38, 0.62)
_LEAST_GUTTER_SHARE = 0.035
_LONG_LINE_SHARE = 0.55
_FEWEST_LONG_LINES = 4


class Sheet(NamedTuple):
    """One page of those on a picture: its left edge and width, and its words and tables, boxes counted from there."""

    left: float
    width: float
    words: tuple[PlacedWord, ...]
    tables: tuple[RuledTable, ...]

    def line_on_picture(self, line: TextLine) -> TextLine:
        """`line` of this page with its boxes in pixels of the whole picture."""
        if not self.left:
            return line
        cells = tuple(
            cell.model_copy(update={"words": tuple(_moved(word, self.left) for word in cell.words)})
            for cell in line.cells
        )
        return line.model_copy(update={"cells": cells})

    def word_on_picture(self, word: PlacedWord) -> PlacedWord:
        """`word` of this page with its box in pixels of the whole picture."""
        return _moved(word, self.left) if self.left else word

    def aside_on_picture(self, aside: Aside) -> Aside:
        """`aside` of this page with its box in pixels of the whole picture."""
        if not self.left or aside.box is None:
            return aside
        return aside.model_copy(update={"box": _moved_box(aside.box, self.left)})


def part_sheets(
    words: Sequence[PlacedWord], *, width: float, height: float, tables: Sequence[RuledTable] = ()
) -> tuple[Sheet, ...]:
    """The picture as one page, or as the two that lie side by side on it."""
    whole = Sheet(0.0, width, tuple(words), tuple(tables))
    if width < _LEAST_WIDTH_HEIGHTS * height:
        return (whole,)
    gutter = _gutter([word.box for word in words] + [table.box for table in tables], width)
    if gutter is None:
        return (whole,)
    halves = (_half(whole, 0.0, gutter), _half(whole, gutter, width))
    return halves if all(_has_running_text(half) for half in halves) else (whole,)


def _gutter(boxes: Sequence[Box], width: float) -> float | None:
    """The middle of the widest strip near the middle of the picture that no box reaches into; None when narrow."""
    low, high = (share * width for share in _MIDDLE)
    widest, reached = (0.0, 0.0), low
    for box in sorted(boxes, key=lambda box: box.x0):
        if min(box.x0, high) - reached > widest[1] - widest[0]:
            widest = (reached, min(box.x0, high))
        reached = max(reached, box.x1)
    if high - reached > widest[1] - widest[0]:
        widest = (reached, high)
    return sum(widest) / 2 if widest[1] - widest[0] >= _LEAST_GUTTER_SHARE * width else None


def _half(whole: Sheet, left: float, right: float) -> Sheet:
    words = [word for word in whole.words if left <= (word.box.x0 + word.box.x1) / 2 < right]
    tables = [table for table in whole.tables if left <= (table.box.x0 + table.box.x1) / 2 < right]
    return Sheet(
        left,
        right - left,
        tuple(_moved(word, -left) for word in words) if left else tuple(words),
        tuple(_moved_table(table, left) for table in tables),
    )


def _has_running_text(sheet: Sheet) -> bool:
    """Several lines run across most of the page without a gap, or a table does."""
    least = _LONG_LINE_SHARE * sheet.width
    if any(table.xs[-1] - table.xs[0] > least for table in sheet.tables):
        return True
    boxes = [line_box(part) for line in group_lines(sheet.words) for part in cut_segments(line)]
    return sum(box.x1 - box.x0 > least for box in boxes) >= _FEWEST_LONG_LINES


def _moved(word: PlacedWord, by: float) -> PlacedWord:
    return word.model_copy(update={"box": _moved_box(word.box, by)})


def _moved_box(box: Box, by: float) -> Box:
    return Box(box.x0 + by, box.top, box.x1 + by, box.bottom)


def _moved_table(table: RuledTable, left: float) -> RuledTable:
    """`table` on a page whose left edge is at `left`; in the level frame a table askew is then lower, too."""
    return table.model_copy(
        update={
            "xs": tuple(x - left for x in table.xs),
            "ys": tuple(y + table.slant * left for y in table.ys),
            "rules": tuple(_moved_box(rule, -left) for rule in table.rules),
        }
    )
