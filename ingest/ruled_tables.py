"""Rules to tables: a grid of rows and columns, with cells that run over several of them.

Rules that touch belong to one table; their distinct heights and places are the edges of its rows and columns. Two
neighbouring places are one cell when no rule runs between them.
"""

from collections.abc import Iterable, Sequence
from statistics import fmean

from core.record import Record
from core.span import Box
from ingest.placed_word import PlacedWord
from ingest.rules import Rules
from ingest.visual_lines import group_lines

_TOUCH_PX = 6.0
_SAME_EDGE_PX = 6.0
_RULED_SHARE = 0.5
_LEAST_WIDTH_SHARE = 0.3


class RuledTable(Record):
    """A table found by its rules.

    Attributes:
        xs, ys: edges of columns and rows, ascending, pixels.
        rules: the rules that it is drawn with.
        anchors: for each row and column the (row, column) of the first place of the cell that it belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Box, ...]
    anchors: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        """Outer edge."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def place_of(self, word: PlacedWord) -> tuple[int, int] | None:
        """First (row, column) of the cell that holds the middle of `word`; None when it is outside."""
        column = _index((word.box.x0 + word.box.x1) / 2, self.xs)
        row = _index(word.centre_y, self.ys)
        return None if row is None or column is None else self.anchors[row][column]


TableRow = tuple[tuple[PlacedWord, ...], ...]
"""Words of each cell of a row, in reading order; an empty cell is ()."""


def find_tables(rules: Rules, *, width: float) -> tuple[RuledTable, ...]:
    """Tables of at least two columns and two cells that take a good part of the page `width`, top to bottom."""
    tables = (_table(across, down) for across, down in touching_rules(rules))
    wide = [table for table in tables if table is not None and _is_wide(table, width)]
    return tuple(sorted(wide, key=lambda table: table.ys[0]))


def table_rows(table: RuledTable, words: Iterable[PlacedWord]) -> tuple[TableRow, ...]:
    """Rows of `table` filled with those of `words` that lie in it; rows and columns that hold nothing are left out."""
    cells: dict[tuple[int, int], list[PlacedWord]] = {}
    for word in words:
        place = table.place_of(word)
        if place is not None:
            cells.setdefault(place, []).append(word)
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return tuple(
        tuple(tuple(word for line in group_lines(cells.get((row, column), ())) for word in line) for column in columns)
        for row in rows
    )


def _is_wide(table: RuledTable, width: float) -> bool:
    return table.box.x1 - table.box.x0 >= _LEAST_WIDTH_SHARE * width


def touching_rules(rules: Rules) -> tuple[tuple[tuple[Box, ...], tuple[Box, ...]], ...]:
    """Horizontal and vertical rules of each set that hangs together."""
    groups = []
    across_left, down_left = list(rules.horizontal), list(rules.vertical)
    while across_left:
        across, down, front = [], [], [across_left.pop(0)]
        while front:
            one = front.pop()
            across.append(one)
            crossed = [rule for rule in down_left if _touch(one, rule)]
            down_left = [rule for rule in down_left if rule not in crossed]
            met = [rule for rule in across_left if any(_touch(rule, other) for other in crossed)]
            across_left = [rule for rule in across_left if rule not in met]
            down += crossed
            front += met
        groups.append((tuple(across), tuple(down)))
    return tuple(groups)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x0 - _TOUCH_PX <= other.x1
        and other.x0 - _TOUCH_PX <= one.x1
        and one.top - _TOUCH_PX <= other.bottom
        and other.top - _TOUCH_PX <= one.bottom
    )


def _table(across: Sequence[Box], down: Sequence[Box]) -> RuledTable | None:
    ys = _edges([(rule.top + rule.bottom) / 2 for rule in across])
    xs = _edges([(rule.x0 + rule.x1) / 2 for rule in down])
    if len(xs) < 3 or len(ys) < 2:
        return None
    anchors: list[list[tuple[int, int]]] = []
    for row in range(len(ys) - 1):
        anchors.append([])
        for column in range(len(xs) - 1):
            anchors[row].append(_anchor(row, column, (xs, ys), (across, down), anchors))
    if len({anchor for line in anchors for anchor in line}) < 2:
        return None
    return RuledTable(
        xs=tuple(xs), ys=tuple(ys), rules=(*across, *down), anchors=tuple(tuple(line) for line in anchors)
    )


def _anchor(
    row: int,
    column: int,
    edges: tuple[list[float], list[float]],
    rules: tuple[Sequence[Box], Sequence[Box]],
    known: list[list[tuple[int, int]]],
) -> tuple[int, int]:
    """The cell of the left or upper neighbour when no rule parts it from this place, else the place itself."""
    xs, ys = edges
    across, down = rules
    if column and not _is_ruled(xs[column], ys[row], ys[row + 1], [(r.x0, r.x1, r.top, r.bottom) for r in down]):
        return known[row][column - 1]
    if row and not _is_ruled(ys[row], xs[column], xs[column + 1], [(r.top, r.bottom, r.x0, r.x1) for r in across]):
        return known[row - 1][column]
    return row, column


def _is_ruled(at: float, start: float, end: float, rules: Iterable[tuple[float, float, float, float]]) -> bool:
    """Rules near `at` cover most of the way from `start` to `end`."""
    covered = sum(
        max(0.0, min(end, stop) - max(start, begin))
        for low, high, begin, stop in rules
        if low - _SAME_EDGE_PX <= at <= high + _SAME_EDGE_PX
    )
    return covered >= _RULED_SHARE * (end - start)


def _edges(places: Iterable[float]) -> list[float]:
    """Distinct places: those that are nearly the same become their mean."""
    clusters: list[list[float]] = []
    for place in sorted(places):
        if clusters and place - clusters[-1][-1] <= _SAME_EDGE_PX:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return [fmean(cluster) for cluster in clusters]


def _index(value: float, edges: Sequence[float]) -> int | None:
    return next((i for i in range(len(edges) - 1) if edges[i] <= value < edges[i + 1]), None)
