"""Marks that readers of files with real tables leave in places that a merged cell covers.

A covered place is empty in the page's text, and an empty cell may as well be one that nobody filled. The marks are
invisible characters that cleaning takes out; what they say goes into `Page.merged_cells`.
"""

from dataclasses import dataclass

from core.page import MergedCell
from ingest.formats.plain_text import clean_page

ABOVE = "\u2063"
"""Stands in a place that the cell above reaches down into."""
LEFT = "\u2062"
"""Stands in a place that the cell to the left reaches into."""
_KEPT = {ord(ABOVE): "\ue001", ord(LEFT): "\ue002"}
_ABOVE, _LEFT = _KEPT[ord(ABOVE)], _KEPT[ord(LEFT)]


@dataclass(eq=False)
class _Anchor:
    """A cell: where its words begin, its first column, and how many places it takes."""

    start: int
    column: int
    rows: int = 1
    columns: int = 1


def without_marks(raw: str) -> str:
    """`raw` with covered places empty."""
    return raw.replace(ABOVE, "").replace(LEFT, "")


def merged_cells(raw: str) -> tuple[MergedCell, ...]:
    """The merged cells that the marks in `raw` tell of, with offsets into the cleaned text.

    >>> merged_cells(f"1\\tSở A\\n2\\t{ABOVE}\\n")
    (MergedCell(start=2, rows=2, columns=1),)
    """
    if ABOVE not in raw and LEFT not in raw:
        return ()
    anchors: list[_Anchor] = []
    above: list[_Anchor] = []
    offset = 0
    for line in clean_page(raw.translate(_KEPT)).split("\n"):
        plain = line.replace(_ABOVE, "").replace(_LEFT, "").rstrip()
        if line.strip():
            row = _anchors_of(line, offset, above)
            anchors += [anchor for at, anchor in enumerate(row) if anchor not in above and anchor not in row[:at]]
            above = row
        offset += len(plain) + 1
    return tuple(
        MergedCell(start=anchor.start, rows=anchor.rows, columns=anchor.columns)
        for anchor in anchors
        if anchor.rows > 1 or anchor.columns > 1
    )


def _anchors_of(line: str, offset: int, above: list[_Anchor]) -> list[_Anchor]:
    """For each place of the line the cell that takes it."""
    row: list[_Anchor] = []
    for column, cell in enumerate(line.split("\t")):
        if cell == _LEFT and row:
            if row[-1] not in above:
                row[-1].columns += 1
            row.append(row[-1])
        elif cell == _ABOVE and column < len(above):
            if above[column].column == column:
                above[column].rows += 1
            row.append(above[column])
        else:
            row.append(_Anchor(offset, column))
        offset += len(cell.replace(_ABOVE, "").replace(_LEFT, "")) + 1
    return row
