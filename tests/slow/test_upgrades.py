"""Data of every former schema comes along to the newest one, and goes back to its own.

`tests/golden/databases/NNNN.sqlite.xz` were each made by the program as it was when migration NNNN was its newest: it
took in `tests/service/directive.txt`, answered a question, and, as far as it could, had a task confirmed with a note,
a report filed and an account made.
"""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import InvalidInput
from core.task import TaskStatus
from service.accounts.desk import AccountDesk
from service.office import open_office
from service.settings import Settings
from service.store.accounts import AccountStore
from service.store.database import DATABASE_NAME, open_database
from service.store.going_back import go_back
from tests.office_fakes import FakeEngines

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

DATABASES = Path(__file__).parents[1] / "golden" / "databases"
LEVELS = sorted(path.name.removesuffix(".sqlite.xz") for path in DATABASES.glob("*.sqlite.xz"))
MIGRATIONS = Path(__file__).parents[2] / "service" / "store" / "migrations"
NUMBER, TASKS, PASSWORD = "77/KH-CĐN", 3, "sáu con mèo ngủ"
KEPT = ("documents", "pages", "directives", "tasks", "task_changes", "questions", "filed_reports", "people", "passages")


@pytest.fixture
def folder(tmp_path: Path, level: str) -> Path:
    """A data folder as the program of that level left it."""
    packed = (DATABASES / f"{level}.sqlite.xz").read_bytes()
    (tmp_path / DATABASE_NAME).write_bytes(lzma.decompress(packed))
    return tmp_path


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        held = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in KEPT if name in held}


def _is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        checks = (
            database.execute("PRAGMA quick_check").fetchall(),
            database.execute("PRAGMA foreign_key_check").fetchall(),
        )
        return checks == ([("ok",)], [])


@pytest.mark.parametrize("level", LEVELS)
def test_data_comes_along_to_the_newest_schema(folder: Path, level: str) -> None:
    before = _counts(folder / DATABASE_NAME)
    with open_office(Settings(data_dir=folder, samples_dir=folder), writer=False, build_engines=FakeEngines) as office:
        document = office.documents.find(NUMBER)
        assert document.letterhead is not None
        directive = office.documents.directive(document.id)
        tasks = office.list_tasks(document.id)
        assert len(tasks) == TASKS
        for task in tasks:
            assert all(directive.text[span.start : span.end] == span.text for span in task.spans)
        if before.get("task_changes"):
            assert [task.note for task in tasks if task.status is TaskStatus.CONFIRMED] == ["đã giao Lan"]
        if before["questions"]:
            assert office.questions.newest(limit=5)[0].answer.citations
        if before.get("filed_reports"):
            assert [report.unit for report in office.reporting.desk.records.list_reports()] == ["Công đoàn Trường"]
        if before.get("people"):
            assert AccountDesk(AccountStore(office._database)).sign_in("lan", PASSWORD, address="127.0.0.1")
    after = _counts(folder / DATABASE_NAME)
    assert {name: after[name] for name in before} == before
    assert _is_whole(folder / DATABASE_NAME)


@pytest.mark.parametrize("level", LEVELS)
def test_data_goes_back_to_its_own_schema_and_comes_again(folder: Path, level: str) -> None:
    path = folder / DATABASE_NAME
    before = _counts(path)
    engine = open_database(folder)
    go_back(engine, level)
    engine.dispose()
    assert _counts(path) == before
    open_database(folder).dispose()
    assert {name: _counts(path)[name] for name in before} == before
    assert _is_whole(path)


def test_there_is_no_way_back_to_what_never_was(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    for schema in ("9999", "base", "15", "0015; --"):
        with pytest.raises(InvalidInput):
            go_back(engine, schema)
    engine.dispose()


def test_every_schema_that_was_ever_the_newest_is_tried() -> None:
    migrations = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert LEVELS[0] == migrations[0]
    assert set(LEVELS) <= set(migrations)
