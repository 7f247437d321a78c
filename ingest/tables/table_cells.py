"""The cells of a ruled table filled with words: each with the rows and columns that it takes."""

from collections.abc import Iterable

from ingest.layout.page_text import TextCell, TextLine
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import group_lines, rejoin_hyphened
from ingest.tables.ruled_tables import RuledTable

_LEAST_COLUMN_SHARE = 0.012

_Place = tuple[int, int]


def table_lines(table: RuledTable, words: Iterable[PlacedWord]) -> tuple[TextLine, ...]:
    """Rows of `table` filled with those of `words` that lie in it.

    Rows that hold nothing are left out, and columns that are too narrow to hold anything. The words of a cell stand in
    its first place; the other places that it takes are empty.
    """
    words = tuple(words)
    table = table.without_crossed_edges(words)
    filled: dict[_Place, list[PlacedWord]] = {}
    for word in words:
        place = table.place_of(word)
        if place is not None:
            filled.setdefault(place, []).append(word)
    rows = sorted({row for row, _ in filled})
    columns = _columns(table, {column for _, column in filled})
    return tuple(
        TextLine(
            cells=tuple(_cell(table, (row, column), filled, (rows, columns)) for column in columns),
            gap_before=row == rows[0],
        )
        for row in rows
    )


def _columns(table: RuledTable, filled: set[int]) -> list[int]:
    """Columns in which a cell begins that is wide enough for words, or that has some."""
    least = _LEAST_COLUMN_SHARE * (table.xs[-1] - table.xs[0])
    begun = {column for line in table.anchors for _, column in line}
    wide = {column for column in begun if table.xs[column + 1] - table.xs[column] >= least}
    return sorted(filled | wide)


def _cell(
    table: RuledTable,
    place: _Place,
    filled: dict[_Place, list[PlacedWord]],
    kept: tuple[list[int], list[int]],
) -> TextCell:
    rows, columns = kept
    row, column = place
    anchor = table.anchors[row][column]
    # The first place of the cell among the rows and columns that are kept: its own may have been left out.
    first_row = next(at for at in rows if table.anchors[at][column] == anchor)
    first_column = next(at for at in columns if table.anchors[row][at] == anchor)
    if (first_row, first_column) != place:
        return TextCell()
    lines = rejoin_hyphened(group_lines(filled.get(anchor, ())))
    return TextCell(
        words=tuple(word for line in lines for word in line),
        rows=sum(table.anchors[at][column] == anchor for at in rows),
        columns=sum(table.anchors[row][at] == anchor for at in columns),
    )
