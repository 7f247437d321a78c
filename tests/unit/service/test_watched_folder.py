"""The watched folder: a file is taken in once, when it no longer grows; what is refused is told; nothing is touched."""

import os
import time
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.errors import EmptyFile
from core.source import MediaType
from service.records import Accepted, DocumentRecord, DocumentStatus, TakenIn, Urgency
from service.store.database import open_database
from service.store.watched import WatchedStore
from service.vietnamese_dates import VIETNAM_TIME
from service.watched_folder import WatchedFolder


class Taker:
    """Takes every file in but empty ones, and counts."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, path: Path, /, *, urgency: Urgency) -> TakenIn:
        if not path.stat().st_size:
            raise EmptyFile("it is empty", where=path.name)
        self.taken.append(path.name)
        record = DocumentRecord(
            id=f"{len(self.taken):016x}",
            sha256="0" * 64,
            file_name=path.name,
            media_type=MediaType.TEXT,
            size_bytes=1,
            status=DocumentStatus.QUEUED,
            pages=1,
            received_at=datetime.now(VIETNAM_TIME),
        )
        return TakenIn(accepted=(Accepted(document=record, duplicate=False),))


def put(path: Path, words: str, *, seconds_ago: float = 60.0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    moment = time.time() - seconds_ago
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(tmp_path / "data")


def watch(folder: Path, engine: Engine, taker: Taker) -> WatchedFolder:
    return WatchedFolder(folder, store=WatchedStore(engine), add_file=taker, steady_seconds=2.0)


def test_file_is_taken_in_once_when_it_has_stayed_as_it_is(tmp_path: Path, engine: Engine) -> None:
    folder, taker = tmp_path / "watch", Taker()
    growing = put(folder / "goi" / "ke-hoach.txt", "Kế hoạch")
    watched = watch(folder, engine, taker)
    assert watched.look() == 0
    put(growing, "Kế hoạch dài hơn")
    assert watched.look() == 0
    assert watched.look() == 1
    assert watched.look() == 0
    assert watch(folder, engine, taker).look() == 0
    again = watch(folder, engine, taker)
    put(growing, "Kế hoạch sửa lần hai")
    assert [again.look(), again.look()] == [0, 1]
    assert taker.taken == ["ke-hoach.txt", "ke-hoach.txt"]
    assert growing.read_text(encoding="utf-8") == "Kế hoạch sửa lần hai"


def test_file_that_was_just_written_waits_and_unfinished_names_are_left_alone(tmp_path: Path, engine: Engine) -> None:
    folder, taker = tmp_path / "watch", Taker()
    put(folder / "moi.txt", "vừa chép", seconds_ago=0.0)
    for name in ("tai-ve.pdf.crdownload", "~$ke-hoach.docx", ".an/x.txt", "chep.part"):
        put(folder / name, "chưa xong")
    (folder / "lien-ket.txt").symlink_to(folder / "moi.txt")
    watched = watch(folder, engine, taker)
    assert [watched.look(), watched.look()] == [0, 0]
    assert taker.taken == []


def test_refused_file_is_told_until_it_is_gone(tmp_path: Path, engine: Engine) -> None:
    folder, taker = tmp_path / "watch", Taker()
    empty = put(folder / "rong.docx", "")
    watched = watch(folder, engine, taker)
    assert [watched.look(), watched.look(), watched.look()] == [0, 1, 0]
    assert [error.code for error in watched.refused()] == ["empty_file"]
    empty.unlink()
    assert watched.refused() == ()


def test_no_folder_is_watched_unless_one_is_set(engine: Engine) -> None:
    watched = WatchedFolder(None, store=WatchedStore(engine), add_file=Taker())
    assert (watched.look(), watched.files(), watched.refused()) == (0, (), ())
