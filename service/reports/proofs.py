"""The annex of evidence: for each task what the directive says, who told what of it, what was attached."""

from collections.abc import Sequence
from typing import Final

from core.report import ProofRow
from core.unit_result import UnitResult
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.reports.calendar_words import short_date
from service.reports.progress import TaskProgress
from service.reports.results import annex_row, quotes_of

_KINDS: Final = {
    EvidenceKind.DOCUMENT: "Văn bản",
    EvidenceKind.FILE: "Tệp",
    EvidenceKind.LINK: "Đường dẫn",
    EvidenceKind.TEXT: "Ghi chú",
}


def proof_rows(
    progress: Sequence[TaskProgress], proofs: Sequence[TaskEvidence], results: Sequence[UnitResult] = ()
) -> tuple[ProofRow, ...]:
    """A row for each task, in the order of the annex."""
    told = {result.task_id: result for result in results}
    return tuple(
        _row(item, [proof for proof in proofs if proof.task_id == item.task.id], told.get(item.task.id))
        for item in progress
    )


def _row(item: TaskProgress, proofs: Sequence[TaskEvidence], result: UnitResult | None) -> ProofRow:
    row = annex_row(item)
    return ProofRow(
        number=row.number,
        content=row.content,
        told=_told(row.result, result),
        section=item.task.section,
        proofs=tuple(_proof(proof) for proof in proofs),
        spans=row.spans,
        quotes=quotes_of(result),
    )


def _told(words: str, result: UnitResult | None) -> str:
    if result is not None:
        return f"{words} (theo {result.told_by}, ngày {short_date(result.told_at.date())})".strip()
    return f"{words} (theo bảng nhiệm vụ)" if words else ""


def _proof(proof: TaskEvidence) -> str:
    day = short_date(proof.added_at.date())
    return f"{_KINDS[proof.kind]}: {proof.name} ({proof.added_by} gắn ngày {day})"
