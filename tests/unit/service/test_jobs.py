"""Reading as durable jobs: partial, failed, superseded, removed, resumed."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from core.errors import Busy, DamagedFile, InvalidInput, NotFound, Overloaded
from core.page import AskedMethod, Page
from service.engines import BuildEngines
from service.jobs.steps import ReadingSteps
from service.office import Office, open_office
from service.records import DocumentStatus, StoredError, Urgency
from service.settings import Settings
from service.store.documents import Order
from tests.office_fakes import FakeEngines, engines_reading, read_text_page, wait_until
from tests.records import make_page
from tests.unit.ingest.files import write_text_pdf


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(data_dir=tmp_path / "data", page_attempts=2)


@contextmanager
def working(settings: Settings, build: BuildEngines = FakeEngines) -> Iterator[Office]:
    with open_office(settings, writer=True, build_engines=build) as office:
        yield office


def write_pages(folder: Path, *pages: str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_text("\f".join(pages), encoding="utf-8")
    return path


def test_a_file_becomes_a_directive_that_can_be_found(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as office:
        accepted = office.documents.add(write_pages(tmp_path, "Trang một về chuyển đổi số.", "Trang hai."))
        seen: list[int] = []
        document = office.documents.wait(accepted.document.id, on_progress=lambda now: seen.append(now.pages_done))
        assert (document.status, document.pages_done) == (DocumentStatus.READY, 2)
        assert seen[-1] == 2
        assert "Trang hai." in office.documents.directive(document.id).text
        assert office.engines.index.search("chuyển đổi số")[0].passage.document_id == document.id


def test_one_bad_page_makes_the_document_partial(settings: Settings, tmp_path: Path) -> None:
    def read(path: Path, page_no: int) -> Page:
        return make_page(page_no, error="page_timeout") if page_no == 2 else read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        accepted = office.documents.add(write_pages(tmp_path, "một", "hai", "ba"))
        document = office.documents.wait(accepted.document.id)
        assert (document.status, document.failed_pages) == (DocumentStatus.PARTIAL, (2,))
        assert office.documents.directive(document.id).pages[1].error == "page_timeout"


def test_document_without_one_readable_page_fails_and_says_why(settings: Settings, tmp_path: Path) -> None:
    with working(settings, engines_reading(lambda _, no: make_page(no, error="ocr_unavailable"))) as office:
        document = office.documents.wait(office.documents.add(write_pages(tmp_path, "một", "hai")).document.id)
        assert document.status is DocumentStatus.FAILED
        assert document.error is not None
        assert "tesseract-ocr-vie" in document.error.advice


def test_an_error_in_one_document_harms_no_other(settings: Settings, tmp_path: Path) -> None:
    def read(path: Path, page_no: int) -> Page:
        if "nổ" in path.read_text(encoding="utf-8"):
            raise DamagedFile("bad", where="here")
        return read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        bad = office.documents.add(write_pages(tmp_path, "nổ", name="bad.txt")).document.id
        good = office.documents.add(write_pages(tmp_path, "lành", name="good.txt")).document.id
        assert office.documents.wait(good).status is DocumentStatus.READY
        failed = office.documents.wait(bad)
        assert failed.error is not None
        assert (failed.status, failed.error.code) == (DocumentStatus.FAILED, "damaged_file")


def test_step_that_the_database_would_not_have_is_tried_again(settings: Settings, tmp_path: Path) -> None:
    tried: list[int] = []

    def read(path: Path, page_no: int) -> Page:
        tried.append(page_no)
        if len(tried) == 1:
            raise OperationalError("INSERT", {}, Exception("database is locked"))
        return read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        assert (
            office.documents.wait(office.documents.add(write_pages(tmp_path, "một")).document.id).status
            is DocumentStatus.READY
        )
        assert tried == [1, 1]


def test_stopped_worker_goes_on_without_repeating_pages(settings: Settings, tmp_path: Path) -> None:
    two_read, go_on = threading.Event(), threading.Event()

    def read(path: Path, page_no: int) -> Page:
        if page_no > 2:
            two_read.set()
            go_on.wait(20)
        return read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        document_id = office.documents.add(write_pages(tmp_path, *map(str, range(1, 9)))).document.id
        assert two_read.wait(20)
        closing = threading.Thread(target=office.close)
        closing.start()
        go_on.set()
        closing.join(20)
        first = list(_engines(office).pages_read)
    with working(settings) as office:
        assert office.documents.wait(document_id).status is DocumentStatus.READY
        assert sorted([*first, *_engines(office).pages_read]) == list(range(1, 9))


def test_new_version_of_the_steps_keeps_the_pages_that_are_read(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def read(path: Path, page_no: int) -> Page:
        begun.set()
        go_on.wait(20)
        return read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        document_id = office.documents.add(write_pages(tmp_path, *map(str, range(1, 7)))).document.id
        assert begun.wait(20)
        threading.Timer(0.3, go_on.set).start()
        office.close()
        first = list(_engines(office).pages_read)
    monkeypatch.setattr("service.jobs.engine.WORKFLOW_VERSION", "reading-next")
    with working(settings) as office:
        assert office.documents.wait(document_id).status is DocumentStatus.READY
        assert sorted([*first, *_engines(office).pages_read]) == list(range(1, 7))


def test_nobody_waits_for_a_workflow_that_was_given_up(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail, failed = ReadingSteps.fail, threading.Event()

    def fail_at_first(steps: ReadingSteps, order: Order, error: StoredError) -> str:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("cannot even fail")
        return fail(steps, order, error)

    monkeypatch.setattr(ReadingSteps, "fail", fail_at_first)
    with working(settings, engines_reading(lambda _, __: 1 / 0)) as office:  # type: ignore[arg-type, return-value]
        document = office.documents.wait(
            office.documents.add(write_pages(tmp_path, "một")).document.id, timeout_seconds=20
        )
        assert document.status is DocumentStatus.FAILED


def test_page_whose_reading_is_cut_off_time_and_again_is_set_aside(settings: Settings, tmp_path: Path) -> None:
    with open_office(settings, writer=False) as office:
        document_id = office.documents.add(write_pages(tmp_path, "một", "hai")).document.id
        for _ in range(settings.page_attempts):
            office._store.readings.count_attempt(document_id, 2)
    with working(settings) as office:
        document = office.documents.wait(document_id)
        assert (document.status, document.failed_pages) == (DocumentStatus.PARTIAL, (2,))
        assert office.documents.directive(document_id).pages[1].error == "page_interrupted"
        office.documents.reread(document_id, 2)
        assert office.documents.wait(document_id).status is DocumentStatus.READY


def test_a_page_that_was_set_aside_is_tried_again_by_itself(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.steps.RETRY_SECONDS", (0.0,))
    with open_office(settings, writer=False) as office:
        document_id = office.documents.add(write_pages(tmp_path, "một", "hai")).document.id
        for _ in range(settings.page_attempts):
            office._store.readings.count_attempt(document_id, 2)
    with working(settings) as office:
        until = time.monotonic() + 20
        while office.documents.find(document_id).status is not DocumentStatus.READY and time.monotonic() < until:
            time.sleep(0.05)
        assert office.documents.find(document_id).status is DocumentStatus.READY


def test_one_page_is_read_again(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as office:
        document_id = office.documents.wait(
            office.documents.add(write_pages(tmp_path, "một", "hai", "ba")).document.id
        ).id
        office.documents.reread(document_id, 2)
        office.documents.wait(document_id)
        assert sorted(_engines(office).pages_read) == [1, 2, 2, 3]


def test_document_is_removed_with_everything_that_was_made_of_it(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as office:
        document = office.documents.wait(office.documents.add(write_pages(tmp_path, "chuyển đổi số")).document.id)
        original = office.documents.original_file(document.id)
        office.documents.remove(document.id)
        with pytest.raises(NotFound):
            office.documents.find(document.id)
        wait_until(lambda: not original.exists() and not office.engines.index.search("chuyển đổi số"))


def test_document_removed_while_it_is_read_stays_removed(settings: Settings, tmp_path: Path) -> None:
    begun, removed = threading.Event(), threading.Event()

    def read(path: Path, page_no: int) -> Page:
        begun.set()
        removed.wait(20)
        return make_page(page_no, "chuyển đổi số\n")

    with working(settings, engines_reading(read)) as office:
        document_id = office.documents.add(write_pages(tmp_path, "một", "hai", "ba")).document.id
        assert begun.wait(20)
        original = office.documents.original_file(document_id)
        office.documents.remove(document_id)
        removed.set()
        wait_until(lambda: not original.exists())
        assert office.documents.all() == ()
        assert office.engines.index.search("chuyển đổi số") == ()


def test_file_added_beside_the_worker_is_read_by_it(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as worker, open_office(settings, writer=False) as beside:
        with pytest.raises(Busy):
            open_office(settings, writer=True)
        assert (worker.is_writer, beside.is_writer) == (True, False)
        document_id = beside.documents.add(write_pages(tmp_path, "một")).document.id
        assert beside.documents.wait(document_id, timeout_seconds=20).status is DocumentStatus.READY


def test_index_is_rebuilt_only_where_the_workers_run(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as office, open_office(settings, writer=False) as beside:
        office.documents.wait(office.documents.add(write_pages(tmp_path, "chuyển đổi số")).document.id)
        with pytest.raises(Busy):
            beside.rebuild_index()
        office.rebuild_index()
        assert office.engines.index.search("chuyển đổi số")


def _engines(office: Office) -> FakeEngines:
    assert isinstance(office.engines, FakeEngines)
    return office.engines


def test_a_page_is_read_again_the_way_that_was_asked_for(settings: Settings, tmp_path: Path) -> None:
    path = write_text_pdf(tmp_path / "a.pdf", [[(72, 700, "mot")], [(72, 700, "hai")]])
    with working(settings, engines_reading(lambda _, page_no: make_page(page_no))) as office:
        document_id = office.documents.wait(office.documents.add(path).document.id).id
        office.documents.reread(document_id, 2, method=AskedMethod.OCR)
        office.documents.wait(document_id)
        asked = _engines(office)
        assert (asked.pages_read[2:], asked.methods_asked) == ([2], [None, None, AskedMethod.OCR])
        office.documents.reread(document_id)
        office.documents.wait(document_id)
        assert asked.methods_asked[3:] == [None, None]


def test_only_pdf_files_leave_a_choice_of_method(settings: Settings, tmp_path: Path) -> None:
    with working(settings) as office:
        document_id = office.documents.add(write_pages(tmp_path, "một")).document.id
        office.documents.wait(document_id)
        with pytest.raises(InvalidInput):
            office.documents.reread(document_id, method=AskedMethod.OCR)


def test_what_a_person_waits_for_comes_before_bulk(settings: Settings, tmp_path: Path) -> None:
    begun, go_on, order = threading.Event(), threading.Event(), list[str]()

    def read(path: Path, page_no: int) -> Page:
        begun.set()
        go_on.wait(20)
        page = read_text_page(path, page_no)
        order.append(page.text)
        return page

    settings = settings.model_copy(update={"reading_workers": 1})
    with working(settings, engines_reading(read)) as office:
        long = write_pages(tmp_path, *(f"trang {number}" for number in range(20)))
        bulk = office.documents.add(long, urgency=Urgency.BULK).document.id
        assert begun.wait(20)
        person = office.documents.add(write_pages(tmp_path, "một tờ", name="b.txt")).document.id
        wait_until(lambda: bool(office._runner and office._runner._workflow._pages._waiting))
        go_on.set()
        assert office.documents.wait(person).status is DocumentStatus.READY
        assert order.index("một tờ\n") == 1, "only the page in hand comes before"
        assert office.documents.wait(bulk).status is DocumentStatus.READY


def test_a_full_queue_or_disk_is_told_and_takes_nothing_in(settings: Settings, tmp_path: Path) -> None:
    path = write_pages(tmp_path, "một", "hai")
    full = settings.model_copy(update={"queue_pages": 10})
    with open_office(full, writer=False, build_engines=FakeEngines) as office:
        for name in "abcd":
            office.documents.add(write_pages(tmp_path, name, *"23", name=f"{name}.txt"), urgency=Urgency.PERSON)
        with pytest.raises(Overloaded, match="hàng đọc"):
            office.documents.add(path)
        assert len(office.documents.all()) == 4
    no_room = settings.model_copy(update={"free_bytes": 1 << 60, "data_dir": tmp_path / "other"})
    with open_office(no_room, writer=False, build_engines=FakeEngines) as office:
        with pytest.raises(Overloaded, match="đĩa"):
            office.documents.add(path)
        assert office.documents.all() == ()


def test_pages_that_an_engine_failed_on_are_put_back_by_themselves(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.steps.RETRY_SECONDS", (0.0,))
    tried: list[int] = []

    def read(path: Path, page_no: int) -> Page:
        tried.append(page_no)
        failing = page_no == 2 and tried.count(2) == 1
        return make_page(page_no, error="page_timeout") if failing else read_text_page(path, page_no)

    with working(settings, engines_reading(read)) as office:
        document_id = office.documents.add(write_pages(tmp_path, "một", "hai")).document.id
        wait_until(lambda: office.documents.find(document_id).status is DocumentStatus.READY)
        assert sorted(tried) == [1, 2, 2]


@pytest.mark.slow
def test_the_record_of_readings_long_past_is_forgotten(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working(settings) as office:
        office.documents.wait(office.documents.add(write_pages(tmp_path, "một")).document.id)
    monkeypatch.setattr("service.jobs.engine._KEPT_DAYS", -1)
    with working(settings):
        jobs = sqlite3.connect(settings.data_dir / "jobs.sqlite")
        wait_until(lambda: jobs.execute("SELECT count(*) FROM workflow_status").fetchone() == (0,))
        jobs.close()
