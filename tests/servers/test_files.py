"""Files in an object store: whole or not there, checked on the way back, and no copy outlives its room."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from core.errors import Busy, DamagedFile, NotFound, StorageUnavailable
from service.settings import Settings
from service.store import FileStore
from service.store.object_shelf import ObjectShelf
from service.store.opening import object_shelf


@pytest.fixture
def shelf(server_settings: Settings) -> ObjectShelf:
    shelf = object_shelf(server_settings)
    assert shelf is not None
    return shelf


@pytest.fixture
def files(shelf: ObjectShelf, tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", shelf=shelf)


def _write(tmp_path: Path, content: bytes) -> tuple[Path, str]:
    path = tmp_path / "in"
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


def _forget_copies(settings: Settings) -> None:
    for path in (settings.data_dir / "files" / "copies").rglob("*"):
        if path.is_file():
            path.unlink()


def test_a_file_comes_back_byte_for_byte_on_another_machine(
    files: FileStore, server_settings: Settings, tmp_path: Path
) -> None:
    path, sha256 = _write(tmp_path, os.urandom(300_000))
    files.put_original(path, sha256)
    attached = files.put_attachment(path)
    image = files.put_image("d", 1, b"picture")
    elsewhere = server_settings.model_copy(update={"data_dir": tmp_path / "other machine"})
    other = FileStore(tmp_path / "other files", shelf=object_shelf(elsewhere))
    assert other.original(sha256).read_bytes() == path.read_bytes()
    assert other.attachment(attached).read_bytes() == path.read_bytes()
    assert other.image(image) == b"picture"
    assert list(files.incoming.iterdir()) == []


def test_what_was_changed_in_the_store_is_not_taken_for_the_original(
    files: FileStore, shelf: ObjectShelf, server_settings: Settings, tmp_path: Path
) -> None:
    path, sha256 = _write(tmp_path, b"noi dung")
    files.put_original(path, sha256)
    _forget_copies(server_settings)
    shelf._file_system.pipe_file(f"{shelf._root}/originals/{sha256[:2]}/{sha256}", b"khac")
    with pytest.raises(DamagedFile):
        files.original(sha256)
    with pytest.raises(DamagedFile):
        files.check(f"originals/{sha256[:2]}/{sha256}")


def test_images_are_kept_replaced_and_removed(files: FileStore, server_settings: Settings, tmp_path: Path) -> None:
    path, sha256 = _write(tmp_path, b"x")
    files.put_original(path, sha256)
    old, new = files.put_image("d", 1, b"old"), files.put_image("d", 1, b"new")
    files.keep_images("d", [new])
    assert files.image(new) == b"new"
    with pytest.raises(NotFound):
        files.image(old)
    files.remove("d", sha256)
    assert not files.original(sha256).exists()
    assert list(files.all_files()) == []


def test_nothing_is_removed_while_files_are_taken_in(files: FileStore) -> None:
    with files.adding(), files.adding(), pytest.raises(Busy), files.removing():
        raise AssertionError
    with files.removing():
        pass


def test_copies_give_way_to_newer_ones(server_settings: Settings, tmp_path: Path) -> None:
    shelf = ObjectShelf(
        str(server_settings.files_url),
        options={"endpoint_url": server_settings.files_endpoint, "key": "key", "secret": "hush"},
        copies=tmp_path / "copies",
        copies_bytes=250,
        in_use_seconds=0,
    )
    files = FileStore(tmp_path / "files", shelf=shelf)
    keys = []
    for number in range(4):
        keys.append(files.put_image("d", number, bytes([number]) * 100))
        time.sleep(0.01)
    held = [path for path in (tmp_path / "copies").rglob("*") if path.is_file()]
    assert len(held) == 2
    assert files.image(keys[0]) == bytes(100)


def test_a_store_that_is_away_is_told(server_settings: Settings, tmp_path: Path) -> None:
    away = server_settings.model_copy(update={"files_endpoint": "http://127.0.0.1:9"})
    files = FileStore(tmp_path / "files", shelf=object_shelf(away))
    path, sha256 = _write(tmp_path, b"x")
    with pytest.raises(StorageUnavailable):
        files.put_original(path, sha256)
    assert list(files.incoming.iterdir()) == []
