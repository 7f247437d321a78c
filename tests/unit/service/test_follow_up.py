"""What the register tells: internal days, reports that wait, what a new version changes, what a sheet says."""

from datetime import date, datetime
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar
from openpyxl import Workbook, load_workbook

from core.errors import DamagedFile, InvalidInput, NotFound
from core.task import Bound, Deadline, Task, TaskKind, TaskStatus
from service.follow_up.calendar_feed import FeedDesk
from service.follow_up.comparison import Fate, compare_tasks
from service.follow_up.conditions import TaskCondition
from service.follow_up.dependence import waiting_reports
from service.follow_up.evidence import EvidenceKind
from service.follow_up.plan import USUAL_STEPS, PlanStep, plan_days
from service.follow_up.planner import Planner
from service.follow_up.proofs import ProofDesk
from service.follow_up.register import TaskRegister
from service.follow_up.sheet_desk import SheetDesk, changes_of
from service.follow_up.verdict import Verdict
from service.follow_up.versions import VersionDesk
from service.store import FileStore, RecordStore
from service.tasks.export_ics import calendar_of
from service.tasks.export_xlsx import write_xlsx
from service.tasks.table_row import NATIONAL_HEADINGS
from service.text_changes import Change
from tests.records import held, make_directive, make_source, make_task

TODAY = date(2025, 10, 1)
HEADER_ROW = 4


def until(day: date, *, raw: str = "", exclusive: bool = False) -> Deadline:
    return Deadline(raw=raw, date=day, bound=Bound.BEFORE, exclusive=exclusive)


def report(task_id: str, lead: str, to: str | None, deadline: Deadline | None) -> Task:
    task = make_task(task_id, make_source("a").id, lead=lead, deadline=deadline)
    return task.model_copy(update={"kind": TaskKind.REPORT, "report_to": to})


CHAIN = (
    report("units", "Các đơn vị trực thuộc", "Văn phòng Sở để tổng hợp", until(date(2025, 11, 10))),
    report("office", "Văn phòng Sở", "Ủy ban nhân dân tỉnh", until(date(2025, 11, 15))),
    report("other", "Thanh tra Sở", "Giám đốc Sở", until(date(2025, 11, 1))),
    report("undated", "Phòng Kế hoạch", "Văn phòng Sở", None),
)


def test_the_office_waits_for_the_units_that_report_to_it_earlier() -> None:
    assert [(pair.report.id, pair.input.id) for pair in waiting_reports(CHAIN, TODAY)] == [("office", "units")]
    late = CHAIN[0].model_copy(update={"deadline": until(date(2025, 11, 20))})
    assert waiting_reports((late, CHAIN[1]), TODAY) == ()


def test_internal_days_are_working_days_counted_back() -> None:
    days = plan_days(date(2026, 2, 23), USUAL_STEPS, today=date(2026, 2, 10))
    assert [(one.day, one.is_past) for one in days] == [
        (date(2026, 2, 5), True),
        (date(2026, 2, 10), False),
        (date(2026, 2, 12), False),
        (date(2026, 2, 23), False),
    ]


def test_chain_of_a_document_with_steps_of_the_office(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(), *CHAIN)
    planner = Planner(store)
    planner.set_steps((PlanStep(name="Nhận số liệu", working_days=5), PlanStep(name="Gửi", working_days=0)))
    plans = {plan.task.id: plan for plan in planner.chain(document_id, today=TODAY)}
    assert list(plans) == ["other", "units", "office"]
    assert [day.day for day in plans["office"].days] == [date(2025, 11, 7), date(2025, 11, 14)]
    assert [(given.task.id, given.is_late) for given in plans["office"].waits_for] == [("units", True)]
    assert [given.task.id for given in plans["units"].awaited_by] == ["office"]
    with pytest.raises(InvalidInput):
        planner.set_steps(())


def versions() -> tuple[list[Task], list[Task]]:
    former = [make_task(name, make_source("a").id) for name in ("kept", "moved", "gone")]
    words = ("Rà soát hồ sơ lưu trữ", "Báo cáo kết quả thực hiện về Sở", "Tổ chức hội nghị tổng kết phong trào")
    former = [task.model_copy(update={"content": text}) for task, text in zip(former, words, strict=True)]
    former[1] = former[1].model_copy(update={"deadline": until(date(2025, 12, 15), raw="trước ngày 15/12")})
    new = [task.model_copy(update={"id": f"new-{task.id}", "document_id": make_source("b").id}) for task in former[:2]]
    new[1] = new[1].model_copy(
        update={
            "content": "Báo cáo kết quả thực hiện về Ủy ban nhân dân",
            "deadline": until(date(2025, 12, 20), raw="trước ngày 20/12"),
        }
    )
    return former, [*new, make_task("added", make_source("b").id)]


def test_a_new_version_adds_drops_and_changes() -> None:
    former, new = versions()
    compared = compare_tasks(former, new, is_amendment=False)
    assert [(one.fate, one.former and one.former.id) for one in compared] == [
        (Fate.SAME, "kept"),
        (Fate.CHANGED, "moved"),
        (Fate.ADDED, None),
        (Fate.DROPPED, "gone"),
    ]
    changes = {change.field: change for change in compared[1].changes}
    assert list(changes) == ["content", "deadline"]
    pieces = [(piece.change, piece.text) for piece in changes["deadline"].pieces]
    assert pieces[1:] == [(Change.REMOVED, "15/12"), (Change.ADDED, "20/12")]
    assert compare_tasks(former, new, is_amendment=True)[-1].fate is Fate.SAME


def test_statuses_are_carried_over_only_where_nobody_worked(store: RecordStore) -> None:
    former, new = versions()
    held(store, "a", make_directive(number="1/KH"), *former)
    held(store, "b", make_directive(number="1/KH"), *new)
    register, desk = TaskRegister(store), VersionDesk(store)
    assert desk.former_of(make_source("b").id) == (make_source("a").id,)
    register.set_status(["kept", "moved"], status=TaskStatus.DONE)
    register.set_status(["new-moved"], status=TaskStatus.IN_PROGRESS)
    assert desk.carry_over([("kept", "new-kept"), ("moved", "new-moved")]) == 1
    statuses = [register.get(task_id).status for task_id in ("new-kept", "new-moved")]
    assert statuses == [TaskStatus.DONE, TaskStatus.IN_PROGRESS]


def exported(store: RecordStore, path: Path) -> None:
    tasks = TaskRegister(store).find(TaskCondition()).tasks
    write_xlsx(tasks, store.list_documents(), path, is_national=True)


def test_progress_comes_back_by_id_and_conflicts_are_left_alone(store: RecordStore, tmp_path: Path) -> None:
    document_id = make_source("a").id
    held(store, "a", make_directive(number="1/KH"), *(make_task(name, document_id) for name in ("a", "b", "c", "d")))
    path = tmp_path / "sheet.xlsx"
    exported(store, path)
    workbook = load_workbook(path)
    sheet = workbook["1-KH"]
    titles = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    assert list(titles)[:7] == [heading.title for heading in NATIONAL_HEADINGS]
    for row, progress in enumerate(("Đã hoàn thành", "Hoàn thành", "tùy tình hình"), HEADER_ROW + 1):
        sheet.cell(row, titles["Tiến độ"]).value = progress
    sheet.cell(HEADER_ROW + 1, titles["Nội dung nhiệm vụ"]).value = "đơn vị viết lại"
    sheet.append([5, "Việc lạ", "", "", "", "", "Hoàn thành"])
    workbook.save(path)
    register, desk = TaskRegister(store), SheetDesk(store)
    register.set_status(["b"], status=TaskStatus.IN_PROGRESS)
    rows = desk.look(path)
    assert [(row.task_id, row.verdict) for row in rows] == [
        ("a", Verdict.CHANGE),
        ("b", Verdict.CONFLICT),
        ("c", Verdict.UNKNOWN_PROGRESS),
        ("d", Verdict.SAME),
        (None, Verdict.UNKNOWN_TASK),
    ]
    assert desk.apply(changes_of(rows)) == (1, 0)
    assert [register.get(name).status.value for name in "abcd"] == ["done", "in_progress", "proposed", "proposed"]
    assert desk.apply(changes_of(rows)) == (0, 1)


def test_a_file_that_is_no_sheet_of_tasks_is_refused(store: RecordStore, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("không phải bảng")
    Workbook().save(tmp_path / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        with pytest.raises(DamagedFile):
            SheetDesk(store).look(tmp_path / name)


def test_proofs_of_every_kind_are_attached_and_taken_away(store: RecordStore, tmp_path: Path) -> None:
    document_id = held(store, "a", make_directive(number="1/KH"), make_task("t", make_source("a").id))
    desk, register = ProofDesk(store, FileStore(tmp_path / "files")), TaskRegister(store)
    (tmp_path / "bb.pdf").write_bytes(b"%PDF")
    desk.attach("t", EvidenceKind.DOCUMENT, "1/kh")
    link = desk.attach("t", EvidenceKind.LINK, "https://example.org/a")
    file = desk.attach_file("t", tmp_path / "bb.pdf", name="biên bản.pdf")
    assert [(proof.kind.value, proof.name) for proof in desk.of(("t",))] == [
        ("document", "1/KH"),
        ("link", "https://example.org/a"),
        ("file", "biên bản.pdf"),
    ]
    assert (desk.of(("t",))[0].value, desk.attached_file(file).read_bytes()) == (document_id, b"%PDF")
    desk.detach(link.id)
    assert len(desk.of(("t",))) == 2
    register.undo("t")
    assert len(desk.of(("t",))) == 3
    with pytest.raises(InvalidInput):
        desk.attach("t", EvidenceKind.LINK, "javascript:alert(1)")


def test_a_feed_answers_to_its_token_alone_until_it_is_renewed_or_revoked(store: RecordStore) -> None:
    held(store, "a", make_directive(), make_task("t", make_source("a").id, deadline=until(date(2030, 1, 1))))
    desk = FeedDesk(store)
    made = desk.make("Việc của Sở", TaskCondition())
    assert len(made.token) >= 40
    first = desk.read(made.token)
    assert b"UID:t@dondoc" in first.content
    assert desk.read(made.token) == first
    TaskRegister(store).set_status(["t"], status=TaskStatus.DONE)
    assert desk.read(made.token).etag != first.etag
    renewed = desk.renew(made.feed.id)
    for token in (made.token, "", "x"):
        with pytest.raises(NotFound):
            desk.read(token)
    desk.revoke(made.feed.id)
    with pytest.raises(NotFound):
        desk.read(renewed.token)
    assert desk.list_feeds() == ()


@pytest.mark.parametrize(
    ("deadline", "days"),
    [
        (Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1"), ["2025-12-01", "2026-06-01", "2026-12-01"]),
        (Deadline(raw="", rrule="FREQ=MONTHLY;INTERVAL=3"), ["2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"]),
        (until(date(2026, 3, 15), exclusive=True), ["2026-03-15"]),
        (Deadline(raw="", event="khi có yêu cầu"), []),
        (None, []),
    ],
)
def test_occurrences_are_those_that_calendars_show(
    store: RecordStore, deadline: Deadline | None, days: list[str]
) -> None:
    task = make_task("t", make_source("a").id, deadline=deadline)
    held(store, "a", make_directive(issued_on=date(2025, 10, 1)), task)
    calendar = Calendar.from_ical(calendar_of([task], store.list_documents()).to_ical())
    found = recurring_ical_events.of(calendar).between(date(2025, 10, 1), date(2026, 12, 30))
    assert sorted(str(event["DTSTART"].dt) for event in found) == days


def test_alarms_leave_time_before_an_exclusive_day(store: RecordStore) -> None:
    task = make_task("t", make_source("a").id, deadline=until(date(2026, 3, 15), exclusive=True))
    event = next(iter(calendar_of([task], ()).walk("VEVENT")))
    first_moment = datetime(2026, 3, 15)
    alarms = [first_moment + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert alarms == [datetime(2026, 3, 7, 8), datetime(2026, 3, 13, 8)]
    assert "Trước ngày này" in event["SUMMARY"]
