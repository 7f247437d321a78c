"""Columns that only alignment shows: strips that stay empty through several neighbouring lines.

One code for boxes on a page (pixels) and for text set with spaces (characters): it sees only where the pieces of each
line begin and end.
"""

from collections.abc import Sequence
from typing import NamedTuple

Piece = tuple[float, float]
"""Where a piece of a line begins and ends."""

_LEAST_STRIPS = 2
_LEAST_ROWS = 3
_FEWEST_CELLS = 2


class ColumnRun(NamedTuple):
    """Lines `first..last` (both included) set in columns; `cuts` lie between neighbouring columns."""

    first: int
    last: int
    cuts: tuple[float, ...]

    def column_of(self, piece: Piece) -> int:
        """The column in which most of the piece stands."""
        middle = (piece[0] + piece[1]) / 2
        return sum(middle > cut for cut in self.cuts)


def find_column_runs(
    lines: Sequence[Sequence[Piece]], *, least_gap: float, filled: int = _LEAST_STRIPS + 1
) -> tuple[ColumnRun, ...]:
    """Runs of lines set in three columns or more, top to bottom.

    Args:
        lines: for each line its pieces, left to right, parted by wide gaps.
        least_gap: the narrowest strip that parts two columns.
        filled: in how many columns three lines or more must have words.
    """
    runs: list[ColumnRun] = []
    at = 0
    while at < len(lines):
        run = _run_from(lines, at, least_gap, filled)
        if run is not None:
            runs.append(run)
        at = run.last + 1 if run is not None else at + 1
    return tuple(runs)


def _run_from(lines: Sequence[Sequence[Piece]], first: int, least_gap: float, filled: int) -> ColumnRun | None:
    strips = [(left[1], right[0]) for left, right in zip(lines[first], lines[first][1:], strict=False)]
    if len(strips) < _LEAST_STRIPS:
        return None
    last = first
    for at in range(first + 1, len(lines)):
        left = [strip for known in strips if (strip := _narrowed(known, lines[at], least_gap)) is not None]
        # Running text covers strips with one piece; a row that is set badly covers one with two cells.
        if len(left) < _LEAST_STRIPS or not lines[at] or (len(left) < len(strips) and len(lines[at]) < _FEWEST_CELLS):
            break
        strips, last = left, at
    cuts = tuple((start + end) / 2 for start, end in strips)
    run = ColumnRun(first, last, cuts)
    while run.last > first and all(run.column_of(piece) == 0 for piece in lines[run.last]):
        run = run._replace(last=run.last - 1)
    rows = sum(len({run.column_of(piece) for piece in line}) >= filled for line in lines[first : run.last + 1])
    return run if rows >= _LEAST_ROWS else None


def _narrowed(strip: Piece, line: Sequence[Piece], least_gap: float) -> Piece | None:
    """The widest part of `strip` that `line` leaves empty; None when it is too narrow."""
    free, at = [], strip[0]
    for start, end in line:
        if end <= strip[0] or start >= strip[1]:
            continue
        free.append((at, start))
        at = max(at, end)
    free.append((at, strip[1]))
    widest = max(free, key=lambda part: part[1] - part[0])
    return widest if widest[1] - widest[0] >= least_gap else None
