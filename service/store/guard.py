"""What each table may show: conditions that keep hidden documents, and all that was made of them, out of a statement.

They are put on every mapped table that belongs to documents, wherever in the statement it stands
(`service.store.watch`). A table belongs to documents when it has one of the columns of `OWNERS`; what has none of them
is named in `UNOWNED`, and a test holds that nothing is in between. SQL written by hand gets nothing: only the search
index has any, and it is told which documents to look into. A join with an alias of a guarded table shows nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    FromClause,
    Table,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    inspect,
    not_,
    select,
)
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import ExecutableOption

from service.access.sight import Sight
from service.follow_up.evidence import EvidenceKind
from service.store.hidden import hidden_document, hidden_report, hidden_task, of_hidden_documents
from service.store.tables import Base
from service.store.task_tables import TaskEvidenceRow

Hides = Callable[[Any, Sight], ColumnElement[bool]]

OWNERS: Final[dict[str, Hides]] = {
    "document_id": hidden_document,
    "task_id": hidden_task,
    "report_id": hidden_report,
}
"""Columns that tell whose a row is; of two the first counts."""

UNOWNED: Final = frozenset(
    {
        "api_tokens",
        "audit_entries",
        "facts",
        "failed_sign_ins",
        "people",
        "person_units",
        "preference_changes",
        "request_counts",
        "sessions",
        "sign_on_identities",
        "start_keys",
        "unit_profiles",
        "units",
        "workers",
    }
)
"""Tables that hold nothing of any document."""

_EVIDENCE: Final = TaskEvidenceRow.__table__
_PROOF_FIELD: Final = "evidence"
_KEPT: Final = 256


@lru_cache(maxsize=_KEPT)
def _options(sight: Sight) -> Mapping[FromClause, ExecutableOption]:
    return {
        inspect(row).local_table: with_loader_criteria(row, condition, include_aliases=True)
        for row, condition in conditions_for(sight)
    }


def options_for(statement: ClauseElement, sight: Sight) -> list[ExecutableOption]:
    """What the statement is given so that it keeps to what `sight` may see: no more than its tables need."""
    options = _options(sight)
    tables = {element for element in visitors.iterate(statement) if isinstance(element, Table)}
    return [options[table] for table in tables if table in options]


def conditions_for(sight: Sight) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """What each table may show to `sight`; tables of `UNOWNED` are left out."""
    for mapper in Base.registry.mappers:
        row, columns = mapper.class_, mapper.local_table.c
        if row.__tablename__ in _SPECIAL:
            yield row, _SPECIAL[row.__tablename__](columns, sight)
            continue
        owner = next((name for name in OWNERS if name in columns), None)
        if owner is not None:
            yield row, not_(OWNERS[owner](columns[owner], sight))


def _document(row: Any, sight: Sight) -> ColumnElement[bool]:
    return not_(hidden_document(row.id, sight))


def _report(row: Any, sight: Sight) -> ColumnElement[bool]:
    return and_(not_(hidden_report(row.id, sight)), not_(hidden_document(row.document_id, sight)))


def _evidence(row: Any, sight: Sight) -> ColumnElement[bool]:
    """A proof of an open task, unless it is a hidden document."""
    is_hidden = and_(row.kind == EvidenceKind.DOCUMENT.value, hidden_document(row.value, sight))
    return and_(not_(hidden_task(row.task_id, sight)), not_(is_hidden))


def _change(row: Any, sight: Sight) -> ColumnElement[bool]:
    """A change of a task of an open document, unless it attached or took away a hidden one ("12: 15/KH-UBND")."""
    proof = _EVIDENCE.alias()
    number = cast(proof.c.id, Text).concat(":%")
    names_hidden = exists(
        select(1).where(
            proof.c.task_id == row.task_id,
            proof.c.kind == EvidenceKind.DOCUMENT.value,
            func.coalesce(row.after, row.before).like(number),
            hidden_document(proof.c.value, sight),
        )
    )
    tells_of_proof = and_(row.field == _PROOF_FIELD, names_hidden)
    return and_(not_(hidden_document(row.document_id, sight)), not_(tells_of_proof))


def _unit(row: Any, sight: Sight) -> ColumnElement[bool]:
    return not_(of_hidden_documents(row.task_id, sight))


def _result(row: Any, sight: Sight) -> ColumnElement[bool]:
    """What a unit told of a task of an open document, unless it was read from a hidden one."""
    return and_(not_(hidden_document(row.document_id, sight)), not_(hidden_document(row.source_id, sight)))


def _question(row: Any, sight: Sight) -> ColumnElement[bool]:
    return and_(row.person_id == sight.person_id, not_(hidden_document(row.document_id, sight)))


def _feed(row: Any, sight: Sight) -> ColumnElement[bool]:
    return row.person_id == sight.person_id  # type: ignore[no-any-return]


def _nothing(_row: Any, _sight: Sight) -> ColumnElement[bool]:
    return false()


_SPECIAL: Final[dict[str, Hides]] = {
    "documents": _document,
    "filed_reports": _report,
    "task_changes": _change,
    "task_evidence": _evidence,
    "task_units": _unit,
    "unit_results": _result,
    "questions": _question,
    "feeds": _feed,
    "watched_files": _nothing,
}
"""Tables with a rule of their own: questions and calendars belong to who made them; names of files that were refused in
the watched folder are for administrators."""
