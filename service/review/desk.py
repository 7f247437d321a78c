"""The reviewing desk: a drafted report filed, edited, submitted, remarked on, returned, approved."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from core.errors import InvalidInput, NotFound
from core.limits import Limits
from core.report import Report
from core.review import (
    FiledReport,
    ReportVersion,
    ReviewAction,
    ReviewComment,
    ReviewState,
    TaskBasis,
)
from core.task import Task
from core.text import nfc
from service.accounts.rights import Right, require
from service.audit.noting import note as note_deed
from service.audit.records import Deed
from service.review.basis import basis_of, changes_since, quotes_gone
from service.review.claims import name_claims, walk_claims
from service.review.compare import Comparison, compare_reports
from service.review.editing import add_claim, carry_edits, edit_claim, find_claim
from service.review.entries import first_version, next_version, person_name, review_event
from service.review.files import ReportFiles
from service.review.seal import report_hash
from service.review.transitions import state_after
from service.review.word_file import read_returned
from service.review.word_return import Returned, take_back
from service.store.reviews import ReviewStore

_LONGEST_REMARK = 5_000

ListTasks = Callable[[Report], Sequence[Task]]
TextOf = Callable[[str], str]
"""The tasks of the directive of a report as they stand now for its units. Raises `NotFound` when it is not held."""


class ReviewDesk:
    """Everything that is done with filed reports. `actor` is always the name of the person who does it.

    Args:
        records: the filed reports; also where they are looked up.
        tasks_of: tells how the tasks that a report speaks of stand now.
        text_of: tells what the text of a directive is now, by its id.
        files: writes versions as files.
        limits: bounds on Word files that come back.

    Attributes:
        records, files: as given.
    """

    def __init__(
        self, records: ReviewStore, *, tasks_of: ListTasks, text_of: TextOf, files: ReportFiles, limits: Limits
    ) -> None:
        self.records = records
        self.files = files
        self._tasks_of, self._text_of = tasks_of, text_of
        self._limits = limits

    def file(self, report: Report, *, actor: str) -> FiledReport:
        """Keeps a drafted report as version 1 of a new file."""
        named = name_claims(report)
        version = first_version(named, basis=self._basis(named), actor=actor)
        filed = FiledReport(
            id=secrets.token_hex(6),
            document_id=report.document_id,
            unit=report.unit,
            title=report.title,
            period_start=report.period_start,
            period_end=report.period_end,
            state=ReviewState.DRAFT,
            versions=1,
            filed_by=version.made_by,
            filed_at=version.made_at,
            changed_at=version.made_at,
        )
        self.records.add(filed, version)
        return filed

    # Reading

    def compare(self, report_id: str, older: int, newer: int) -> Comparison:
        """What changed from one version to another. Raises `NotFound`."""
        return compare_reports(
            self.records.version(report_id, older).report, self.records.version(report_id, newer).report
        )

    def out_of_date(self, report_id: str) -> tuple[str, ...]:
        """Why the newest version no longer agrees with records and directive, a sentence each; () while it does."""
        version = self.records.version(report_id)
        try:
            tasks, text = self._tasks_of(version.report), self._text_of(version.report.document_id)
        except NotFound:
            return ("Văn bản giao nhiệm vụ không còn trong kho.",)
        return (*changes_since(version.basis, tasks), *quotes_gone(version.report, text))

    def is_intact(self, report_id: str) -> bool:
        """The approved version and its Word file still have the hashes they were approved with."""
        filed = self.records.get(report_id)
        if filed.state is not ReviewState.APPROVED:
            return True
        report = self.records.version(report_id, filed.approved_version).report
        copy = self.records.signed_copy(report_id) or b""
        return report_hash(report) == filed.approved_sha256 and sha256(copy).hexdigest() == filed.file_sha256

    # Changing the text

    def edit(self, report_id: str, claim_id: str, text: str, *, base_version: int, actor: str) -> FiledReport:
        """A new version with one sentence in the words of `actor`; empty words take it out.

        Args:
            base_version: the version that the person saw; an older one is refused when the sentence changed since.

        Raises:
            NotFound, InvalidInput, Busy: as `edit_claim`, `state_after`, `ReviewStore.add_version` say.
        """
        newest = self.records.version(report_id)
        seen = find_claim(self.records.version(report_id, base_version).report, claim_id)
        if find_claim(newest.report, claim_id).text != seen.text:
            raise InvalidInput(
                "câu này vừa được người khác sửa", where=claim_id, advice="tải lại trang, xem câu mới rồi sửa tiếp"
            )
        report = edit_claim(newest.report, claim_id, text, editor=person_name(actor))
        return self._add(report_id, next_version(newest, report, ReviewAction.EDIT, actor))

    def add_sentence(self, report_id: str, after_id: str, text: str, *, actor: str) -> FiledReport:
        """A new version with a sentence of `actor` after another. Raises as `edit`."""
        newest = self.records.version(report_id)
        report = add_claim(newest.report, after_id, text, editor=person_name(actor))
        return self._add(report_id, next_version(newest, report, ReviewAction.EDIT, actor))

    def redraft(self, report_id: str, drafted: Report, *, actor: str) -> FiledReport:
        """A new version drafted anew from the records, people's words kept where they still fit."""
        newest = self.records.version(report_id)
        report = carry_edits(newest.report, drafted)
        version = next_version(newest, report, ReviewAction.REDRAFT, actor)
        return self._add(report_id, version.model_copy(update={"basis": self._basis(report)}))

    def import_word(self, report_id: str, path: Path, *, actor: str) -> Returned:
        """A new version with what people changed in a Word file of this report; conflicts become remarks.

        Raises:
            IntakeError: no readable Word file.
            InvalidInput: the file is of another report, or holds no sentence of this one.
        """
        actor = person_name(actor)
        state_after(self.records.get(report_id).state, ReviewAction.IMPORT_WORD)
        file = read_returned(path, limits=self._limits)
        newest = self.records.version(report_id)
        base = self.records.version(report_id, _base_version(file.identifier, report_id, newest.number))
        returned = take_back(file, base=base.report, newest=newest.report, editor=actor)
        if returned.report != newest.report:
            version = next_version(newest, returned.report, ReviewAction.IMPORT_WORD, actor)
            self._add(report_id, version, note=_summary(returned))
        for conflict in returned.conflicts:
            words = conflict.text or "(xóa câu này)"
            self.comment(report_id, f"Bản Word viết: {words}", claim_id=conflict.claim_id, actor=actor)
        return returned

    # Moving it on

    def submit(self, report_id: str, *, actor: str, note: str = "") -> FiledReport:
        """Puts the report before the reviewer. Raises `InvalidInput` in the wrong state."""
        return self._move(report_id, ReviewAction.SUBMIT, actor, note)

    def withdraw(self, report_id: str, *, actor: str, note: str = "") -> FiledReport:
        """Takes a submitted report back. Raises `InvalidInput` in the wrong state."""
        return self._move(report_id, ReviewAction.WITHDRAW, actor, note)

    def send_back(self, report_id: str, *, actor: str, note: str) -> FiledReport:
        """Returns the report to its writer with a reason.

        Raises:
            InvalidInput: no reason, or the wrong state.
            NotAllowed: who does it may not review.
        """
        require(Right.REVIEW)
        if not note.strip():
            raise InvalidInput("trả lại thì cần nêu lý do", where="ý kiến", advice="ghi điều cần sửa")
        return self._move(report_id, ReviewAction.RETURN, actor, note)

    def approve(self, report_id: str, *, actor: str, note: str = "", accept_changes: bool = False) -> FiledReport:
        """Freezes the newest version, its hash, and the Word file to be signed.

        Args:
            accept_changes: the approver has seen that records changed after drafting, and approves all the same.

        Raises:
            InvalidInput: the wrong state, blanks left, open remarks, or records changed since it was drafted.
            NotAllowed: who does it may not review.
        """
        require(Right.REVIEW)
        state_after(self.records.get(report_id).state, ReviewAction.APPROVE)
        version = self.records.version(report_id)
        self._check_approvable(report_id, version, accept_changes=accept_changes)
        note_deed(Deed.APPROVE)
        copy = self.files.signing_copy(version.report)
        self.records.approve(
            report_id,
            review_event(ReviewAction.APPROVE, version.number, actor, note),
            sha256=version.sha256,
            signed_copy=copy,
            file_sha256=sha256(copy).hexdigest(),
        )
        return self.records.get(report_id)

    def comment(self, report_id: str, text: str, *, actor: str, claim_id: str | None = None) -> ReviewComment:
        """Keeps a remark on a sentence of the newest version, or on the whole report.

        Raises:
            NotFound: no such sentence.
            InvalidInput: no words, too many, or the report is approved.
        """
        words = nfc(text).strip()
        if not words or len(words) > _LONGEST_REMARK:
            raise InvalidInput(f"ý kiến trống hoặc dài quá {_LONGEST_REMARK} ký tự", where="ý kiến", advice="viết lại")
        version = self.records.version(report_id)
        quote = find_claim(version.report, claim_id).text if claim_id else ""
        remark = ReviewComment(
            id=0,
            version=version.number,
            claim_id=claim_id,
            quote=quote,
            text=words,
            made_by=person_name(actor),
            made_at=datetime.now(UTC),
        )
        return self.records.add_comment(report_id, remark)

    def resolve(self, report_id: str, comment_id: int, *, actor: str) -> None:
        """Marks a remark as dealt with. Raises `NotFound`."""
        self.records.resolve_comment(report_id, comment_id, made_by=person_name(actor))

    # Inside

    def _basis(self, report: Report) -> tuple[TaskBasis, ...]:
        return basis_of(report, self._tasks_of(report))

    def _add(self, report_id: str, version: ReportVersion, *, note: str = "") -> FiledReport:
        state_after(self.records.get(report_id).state, version.action)
        return self.records.add_version(report_id, version, note=note)

    def _move(self, report_id: str, action: ReviewAction, actor: str, note: str) -> FiledReport:
        filed = self.records.get(report_id)
        state = state_after(filed.state, action)
        event = review_event(action, filed.versions, actor, note)
        return self.records.set_state(report_id, event, before=filed.state, after=state)

    def _check_approvable(self, report_id: str, version: ReportVersion, *, accept_changes: bool) -> None:
        blanks = sum(claim.is_blank for claim in walk_claims(version.report))
        if blanks:
            raise InvalidInput(f"còn {blanks} câu có chỗ trống", where="báo cáo", advice="điền hoặc bỏ các câu đó")
        remarks = sum(comment.resolved_by is None for comment in self.records.comments(report_id))
        if remarks:
            raise InvalidInput(f"còn {remarks} ý kiến chưa xử lý", where="báo cáo", advice="xử lý từng ý kiến")
        changes = self.out_of_date(report_id)
        if changes and not accept_changes:
            raise InvalidInput(
                f"số liệu đã đổi sau khi soạn ({len(changes)} thay đổi): {changes[0]}",
                where="báo cáo",
                advice="soạn lại theo số liệu mới, hoặc xác nhận vẫn duyệt",
            )


def _base_version(identifier: str, report_id: str, newest: int) -> int:
    """The version that a returned file was made from; the newest when the file does not tell."""
    if not identifier:
        return newest
    owner, _, number = identifier.partition("/")
    if owner != report_id or not number.isdigit():
        raise InvalidInput("tệp Word này thuộc báo cáo khác", where="tệp Word", advice="mở đúng báo cáo rồi nộp lại")
    return int(number)


def _summary(returned: Returned) -> str:
    return f"sửa {returned.changed}, thêm {returned.added}, bỏ {returned.removed} câu"
