"""Anomalies of dates: days that no calendar has, and deadlines before or on the day of issue."""

import re
from datetime import timedelta

from core.directive import Anomaly, Block, BlockKind, Directive, Severity
from core.task import Bound
from core.text import fold_aligned, squeeze
from ingest.deadlines import find_deadlines
from ingest.deadlines.wording import plain, wording
from ingest.written_dates import find_written_dates, written

_ASKS = re.compile(r"\b(?:bao cao|gui|nop|hoan thanh|dang ky|trinh|cung cap|tong hop|phan hoi|gop y|xong)\b")
_LOOKS_BACK = re.compile(r"\b(?:da|theo|can cu|tai|ke tu|tinh den|truoc day|thanh lap|ky niem|co hieu luc|phat sinh)\b")
_RULE_MAKERS = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Văn bản hợp nhất"}
)
"""Texts that speak of days in the past to say whom a rule covers."""
_IMPOSSIBLE_PERIOD = wording(
    r"(?<!\d\s)\b(?:tháng (?:1[3-9]|[2-9]\d)|quý (?:[5-9]|v|vi{1,3}))(?: ?/ ?| năm )(?:19|20)\d\d(?!\d)"
)
_HOUR = re.compile(r"\d\s?(?:giờ|h\b|h\d|:\d\d)")
"""What is asked for by an hour may well be asked for on the same day."""
_RECENT = timedelta(days=400)


def date_anomalies(directive: Directive) -> list[Anomaly]:
    """All anomalies of dates."""
    return [*_impossible_dates(directive), *_impossible_periods(directive), *_late_deadlines(directive)]


def _impossible_periods(directive: Directive) -> list[Anomaly]:
    """`tháng 13/2025`, `quý V năm 2025`."""
    return [
        Anomaly(
            code="impossible_date",
            severity=Severity.HIGH,
            message=f"Không có “{squeeze(directive.flat(match.start(), match.end()))}” trong năm.",
            suggestion="Đối chiếu bản gốc để sửa thời gian.",
            spans=directive.spans(match.start(), match.end()),
        )
        for match in _IMPOSSIBLE_PERIOD.finditer(plain(directive.flat(0, len(directive.text))))
    ]


def _impossible_dates(directive: Directive) -> list[Anomaly]:
    flat = directive.flat(0, len(directive.text))
    found = []
    for written_date in find_written_dates(flat):
        words = flat[written_date.start : written_date.end]
        if (
            written_date.value is not None
            or written_date.day == 0
            or written_date.month == 0
            or "." in words
            or " - " in words
        ):
            continue
        found.append(
            Anomaly(
                code="impossible_date",
                severity=Severity.HIGH,
                message=f"Không có ngày {written_date.day}/{written_date.month}/{written_date.year} trong lịch.",
                suggestion="Đối chiếu bản gốc để sửa ngày.",
                spans=directive.spans(written_date.start, written_date.end),
            )
        )
    return found


def _late_deadlines(directive: Directive) -> list[Anomaly]:
    if directive.letterhead.issued_on is None or directive.letterhead.kind in _RULE_MAKERS:
        return []
    found = []
    for block in directive.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CLOSING, BlockKind.TABLE_ROW):
            found.extend(_in_block(directive, block))
    return found


def _in_block(directive: Directive, block: Block) -> list[Anomaly]:
    issued_on = directive.letterhead.issued_on
    assert issued_on is not None
    flat = directive.flat(block.start, block.end)
    found = []
    for item in find_deadlines(flat, issued_on=None):
        due = item.deadline.date
        if (
            due is None
            or item.deadline.bound is not Bound.BEFORE
            or item.deadline.rrule
            or item.deadline.start is not None
        ):
            continue
        sentence = fold_aligned(flat[max(flat.rfind(". ", 0, item.start), 0) : item.end])
        if due > issued_on or issued_on - due > _RECENT or not _ASKS.search(sentence) or _LOOKS_BACK.search(sentence):
            continue
        same_day = due == issued_on
        if same_day and _HOUR.search(item.deadline.raw):
            continue
        found.append(
            Anomaly(
                code="deadline_on_issue" if same_day else "deadline_before_issue",
                severity=Severity.MEDIUM if same_day else Severity.HIGH,
                message=f"Thời hạn “{item.deadline.raw}” {'trùng' if same_day else 'trước'} ngày ban hành "
                f"({written(issued_on)}).",
                suggestion="Hỏi lại cơ quan ban hành về thời hạn thực hiện.",
                spans=directive.spans(block.start + item.start, block.start + item.end),
            )
        )
    return found
