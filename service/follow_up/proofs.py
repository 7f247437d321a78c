"""Proofs attached to tasks: held documents, files, addresses, words."""

from collections.abc import Sequence
from pathlib import Path

from core.errors import InvalidInput
from service.follow_up.actor import LOCAL_USER
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.follow_up.task_form import typed
from service.store import FileStore, RecordStore

_WEB = ("http://", "https://")


class ProofDesk:
    """Attaches proofs to tasks and takes them away; both stand in the history of the task."""

    def __init__(self, store: RecordStore, files: FileStore) -> None:
        self._store = store
        self._files = files

    def of(self, task_ids: Sequence[str]) -> tuple[TaskEvidence, ...]:
        """What is attached to these tasks, oldest first."""
        return self._store.tasks.evidence(task_ids)

    def attach(self, task_id: str, kind: EvidenceKind, value: str, *, actor: str = LOCAL_USER) -> TaskEvidence:
        """Attaches a held document (by any key of it), an address or words to a task.

        Raises:
            NotFound: no such task or document.
            InvalidInput: nothing is given, or the address is not one of the web.
        """
        value = name = typed(value)
        if not value or kind is EvidenceKind.FILE:
            raise InvalidInput("chưa có minh chứng", where="value", advice="nhập văn bản, đường dẫn hoặc nội dung")
        if kind is EvidenceKind.LINK and not value.startswith(_WEB):
            raise InvalidInput("đường dẫn phải bắt đầu bằng http:// hoặc https://", where=value)
        if kind is EvidenceKind.DOCUMENT:
            document = self._store.find_document(value)
            number = document.letterhead.number if document.letterhead else None
            value, name = document.id, number or document.file_name
        return self._attached(task_id, kind, value=value, name=name, actor=actor)

    def attach_file(self, task_id: str, path: Path, *, name: str, actor: str = LOCAL_USER) -> TaskEvidence:
        """Attaches a file, of whatever type, to a task.

        Raises:
            NotFound: no such task.
            InvalidInput: the file is empty.
            FileNotReadable: the file cannot be read.
        """
        self._store.tasks.get(task_id)
        if path.is_file() and path.stat().st_size == 0:
            raise InvalidInput("tệp rỗng", where=name, advice="chọn đúng tệp")
        return self._attached(
            task_id, EvidenceKind.FILE, value=self._files.put_attachment(path), name=name, actor=actor
        )

    def attached_file(self, proof: TaskEvidence) -> Path:
        """Where an attached file lies.

        Raises:
            NotFound: it is gone.
        """
        return self._files.attachment(proof.value)

    def detach(self, evidence_id: int, *, actor: str = LOCAL_USER) -> str:
        """Takes a proof away from its task, whose id is returned.

        Raises:
            NotFound: no such proof.
        """
        return self._store.task_writer.detach(evidence_id, changed_by=actor)

    def _attached(self, task_id: str, kind: EvidenceKind, *, value: str, name: str, actor: str) -> TaskEvidence:
        evidence_id = self._store.task_writer.attach(task_id, kind, value=value, name=name, added_by=actor)
        return next(proof for proof in self.of((task_id,)) if proof.id == evidence_id)
