"""Has the stores beside the database let go of the bytes of what was removed from them."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_log = logging.getLogger(__name__)

_BESIDE: Final = ("jobs.sqlite", "vectors/chroma.sqlite3")
_PATIENCE_SECONDS: Final = 30.0


def wipe_beside(data_dir: Path) -> None:
    """Makes the small databases of the data folder anew, without what was removed; one in use is left as it is."""
    for name in _BESIDE:
        path = data_dir / name
        if path.is_file():
            try:
                with closing(sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)) as connection:
                    connection.execute("VACUUM")
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                _log.warning("%s keeps free pages for now: %s", name, error)
