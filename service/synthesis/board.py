"""Who has told what: results of units entered by people, or read from the units' own reports and confirmed."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from core.directive import Directive
from core.errors import InvalidInput, NotFound
from core.task import Task, TaskStatus
from core.text import fold, nfc, squeeze
from core.unit_result import UnitResult
from service.accounts.rights import signature
from service.records import DocumentRecord, DocumentStatus
from service.reports.citing import issuer_name
from service.store.unit_results import UnitResultStore, unit_key
from service.synthesis.reading import find_results

_TELLING = (TaskStatus.IN_PROGRESS, TaskStatus.DONE)
_READ = (DocumentStatus.READY, DocumentStatus.PARTIAL)
_LONGEST_WORDS = 5_000

ListTasks = Callable[[str], Sequence[Task]]
LoadDirective = Callable[[str], Directive]
FindCiting = Callable[[str], Sequence[DocumentRecord]]


class ResultBoard:
    """Results of units on the tasks of directives.

    Args:
        tasks_of: the tasks of a directive.
        load: a directive by the id of its document.
        citing: documents that cite a số/ký hiệu.
    """

    def __init__(self, store: UnitResultStore, *, tasks_of: ListTasks, load: LoadDirective, citing: FindCiting) -> None:
        self._store = store
        self._tasks_of = tasks_of
        self._load = load
        self._citing = citing

    def results(self, document_id: str) -> tuple[UnitResult, ...]:
        """What holds now for each task and unit; proposals from reports are among them, not confirmed."""
        return self._store.newest(document_id)

    def history(self, document_id: str, task_id: str) -> tuple[UnitResult, ...]:
        """Everything that was told of one task, oldest first."""
        return self._store.history(document_id, task_id)

    def enter(
        self, document_id: str, task_id: str, unit: str, *, status: TaskStatus | None, words: str, actor: str
    ) -> UnitResult:
        """Keeps what a person says of a task at a unit.

        Raises:
            NotFound: the directive has no such task.
            InvalidInput: no unit, a state that tells nothing, or words too long.
        """
        if task_id not in {task.id for task in self._tasks_of(document_id)}:
            raise NotFound("văn bản không có nhiệm vụ này", where=task_id, advice="xem bảng nhiệm vụ")
        name, told = squeeze(nfc(unit)), squeeze(nfc(words))
        if not name or len(told) > _LONGEST_WORDS or status not in (None, *_TELLING):
            raise InvalidInput(
                "thiếu tên đơn vị, nội dung quá dài, hoặc tình trạng không phải đang thực hiện, hoàn thành",
                where="kết quả đơn vị",
                advice="sửa lại rồi lưu",
            )
        result = UnitResult(
            task_id=task_id,
            unit=name,
            status=status,
            words=told,
            is_confirmed=True,
            told_by=squeeze(signature(actor)),
            told_at=datetime.now(UTC),
        )
        self._store.add(document_id, (result,))
        return result

    def read_reports(self, document_id: str, *, actor: str) -> tuple[UnitResult, ...]:
        """Proposes what the held reports of units say; what a person entered or confirmed is never replaced.

        Raises:
            NotFound: no such directive, or it is not read yet.
        """
        directive = self._load(document_id)
        number = directive.letterhead.number
        if not number:
            return ()
        settled = {
            (result.task_id, unit_key(result.unit)) for result in self.results(document_id) if result.is_confirmed
        }
        proposed: list[UnitResult] = []
        for document in self._citing(number):
            proposed += self._proposals(document_id, document, actor)
        new = tuple(result for result in proposed if (result.task_id, unit_key(result.unit)) not in settled)
        self._store.add(document_id, new)
        return new

    def confirm(self, document_id: str, *, unit: str | None = None, task_id: str | None = None, actor: str) -> int:
        """Has a person stand by what is proposed, of one unit or task or of all; how many."""
        wanted = unit_key(unit) if unit else None
        open_ones = [
            result.model_copy(
                update={"is_confirmed": True, "told_by": squeeze(signature(actor)), "told_at": datetime.now(UTC)}
            )
            for result in self.results(document_id)
            if not result.is_confirmed
            and (wanted is None or unit_key(result.unit) == wanted)
            and (task_id is None or result.task_id == task_id)
        ]
        self._store.add(document_id, tuple(open_ones))
        return len(open_ones)

    def _proposals(self, document_id: str, document: DocumentRecord, actor: str) -> list[UnitResult]:
        head = document.letterhead
        is_report = head is not None and head.kind is not None and fold(head.kind) == "bao cao"
        if not is_report or document.id == document_id or document.status not in _READ:
            return []
        report = self._load(document.id)
        unit = issuer_name(report)
        if unit is None:
            return []
        return [
            UnitResult(
                task_id=found.task_id,
                unit=unit,
                status=found.status,
                words=found.words,
                report_id=document.id,
                spans=found.spans,
                told_by=squeeze(signature(actor)),
                told_at=datetime.now(UTC),
            )
            for found in find_results(report, self._tasks_of(document_id))
        ]
