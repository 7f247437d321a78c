"""Which documents are hidden from a sight, as conditions for queries: the one place that knows the rule.

A document is open to a person who is named for it. Else its mark must be known, the person cleared for it, and the
document the office's as a whole, or of a unit in the person's line. See docs/adr/0154.
"""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, and_, exists, not_, or_, select, true
from sqlalchemy.orm import Session

from service.access.sight import Sight, current_sight, seeing_all
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow, ReportSourceRow
from service.store.tables import DocumentRow
from service.store.task_tables import TaskRow

_RESTRICTIONS: Final = DocumentRestrictionRow.__table__
_GRANTS: Final = DocumentGrantRow.__table__
_TASKS: Final = TaskRow.__table__
_SOURCES: Final = ReportSourceRow.__table__
"""Plain tables, so that the guard does not look at its own conditions."""


def hidden_document(document_id: ColumnElement[Any], sight: Sight) -> ColumnElement[bool]:
    """The document with this id is hidden; null is none, and hidden from the blind alone."""
    if sight.is_blind:
        return true()
    restriction = _RESTRICTIONS.alias()
    return exists(select(1).where(restriction.c.document_id == document_id, not_(_is_open(restriction.c, sight))))


def of_hidden_documents(task_id: ColumnElement[Any], sight: Sight) -> ColumnElement[bool]:
    """As `hidden_task`, for tables that are gone through as a whole: hidden tasks are gathered once."""
    if sight.is_blind:
        return true()
    gathered = select(_TASKS.c.id).join(_RESTRICTIONS, _RESTRICTIONS.c.document_id == _TASKS.c.document_id)
    return task_id.in_(gathered.where(not_(_is_open(_RESTRICTIONS.c, sight))))


def hidden_task(task_id: ColumnElement[Any], sight: Sight) -> ColumnElement[bool]:
    """The task with this id belongs to a hidden document."""
    task = _TASKS.alias()
    return exists(select(1).where(task.c.id == task_id, hidden_document(task.c.document_id, sight)))


def hidden_report(report_id: ColumnElement[Any], sight: Sight) -> ColumnElement[bool]:
    """The filed report with this id says something of a hidden document."""
    source = _SOURCES.alias()
    return exists(select(1).where(source.c.report_id == report_id, hidden_document(source.c.document_id, sight)))


def hidden_ids(engine: Engine) -> frozenset[str]:
    """Ids of the documents, held or removed, that are hidden from who acts now."""
    sight = current_sight()
    if sight is None:
        return frozenset()
    with Session(engine) as session:
        if not sight.is_blind:
            return hidden_among(session, None)
        with seeing_all():
            return frozenset(session.scalars(select(DocumentRow.id)))


def hidden_among(session: Session, document_ids: Collection[str] | None) -> frozenset[str]:
    """Those of the documents that are hidden from who acts now; None for all documents."""
    sight = current_sight()
    if sight is None or sight.is_blind or document_ids == set():
        return frozenset()
    query = select(_RESTRICTIONS.c.document_id).where(not_(_is_open(_RESTRICTIONS.c, sight)))
    if document_ids is not None:
        query = query.where(_RESTRICTIONS.c.document_id.in_(sorted(document_ids)))
    return frozenset(session.scalars(query))


def visible_documents(engine: Engine) -> tuple[str, ...] | None:
    """Ids of the held documents that who acts now may open; None when nothing is hidden from them."""
    hidden = hidden_ids(engine)
    if not hidden:
        return None
    with seeing_all(), Session(engine) as session:
        held = session.scalars(select(DocumentRow.id).where(DocumentRow.removed_at.is_(None)))
        return tuple(document_id for document_id in held if document_id not in hidden)


def _is_open(restriction: Any, sight: Sight) -> ColumnElement[bool]:
    """The restriction with these columns lets the sight through; the same rule as `service.access.desk.may_open`."""
    named = _GRANTS.alias()
    granted = _GRANTS.alias()
    own_line = or_(
        restriction.unit_id.is_(None),
        restriction.unit_id.in_(sorted(sight.units)),
        exists(
            select(1).where(
                granted.c.document_id == restriction.document_id, granted.c.unit_id.in_(sorted(sight.units))
            )
        ),
    )
    return or_(
        and_(restriction.is_settled, restriction.secrecy <= int(sight.clearance), own_line),
        exists(select(1).where(named.c.document_id == restriction.document_id, named.c.person_id == sight.person_id)),
    )
