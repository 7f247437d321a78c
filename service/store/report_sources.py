"""Which documents a filed report says something of: who may not open all of them does not see the report."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.report import Report
from service.follow_up.evidence import EvidenceKind
from service.review.claims import walk_claims
from service.store.access_tables import ReportSourceRow
from service.store.task_tables import TaskEvidenceRow
from service.store.unit_results import UnitResultRow


def report_sources(session: Session, report: Report) -> frozenset[str]:
    """The directive, the reports of units that are quoted or were read for results, and documents attached as proof."""
    tasks = {row.task_id for row in report.annex} | {
        task_id for claim in walk_claims(report) for task_id in claim.task_ids
    }
    proofs = select(TaskEvidenceRow.value).where(
        TaskEvidenceRow.task_id.in_(tasks), TaskEvidenceRow.kind == EvidenceKind.DOCUMENT.value
    )
    told = select(UnitResultRow.source_id).where(UnitResultRow.task_id.in_(tasks), UnitResultRow.source_id.is_not(None))
    found = {report.document_id, *_quoted(report), *session.scalars(proofs), *session.scalars(told)}
    return frozenset(found)


def note_sources(session: Session, report_id: str, document_ids: Iterable[str]) -> None:
    """Keeps that a filed report says something of these documents; none is ever taken back."""
    known = set(session.scalars(select(ReportSourceRow.document_id).where(ReportSourceRow.report_id == report_id)))
    new = set(document_ids) - known
    session.add_all(ReportSourceRow(report_id=report_id, document_id=document_id) for document_id in sorted(new))


def _quoted(report: Report) -> Iterator[str]:
    for claim in walk_claims(report):
        yield from (quote.document_id for quote in claim.quotes)
    for proof in report.proofs:
        yield from (quote.document_id for quote in proof.quotes)
