"""All that an office does with reports: draft, write, file, move on. What writes Word is loaded only when needed."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import InvalidInput
from core.report import Report
from core.review import FiledReport, ReviewAction
from core.task import Task
from service.reports.order import Material, ReportOrder
from service.reports.profile import UnitProfile, profile_for
from service.settings import Settings
from service.store.record_store import RecordStore

if TYPE_CHECKING:
    from service.reports.duty import ReportDuty
    from service.review.desk import ReviewDesk
    from service.review.files import ReportFiles
    from service.synthesis.board import ResultBoard


ListTasks = Callable[[str], tuple[Task, ...]]


class Reporting:
    """Reports of the units of one office.

    Args:
        list_tasks: the tasks of a document as the register has them, people's changes in them.

    Attributes:
        profiles: how the documents of units look, as people entered it.
        records: the filed reports.
    """

    def __init__(self, store: RecordStore, *, list_tasks: ListTasks, settings: Settings) -> None:
        self._store = store
        self._list_tasks = list_tasks
        self._settings = settings
        self.profiles = store.profiles
        self.records = store.reviews

    @cached_property
    def results(self) -> "ResultBoard":
        """What units told of the tasks that they were given."""
        from service.synthesis.board import ResultBoard

        return ResultBoard(
            self._store.unit_results,
            tasks_of=self._list_tasks,
            load=self._store.load_directive,
            citing=self._store.citing,
        )

    def draft(self, document_id: str, order: ReportOrder) -> Report:
        """The ordered report on what a directive asks, with its evidence; what is not known is a blank.

        With `order.units` it puts together what those units told of their tasks.

        Raises:
            NotFound: no such document, or it is not read yet; no such duty of the unit.
            InvalidInput: no unit, or a period that ends before it starts.
        """
        from service.reports.draft import draft_report
        from service.synthesis.draft import draft_synthesis

        material = self._material(document_id, order.unit)
        if not order.units:
            return draft_report(material, order)
        return draft_synthesis(material, order, [self.profile_of(name) for name in order.units])

    def duties(self, document_id: str, unit: str, *, as_of: date) -> "tuple[ReportDuty, ...]":
        """The reports that a directive asks of the unit, with recipient, period and last day, the first due first.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        from service.reports.duty import list_duties
        from service.reports.responsibility import assigned_tasks

        material = self._material(document_id, unit)
        assignments = assigned_tasks(material.directive, material.tasks, material.profile)
        return list_duties(material.directive, assignments, material.profile, as_of)

    def _material(self, document_id: str, unit: str) -> Material:
        tasks = self._list_tasks(document_id)
        return Material(
            directive=self._store.load_directive(document_id),
            document_id=document_id,
            tasks=tasks,
            profile=self.profile_of(unit),
            results=self.results.results(document_id),
            proofs=self._store.tasks.evidence([task.id for task in tasks]),
        )

    def smooth(self, report: Report) -> Report:
        """The draft with its wording smoothed by the chat model; each sentence that says anything else stays as it was.

        Raises:
            InvalidInput: no chat model is set.
        """
        from service.chat_model import connect_chat_model
        from service.review.smoothing import smooth_report

        chat_model = connect_chat_model(self._settings)
        if chat_model is None:
            raise InvalidInput(
                "chưa đặt mô hình ngôn ngữ", where="DONDOC_CHAT_MODEL", advice="đặt rồi thử lại, hoặc bỏ làm mượt câu"
            )
        return smooth_report(report, chat_model)

    def write(self, report: Report, path: Path, *, with_evidence: bool = True, with_proofs: bool | None = None) -> None:
        """Writes a draft that is not filed in the official layout, as the ending of `path` says.

        Args:
            with_evidence: each claim carries its evidence as a comment.
            with_proofs: the annex of evidence follows; by default where the comments are.

        Raises:
            InvalidInput: an ending other than `.docx`, `.pdf`, `.xlsx`.
            ConverterMissing: PDF is wanted, and there is no LibreOffice.
        """
        from service.reports.word.copies import Copy

        proofs = with_evidence if with_proofs is None else with_proofs
        self._files.write_report(report, path, Copy(with_evidence=with_evidence, with_proofs=proofs))

    def profile_of(self, unit: str) -> UnitProfile:
        """How the unit's documents look: as people entered it, else what follows from its name alone."""
        return self.profiles.find(unit) or profile_for(unit)

    def set_template(self, unit: str, path: Path) -> None:
        """Keeps the Word file at `path` as the unit's template.

        Raises:
            IntakeError: no readable Word file, or past a limit.
            InvalidInput: no place in it for the body of a report.
            NotFound: no profile was entered for the unit.
        """
        from ingest.formats.docx_parts import open_docx
        from service.reports.word.own_template import check_template

        open_docx(path, limits=self._settings.limits, where="tệp mẫu")
        template = path.read_bytes()
        check_template(template)
        self.profiles.set_template(unit, template)

    @cached_property
    def desk(self) -> "ReviewDesk":
        """The desk where drafted reports are filed, reviewed and approved."""
        from service.review.desk import ReviewDesk

        return ReviewDesk(
            self.records,
            tasks_of=self._tasks_told,
            text_of=lambda document_id: self._store.load_directive(document_id).text,
            files=self._files,
            limits=self._settings.limits,
        )

    @cached_property
    def _files(self) -> "ReportFiles":
        from service.review.files import ReportFiles

        return ReportFiles(
            self.records,
            profile_of=self.profile_of,
            template_of=self.profiles.template,
            make_pdf=self._make_pdf,
        )

    def take_step(
        self, report_id: str, action: ReviewAction, *, actor: str, note: str = "", accept_changes: bool = False
    ) -> FiledReport:
        """Submits, withdraws, returns or approves a filed report, or drafts it anew from the records of now.

        Raises:
            NotFound: no such report; for a new draft, the directive is not held any more.
            InvalidInput: not a step that can be taken now.
        """
        match action:
            case ReviewAction.SUBMIT:
                return self.desk.submit(report_id, actor=actor, note=note)
            case ReviewAction.WITHDRAW:
                return self.desk.withdraw(report_id, actor=actor, note=note)
            case ReviewAction.RETURN:
                return self.desk.send_back(report_id, actor=actor, note=note)
            case ReviewAction.APPROVE:
                return self.desk.approve(report_id, actor=actor, note=note, accept_changes=accept_changes)
            case ReviewAction.REDRAFT:
                return self._redraft(report_id, actor)
            case _:
                raise InvalidInput("không phải một bước trình duyệt", where="action", advice="xem /docs")

    def _redraft(self, report_id: str, actor: str) -> FiledReport:
        filed = self.records.get(report_id)
        before = self.records.version(report_id).report
        order = ReportOrder(
            unit=filed.unit,
            units=tuple(line.unit for line in before.units[:-1]),
            period_start=filed.period_start,
            period_end=filed.period_end,
            kind=before.kind,
            duty_id=before.duty_task_id,
            as_of=date.today(),
        )
        drafted = self.draft(filed.document_id, self._still_owed(filed.document_id, order))
        return self.desk.redraft(report_id, drafted, actor=actor)

    def _still_owed(self, document_id: str, order: ReportOrder) -> ReportOrder:
        """The order, without its duty when the directive no longer gives it to the unit."""
        duties = {duty.task_id for duty in self.duties(document_id, order.unit, as_of=order.as_of)}
        return order if order.duty_id in duties else order.model_copy(update={"duty_id": None})

    def _make_pdf(self, word: Path, path: Path) -> None:
        from ingest.files.office_conversion import write_pdf

        write_pdf(word, path, program=self._settings.libreoffice, limits=self._settings.limits)

    def _tasks_told(self, report: Report) -> tuple[Task, ...]:
        """The tasks of a report with what its units told. Raises `NotFound` when the directive is held no more."""
        from service.review.basis import as_told

        self._store.documents.get(report.document_id)
        return as_told(self._list_tasks(report.document_id), self.results.results(report.document_id), report)
