"""Backups: whole, while the office is in use, and brought back elsewhere or not at all."""

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from core.errors import ConfigurationError, DamagedFile, FileNotReadable, NotFound, UnsupportedFile
from service.backup import check_backup, restore_backup, write_backup
from service.backup.manifest import DATABASE, MANIFEST
from service.office import open_office
from service.settings import Settings
from service.store.database import DATABASE_NAME
from tests.office_fakes import FakeEngines

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def office_dir(tmp_path: Path) -> Path:
    """An office with one document."""
    data_dir = tmp_path / "data"
    _add(data_dir, tmp_path, "Kế hoạch số một")
    return data_dir


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of an office with one document."""
    folder = tmp_path_factory.mktemp("good")
    _add(folder / "data", folder, "Kế hoạch số một")
    write_backup(_settings(folder / "data"), folder / "good.zip")
    return folder / "good.zip"


def _settings(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir)


def _add(data_dir: Path, folder: Path, text: str) -> None:
    file = folder / "ke-hoach.txt"
    file.write_text(text, encoding="utf-8")
    with open_office(Settings(data_dir=data_dir), writer=False, build_engines=FakeEngines) as office:
        office.documents.add(file)


def test_a_restored_office_holds_the_same(office_dir: Path, tmp_path: Path) -> None:
    backup, copy = tmp_path / "backup.zip", tmp_path / "copy"
    written = write_backup(_settings(office_dir), backup)
    assert (written.documents, len(written.files)) == (1, 2)
    assert backup.stat().st_mode & 0o777 == 0o600
    restore_backup(backup, _settings(copy))
    with open_office(Settings(data_dir=copy), writer=False, build_engines=FakeEngines) as office:
        [document] = office.documents.all()
        assert office.documents.original_file(document.id).read_text(encoding="utf-8") == "Kế hoạch số một"
    assert {path.name for path in tmp_path.iterdir()} == {"data", "copy", "backup.zip", "ke-hoach.txt"}
    assert not any((office_dir / "files" / "incoming").iterdir())


def test_every_document_of_a_backup_has_its_file_while_others_come_and_go(office_dir: Path, tmp_path: Path) -> None:
    stopped = threading.Event()

    def come_and_go() -> None:
        number = 0
        with open_office(Settings(data_dir=office_dir), writer=False, build_engines=FakeEngines) as office:
            while not stopped.is_set():
                number += 1
                file = tmp_path / f"{number}.txt"
                file.write_text(f"Kế hoạch số {number}", encoding="utf-8")
                office.documents.add(file)

    busy = threading.Thread(target=come_and_go)
    busy.start()
    try:
        write_backup(_settings(office_dir), tmp_path / "backup.zip")
    finally:
        stopped.set()
        busy.join()
    restore_backup(tmp_path / "backup.zip", _settings(tmp_path / "copy"))
    with open_office(Settings(data_dir=tmp_path / "copy"), writer=False, build_engines=FakeEngines) as office:
        assert all(office.documents.original_file(document.id).is_file() for document in office.documents.all())


def test_a_backup_replaces_nothing_and_needs_an_office(office_dir: Path, good: Path, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"mine")
    with pytest.raises(FileNotReadable):
        write_backup(_settings(office_dir), tmp_path / "there.zip")
    assert (tmp_path / "there.zip").read_bytes() == b"mine"
    with pytest.raises(NotFound):
        write_backup(_settings(tmp_path / "nowhere"), tmp_path / "new.zip")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(ConfigurationError):
        restore_backup(good, _settings(office_dir))


def _first_file(parts: dict[str, bytes]) -> str:
    return next(name for name in parts if name.startswith("files/"))


def _flip(parts: dict[str, bytes]) -> None:
    name = _first_file(parts)
    parts[name] = bytes([parts[name][0] ^ 1]) + parts[name][1:]


def _lengthen(parts: dict[str, bytes]) -> None:
    parts[_first_file(parts)] += b"more"


def _lead_out(parts: dict[str, bytes]) -> None:
    name = _first_file(parts)
    parts["../../out"] = parts.pop(name)
    parts[MANIFEST] = parts[MANIFEST].replace(name.encode(), b"../../out")


def _set(parts: dict[str, bytes], field: str, value: object) -> None:
    parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), field: value}).encode()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (_flip, DamagedFile),
        (_lengthen, DamagedFile),
        (_lead_out, DamagedFile),
        (lambda parts: parts.update({"extra.txt": b"x"}), DamagedFile),
        (lambda parts: parts.pop(_first_file(parts)), DamagedFile),
        (lambda parts: parts.pop(MANIFEST), DamagedFile),
        (lambda parts: parts.update({MANIFEST: b"[]"}), DamagedFile),
        (lambda parts: _set(parts, "files", []), DamagedFile),
        (lambda parts: _set(parts, "format", 2), UnsupportedFile),
    ],
)
def test_a_changed_backup_restores_nothing(change: Change, error: type[Exception], good: Path, tmp_path: Path) -> None:
    with ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(tmp_path / "bad.zip", "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(error):
        check_backup(tmp_path / "bad.zip")
    with pytest.raises(error):
        restore_backup(tmp_path / "bad.zip", _settings(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
    assert not list(tmp_path.glob("*restoring*"))


def test_a_backup_cut_short_is_told(good: Path, tmp_path: Path) -> None:
    content = good.read_bytes()
    (tmp_path / "short.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedFile):
        check_backup(tmp_path / "short.zip")


def test_a_backup_of_a_newer_schema_waits_for_the_newer_program(office_dir: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(office_dir / DATABASE_NAME)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    assert write_backup(_settings(office_dir), tmp_path / "newer.zip").schema_revision == "9999"
    with pytest.raises(ConfigurationError):
        restore_backup(tmp_path / "newer.zip", _settings(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
    with ZipFile(tmp_path / "newer.zip") as archive:
        assert DATABASE in archive.namelist()
