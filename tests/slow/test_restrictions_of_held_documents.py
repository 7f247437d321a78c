"""An office that grew without restrictions gets them: what its migration makes of documents, questions and reports."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from service.store import open_database
from service.store.database import DATABASE_NAME

pytestmark = [pytest.mark.slow, pytest.mark.embedded]

_DOCUMENT = (
    "INSERT INTO documents (id, sha256, file_name, media_type, size_bytes, pages, status, generation, received_at,"
    " letterhead) VALUES (:id, :id, 'f', 'text/plain', 1, 1, 'ready', 1, '2025-01-01', :letterhead)"
)
_PERSON = "INSERT INTO people (login, name, role, is_active, made_at) VALUES (:login, :name, 'staff', 1, '2025-01-01')"
_QUESTION = "INSERT INTO questions (answer, asked_at, asked_by) VALUES ('{}', '2025-01-01', :name)"
_REPORT = (
    "INSERT INTO filed_reports (id, document_id, unit, title, period_start, period_end, state, filed_by, filed_at,"
    " changed_at) VALUES ('r', 'secret', 'u', 't', '2025-01-01', '2025-01-01', 'draft', 'x', '2025-01-01',"
    " '2025-01-01')"
)
_VERSION = "INSERT INTO report_versions (report_id, number, version) VALUES ('r', 1, :version)"


def _migrate(engine: Engine, revision: str, *, down: bool = False) -> None:
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("service.store") / "migrations"))
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


def test_what_is_held_is_restricted_by_its_marks_and_comes_back(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / DATABASE_NAME}")
    _migrate(engine, "0015")
    with engine.begin() as connection:
        for key, head in (("secret", {"secrecy": "Tối mật"}), ("open", {"secrecy": None}), ("unread", None)):
            letterhead = None if head is None else json.dumps(head)
            connection.execute(text(_DOCUMENT), {"id": key, "letterhead": letterhead})
        for login, name in (("an", "An"), ("hoa1", "Hoa"), ("hoa2", "Hoa")):
            connection.execute(text(_PERSON), {"login": login, "name": name})
        for name in ("An", "Hoa"):
            connection.execute(text(_QUESTION), {"name": name})
        connection.execute(text(_REPORT))
        quoting = {"report": {"document_id": "secret", "lead": {"quotes": [{"document_id": "open"}]}}}
        connection.execute(text(_VERSION), {"version": json.dumps(quoting)})
    _migrate(engine, "head")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT document_id, is_settled, secrecy FROM document_restrictions")).all()
        owners = connection.execute(text("SELECT asked_by, person_id FROM questions")).all()
        sources = connection.execute(text("SELECT document_id FROM report_sources ORDER BY document_id")).all()
        cleared = connection.execute(text("SELECT DISTINCT clearance FROM people")).all()
    assert set(kept) == {("secret", 1, 3), ("unread", 0, 0)}
    assert owners == [("An", 1), ("Hoa", None)]
    assert (sources, cleared) == ([("open",), ("secret",)], [(1,)])
    _migrate(engine, "0015", down=True)
    engine.dispose()
    open_database(tmp_path).dispose()
