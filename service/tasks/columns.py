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
    r".*(?:chủ trì|đầu mối|phụ trách|thực hiện chính|chịu trách nhiệm)|"
    r"(?:đơn vị|cơ quan|bộ phận|phòng, ban|người|cá nhân|phân công|tổ chức)"
    r"(?:,? (?:đơn vị|cơ quan|cá nhân))*(?: thực hiện| được giao| chịu trách nhiệm|"
    r" thực hiện nhiệm vụ| theo dõi.*| tham mưu.*| tổng hợp.*)?$"
)
_DEADLINE = wording(
    r"(?!.*(?:bắt đầu|từ ngày)$)"
    r".*(?:thời gian|thời hạn|tiến độ|hạn|lộ trình|thời điểm|hoàn thành)(?! .*(?:đánh giá|kết quả))|"
    r".*năm hoàn thành|(?:tháng|tuần|ngày)$|(?:đến ngày|kết thúc|ngày kết thúc)$"
)
_START = wording(r".*(?:thời gian|tiến độ|thời hạn)?.*(?:bắt đầu|từ ngày|khởi đầu|triển khai từ)$")
_RESULT = wording(r".*(?:sản phẩm|kết quả|đầu ra|chỉ tiêu cần đạt|mục tiêu)")
_TARGET = wording(r"(?:tên |các |nội dung )?chỉ tiêu(?! cần đạt)")
_MEASURE = wording(
    r"(?:mục tiêu|kế hoạch|chỉ tiêu(?: giao| được giao)?|mức|tỷ lệ)(?: (?:năm|đến năm|đến))? ?"
    r"(?:20\d\d|phấn đấu|đạt|giao)|(?:đến )?(?:hết )?năm 20\d\d$|giá trị$|mức phấn đấu"
)
_CONTENT = wording(r".*(?:nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|tên|việc|chỉ tiêu|đầu việc)")


_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_MOST = 0.6
_LONGEST_TIME = 60


class Columns(NamedTuple):
    """Column numbers; None for what the table does not have.

    Attributes:
        start: days on which work begins, where these stand apart from those on which it ends.
        unit_of_time: "tháng" or "tuần" when the cells of time only say which one ("9/2025").
        is_of_targets: its rows are figures to be reached.
    """

    content: int
    number: int | None = None
    lead: int | None = None
    coordinating: int | None = None
    deadline: int | None = None
    start: int | None = None
    result: int | None = None
    measure: int | None = None
    unit_of_time: str = ""
    is_of_targets: bool = False

    @property
    def is_task_table(self) -> bool:
        """Whether the table gives work: it says who, until when, or how much is to be reached."""
        return self.lead is not None or self.deadline is not None or (self.is_of_targets and self.measure is not None)


def read_columns(header: Sequence[str]) -> Columns | None:
    """The columns that a header announces; None when it announces no work.

    >>> columns = read_columns(["TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành"])
    >>> columns.number, columns.content, columns.lead, columns.deadline
    (0, 1, 2, 3)
    """
    known: dict[str, int] = {}
    names = [plain(" ".join(cell.replace("*", " ").split())) for cell in header]
    for number, cell in enumerate(names):
        name = _name_of(cell)
        if name is not None and name not in known:
            known[name] = number
    if "content" not in known:
        return None
    time = names[known["deadline"]] if "deadline" in known else ""
    columns = Columns(
        **known,
        unit_of_time=time if time in {"tháng", "tuần"} else "",
        is_of_targets=_TARGET.match(names[known["content"]]) is not None,
    )
    return columns if columns.is_task_table else None


def infer_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table without a header, told by what most of its cells are; None when they do not tell.

    >>> columns = infer_columns([["1", "Rà soát hồ sơ lưu trữ", "Sở Nội vụ", "Quý I/2026"]] * 3)
    >>> columns.content, columns.lead, columns.deadline
    (1, 2, 3)
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
        ("measure", _MEASURE),
        ("deadline", _DEADLINE),
        ("start", _START),
        ("content", _CONTENT),
        ("result", _RESULT),
    ):
        if pattern.match(cell):
            return name
    return None
