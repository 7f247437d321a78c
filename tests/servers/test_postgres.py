"""What PostgreSQL must do as SQLite does, and what it alone can do: restart under a running office."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from core.errors import Busy, ConfigurationError
from eval.postgres_server import PostgresServer
from service.audit.deeds import Deed
from service.audit.records import Act
from service.settings import Settings
from service.store import RecordStore, open_database
from service.store.audit import AuditStore
from service.store.database import for_writing
from service.store.dialects import json_field
from service.store.opening import writer_lock
from service.store.postgres_engine import connect_postgres
from service.store.tables import Base, FactRow

ACT = Act(who="Lan", deed=Deed.SEE, what="GET /van-ban", subject="", status=200)


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    made = open_database(tmp_path, url=database_url, lock_seconds=20)
    yield made
    made.dispose()


def test_migrations_make_the_very_tables_that_the_code_uses(engine: Engine) -> None:
    inspector = inspect(engine)
    for table in Base.metadata.sorted_tables:
        held = inspector.get_columns(table.name)
        assert {column["name"]: column["nullable"] for column in held} == {
            column.name: column.nullable for column in table.columns
        }
        for column in held:
            assert column["type"].__visit_name__ != "TEXT" or getattr(column["type"], "collation", None) == "C", column
        indexes = {index["name"] for index in inspector.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_migrations_can_be_undone(database_url: str) -> None:
    engine = connect_postgres(database_url, lock_seconds=5, connections=4)
    config = Config()
    config.set_main_option("script_location", "service/store/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        functions = "SELECT count(*) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'"
        assert connection.scalar(text(functions)) == 0
    engine.dispose()


def test_processes_that_open_a_new_database_at_once_make_it_once(database_url: str, tmp_path: Path) -> None:
    opened: list[Engine] = []
    threads = [
        threading.Thread(target=lambda: opened.append(open_database(tmp_path, url=database_url))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    for engine in opened:
        engine.dispose()


def test_the_chain_of_the_audit_trail_holds_under_many_hands(engine: Engine) -> None:
    trail = AuditStore(engine)
    threads = [threading.Thread(target=lambda: [trail.append(ACT) for _ in range(10)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trail.verify() == 60


@pytest.mark.parametrize(
    "deed", ["UPDATE audit_entries SET act = '{}'", "DELETE FROM audit_entries", "TRUNCATE audit_entries"]
)
def test_the_database_itself_refuses_to_change_an_entry(engine: Engine, deed: str) -> None:
    AuditStore(engine).append(ACT)
    with engine.begin() as connection, pytest.raises(DBAPIError, match="only grows"):
        connection.exec_driver_sql(deed)
    assert AuditStore(engine).verify() == 1


def test_text_keeps_its_places_without_the_character_that_postgresql_refuses(engine: Engine) -> None:
    store = RecordStore(engine)
    store.facts.set("x", "a\0b")
    store.facts.set("y", r'{"text": "a\u0000b"}')
    assert store.facts.get("x") == "a\ufffdb"
    with engine.connect() as connection:
        found = connection.scalar(select(json_field(FactRow.value, "text")).where(FactRow.name == "y"))
    assert found == "a\ufffdb"


def test_a_reader_sees_one_state_and_keeps_no_writer_waiting(engine: Engine) -> None:
    count = text("SELECT count(*) FROM facts")
    with engine.connect() as reader:
        before = reader.scalar(count)
        with for_writing(engine).begin() as writer:
            writer.exec_driver_sql("INSERT INTO facts (name, value) VALUES ('x', 'y')")
        assert reader.scalar(count) == before
    with engine.connect() as reader:
        assert reader.scalar(count) == before + 1


def test_the_office_goes_on_after_the_server_was_killed(
    postgres: PostgresServer, engine: Engine, tmp_path: Path
) -> None:
    store = RecordStore(engine)
    store.facts.set("before", "1")
    postgres.stop()
    with pytest.raises(DBAPIError):
        store.facts.get("before")
    postgres.start()
    assert store.facts.get("before") == "1"
    store.facts.set("after", "2")


def test_one_process_works_alone_where_the_index_is_in_a_folder(engine: Engine, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "one", database_url=engine.url.render_as_string(hide_password=False))
    first, second = writer_lock(settings, engine), writer_lock(settings, engine)
    first.take()
    with pytest.raises(Busy):
        second.take()
    first.release()
    second.take()
    second.release()


def test_a_server_that_is_away_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="PostgreSQL") as told:
        open_database(tmp_path, url="postgresql://dondoc:hush@127.0.0.1:9/x")
    assert "hush" not in str(told.value)
    with pytest.raises(ConfigurationError, match="địa chỉ"):
        open_database(tmp_path, url="mysql://x")
