"""Files on a shelf elsewhere, and an office moved from one folder to another; servers are in tests/servers."""

import hashlib
from pathlib import Path

import pytest

from core.errors import ConfigurationError, DamagedFile
from service.moving.move import embedded, move_office
from service.office import open_office
from service.settings import Settings
from service.store import FileStore
from service.store.object_shelf import ObjectShelf
from tests.office_fakes import FakeEngines


@pytest.fixture
def shelf(tmp_path: Path) -> ObjectShelf:
    url = f"memory://{tmp_path.name}"
    return ObjectShelf(url, options={}, copies=tmp_path / "copies", copies_bytes=1_000, in_use_seconds=0)


def test_a_file_is_fetched_whole_or_not_at_all(shelf: ObjectShelf, tmp_path: Path) -> None:
    files = FileStore(tmp_path / "files", shelf=shelf)
    content = b"noi dung"
    (tmp_path / "in").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    files.put_original(tmp_path / "in", sha256)
    [kept] = files.all_files()
    assert kept.size_bytes == len(content)
    (tmp_path / "copies" / kept.key).unlink()
    assert files.original(sha256).read_bytes() == content
    (tmp_path / "copies" / kept.key).unlink()
    (tmp_path / "spoiled").write_bytes(b"khac")
    shelf.put(kept.key, tmp_path / "spoiled")
    (tmp_path / "copies" / kept.key).unlink()
    with pytest.raises(DamagedFile):
        files.original(sha256)
    files.remove("d", sha256)
    assert not files.original(sha256).exists()


@pytest.mark.slow
def test_an_office_moves_to_another_folder(tmp_path: Path) -> None:
    source = Settings(data_dir=tmp_path / "data", samples_dir=tmp_path / "none")
    target = embedded(source, tmp_path / "moved")
    (tmp_path / "a.txt").write_text("Kế hoạch số một", encoding="utf-8")
    with open_office(source, writer=False, build_engines=FakeEngines) as office:
        office.documents.add(tmp_path / "a.txt")
    moved = move_office(source, target, on_progress=lambda _name, _count: None, build_engines=FakeEngines)
    assert (moved.rows["documents"], moved.files) == (1, 1)
    with open_office(target, writer=False, build_engines=FakeEngines) as office:
        [document] = office.documents.all()
        assert office.documents.original_file(document.id).read_text(encoding="utf-8") == "Kế hoạch số một"
    with pytest.raises(ConfigurationError):
        move_office(source, target, on_progress=lambda _name, _count: None, build_engines=FakeEngines)
