"""A filed report goes from draft to approval; nobody's words are lost and nothing approved changes."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from sqlalchemy import update

from core.errors import Busy, InvalidInput, NotFound
from core.limits import Limits
from core.report import Report, UnitTotals
from core.review import FiledReport, ReviewAction, ReviewState
from core.task import Task, TaskStatus
from core.unit_result import UnitResult
from service.reports.word.copies import SIGNING_COPY
from service.review.basis import as_told, basis_of, changes_since
from service.review.claims import walk_claims
from service.review.compare import Fate
from service.review.desk import ReviewDesk
from service.review.files import ReportFiles
from service.store import open_database
from service.store.review_tables import FiledReportRow
from service.store.reviews import ReviewStore
from tests.unit.service.report_cases import UNION, directive, draft, tasks, with_state

WRITER, REVIEWER = "Nguyễn Thị Hoa", "Trần Văn Nam"


class Register:
    """The task records as the desk sees them; tests change them."""

    tasks: tuple[Task, ...] = tasks()
    text: str = directive().text


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def desk(tmp_path: Path, register: Register) -> Iterator[ReviewDesk]:
    engine = open_database(tmp_path / "data")
    records = ReviewStore(engine)
    files = ReportFiles(records, profile_of=lambda unit: UNION, template_of=lambda unit: None, make_pdf=shutil.copyfile)
    yield ReviewDesk(
        records, tasks_of=lambda _: register.tasks, text_of=lambda _: register.text, files=files, limits=Limits()
    )
    engine.dispose()


@pytest.fixture
def filed(desk: ReviewDesk) -> FiledReport:
    return desk.file(draft(), actor=WRITER)


def newest(desk: ReviewDesk, filed: FiledReport) -> Report:
    return desk.records.version(filed.id).report


def claim_with(report: Report, words: str) -> str:
    return next(claim.id for claim in walk_claims(report) if words in claim.text)


def fill_blanks(desk: ReviewDesk, filed: FiledReport) -> None:
    """Every sentence with a blank is put into somebody's words."""
    for number, claim in enumerate(walk_claims(newest(desk, filed))):
        if claim.is_blank:
            version = desk.records.get(filed.id).versions
            desk.edit(filed.id, claim.id, f"Đã thực hiện xong việc {number}.", base_version=version, actor=WRITER)


def test_every_sentence_is_named_once(desk: ReviewDesk, filed: FiledReport) -> None:
    ids = [claim.id for claim in walk_claims(newest(desk, filed))]
    assert all(ids)
    assert len(ids) == len(set(ids))


def test_an_edit_is_a_new_version_that_tells_whose_words_these_are(desk: ReviewDesk, filed: FiledReport) -> None:
    claim_id = claim_with(newest(desk, filed), "những tồn tại, hạn chế khác")
    after = desk.edit(filed.id, claim_id, "Kinh phí còn thiếu.", base_version=1, actor=WRITER)
    claim = next(claim for claim in walk_claims(newest(desk, filed)) if claim.id == claim_id)
    assert (after.versions, claim.text, claim.edited_by, claim.is_blank) == (2, "Kinh phí còn thiếu.", WRITER, False)
    assert claim.as_drafted is not None
    assert "những tồn tại" in claim.as_drafted
    (change,) = desk.compare(filed.id, 1, 2).differing
    assert (change.fate, change.claim.id) == (Fate.CHANGED, claim_id)


def test_an_edit_of_a_sentence_that_changed_meanwhile_is_refused(desk: ReviewDesk, filed: FiledReport) -> None:
    claim_id = claim_with(newest(desk, filed), "những tồn tại, hạn chế khác")
    desk.edit(filed.id, claim_id, "Lời thứ nhất.", base_version=1, actor=WRITER)
    with pytest.raises(InvalidInput, match="người khác sửa"):
        desk.edit(filed.id, claim_id, "Lời thứ hai.", base_version=1, actor=REVIEWER)


def test_sentences_can_be_added_and_taken_out(desk: ReviewDesk, filed: FiledReport) -> None:
    anchor = claim_with(newest(desk, filed), "những tồn tại, hạn chế khác")
    desk.add_sentence(filed.id, anchor, "Một số đơn vị báo cáo chậm.", actor=WRITER)
    desk.edit(filed.id, anchor, "", base_version=2, actor=WRITER)
    fates = {change.claim.text[:12]: change.fate for change in desk.compare(filed.id, 1, 3).differing}
    assert fates["Một số đơn v"] is Fate.ADDED
    assert Fate.REMOVED in fates.values()


def test_lead_and_closing_stay(desk: ReviewDesk, filed: FiledReport) -> None:
    with pytest.raises(InvalidInput, match="không để trống"):
        desk.edit(filed.id, newest(desk, filed).lead.id, "  ", base_version=1, actor=WRITER)


def test_the_way_to_approval(desk: ReviewDesk, filed: FiledReport) -> None:
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    with pytest.raises(InvalidInput, match="lý do"):
        desk.send_back(filed.id, actor=REVIEWER, note=" ")
    desk.send_back(filed.id, actor=REVIEWER, note="Bổ sung số liệu")
    desk.submit(filed.id, actor=WRITER, note="Đã bổ sung")
    approved = desk.approve(filed.id, actor=REVIEWER)
    assert (approved.state, approved.approved_by) == (ReviewState.APPROVED, REVIEWER)
    assert approved.approved_sha256 == desk.records.version(filed.id).sha256
    steps = [event.action for event in desk.records.events(filed.id) if event.action is not ReviewAction.EDIT]
    submit, back = ReviewAction.SUBMIT, ReviewAction.RETURN
    assert steps == [ReviewAction.FILE, submit, back, submit, ReviewAction.APPROVE]


def test_nothing_approved_can_be_changed(desk: ReviewDesk, filed: FiledReport) -> None:
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    approved = desk.approve(filed.id, actor=REVIEWER)
    lead = newest(desk, filed).lead.id
    with pytest.raises(InvalidInput, match="Đã duyệt"):
        desk.edit(filed.id, lead, "Khác.", base_version=approved.versions, actor=WRITER)
    with pytest.raises(InvalidInput, match="Đã duyệt"):
        desk.submit(filed.id, actor=WRITER)
    with pytest.raises(InvalidInput, match="đã duyệt"):
        desk.comment(filed.id, "Muộn rồi", actor=REVIEWER)
    assert desk.is_intact(filed.id)


def test_tampering_with_an_approved_report_is_found(tmp_path: Path, desk: ReviewDesk, filed: FiledReport) -> None:
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    desk.approve(filed.id, actor=REVIEWER)
    engine = open_database(tmp_path / "data")
    with engine.begin() as connection:
        connection.execute(update(FiledReportRow).values(signed_copy=b"\0"))
    engine.dispose()
    assert not desk.is_intact(filed.id)


@pytest.mark.parametrize("step", ["approve", "send_back", "withdraw"])
def test_a_draft_must_be_submitted_first(desk: ReviewDesk, filed: FiledReport, step: str) -> None:
    with pytest.raises(InvalidInput, match="Dự thảo"):
        getattr(desk, step)(filed.id, actor=REVIEWER, note="x")


def test_blanks_and_open_remarks_stand_in_the_way_of_approval(desk: ReviewDesk, filed: FiledReport) -> None:
    desk.submit(filed.id, actor=WRITER)
    with pytest.raises(InvalidInput, match="chỗ trống"):
        desk.approve(filed.id, actor=REVIEWER)
    desk.withdraw(filed.id, actor=WRITER)
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    remark = desk.comment(filed.id, "Ghi rõ số người", actor=REVIEWER, claim_id=newest(desk, filed).lead.id)
    assert remark.quote == newest(desk, filed).lead.text
    with pytest.raises(InvalidInput, match="1 ý kiến"):
        desk.approve(filed.id, actor=REVIEWER)
    desk.resolve(filed.id, remark.id, actor=WRITER)
    assert desk.approve(filed.id, actor=REVIEWER).state is ReviewState.APPROVED


def test_records_that_changed_after_drafting_are_told(desk: ReviewDesk, filed: FiledReport, register: Register) -> None:
    assert desk.out_of_date(filed.id) == ()
    register.tasks = with_state("hoi-nghi", TaskStatus.DONE, "Đã tổ chức 02 hội nghị")
    (reason,) = desk.out_of_date(filed.id)
    assert "Tổ chức 02 hội nghị" in reason
    assert "sang “Hoàn thành”" in reason
    assert "ghi chú mới: “Đã tổ chức 02 hội nghị”" in reason
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    with pytest.raises(InvalidInput, match="số liệu đã đổi"):
        desk.approve(filed.id, actor=REVIEWER)
    assert desk.approve(filed.id, actor=REVIEWER, accept_changes=True).state is ReviewState.APPROVED


def test_drafting_anew_keeps_peoples_words(desk: ReviewDesk, filed: FiledReport, register: Register) -> None:
    kept = claim_with(newest(desk, filed), "những tồn tại, hạn chế khác")
    desk.edit(filed.id, kept, "Kinh phí còn thiếu.", base_version=1, actor=WRITER)
    desk.add_sentence(filed.id, kept, "Một số đơn vị báo cáo chậm.", actor=WRITER)
    register.tasks = with_state("hoi-nghi", TaskStatus.DONE, "Đã tổ chức 02 hội nghị")
    desk.redraft(filed.id, draft(register.tasks), actor=WRITER)
    texts = [claim.text for claim in walk_claims(newest(desk, filed))]
    place = texts.index("Kinh phí còn thiếu.")
    assert texts[place + 1] == "Một số đơn vị báo cáo chậm."
    assert any("đã hoàn thành. Đã tổ chức 02 hội nghị" in text for text in texts)
    assert desk.out_of_date(filed.id) == ()
    before, after = desk.records.version(filed.id, 1).report, newest(desk, filed)
    assert claim_with(before, "Tổ chức 02 hội nghị") == claim_with(after, "Tổ chức 02 hội nghị")


def test_two_people_cannot_make_the_same_version(desk: ReviewDesk, filed: FiledReport) -> None:
    version = desk.records.version(filed.id).model_copy(update={"number": 2, "action": ReviewAction.EDIT})
    desk.records.add_version(filed.id, version)
    with pytest.raises(Busy):
        desk.records.add_version(filed.id, version)


def test_an_unknown_report_is_told(desk: ReviewDesk) -> None:
    with pytest.raises(NotFound):
        desk.submit("khong-co", actor=WRITER)


def test_someone_must_have_done_it(desk: ReviewDesk, filed: FiledReport) -> None:
    with pytest.raises(InvalidInput, match="ai làm"):
        desk.submit(filed.id, actor="   ")


def test_a_file_edited_in_word_comes_back(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    path = tmp_path / "sua.docx"
    desk.files.write(filed.id, path)
    document = docx.Document(str(path))
    changed = next(paragraph for paragraph in document.paragraphs if "những tồn tại, hạn chế khác" in paragraph.text)
    for run in changed.runs[1:]:
        run.text = ""
    changed.runs[0].text = "Kinh phí còn thiếu."
    added = document.add_paragraph("Một số đơn vị báo cáo chậm.")
    changed._p.addnext(added._p)
    gone = next(paragraph for paragraph in document.paragraphs if "nguyên nhân chủ quan" in paragraph.text)
    gone._p.getparent().remove(gone._p)
    document.save(str(path))

    returned = desk.import_word(filed.id, path, actor=REVIEWER)

    assert (returned.changed, returned.added, returned.removed, returned.conflicts) == (1, 1, 1, ())
    differing = {change.fate: change for change in desk.compare(filed.id, 1, 2).differing}
    assert differing[Fate.CHANGED].claim.text == "Kinh phí còn thiếu."
    assert differing[Fate.ADDED].claim.edited_by == REVIEWER
    assert "nguyên nhân chủ quan" in differing[Fate.REMOVED].claim.text


def test_a_file_that_lost_its_bookmarks_is_aligned(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    path = tmp_path / "sua.docx"
    desk.files.write(filed.id, path)
    document = docx.Document(str(path))
    for mark in list(document.element.body.iter()):
        if mark.tag.endswith(("bookmarkStart", "bookmarkEnd")):
            mark.getparent().remove(mark)
    document.paragraphs[-1].text = ""
    lead = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Thực hiện Kế hoạch"))
    lead.runs[0].text = lead.runs[0].text.replace("như sau:", "cụ thể như sau:")
    document.save(str(path))
    returned = desk.import_word(filed.id, path, actor=REVIEWER)
    assert (returned.changed, returned.added, returned.removed) == (1, 0, 0)
    assert newest(desk, filed).lead.text.endswith("cụ thể như sau:")


def test_words_from_word_that_cross_a_newer_edit_become_a_remark(
    desk: ReviewDesk, filed: FiledReport, tmp_path: Path
) -> None:
    path = tmp_path / "sua.docx"
    desk.files.write(filed.id, path)
    lead = newest(desk, filed).lead
    desk.edit(filed.id, lead.id, "Lời sửa trên trang.", base_version=1, actor=WRITER)
    document = docx.Document(str(path))
    next(paragraph for paragraph in document.paragraphs if paragraph.text == lead.text).runs[0].text = "Lời trong Word."
    document.save(str(path))
    returned = desk.import_word(filed.id, path, actor=REVIEWER)
    assert [conflict.claim_id for conflict in returned.conflicts] == [lead.id]
    assert newest(desk, filed).lead.text == "Lời sửa trên trang."
    (remark,) = desk.records.comments(filed.id)
    assert remark.text == "Bản Word viết: Lời trong Word."


def test_the_file_of_another_report_is_refused(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    other = desk.file(draft(), actor=WRITER)
    desk.files.write(other.id, tmp_path / "khac.docx")
    with pytest.raises(InvalidInput, match="báo cáo khác"):
        desk.import_word(filed.id, tmp_path / "khac.docx", actor=WRITER)


def test_a_foreign_word_file_is_refused(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Thực đơn hôm nay gồm ba món.")
    document.save(str(tmp_path / "la.docx"))
    with pytest.raises(InvalidInput, match="không nhận ra"):
        desk.import_word(filed.id, tmp_path / "la.docx", actor=WRITER)


def test_differences_are_tracked_changes_in_word(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    claim_id = claim_with(newest(desk, filed), "những tồn tại, hạn chế khác")
    desk.edit(filed.id, claim_id, "Kinh phí còn thiếu.", base_version=1, actor=WRITER)
    desk.files.write_tracked(filed.id, tmp_path / "so-sanh.docx", older=1, newer=2)
    xml = docx.Document(str(tmp_path / "so-sanh.docx")).element.body.xml
    assert xml.count("<w:ins ") >= 1
    assert xml.count("<w:del ") >= 1
    assert WRITER in xml
    assert xml.count("<w:delText") >= 1


def test_tracked_changes_accepted_are_the_newer_version(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    """What Word shows as tracked comes back, accepted, as no change at all."""
    anchor = claim_with(newest(desk, filed), "nguyên nhân khách quan")
    desk.edit(filed.id, anchor, "Khách quan: thiên tai.", base_version=1, actor=WRITER)
    desk.add_sentence(filed.id, anchor, "Dịch bệnh kéo dài.", actor=WRITER)
    desk.files.write_tracked(filed.id, tmp_path / "so-sanh.docx", older=1, newer=3)
    returned = desk.import_word(filed.id, tmp_path / "so-sanh.docx", actor=REVIEWER)
    assert (returned.changed, returned.added, returned.removed) == (0, 0, 0)


def test_the_signed_copy_is_the_approved_file(desk: ReviewDesk, filed: FiledReport, tmp_path: Path) -> None:
    fill_blanks(desk, filed)
    desk.submit(filed.id, actor=WRITER)
    desk.approve(filed.id, actor=REVIEWER)
    desk.files.write(filed.id, tmp_path / "mot.docx", copy=SIGNING_COPY)
    desk.files.write(filed.id, tmp_path / "hai.docx", copy=SIGNING_COPY)
    assert (tmp_path / "mot.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()
    assert "comments" not in docx.Document(str(tmp_path / "mot.docx")).element.body.xml


def test_a_quote_that_a_correction_took_away_makes_its_report_out_of_date(
    desk: ReviewDesk, register: Register, filed: FiledReport
) -> None:
    assert desk.out_of_date(filed.id) == ()
    register.text = register.text.replace("Tháng Công nhân năm 2025", "Tháng Công nhân năm 2026")
    assert any("“Triển khai Tháng Công nhân năm 2025”" in reason for reason in desk.out_of_date(filed.id))


def test_what_a_unit_tells_after_drafting_makes_its_report_out_of_date() -> None:
    report = draft()
    told = UnitResult(
        task_id="hoi-nghi", unit=report.unit, status=TaskStatus.DONE, words="mở 02 hội nghị", is_confirmed=True,
        told_by="Hoa", told_at=datetime(2025, 5, 20, tzinfo=UTC),
    )  # fmt: skip
    before = basis_of(report, as_told(tasks(), (), report))
    (change,) = changes_since(before, as_told(tasks(), (told,), report))
    assert "Hoàn thành" in change or "hoàn thành" in change
    assert "mở 02 hội nghị" in change
    guessed = told.model_copy(update={"is_confirmed": False})
    others = told.model_copy(update={"unit": "Công đoàn Bệnh viện"})
    assert changes_since(before, as_told(tasks(), (guessed, others), report)) == ()
    totals = UnitTotals(unit="x", total=0, done=0, in_progress=0, no_information=0, not_due=0, overdue=0)
    units = tuple(totals.model_copy(update={"unit": name}) for name in (others.unit, "Tổng cộng"))
    joined = report.model_copy(update={"units": units})
    (change,) = changes_since(before, as_told(tasks(), (others, told), joined))
    assert "Công đoàn Bệnh viện" in change
