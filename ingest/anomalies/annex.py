"""Anomalies of an annex against the body: the same work with another deadline or under another unit.

A row and a sentence are the same work when nearly all of the shorter's words stand in the other (`ingest/likeness.py`).
"""

import re
from datetime import date

from core.directive import Anomaly, Block, BlockKind, Directive, Severity, Table
from core.task import Deadline
from core.text import fold_aligned, squeeze
from ingest.deadlines import find_deadlines, parse_deadline
from ingest.letterheads.organisations import opens_body_name
from ingest.likeness import likeness, pairs_of

_LEAST = 0.8
_CONTENT = re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|giai phap")
_TIME = re.compile(r"thoi gian|thoi han|tien do|hoan thanh")
_LEAD = re.compile(r"(?:don vi |co quan )?(?:chu tri|thuc hien)|don vi chu tri|co quan chu tri")
_LEADS = re.compile(
    r"(?:^|[.;:,]\s+)(?:giao\s+)?(?P<unit>[^.;:,]{4,90}?)\s+(?:làm đầu mối,?\s+)?chủ trì\b", re.IGNORECASE
)
_COMMON = frozenset(
    re.findall(r"\w+", "ban phong so vu cuc bo cac va cua don vi co quan to hoi cong doan tinh huyen xa trung tam")
)
"""Syllables that say what a unit is, not which one."""
_MARK = re.compile(r"^(?:(?:[-+•]|\d+\.|[a-zđ]\))\s*)?(?:giao\s+)?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")


def annex_anomalies(directive: Directive) -> list[Anomaly]:
    """Rows of tables that contradict the sentence of the body that says the same."""
    sentences = [
        (block, pairs_of(directive.flat(block.start, block.end)))
        for block in directive.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and block.table_no is None
    ]
    found = []
    for table in directive.tables:
        content = _column(table, _CONTENT)
        if content is None:
            continue
        for row in range(len(table.rows)):
            words = pairs_of(table.rows[row][content])
            block = max(sentences, key=lambda sentence: likeness(sentence[1], words), default=None)
            if block is not None and likeness(block[1], words) >= _LEAST:
                found.extend(_other_deadline(directive, table, row, block[0]))
                found.extend(_other_unit(directive, table, row, block[0]))
    return found


def _column(table: Table, pattern: re.Pattern[str]) -> int | None:
    return next((index for index, name in enumerate(table.header) if pattern.search(fold_aligned(name))), None)


def _other_deadline(directive: Directive, table: Table, row: int, block: Block) -> list[Anomaly]:
    column = _column(table, _TIME)
    issued_on = directive.letterhead.issued_on
    due = parse_deadline(table.rows[row][column], issued_on=issued_on) if column is not None else None
    stated = find_deadlines(directive.flat(block.start, block.end), issued_on=issued_on)
    if due is None or len(stated) != 1 or not _contradict(due, stated[0].deadline):
        return []
    return [
        Anomaly(
            code="annex_against_body",
            severity=Severity.HIGH,
            message=f"Cùng một việc: thân văn bản ghi “{stated[0].deadline.raw}”, bảng ghi “{due.raw}”.",
            suggestion="Hỏi lại cơ quan ban hành về thời hạn đúng.",
            spans=(
                *directive.spans(block.start + stated[0].start, block.start + stated[0].end),
                *table.row_spans[row],
            ),
        )
    ]


def _contradict(one: Deadline, other: Deadline) -> bool:
    """Two latest days that differ, or periods without a common day."""
    if one.date is None or other.date is None or one.rrule or other.rrule or one.event or other.event:
        return False
    if _is_day(one) and _is_day(other):
        return one.date != other.date
    return (one.start or date.min) > other.date or (other.start or date.min) > one.date


def _is_day(deadline: Deadline) -> bool:
    return deadline.start is None or deadline.start == deadline.date


def _other_unit(directive: Directive, table: Table, row: int, block: Block) -> list[Anomaly]:
    column = _column(table, _LEAD)
    named = _LEADS.search(directive.flat(block.start, block.end))
    if column is None or named is None:
        return []
    unit, cell = squeeze(named.group("unit")), squeeze(table.rows[row][column])
    unit = _MARK.sub("", unit)
    one, other = _own_words(directive, unit), _own_words(directive, cell)
    if not (opens_body_name(unit) and opens_body_name(cell)) or not one or not other or one & other:
        return []
    return [
        Anomaly(
            code="annex_against_body",
            severity=Severity.HIGH,
            message=f"Cùng một việc: thân văn bản giao “{unit}” chủ trì, bảng ghi “{cell}”.",
            suggestion="Hỏi lại cơ quan ban hành về đơn vị chủ trì.",
            spans=(
                *directive.spans(block.start + named.start("unit"), block.start + named.end("unit")),
                *table.row_spans[row],
            ),
        )
    ]


def _own_words(directive: Directive, unit: str) -> frozenset[str]:
    """The words that tell one unit from another, its abbreviations written out."""
    for abbreviation in directive.abbreviations:
        unit = re.sub(
            rf"(?<!\w){re.escape(abbreviation.short)}(?!\w)", f"{abbreviation.short} {abbreviation.long}", unit
        )
    return frozenset(_WORDS.findall(fold_aligned(unit))) - _COMMON
