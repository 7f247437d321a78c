"""A document that was erased is nowhere in the data folder: not a word of it, not in free pages, not in answers."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from core.errors import InvalidInput, NotFound
from core.text import fold
from service.follow_up.evidence import EvidenceKind
from service.office import Office, open_office
from service.records import DocumentStatus
from service.reports.order import ReportOrder
from service.retention.rules import Forgotten, Retention
from service.settings import Settings
from tests.office_fakes import FakeEngines

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CANARIES = ("Chimbienxanh", "Hoasenvang", "Suoibacngan")
LETTER = f"""UBND TỈNH LÂM ĐỒNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 77/KH-UBND\tĐộc lập - Tự do - Hạnh phúc
\tLâm Đồng, ngày 18 tháng 7 năm 2025

KẾ HOẠCH
Về việc triển khai đề án {CANARIES[0]}

1. Sở Y tế chủ trì lập danh sách {CANARIES[1]}, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2025.
2. Văn phòng chủ trì rà soát kinh phí {CANARIES[2]}, hoàn thành trong quý III năm 2025.

CHỦ TỊCH
Trần Văn {CANARIES[0]}
"""
OTHER = LETTER.replace("77/KH-UBND", "88/KH-UBND")
for word in CANARIES:
    OTHER = OTHER.replace(word, "thủy lợi")


def _word_file(path: Path, text: str) -> Path:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _handed_in(office: Office, path: Path) -> str:
    document_id = office.documents.add(path).document.id
    assert office.documents.wait(document_id, timeout_seconds=120).status is DocumentStatus.READY
    return document_id


def _filed(office: Office, document_id: str) -> str:
    """Id of a filed draft of a report on the document."""
    order = ReportOrder(
        unit="Sở Y tế", period_start=date(2025, 1, 1), period_end=date(2025, 12, 31), as_of=date(2026, 1, 2)
    )
    report = office.reporting.draft(document_id, order)
    return office.reporting.desk.file(report, actor="Lan").id


def _found(folder: Path) -> dict[str, set[str]]:
    """Which canaries stand in which files, in any spelling of case and accents, in UTF-8 and UTF-16."""
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for text in (content.decode("utf-8", "ignore"), content.decode("utf-16-le", "ignore")):
                plain = fold(unicodedata.normalize("NFC", text))
                hits = {word for word in CANARIES if fold(word) in plain}
                if hits:
                    found.setdefault(str(path.relative_to(folder)), set()).update(hits)
    return found


def test_nothing_of_an_erased_document_remains(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", samples_dir=tmp_path / "none")
    with open_office(settings, writer=True) as office:
        erased = _handed_in(office, _word_file(tmp_path / "de-an-chimbienxanh.docx", LETTER))
        kept = _handed_in(office, _word_file(tmp_path / "khac.docx", OTHER))
        answer = office.ask(f"Ai chủ trì lập danh sách {CANARIES[1]}?")
        assert not answer.abstained
        office.ask("Ai chủ trì rà soát kinh phí thủy lợi?")
        task = office.list_tasks(erased)[0]
        office.follow_up.set_status((task.id,), note=f"đã xong {CANARIES[0]}")
        (tmp_path / "minh-chung.txt").write_text(f"Minh chứng {CANARIES[2]}", encoding="utf-8")
        office.proofs.attach_file(task.id, tmp_path / "minh-chung.txt", name="minh-chung.txt")
        other_task = office.list_tasks(kept)[0]
        office.proofs.attach(other_task.id, EvidenceKind.DOCUMENT, erased)
        report = _filed(office, erased)
        assert set().union(*_found(settings.data_dir).values()) == set(CANARIES)
        gone = office.retention.erase(erased)
        assert (gone.document_id, gone.questions, gone.reports) == (erased, 1, 1)
        assert gone.mentions >= 1
        with pytest.raises(NotFound):
            office.documents.find(erased)
        with pytest.raises(NotFound):
            office.reporting.desk.records.get(report)
        assert office.ask("Ai chủ trì rà soát kinh phí thủy lợi?").citations
        assert _found(settings.data_dir) == {}
    assert _found(settings.data_dir) == {}


def test_an_approved_report_stands_in_the_way(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", samples_dir=tmp_path / "none")
    with open_office(settings, writer=True, build_engines=FakeEngines) as office:
        (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
        document_id = _handed_in(office, tmp_path / "a.txt")
        report = _filed(office, document_id)
        with office._database.begin() as connection:
            connection.exec_driver_sql("UPDATE filed_reports SET approved_at = changed_at")
        with pytest.raises(InvalidInput, match="--with-reports"):
            office.retention.erase(document_id)
        assert office.documents.find(document_id).id == document_id
        assert office.retention.erase(document_id, with_reports=True).reports == 1
        with pytest.raises(NotFound):
            office.reporting.desk.records.get(report)


def test_what_was_kept_long_enough_goes(tmp_path: Path) -> None:
    rules = Retention(questions_days=30, drafts_days=60)
    settings = Settings(data_dir=tmp_path / "data", samples_dir=tmp_path / "none", retention=rules)
    with open_office(settings, writer=True, build_engines=FakeEngines) as office:
        (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
        document_id = _handed_in(office, tmp_path / "a.txt")
        office.ask("Ai chủ trì lập danh sách?")
        _filed(office, document_id)
        assert office.retention.run() == Forgotten()
        old = (datetime.now(UTC) - timedelta(days=45)).isoformat(" ", "microseconds")[:26]
        with office._database.begin() as connection:
            connection.exec_driver_sql("UPDATE questions SET asked_at = ?", (old,))
            connection.exec_driver_sql("UPDATE filed_reports SET changed_at = ?", (old,))
        assert office.retention.run() == Forgotten(questions=1)
        assert office.documents.find(document_id).id == document_id
