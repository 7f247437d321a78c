"""Many units' results: read from their reports as proposals, confirmed by people, counted so that it adds up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from core.directive import Block, BlockKind, Directive, Letterhead
from core.errors import InvalidInput, NotFound
from core.report import Report
from core.source import MediaType
from core.task import TaskStatus
from service.records import DocumentRecord, DocumentStatus
from service.reports.format_check.checker import check_format
from service.reports.order import Material, ReportOrder
from service.reports.profile import UnitProfile
from service.reports.word.writer import write_docx
from service.review.claims import walk_claims
from service.store import open_database
from service.store.unit_results import UnitResultStore
from service.synthesis.board import ResultBoard
from service.synthesis.draft import draft_synthesis
from service.synthesis.reading import find_results
from tests.records import make_source
from tests.unit.service.report_cases import PERIOD, UNION, directive, page_of, tasks

SCHOOL, HOSPITAL = "Công đoàn Trường A", "Công đoàn Bệnh viện B"
REPORT = """BÁO CÁO
1. Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân: đã tổ chức 03 hội nghị, 450 lượt người.
2. Công đoàn cơ sở tổ chức thăm, tặng quà đoàn viên khó khăn: đang rà soát danh sách.
3. Phấn đấu 100% đoàn viên được khám sức khỏe trong năm 2025: chưa tổ chức được.
4. Nội dung không liên quan gì đến kế hoạch này.
"""


def unit_report(text: str = REPORT, issuer: str = SCHOOL) -> Directive:
    page = page_of(text)
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line.rstrip("\n"))))
        start += len(line)
    head = Letterhead(kind="Báo cáo", number="05/BC-CĐ", issuer=issuer)
    return Directive(pages=(page,), blocks=tuple(blocks), letterhead=head)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[ResultBoard]:
    engine = open_database(tmp_path)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO documents (id, sha256, file_name, media_type, size_bytes, pages, status, generation,"
            " received_at) VALUES ('d1', 'x', 'x', 'x', 1, 1, 'ready', 1, '2025-01-01')"
        )
    source = make_source("bao-cao.txt")
    held = DocumentRecord(
        **source.model_dump(include={"sha256", "file_name", "size_bytes"}),
        id="bc",
        media_type=MediaType.TEXT,
        pages=1,
        status=DocumentStatus.READY,
        letterhead=unit_report().letterhead,
        received_at="2025-06-01T00:00:00Z",
    )
    yield ResultBoard(
        UnitResultStore(engine),
        tasks_of=lambda document_id: tasks(),
        load=lambda document_id: directive() if document_id == "d1" else unit_report(),
        citing=lambda number: (held,),
    )
    engine.dispose()


def test_a_report_tells_of_the_tasks_that_it_repeats() -> None:
    found = {result.task_id: result for result in find_results(unit_report(), tasks())}
    assert set(found) == {"hoi-nghi", "tang-qua", "kham"}
    assert (found["hoi-nghi"].status, found["hoi-nghi"].words) == (
        TaskStatus.DONE,
        "đã tổ chức 03 hội nghị, 450 lượt người.",
    )
    assert found["tang-qua"].status is TaskStatus.IN_PROGRESS
    assert found["kham"].status is None
    report = unit_report()
    for result in found.values():
        for span in result.spans:
            assert report.text[span.start : span.end] == span.text


def test_what_is_read_is_proposed_and_counts_only_when_confirmed(board: ResultBoard) -> None:
    proposed = board.read_reports("d1", actor="Hoa")
    assert {result.unit for result in proposed} == {SCHOOL}
    assert not any(result.is_confirmed for result in proposed)
    assert synthesis(board).units[0].done == 0
    assert "3 đề xuất" in synthesis(board).selection
    assert board.confirm("d1", task_id="hoi-nghi", actor="Hoa") == 1
    assert synthesis(board).units[0].done == 1


def test_what_a_person_said_is_never_replaced_by_what_is_read(board: ResultBoard) -> None:
    board.enter("d1", "hoi-nghi", SCHOOL, status=TaskStatus.IN_PROGRESS, words="mới mở 01 hội nghị", actor="Hoa")
    board.read_reports("d1", actor="Hoa")
    kept = next(result for result in board.results("d1") if result.task_id == "hoi-nghi")
    assert (kept.words, kept.is_confirmed) == ("mới mở 01 hội nghị", True)
    assert [result.words for result in board.history("d1", "hoi-nghi")] == ["mới mở 01 hội nghị"]


@pytest.mark.parametrize(
    ("task_id", "unit", "status", "error"),
    [
        ("khong-co", SCHOOL, TaskStatus.DONE, NotFound),
        ("hoi-nghi", "  ", TaskStatus.DONE, InvalidInput),
        ("hoi-nghi", SCHOOL, TaskStatus.DROPPED, InvalidInput),
    ],
)
def test_entries_that_make_no_sense_are_refused(
    board: ResultBoard, task_id: str, unit: str, status: TaskStatus, error: type[Exception]
) -> None:
    with pytest.raises(error):
        board.enter("d1", task_id, unit, status=status, words="", actor="Hoa")


LEADER = UNION.model_copy(update={"name": "Liên đoàn Lao động tỉnh Hà Giang"})


def synthesis(board: ResultBoard, *units: str) -> Report:
    material = Material(
        directive=directive(), document_id="d1", tasks=tasks(), profile=LEADER, results=board.results("d1")
    )
    names = units or (SCHOOL, HOSPITAL)
    end = date(2025, 6, 30)
    order = ReportOrder(unit=LEADER.name, units=names, period_start=PERIOD[0], period_end=end, as_of=end)
    return draft_synthesis(material, order, [UnitProfile(name=name, body_type=UNION.body_type) for name in names])


def test_totals_add_up_over_units_and_states(board: ResultBoard) -> None:
    board.read_reports("d1", actor="Hoa")
    board.confirm("d1", actor="Hoa")
    *lines, every = synthesis(board).units
    for name in ("total", "done", "in_progress", "no_information", "not_due", "overdue"):
        assert sum(getattr(line, name) for line in lines) == getattr(every, name)
    for line in (*lines, every):
        assert line.done + line.in_progress + line.no_information + line.not_due == line.total
    assert (lines[0].done, lines[0].in_progress) == (1, 1)
    assert lines[1].done == 0


def test_claims_quote_the_reports_of_units(board: ResultBoard) -> None:
    board.read_reports("d1", actor="Hoa")
    board.confirm("d1", actor="Hoa")
    report = synthesis(board)
    told = next(claim for claim in walk_claims(report) if claim.text.startswith(f"+ {SCHOOL}: đã tổ chức 03"))
    assert [quote.document_id for quote in told.quotes] == ["bc"]
    assert "03 hội nghị" in told.quotes[0].span.text
    assert told.told_by == ("Hoa",)
    silent = next(claim for claim in walk_claims(report) if claim.text.startswith("Chưa có thông tin của"))
    assert HOSPITAL in silent.text
    assert any(claim.is_blank for claim in walk_claims(report))


def test_late_work_is_told_by_unit(board: ResultBoard) -> None:
    late = [claim.text for claim in walk_claims(synthesis(board)) if claim.text.startswith(f"- {SCHOOL}")]
    assert late
    assert "Tổ chức 02 hội nghị" in late[0]


def test_it_is_written_in_the_official_format_with_its_table(board: ResultBoard, tmp_path: Path) -> None:
    board.read_reports("d1", actor="Hoa")
    board.confirm("d1", actor="Hoa")
    path = tmp_path / "tong-hop.docx"
    write_docx(synthesis(board), path=path, profile=UNION)
    tables = [[cell.text for cell in table.rows[-1].cells] for table in docx.Document(str(path)).tables]
    assert any(row[1:2] == ["Tổng cộng"] for row in tables)
    assert check_format(path) == ()


def test_nobody_to_put_together_is_told(board: ResultBoard) -> None:
    material = Material(directive=directive(), document_id="d1", tasks=tasks(), profile=LEADER)
    with pytest.raises(InvalidInput):
        draft_synthesis(material, ReportOrder(unit=LEADER.name, as_of=PERIOD[1]), [])
