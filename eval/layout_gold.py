"""The gold set of tables: what each table says, cell by cell, and how it is set."""

from pathlib import Path

from core.record import Record

GOLD = Path(__file__).parent / "gold" / "layout"


class RowGold(Record):
    """A row: its cells, None where the cell above reaches down; `group` for a row that heads those under it.

    Attributes:
        span: the cell after the number runs over the rest of the row.
    """

    cells: tuple[str | None, ...]
    group: bool = False
    span: bool = False


class TableGold(Record):
    """A table as it should be read.

    Attributes:
        columns: names of the columns; levels of a header are parted by " / ".
        before: lines over the table.
        ruled: drawn with rules; `repeat_header`: the header stands on every page.
    """

    name: str
    landscape: bool
    repeat_header: bool
    ruled: bool
    font_pt: float
    before: tuple[str, ...]
    columns: tuple[str, ...]
    widths_mm: tuple[float, ...]
    rows: tuple[RowGold, ...]

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """Rows with every cell valued: one that the cell above reaches into has that cell's words."""
        valued: list[tuple[str, ...]] = []
        for row in self.rows:
            above = valued[-1] if valued else ("",) * len(row.cells)
            valued.append(tuple(over if cell is None else cell for cell, over in zip(row.cells, above, strict=True)))
        return tuple(valued)

    @property
    def group_rows(self) -> tuple[int, ...]:
        """Indexes of rows that head those under them."""
        return tuple(number for number, row in enumerate(self.rows) if row.group)


def read_table_golds() -> tuple[TableGold, ...]:
    """All tables of the set, by name."""
    return tuple(TableGold.model_validate_json(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json")))
