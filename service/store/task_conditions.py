"""Conditions and orders of the register of tasks, as they are asked of the database."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from core.text import fold, squeeze
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import CLOSED, SOON_DAYS, DueState
from service.store.tables import DocumentRow
from service.store.task_tables import TaskRow, TaskUnitRow


def held_tasks() -> Select[TaskRow]:
    """Rows of the documents that nobody removed, whether the register shows them or not."""
    return (
        select(TaskRow).join(DocumentRow, DocumentRow.id == TaskRow.document_id).where(DocumentRow.removed_at.is_(None))
    )


ORDERS: dict[TaskOrder, tuple[Any, ...]] = {
    TaskOrder.TEXT: (DocumentRow.received_at.desc(), TaskRow.document_id, TaskRow.position, TaskRow.id),
    TaskOrder.DUE: (
        *(TaskRow.last_day.is_(None), TaskRow.last_day, DocumentRow.received_at.desc()),
        *(TaskRow.document_id, TaskRow.position, TaskRow.id),
    ),
    TaskOrder.LATEST: (
        *(TaskRow.last_day.is_(None), TaskRow.last_day.desc()),
        *(TaskRow.document_id, TaskRow.position, TaskRow.id),
    ),
    TaskOrder.UNIT: (TaskRow.unit_key, TaskRow.document_id, TaskRow.position, TaskRow.id),
}
"""What each order sorts by."""

BY_DOCUMENT = (TaskOrder.TEXT, TaskOrder.DUE)
"""Orders that look at the documents of the tasks."""


def fitting_tasks(condition: TaskCondition, today: date) -> Select[TaskRow]:
    """Rows that the register shows and that fit `condition`; deadlines are seen from `today`."""
    removed = select(DocumentRow.id).where(DocumentRow.removed_at.is_not(None))
    query = select(TaskRow).where(TaskRow.folded.is_(None), TaskRow.document_id.not_in(removed))
    if condition.document_id:
        query = query.where(TaskRow.document_id == condition.document_id)
    if condition.ids is not None:
        query = query.where(TaskRow.id.in_(condition.ids))
    if condition.status is not None:
        query = query.where(TaskRow.status == condition.status)
    if condition.kind is not None:
        query = query.where(TaskRow.kind == condition.kind)
    if condition.due_before is not None:
        query = query.where(TaskRow.due_on < condition.due_before)
    if condition.due is not None:
        query = query.where(_stands(condition.due, today))
    query = _within(query, condition)
    for word in fold(condition.words).split():
        query = query.where(TaskRow.words.contains(word, autoescape=True))
    return _with_units(query, condition)


def _within(query: Select[TaskRow], condition: TaskCondition) -> Select[TaskRow]:
    if condition.last_from is not None:
        query = query.where(TaskRow.last_day >= condition.last_from)
    if condition.last_to is not None:
        query = query.where(TaskRow.last_day <= condition.last_to)
    if condition.recurs is not None:
        query = query.where(TaskRow.recurs == condition.recurs)
    return query


def _with_units(query: Select[TaskRow], condition: TaskCondition) -> Select[TaskRow]:
    if condition.unit:
        query = query.where(_names(TaskUnitRow.folded.contains(squeeze(fold(condition.unit)), autoescape=True)))
    if condition.unit_name:
        query = query.where(_names(TaskUnitRow.name == condition.unit_name))
    if condition.own_roles:
        query = query.where(TaskRow.own_role.in_(condition.own_roles))
    return query


def _names(test: ColumnElement[bool]) -> ColumnElement[bool]:
    """The task names a unit that passes `test`."""
    return TaskRow.id.in_(select(TaskUnitRow.task_id).where(test))


def _stands(state: DueState, today: date) -> ColumnElement[bool]:
    closed, end = TaskRow.status.in_(CLOSED), today + timedelta(days=SOON_DAYS)
    tests = {
        DueState.CLOSED: closed,
        DueState.OVERDUE: and_(~closed, TaskRow.last_day < today),
        DueState.SOON: and_(~closed, TaskRow.last_day.between(today, end)),
        DueState.LATER: and_(~closed, TaskRow.last_day > end),
        DueState.UNDATED: and_(~closed, TaskRow.last_day.is_(None)),
    }
    return tests[state]
