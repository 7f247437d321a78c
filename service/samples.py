"""The sample directives that a new office starts with."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from core.errors import IntakeError
from service.documents.desk import DocumentDesk
from service.records import Urgency
from service.store import RecordStore

_log = logging.getLogger(__name__)
_FACT, _LOADING = "samples", "loading"


def sample_files(folder: Path) -> tuple[Path, ...]:
    """Files of `folder` in the order of their names; hidden ones and folders are left out; none if it is missing."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")))


def load_samples(folder: Path, store: RecordStore, documents: DocumentDesk) -> None:
    """Takes the sample files in, once in the life of an office, and only if nothing was taken in before."""
    facts = store.facts
    if facts.get(_FACT) is None:
        facts.set(_FACT, "not wanted" if documents.all() else _LOADING)
    if facts.get(_FACT) == _LOADING:
        for path in sample_files(folder):
            try:
                documents.add(path, urgency=Urgency.BULK)
            except IntakeError as error:
                _log.warning("sample left out: %s", error)
        facts.set(_FACT, f"loaded {datetime.now(UTC).isoformat()}")
