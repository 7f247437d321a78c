"""Files and locks of the data folder."""

import hashlib
import json
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect

from core.errors import Busy, ConfigurationError, DamagedFile, FileNotReadable, NotFound
from service.store import FileStore, RecordStore, open_database
from service.store.database import DATABASE_NAME
from service.store.lock import WriterLock
from service.store.tables import Base


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def _write(tmp_path: Path, content: bytes) -> tuple[Path, str]:
    path = tmp_path / "in"
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


def test_original_comes_back_byte_for_byte(files: FileStore, tmp_path: Path) -> None:
    path, sha256 = _write(tmp_path, b"noi dung")
    files.put_original(path, sha256)
    files.put_original(path, sha256)
    assert files.original(sha256).read_bytes() == b"noi dung"
    assert list(files.incoming.iterdir()) == []


def test_file_that_changes_while_it_is_taken_in_leaves_nothing(files: FileStore, tmp_path: Path) -> None:
    path, _ = _write(tmp_path, b"khac")
    with pytest.raises(DamagedFile):
        files.put_original(path, "0" * 64)
    assert not files.original("0" * 64).exists()
    assert list(files.incoming.iterdir()) == []


def test_missing_file_is_told(files: FileStore, tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        files.put_original(tmp_path / "none", "0" * 64)


def test_images_are_kept_replaced_and_removed(files: FileStore, tmp_path: Path) -> None:
    path, sha256 = _write(tmp_path, b"x")
    files.put_original(path, sha256)
    old, new = files.put_image("d", 1, b"old"), files.put_image("d", 1, b"new")
    files.keep_images("d", [new])
    assert files.image(new) == b"new"
    with pytest.raises(NotFound):
        files.image(old)
    files.remove("d", sha256)
    assert not files.original(sha256).exists()
    with pytest.raises(NotFound):
        files.image(new)


def test_one_process_holds_the_writer_lock(tmp_path: Path) -> None:
    first, second = WriterLock(tmp_path / "lock"), WriterLock(tmp_path / "lock")
    first.take()
    with pytest.raises(Busy):
        second.take()
    first.release()
    second.take()
    second.release()


def test_migrations_make_the_very_tables_that_the_code_uses(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    inspector = inspect(engine)
    for table in Base.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexes = {index["name"] for index in inspector.get_indexes(table.name) if index["name"]}
        assert {index.name for index in table.indexes} <= indexes
    engine.dispose()


def test_migrations_can_be_undone(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    config = Config()
    config.set_main_option("script_location", "service/store/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    engine.dispose()


@pytest.mark.embedded
def test_what_people_made_of_tasks_comes_through_the_migration(tmp_path: Path) -> None:
    task = {"id": "t", "document_id": "d", "kind": "duty", "content": "Việc", "lead_units": ["Sở Y tế"]}
    engine = create_engine(f"sqlite:///{tmp_path / DATABASE_NAME}")
    config = Config()
    config.set_main_option("script_location", "service/store/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO documents"
            " (id, sha256, file_name, media_type, size_bytes, pages, status, generation, received_at)"
            " VALUES ('d', 's', 'f', 'text/plain', 1, 1, 'ready', 1, '2025-01-01 00:00:00')"
        )
        connection.exec_driver_sql("INSERT INTO tasks VALUES ('t', 'd', 0, ?)", (json.dumps(task),))
        connection.exec_driver_sql("INSERT INTO task_states VALUES ('t', 'd', 'done', 'đã ký')")
    engine.dispose()
    opened = open_database(tmp_path)
    store = RecordStore(opened)
    kept = store.tasks.get("t")
    assert (kept.status.value, kept.note, store.tasks.units()) == ("done", "đã ký", ("Sở Y tế",))
    opened.dispose()


def test_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(ConfigurationError, match="phiên bản mới hơn"):
        open_database(tmp_path)
