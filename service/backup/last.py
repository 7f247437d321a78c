"""When an office was last backed up: a note beside its data, which every process on that data reads."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from core.record import Record

_NOTE = "last-backup.json"


class LastBackup(Record):
    """A backup that was written and read back: when (UTC), where to, how large, and how many documents it holds."""

    written_at: datetime
    target: str
    size_bytes: int
    documents: int


def note_backup(data_dir: Path, target: Path, documents: int) -> None:
    """Keeps in mind that `target` is a good backup; a folder that cannot be written to is left as it is."""
    last = LastBackup(
        written_at=datetime.now(UTC), target=str(target), size_bytes=target.stat().st_size, documents=documents
    )
    with contextlib.suppress(OSError):
        (data_dir / _NOTE).write_text(last.model_dump_json(), encoding="utf-8")


def last_backup(data_dir: Path) -> LastBackup | None:
    """The last good backup; None when none was written from here."""
    try:
        return LastBackup.model_validate_json((data_dir / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None
