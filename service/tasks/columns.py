"""Tells by its header what each column of a task table holds."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.deadlines import parse_deadline
from ingest.deadlines.wording import plain, wording
from service.tasks.units import starts_unit

_NUMBER = wording(r"(?:s?tt|số tt|số thứ tự|stt\.?|mã số|số)$")
_LEAD_AND_JOIN = wording(r".*chủ trì.*phối hợp")
_COORDINATING = wording(r".*phối hợp")
_LEAD = wording(
    r".*(?:chủ trì|đầu mối|phụ trách|thực hiện chính)|(?:đơn vị|cơ quan|bộ phận|phòng, ban|người|cá nhân|"
    r"phân công|tổ chức)(?:,? (?:đơn vị|cơ quan|cá nhân))*(?: thực hiện| được giao| chịu trách nhiệm|"
    r" thực hiện nhiệm vụ)?$"
)
_DEADLINE = wording(
    r".*(?:thời gian|thời hạn|tiến độ|hạn|lộ trình|thời điểm|hoàn thành)(?! .*(?:đánh giá|kết quả))|.*năm hoàn thành"
)
_RESULT = wording(r".*(?:sản phẩm|kết quả|đầu ra|chỉ tiêu cần đạt|mục tiêu)")
_CONTENT = wording(r".*(?:nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|tên|việc|chỉ tiêu|đầu việc)")


_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_MOST = 0.6
_LONGEST_TIME = 60


class Columns(NamedTuple):
    """Column numbers; None for what the table does not have."""

    content: int
    number: int | None = None
    lead: int | None = None
    coordinating: int | None = None
    deadline: int | None = None
    result: int | None = None

    @property
    def is_task_table(self) -> bool:
        """Whether the table gives work: it says who or until when."""
        return self.lead is not None or self.deadline is not None


def read_columns(header: Sequence[str]) -> Columns | None:
    """The columns that a header announces; None when it announces no work.

    >>> read_columns(["TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành"])
    Columns(content=1, number=0, lead=2, coordinating=None, deadline=3, result=None)
    """
    known: dict[str, int] = {}
    for number, cell in enumerate(header):
        name = _name_of(plain(" ".join(cell.replace("*", " ").split())))
        if name is not None and name not in known:
            known[name] = number
    if "content" not in known:
        return None
    columns = Columns(**known)
    return columns if columns.is_task_table else None


def infer_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table without a header, told by what most of its cells are; None when they do not tell.

    >>> infer_columns([["1", "Rà soát hồ sơ lưu trữ", "Sở Nội vụ", "Quý I/2026"]] * 3)
    Columns(content=1, number=None, lead=2, coordinating=None, deadline=3, result=None)
    """
    width = max((len(row) for row in rows), default=0)
    if len(rows) < _FEWEST_ROWS or width < _FEWEST_COLUMNS:
        return None
    cells = [
        [row[column].strip() for row in rows if column < len(row) and row[column].strip()] for column in range(width)
    ]
    content = max(range(width), key=lambda column: sum(map(len, cells[column])))
    others = [column for column in range(width) if column != content and len(cells[column]) >= len(rows) / 2]
    lead = next((column for column in others if _share(cells[column], starts_unit) >= _MOST), None)
    deadline = next((column for column in others if _share(cells[column], _is_time) >= _MOST), None)
    return None if lead is None or deadline is None else Columns(content=content, lead=lead, deadline=deadline)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _is_time(cell: str) -> bool:
    return len(cell) <= _LONGEST_TIME and parse_deadline(cell, issued_on=None) is not None


def _name_of(cell: str) -> str | None:
    if not cell:
        return None
    for name, pattern in (
        ("number", _NUMBER),
        ("lead", _LEAD_AND_JOIN),
        ("coordinating", _COORDINATING),
        ("lead", _LEAD),
        ("deadline", _DEADLINE),
        ("content", _CONTENT),
        ("result", _RESULT),
    ):
        if pattern.match(cell):
            return name
    return None
