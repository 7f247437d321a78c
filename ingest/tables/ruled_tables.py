"""Rules to tables: a grid of rows and columns, with cells that run over several of them.

Rules that touch belong to one table; their distinct heights and places are the edges of its rows and columns. A rule
runs from edge to edge: strokes of letters do not. Two neighbouring places are one cell when no rule runs between them.
All edges lie in the level frame: a page set down askew is turned level by the slant of its rules.
"""

from collections.abc import Iterable, Sequence
from statistics import fmean

from core.record import Record
from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.tables.rules import Rules, level_pieces

_TOUCH_PX = 6.0
_SAME_EDGE_PX = 6.0
_END_PX = 4.0
_LONE_END_PX = 1.5
_LONE_PX = 45.0
_GAP_PX = 14.0
_LONG_SHARE = 0.35
_CROSSED_PX = 3.0
_SHORT_EDGE_ROWS = 2
_RULED_SHARE = 0.5
_LEAST_WIDTH_SHARE = 0.3


class RuledTable(Record):
    """A table found by its rules.

    Attributes:
        xs, ys: edges of columns and rows, ascending, pixels of the level frame.
        rules: the rules that it is drawn with, in pieces, on the page.
        anchors: for each row and column the (row, column) of the first place of the cell that it belongs to.
        slant: pixels that its rules fall for each pixel to the right.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Box, ...]
    anchors: tuple[tuple[tuple[int, int], ...], ...]
    slant: float = 0.0

    @property
    def box(self) -> Box:
        """Outer edge on the page."""
        return Box(
            min(rule.x0 for rule in self.rules),
            min(rule.top for rule in self.rules),
            max(rule.x1 for rule in self.rules),
            max(rule.bottom for rule in self.rules),
        )

    def is_below(self, word: PlacedWord) -> bool:
        """The table begins below the middle of `word`."""
        return _level(word.box, self.slant)[1] < self.ys[0]

    def place_of(self, word: PlacedWord) -> tuple[int, int] | None:
        """First (row, column) of the cell that holds the middle of `word`; None when it is outside."""
        x, y = _level(word.box, self.slant)
        column, row = _index(x, self.xs), _index(y, self.ys)
        return None if row is None or column is None else self.anchors[row][column]

    def cell_box(self, anchor: tuple[int, int]) -> Box:
        """The cell whose first place is `anchor`, on the page."""
        taken = [(r, c) for r, line in enumerate(self.anchors) for c, known in enumerate(line) if known == anchor]
        rows, columns = [row for row, _ in taken], [column for _, column in taken]
        left, right = self.xs[min(columns)], self.xs[max(columns) + 1]
        top, bottom = self.ys[min(rows)], self.ys[max(rows) + 1]
        x, y = (left + right) / 2, (top + bottom) / 2
        return Box(left - self.slant * y, top + self.slant * x, right - self.slant * y, bottom + self.slant * x)

    def without_crossed_edges(self, words: Iterable[PlacedWord]) -> "RuledTable":
        """The table without those edges of one or two rows that a word runs across: strokes of letters."""
        anchors = [list(line) for line in self.anchors]
        for word in words:
            y = _level(word.box, self.slant)[1]
            shift = self.slant * (word.box.top + word.box.bottom) / 2
            row = _index(y, self.ys)
            if row is None:
                continue
            for column in range(1, len(self.xs) - 1):
                edge, left, right = self.xs[column] - shift, anchors[row][column - 1], anchors[row][column]
                crosses = word.box.x0 + _CROSSED_PX < edge < word.box.x1 - _CROSSED_PX
                if crosses and left != right and self._is_short_edge(column):
                    anchors = [[left if known == right else known for known in line] for line in anchors]
        return self.model_copy(update={"anchors": tuple(tuple(line) for line in anchors)})

    def _is_short_edge(self, column: int) -> bool:
        return sum(line[column - 1] != line[column] for line in self.anchors) <= _SHORT_EDGE_ROWS


def find_tables(rules: Rules, *, width: float) -> tuple[RuledTable, ...]:
    """Tables of at least two columns and two cells that take a good part of the page `width`, top to bottom."""
    tables = (_table(across, down, rules.slant) for across, down in touching_rules(rules))
    wide = [table for table in tables if table is not None and _is_wide(table, width)]
    return tuple(sorted(wide, key=lambda table: table.ys[0]))


def _is_wide(table: RuledTable, width: float) -> bool:
    return table.xs[-1] - table.xs[0] >= _LEAST_WIDTH_SHARE * width


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


Stroke = tuple[float, float, float]
"""A level rule: where it stands across its own direction, and from where to where it runs."""


def _table(across: Sequence[Box], down: Sequence[Box], slant: float) -> RuledTable | None:
    rows = _joined([_stroke(rule, slant) for rule in across])
    columns = _joined([_stroke(rule, slant) for rule in down])
    columns = _between(columns, _edges(at for at, _, _ in rows))
    rows = _between(rows, _edges(at for at, _, _ in columns))
    xs, ys = _edges(at for at, _, _ in columns), _edges(at for at, _, _ in rows)
    if len(xs) < 3 or len(ys) < 2:
        return None
    anchors: list[list[tuple[int, int]]] = []
    for row in range(len(ys) - 1):
        anchors.append([])
        for column in range(len(xs) - 1):
            anchors[row].append(_anchor(row, column, (xs, ys), (rows, columns), anchors))
    if len({anchor for line in anchors for anchor in line}) < 2:
        return None
    drawn = (piece for rule in (*across, *down) for piece in level_pieces(rule, slant))
    return RuledTable(
        xs=tuple(xs), ys=tuple(ys), rules=tuple(drawn), anchors=tuple(tuple(line) for line in anchors), slant=slant
    )


def _stroke(rule: Box, slant: float) -> Stroke:
    """The rule in the level frame."""
    x, y = _level(rule, slant)
    if rule.x1 - rule.x0 > rule.bottom - rule.top:
        half = (rule.x1 - rule.x0) / 2
        return y, x - half, x + half
    half = (rule.bottom - rule.top) / 2
    return x, y - half, y + half


def _level(box: Box, slant: float) -> tuple[float, float]:
    """The middle of `box` in the level frame."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return x + slant * y, y - slant * x


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Pieces of one rule, broken where the print is faint, put together."""
    whole: list[Stroke] = []
    for at, start, end in sorted(strokes, key=lambda stroke: stroke[1]):
        for number, (known_at, known_start, known_end) in enumerate(whole):
            if abs(at - known_at) <= _SAME_EDGE_PX / 2 and start - known_end <= _GAP_PX:
                whole[number] = (known_at, known_start, max(known_end, end))
                break
        else:
            whole.append((at, start, end))
    return whole


def _between(strokes: Sequence[Stroke], edges: Sequence[float]) -> list[Stroke]:
    """The strokes that run from one of `edges` to another, or a good part of the way between the outer ones.

    A short stroke with no other in its line must meet the edges exactly: a capital letter nearly does.
    """
    if not edges:
        return []
    long = _LONG_SHARE * (edges[-1] - edges[0])
    return [stroke for stroke in strokes if stroke[2] - stroke[1] >= long or _is_held(stroke, strokes, edges)]


def _is_held(stroke: Stroke, strokes: Sequence[Stroke], edges: Sequence[float]) -> bool:
    at, start, end = stroke
    in_line = sum(stop - begin for other, begin, stop in strokes if abs(other - at) <= _SAME_EDGE_PX / 2)
    most = _END_PX if in_line >= _LONE_PX else _LONE_END_PX
    return all(any(abs(place - edge) <= most for edge in edges) for place in (start, end))


def _anchor(
    row: int,
    column: int,
    edges: tuple[list[float], list[float]],
    strokes: tuple[Sequence[Stroke], Sequence[Stroke]],
    known: list[list[tuple[int, int]]],
) -> tuple[int, int]:
    """The cell of the left or upper neighbour when no rule parts it from this place, else the place itself."""
    xs, ys = edges
    across, down = strokes
    if column and not _is_ruled(xs[column], ys[row], ys[row + 1], down):
        return known[row][column - 1]
    if row and not _is_ruled(ys[row], xs[column], xs[column + 1], across):
        return known[row - 1][column]
    return row, column


def _is_ruled(place: float, start: float, end: float, strokes: Iterable[Stroke]) -> bool:
    """Strokes near `place` cover most of the way from `start` to `end`."""
    covered = sum(
        max(0.0, min(end, stop) - max(start, begin)) for at, begin, stop in strokes if abs(at - place) <= _SAME_EDGE_PX
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
