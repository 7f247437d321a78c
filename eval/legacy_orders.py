"""Orders in which the text of a sheet may be read: its rows one by one, or blocks side by side one after the other.

A sheet's letterhead sets two blocks beside each other, each over several rows, as letters do: the office on the left,
the title on the right. A reference that was written row by row cuts both into pieces; one who reads takes the left
block, then the right one. Neither is wrong, so a reading is compared with both.

A head is a run of rows that have a text in the same two columns, with empty cells between, and nowhere else:

>>> rows = "UBND tỉnh\\t\\tdanh sách người\\nSở Lao động\\t\\tđược trợ cấp\\nSTT\\tHọ tên\\tNơi ở"
>>> [order.split("\\n") for order in reading_orders(rows)][1]
['UBND tỉnh', 'Sở Lao động', 'danh sách người', 'được trợ cấp', 'STT\\tHọ tên\\tNơi ở']
"""

from collections.abc import Iterator, Sequence
from itertools import groupby


def reading_orders(reference: str) -> tuple[str, ...]:
    """The reference as it is, and with its heads read block by block where it has any."""
    rows = reference.split("\n")
    by_blocks = "\n".join(_by_blocks(rows))
    return (reference,) if by_blocks == reference else (reference, by_blocks)


def _by_blocks(rows: Sequence[str]) -> Iterator[str]:
    for columns, run in groupby(rows, key=_columns_of_two_blocks):
        head = [*run]
        if columns is None or len(head) == 1:
            yield from head
        else:
            for column in columns:
                yield from (row.split("\t")[column].strip() for row in head)


def _columns_of_two_blocks(row: str) -> tuple[int, ...] | None:
    """The two columns that have a text, where cells between them are empty; None for any other row."""
    filled = tuple(column for column, cell in enumerate(row.split("\t")) if cell.strip())
    return filled if len(filled) == 2 and filled[1] - filled[0] > 1 else None
