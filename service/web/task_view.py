"""Everything that the page of one task shows."""

from core.record import Record
from core.task import Task
from core.text import squeeze
from service.follow_up.change_words import ChangeWords, change_words
from service.follow_up.edits import FIELDS
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.labels import EVIDENCE_KIND, TASK_FIELD
from service.records import TaskChange
from service.vietnamese_dates import show_moment


class HistoryLine(Record):
    """One change as people read it."""

    moment: str
    by: str
    words: ChangeWords
    is_undoing: bool


class ProofView(Record):
    """One proof; `href` leads to it, "" for words."""

    id: int
    kind: str
    name: str
    href: str
    added: str


class Difference(Record):
    """A field that a person changed: what the text gives, beside it."""

    field: str
    as_read: str


def history_lines(changes: tuple[TaskChange, ...]) -> tuple[HistoryLine, ...]:
    """Changes, newest first."""
    return tuple(
        HistoryLine(
            moment=show_moment(change.changed_at),
            by=change.changed_by,
            words=change_words(change),
            is_undoing=change.undoes is not None,
        )
        for change in reversed(changes)
    )


def proof_views(proofs: tuple[TaskEvidence, ...]) -> tuple[ProofView, ...]:
    """Proofs as links, oldest first."""
    return tuple(
        ProofView(
            id=proof.id,
            kind=EVIDENCE_KIND[proof.kind],
            name=proof.name,
            href=_href(proof),
            added=f"{show_moment(proof.added_at)}, {proof.added_by}",
        )
        for proof in proofs
    )


def differences(task: Task) -> tuple[Difference, ...]:
    """What a person changed, with what the text gives."""
    if task.as_read is None:
        return ()
    return tuple(
        Difference(field=TASK_FIELD[name], as_read=_words(getattr(task.as_read, name)))
        for name in FIELDS
        if getattr(task.as_read, name) != getattr(task, name)
    )


def can_undo(changes: tuple[TaskChange, ...]) -> bool:
    """Some change was not taken back yet."""
    undone = {change.undoes for change in changes}
    return any(change.undoes is None and change.id not in undone for change in changes)


def _href(proof: TaskEvidence) -> str:
    if proof.kind is EvidenceKind.DOCUMENT:
        return f"/van-ban/{proof.value}"
    if proof.kind is EvidenceKind.FILE:
        return f"/nhiem-vu/viec/{proof.task_id}/minh-chung/{proof.id}"
    return proof.value if proof.kind is EvidenceKind.LINK else ""


def _words(value: object) -> str:
    if value is None:
        return "không ghi"
    if isinstance(value, tuple):
        return "; ".join(value) or "không ghi"
    return squeeze(getattr(value, "raw", str(value)))
