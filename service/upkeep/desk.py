"""Everything that the page of the administrator asks for, behind `Office.upkeep`."""

from collections.abc import Callable

from service.follow_up.actor import LOCAL_USER
from service.preferences import PreferenceChange, Preferences
from service.records import DocumentStatus
from service.settings import Settings
from service.store import RecordStore
from service.store.standing import StandingStore
from service.upkeep.jobs import ReadingJobs, reading_jobs
from service.upkeep.quality import Quality, read_quality
from service.upkeep.status import SystemStatus, system_status, worker_states
from service.upkeep.storage import StorageUse, measure_storage


class UpkeepDesk:
    """Jobs, storage, figures and choices of one office.

    Args:
        reread: has a document read again.
    """

    def __init__(
        self, store: RecordStore, settings: Settings, *, standing: StandingStore, reread: Callable[[str], object]
    ) -> None:
        self._store, self._settings, self._reread = store, settings, reread
        self._standing = standing

    def jobs(self) -> ReadingJobs:
        """What is being read, what waits, what went wrong."""
        return reading_jobs(self._store)

    def status(self) -> SystemStatus:
        """Who reads, what waits, the last backup, which versions run."""
        return system_status(self._store, self._standing, self._settings)

    def living_workers(self) -> int:
        """How many workers give signs of life."""
        states = worker_states(self._store.workers.all(), dead_seconds=self._settings.worker_dead_seconds)
        return sum(not state.is_silent for state in states)

    def retry_all(self) -> int:
        """Has every document read again that failed or was read in part; returns how many."""
        again = self._store.catalogue.ids(DocumentStatus.FAILED, DocumentStatus.PARTIAL)
        for document_id in again:
            self._reread(document_id)
        return len(again)

    def storage(self) -> StorageUse:
        """How much room the data folder takes."""
        return measure_storage(self._settings.data_dir)

    def quality(self) -> Quality | None:
        """The figures that were measured last on this machine; None when none were."""
        return read_quality(self._settings.quality_file)

    @property
    def preferences(self) -> Preferences:
        """What the office chose."""
        return self._store.preferences.current()

    def choose(self, wanted: Preferences, *, actor: str = LOCAL_USER) -> None:
        """Has `wanted` hold from now on."""
        self._store.preferences.change(wanted, changed_by=actor)

    def changes(self) -> tuple[PreferenceChange, ...]:
        """The newest changes of choices, newest first."""
        return self._store.preferences.history()
