"""What the keeper of the machine looks at: who reads, what waits, the last backup, which versions run."""

import shutil
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from core.errors import OcrUnavailable
from core.record import Record
from service.backup.last import LastBackup, last_backup
from service.settings import Settings
from service.store import RecordStore
from service.store.standing import OfficeStanding, StandingStore
from service.store.workers import GONE, Worker

_LIBRARIES = ("dbos", "chromadb", "sqlalchemy", "pypdfium2")


class WorkerState(Record):
    """A worker, and how long ago it gave its last sign of life.

    Attributes:
        is_silent: so long ago that its work is being taken over.
    """

    worker: Worker
    silent_seconds: float
    is_silent: bool


class SystemStatus(Record):
    """The office at one moment.

    Attributes:
        workers: whoever reads documents, or did and did not say goodbye.
        is_shared: records lie in PostgreSQL; else in a file of this machine.
        free_bytes: room left on the disk of the data folder.
        versions: name and version of the program and of what it stands on.
    """

    workers: tuple[WorkerState, ...]
    standing: OfficeStanding
    is_shared: bool
    free_bytes: int
    last_backup: LastBackup | None
    versions: tuple[tuple[str, str], ...]

    @property
    def living(self) -> int:
        """Workers that give signs of life."""
        return sum(not state.is_silent for state in self.workers)


def system_status(store: RecordStore, standing: StandingStore, settings: Settings) -> SystemStatus:
    """How the office stands now."""
    return SystemStatus(
        workers=worker_states(store.workers.all(), dead_seconds=settings.worker_dead_seconds),
        standing=standing.read(),
        is_shared=settings.database_url is not None,
        free_bytes=shutil.disk_usage(settings.data_dir).free,
        last_backup=last_backup(settings.data_dir),
        versions=_versions(),
    )


def worker_states(workers: tuple[Worker, ...], *, dead_seconds: float) -> tuple[WorkerState, ...]:
    """The workers that did not say goodbye, by the clock that wrote their last sign of life."""
    now = datetime.now(UTC)
    silent = {worker.id: max(0.0, (now - worker.seen_at).total_seconds()) for worker in workers}
    return tuple(
        WorkerState(worker=worker, silent_seconds=silent[worker.id], is_silent=silent[worker.id] > dead_seconds)
        for worker in workers
        if worker.beat != GONE
    )


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    found = [("Đôn Đốc", version("dondoc")), *((name, version(name)) for name in _LIBRARIES)]
    return (*found, ("Tesseract", _tesseract_version()))


def _tesseract_version() -> str:
    from ingest.scans.ocr import TesseractEngine

    try:
        return TesseractEngine().version()
    except OcrUnavailable:
        return ""
