"""Tasks from the rows of task tables.

A row that only names a group of rows ("1 | Tuyên truyền …" above 1.1, 1.2) is no task. An empty cell stays empty:
nothing is carried over from the row above.
"""

import datetime

from core.directive import Block, BlockKind, Directive, Table
from core.task import Deadline, TaskKind
from core.text import squeeze
from ingest.deadlines import parse_deadline
from ingest.deadlines.wording import plain, wording
from service.tasks.columns import Columns, infer_columns, read_columns
from service.tasks.draft import Draft, Place
from service.tasks.due import best_deadline, deadlines_in
from service.tasks.kinds import is_report
from service.tasks.measures import find_measure, opens_with_figure
from service.tasks.roles import read_roles
from service.tasks.units import split_units

_JOIN = wording(r"(?:;|,|\.|\)|\n|-)? ?(?:cơ quan |đơn vị )?(?:phối hợp|p/h)(?: (?:với|cùng|thực hiện))? ?:? ?")
_LEAD_MARK = wording(r"(?:cơ quan |đơn vị )?(?:chủ trì|đầu mối)(?: thực hiện)? ?:? ?")
_ROW_CONFIDENCE = 0.95


def read_rows(directive: Directive) -> list[Draft]:
    """Drafts of all task tables, in order."""
    paths = {(block.table_no, block.row_no): block for block in directive.blocks if block.kind is BlockKind.TABLE_ROW}
    drafts = []
    for table_no, table in enumerate(directive.tables):
        columns = read_columns(table.header) if table.header else infer_columns(table.rows)
        if columns is None:
            continue
        for row_no in range(len(table.rows)):
            draft = _draft_of(directive, table, row_no, columns, paths.get((table_no, row_no)))
            if draft is not None:
                drafts.append(draft)
    return drafts


def _draft_of(directive: Directive, table: Table, row_no: int, columns: Columns, block: Block | None) -> Draft | None:
    row = table.rows[row_no]
    content = squeeze(_cell(row, columns.content)).strip(" -+*")
    if len(content.split()) < 2 or row_no in table.group_rows or _is_group(table, row_no, columns):
        return None
    lead, joined = _units(_cell(row, columns.lead))
    coordinating = split_units(_cell(row, columns.coordinating)) if columns.coordinating is not None else joined
    said = read_roles(content)
    deadline = _deadline(_cell(row, columns.deadline), columns, directive.letterhead.issued_on)
    deadline = _with_start(deadline, _cell(row, columns.start), directive.letterhead.issued_on)
    if columns.deadline is None:
        deadline = best_deadline(deadlines_in(content, issued_on=directive.letterhead.issued_on))
    kind = TaskKind.TARGET if columns.is_of_targets else _kind(content)
    figure = squeeze(_cell(row, columns.measure))
    return Draft(
        kind=kind,
        content=content,
        lead=lead or (said.lead if columns.lead is None else ()),
        coordinating=coordinating or said.coordinating,
        report_to=said.report_to if kind is TaskKind.REPORT else None,
        deadline=deadline,
        measure=(figure or None) if columns.measure is not None else find_measure(content),
        section=block.path if block is not None else "",
        places=tuple(Place(start=span.start, end=span.end) for span in table.row_spans[row_no]),
        confidence=_ROW_CONFIDENCE,
        from_row=True,
    )


def _deadline(cell: str, columns: Columns, issued_on: datetime.date | None) -> Deadline | None:
    """The deadline of a cell; under "Tháng" the cell "9/2025" means that month."""
    deadline = parse_deadline(cell, issued_on=issued_on)
    if deadline is not None or not columns.unit_of_time or not cell.strip():
        return deadline
    named = parse_deadline(f"{columns.unit_of_time} {cell}", issued_on=issued_on)
    return named.model_copy(update={"raw": cell.strip()}) if named is not None else None


def _with_start(deadline: Deadline | None, cell: str, issued_on: datetime.date | None) -> Deadline | None:
    """The deadline with the first day that the column of beginnings gives, when that day lies before the last."""
    begins = parse_deadline(cell, issued_on=issued_on) if deadline is not None and deadline.date is not None else None
    first = (begins.start or begins.date) if begins is not None else None
    if deadline is None or deadline.date is None or first is None or first > deadline.date:
        return deadline
    return deadline.model_copy(update={"start": first})


def _cell(row: tuple[str, ...], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _kind(content: str) -> TaskKind:
    if is_report(content):
        return TaskKind.REPORT
    return TaskKind.TARGET if opens_with_figure(content) else TaskKind.DUTY


def _units(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and coordinating units of one cell ("Chủ trì: Sở A; Phối hợp: Sở B")."""
    text = squeeze(cell)
    if not text or text in {"-", "…", "..."}:
        return (), ()
    join = _JOIN.search(plain(text))
    lead, rest = (text[: join.start()], text[join.end() :]) if join else (text, "")
    mark = _LEAD_MARK.match(plain(lead))
    return split_units(lead[mark.end() :] if mark else lead), split_units(rest)


def _is_group(table: Table, row_no: int, columns: Columns) -> bool:
    """Whether the row only heads the rows under it."""
    row = table.rows[row_no]
    filled = [
        number for number, cell in enumerate(row) if cell.strip() and number not in {columns.content, columns.number}
    ]
    if filled:
        return False
    number = _cell(row, columns.number).strip(" .)")
    following = table.rows[row_no + 1] if row_no + 1 < len(table.rows) else ()
    below = _cell(following, columns.number).strip(" .)")
    if number and below:
        return (
            below.startswith(f"{number}.")
            or (not number[0].isdigit() and below[0].isdigit())
            or (number[0].isdigit() and below == "a")
        )
    return bool(following) and not number
