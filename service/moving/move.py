"""Moves an office to other engines: files one by one, then all records in one transaction, each checked on arrival."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from core.errors import ConfigurationError
from core.record import Record
from service.engines import BuildEngines, Engines
from service.moving.copying import copy_records
from service.settings import Settings
from service.store import FileStore, RecordStore, open_office_database, open_office_files
from service.store.audit import AuditStore
from service.store.database import for_writing
from service.store.opening import writer_lock

Progress = Callable[[str, int], None]
"""Is told what was moved, and how many of it so far."""


class Moved(Record):
    """What arrived, all of it checked.

    Attributes:
        rows: records by table.
        files, files_bytes: originals, attachments and page images.
        audit_entries: length of the audit trail, whose chain holds at the new place too.
        passages: how many can be found by their meaning again.
    """

    rows: dict[str, int]
    files: int
    files_bytes: int
    audit_entries: int
    passages: int


def move_office(
    source: Settings, target: Settings, *, on_progress: Progress, build_engines: BuildEngines = Engines
) -> Moved:
    """Afterwards the office of `source` is at `target` too, ready to be opened there; at `source` nothing changes.

    Records arrive all together, after the files that they name; a move that was cut off is simply begun again, and
    does not copy the files again that arrived. Who uses the office at `source` meanwhile can read, not write.

    Raises:
        Busy: workers run on `source`.
        ConfigurationError: both are one place, or there are records at `target` already.
        DamagedFile: a file is not what it was; it names the file.
        AuditBroken: the audit trail was tampered with.
    """
    if _place(source) == _place(target):
        raise ConfigurationError("nơi đến chính là nơi đang dùng", where=str(target.data_dir), advice="chọn nơi khác")
    with ExitStack() as stack:
        from_database, to_database = (stack.enter_context(_opened(one)) for one in (source, target))
        right = writer_lock(source, from_database)
        right.take()
        stack.callback(right.release)
        AuditStore(from_database).verify()
        from_files = open_office_files(source, from_database)
        stack.enter_context(from_files.adding())
        sending = stack.enter_context(for_writing(from_database).begin())
        files, files_bytes = _move_files(from_files, open_office_files(target, to_database), on_progress)
        with for_writing(to_database).begin() as receiving:
            rows = copy_records(sending, receiving, on_progress=on_progress)
        entries = AuditStore(to_database).verify()
        passages = build_engines(target, to_database, RecordStore(to_database).snapshot).index.rebuild_vectors()
    return Moved(rows=rows, files=files, files_bytes=files_bytes, audit_entries=entries, passages=passages)


def embedded(settings: Settings, data_dir: Path) -> Settings:
    """The same choices for an office that keeps everything in this folder."""
    return settings.model_copy(
        update={"data_dir": data_dir, "database_url": None, "files_url": None, "chroma_url": None}
    )


def _place(settings: Settings) -> tuple[object, ...]:
    """Where the records of an office are."""
    return (settings.data_dir.resolve(),) if settings.database_url is None else (settings.database_url,)


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    database = open_office_database(settings)
    try:
        yield database
    finally:
        database.dispose()


def _move_files(source: FileStore, target: FileStore, on_progress: Progress) -> tuple[int, int]:
    """Every file is at `target` afterwards, read there and found whole; how many there are, and their bytes."""
    count = size_bytes = 0
    for file in source.all_files():
        target.take_file(file.key, source.path(file.key))
        target.check(file.key)
        count, size_bytes = count + 1, size_bytes + file.size_bytes
        on_progress("files", count)
    return count, size_bytes
