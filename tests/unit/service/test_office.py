"""The office around the worker: samples, parts, words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import core.errors
from core.errors import Ambiguous, ConfigurationError, DondocError, InvalidInput, NotFound
from core.page import Page
from service.chat_model import connect_chat_model
from service.office import open_office
from service.records import DocumentStatus
from service.settings import Settings
from service.store import open_database
from service.store.directive_cache import DirectiveCache
from service.wording import describe_code, describe_error
from tests.office_fakes import FakeEngines
from tests.records import make_directive, make_page


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").mkdir()
    for name in ("a.txt", "b.txt", ".hidden", "empty.txt"):
        (tmp_path / "samples" / name).write_text("" if name == "empty.txt" else name, encoding="utf-8")
    return Settings(data_dir=tmp_path / "data")


def test_samples_are_taken_in_once_in_the_life_of_a_data_folder(settings: Settings) -> None:
    with open_office(settings, writer=False, build_engines=FakeEngines) as office:
        office.load_samples()
        names = [document.file_name for document in office.documents.all()]
        assert sorted(names) == ["a.txt", "b.txt"]
        for document in office.documents.all():
            office.documents.remove(document.id)
    with open_office(settings, writer=False, build_engines=FakeEngines) as office:
        office.load_samples()
        assert office.documents.all() == ()


def test_samples_are_not_wanted_where_documents_are_already(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("Kế hoạch riêng", encoding="utf-8")
    with open_office(settings, writer=False, build_engines=FakeEngines) as office:
        office.documents.add(own)
        office.load_samples()
        assert [document.file_name for document in office.documents.all()] == ["own.txt"]


def test_waiting_gives_up_when_the_time_is_up(settings: Settings, tmp_path: Path) -> None:
    with open_office(settings, writer=False, build_engines=FakeEngines) as office:
        document_id = office.documents.add(tmp_path / "samples" / "a.txt").document.id
        assert office.documents.wait(document_id, timeout_seconds=0.2).status is DocumentStatus.QUEUED


def test_question_about_an_unknown_document_is_told(settings: Settings) -> None:
    with open_office(settings, writer=False, build_engines=FakeEngines) as office, pytest.raises(NotFound):
        office.ask("Ai chủ trì?", document_id="0" * 16)


def test_a_broken_part_is_reported_and_the_others_are_checked(settings: Settings) -> None:
    class Broken(FakeEngines):
        @property
        def restorer(self) -> "None":  # type: ignore[override]
            raise KeyError("model")

    with open_office(settings, writer=False, build_engines=Broken) as office:
        checks = {check.name: check.ok for check in office.health()}
    assert (checks["restorer"], checks["database"], checks["search_index"]) == (False, True, True)


def test_a_changed_original_is_told_so_that_one_knows_what_to_do(settings: Settings, tmp_path: Path) -> None:
    with open_office(settings, writer=False, build_engines=FakeEngines) as office:
        plan = tmp_path / "ke-hoach.txt"
        plan.write_text("Kế hoạch", encoding="utf-8")
        office.documents.add(plan)
        kept = (settings.data_dir / "files").rglob("*")
        (original,) = (path for path in kept if path.is_file() and path.read_bytes() == plan.read_bytes())
        original.chmod(0o600)
        original.write_text("khác hẳn", encoding="utf-8")
        told = {check.name: check.detail for check in office.health()}
        assert "Tệp gốc không còn nguyên vẹn: 1 văn bản (ke-hoach.txt). Khôi phục" in told["files"]


@pytest.mark.embedded
def test_a_damaged_database_is_told_so_that_one_knows_what_to_do(settings: Settings) -> None:
    opened = open_office(settings, writer=False, build_engines=FakeEngines)
    with opened as office, office._database.connect() as connection:
        root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'tasks'").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    with (settings.data_dir / "dondoc.sqlite").open("r+b") as stream:
        stream.seek((root - 1) * size)
        stream.write(b"\xff" * size)
    with pytest.raises(DondocError, match="cơ sở dữ liệu hỏng") as damaged:
        open_office(settings, writer=False, build_engines=FakeEngines)
    assert "khôi phục" in damaged.value.advice


def test_data_of_a_newer_program_are_told(settings: Settings) -> None:
    database = open_database(settings.data_dir)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.dispose()
    with pytest.raises(ConfigurationError) as refused:
        open_office(settings, writer=False)
    wording = describe_error(refused.value)
    assert "phiên bản mới hơn" in wording.what
    assert "Cập nhật chương trình" in wording.advice


def test_every_error_has_vietnamese_words() -> None:
    kinds = [kind for kind in vars(core.errors).values() if isinstance(kind, type) and issubclass(kind, DondocError)]
    unforeseen = describe_code("error")
    for kind in kinds:
        wording = describe_error(kind("something", where="a.pdf"))
        assert (wording.code, wording.where) == (kind.code, "a.pdf")
        assert wording.advice
        assert kind is DondocError or wording.what != unforeseen.what


def test_particulars_are_kept_where_they_are_needed() -> None:
    assert "a1 (x.pdf)" in describe_error(Ambiguous("it names 2 documents: a1 (x.pdf), b2 (y.pdf)")).what
    told = describe_error(InvalidInput("kỳ báo cáo ngược", advice="đổi lại ngày"))
    assert (told.what, told.advice) == ("Kỳ báo cáo ngược.", "Đổi lại ngày.")


def test_no_chat_model_unless_a_setting_names_one(settings: Settings) -> None:
    assert connect_chat_model(settings) is None
    with pytest.raises(ConfigurationError, match="DONDOC_CHAT_MODEL"):
        connect_chat_model(Settings(data_dir=settings.data_dir, chat_model="nobody:none"))


def test_directives_are_kept_within_a_budget() -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    parsed: list[str] = []

    def load(name: str) -> str:
        parsed.append(name)
        return make_directive(_page(name)).model_dump_json()

    size = len(make_directive(_page("a")).model_dump_json())
    cache = DirectiveCache(budget_characters=2 * size)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert cache.get((name, now), lambda name=name: load(name)).text == f"{name}\n"
    assert parsed == ["a", "b", "c", "b"]


def _page(text: str) -> Page:
    return make_page(text=f"{text}\n")
