"""Exports: what a spreadsheet and a calendar show of the tasks."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from openpyxl import load_workbook

from core.directive import Letterhead
from core.source import MediaType
from core.task import Bound, Deadline, Task, TaskKind, TaskStatus
from service.records import DocumentRecord, DocumentStatus
from service.tasks.export_csv import write_csv
from service.tasks.export_ics import write_ics
from service.tasks.export_xlsx import write_xlsx

HEADER_ROW = 4


def _document(document_id: str = "d1", number: str | None = "15/KH-CĐN") -> DocumentRecord:
    return DocumentRecord(
        id=document_id,
        sha256="0" * 64,
        file_name=f"{document_id}.txt",
        media_type=MediaType.TEXT,
        size_bytes=1,
        status=DocumentStatus.READY,
        pages=1,
        letterhead=Letterhead(number=number, kind="Kế hoạch", issued_on=date(2025, 4, 15), title="Về một việc"),
        received_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


def _task(content: str = "Tổ chức hội nghị", **fields: object) -> Task:
    return Task.model_validate(
        {"id": content[:12], "document_id": "d1", "kind": TaskKind.DUTY, "content": content, **fields}
    )


LATEST_DAY = Deadline(raw="trước ngày 15/12/2025", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE)
YEARLY = Deadline(
    raw="trước ngày 10/11 hằng năm", rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10", exclusive=True, bound=Bound.BEFORE
)


def _events(tasks: list[Task], folder: Path) -> list:
    path = folder / "tasks.ics"
    write_ics(tasks, [_document()], path)
    return [part for part in Calendar.from_ical(path.read_bytes()).walk() if part.name == "VEVENT"]


def test_workbook_has_a_summary_and_a_sheet_a_directive(tmp_path: Path) -> None:
    path = tmp_path / "tasks.xlsx"
    other = _task("Báo cáo kết quả", document_id="d2", kind=TaskKind.REPORT)
    write_xlsx([_task(deadline=LATEST_DAY), other], [_document(), _document("d2", None)], path)
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Tổng hợp", "Theo đơn vị", "15-KH-CĐN", "d2.txt"]
    assert [workbook["Tổng hợp"].cell(HEADER_ROW + 1, column).value for column in (2, 5)] == ["15/KH-CĐN", 1]


def test_sheet_can_be_worked_with_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tasks.xlsx"
    write_xlsx([_task(deadline=LATEST_DAY, lead_units=("Ban A", "Ban B"))], [_document()], path)
    sheet = load_workbook(path)["15-KH-CĐN"]
    titles = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    due = sheet.cell(HEADER_ROW + 1, titles["Hạn hoàn thành"])
    assert due.value == datetime(2025, 12, 15)
    assert due.number_format == "DD/MM/YYYY"
    assert sheet.cell(HEADER_ROW + 1, titles["Đơn vị chủ trì"]).value == "Ban A; Ban B"
    assert sheet.freeze_panes == f"C{HEADER_ROW + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{HEADER_ROW}:")
    assert sheet.cell(HEADER_ROW + 1, titles["Nội dung nhiệm vụ"]).alignment.wrap_text


@pytest.mark.parametrize("content", ['=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3 việc"])
def test_no_cell_is_a_formula(content: str, tmp_path: Path) -> None:
    write_xlsx([_task(content)], [_document()], tmp_path / "t.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "t.xlsx")["15-KH-CĐN"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    write_csv([_task(content)], [_document()], tmp_path / "t.csv")
    rows = list(csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1] == f"'{content}"


def test_csv_opens_in_excel_with_its_letters(tmp_path: Path) -> None:
    write_csv([_task(deadline=LATEST_DAY)], [_document()], tmp_path / "t.csv")
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Tổ chức hội nghị" in content.decode("utf-8-sig")
    assert "2025-12-15" in content.decode("utf-8-sig")


def test_titles_of_sheets_are_valid_and_differ(tmp_path: Path) -> None:
    documents = [_document("d1", "1/KH:*?[x]"), _document("d2", "1/KH:*?[x]"), _document("d3", "A" * 40)]
    tasks = [_task(document_id=document.id) for document in documents]
    write_xlsx(tasks, documents, tmp_path / "t.xlsx")
    names = load_workbook(tmp_path / "t.xlsx").sheetnames
    assert len(set(names)) == 5
    assert all(len(name) <= 31 for name in names)


def test_no_tasks_give_an_empty_table(tmp_path: Path) -> None:
    write_xlsx([], [_document()], tmp_path / "t.xlsx")
    assert load_workbook(tmp_path / "t.xlsx").sheetnames == ["Tổng hợp"]


def test_latest_day_is_an_all_day_event_with_alarms(tmp_path: Path) -> None:
    (event,) = _events([_task(deadline=LATEST_DAY)], tmp_path)
    assert event["dtstart"].dt == date(2025, 12, 15)
    assert event["dtend"].dt == date(2025, 12, 16)
    assert len([part for part in event.walk() if part.name == "VALARM"]) == 2


def test_rhythm_recurs_on_its_days_from_the_date_of_issue_on(tmp_path: Path) -> None:
    (event,) = _events([_task(deadline=YEARLY)], tmp_path)
    assert event["dtstart"].dt == date(2025, 11, 10)
    rule = event["rrule"].to_ical().decode()
    moments = rrulestr(rule, dtstart=datetime(2025, 11, 10)).xafter(datetime(2025, 1, 1), count=3)
    assert [moment.date() for moment in moments] == [date(2025, 11, 10), date(2026, 11, 10), date(2027, 11, 10)]


@pytest.mark.parametrize(
    ("rrule", "first"),
    [
        ("FREQ=YEARLY", date(2025, 12, 31)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2025, 6, 30)),
        ("FREQ=MONTHLY", date(2025, 4, 30)),
        ("FREQ=YEARLY;BYMONTH=5", date(2025, 5, 31)),
    ],
)
def test_bare_rhythm_stands_on_the_last_day_of_its_period(rrule: str, first: date, tmp_path: Path) -> None:
    (event,) = _events([_task(deadline=Deadline(raw="", rrule=rrule))], tmp_path)
    assert event["dtstart"].dt == first


def test_short_period_spans_its_days_and_a_long_one_its_last(tmp_path: Path) -> None:
    short = Deadline(raw="", start=date(2026, 5, 10), date=date(2026, 5, 14), bound=Bound.WITHIN)
    year = Deadline(raw="", start=date(2026, 1, 1), date=date(2026, 12, 31), bound=Bound.WITHIN)
    first, second = _events([_task("Treo cờ", deadline=short), _task("Tập huấn", deadline=year)], tmp_path)
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 5, 10), date(2026, 5, 15))
    assert second["dtstart"].dt == date(2026, 12, 31)


def test_events_and_closed_tasks_stay_out_of_the_calendar(tmp_path: Path) -> None:
    on_request = Deadline(raw="khi có yêu cầu", event="khi có yêu cầu")
    tasks = [_task("Một", deadline=on_request), _task("Hai", deadline=LATEST_DAY, status=TaskStatus.DONE), _task("Ba")]
    assert _events(tasks, tmp_path) == []
