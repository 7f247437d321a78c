"""Tables that set nothing but two blocks side by side: a letterhead, or recipients and signature."""

from collections.abc import Sequence

from core.text import fold, squeeze

_MARKS = ("cong hoa xa hoi", "dang cong san viet nam", "noi nhan", "doc lap - tu do", "doan tncs")
_MOST_ROWS = 6
_MOST_COLUMNS = 3


def is_side_by_side(rows: Sequence[Sequence[str]]) -> bool:
    """The table is a frame for two blocks; `rows` are the texts of its cells.

    >>> is_side_by_side([["UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1/KH", "A, ngày 2/3/2025"]])
    True
    """
    if not 0 < len(rows) <= _MOST_ROWS or max(len(row) for row in rows) > _MOST_COLUMNS:
        return False
    return holds_letterhead(" ".join(cell for row in rows for cell in row))


def holds_letterhead(text: str) -> bool:
    """Words that stand in letterheads and signature blocks alone."""
    words = fold(squeeze(text))
    return any(mark in words for mark in _MARKS)


def stack_columns(rows: Sequence[Sequence[str]]) -> str:
    """All of the left column, then all of the next: a line a paragraph, a blank line between the columns.

    >>> stack_columns([["A", "B"], ["C", ""]])
    '\\nA\\nC\\n\\nB\\n'
    """
    columns: dict[int, list[str]] = {}
    for row in rows:
        for at, cell in enumerate(row):
            columns.setdefault(at, []).extend(line.strip() for line in cell.split("\n") if line.strip())
    return "".join("\n" + "".join(f"{line}\n" for line in columns[at]) for at in sorted(columns) if columns[at])
