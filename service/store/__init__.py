"""What the office keeps: records in one database, files on one shelf."""

from service.store import stopping, watch
from service.store.database import open_database
from service.store.files import FileStore
from service.store.opening import open_office_database, open_office_files
from service.store.record_store import RecordStore

__all__ = [
    "FileStore",
    "RecordStore",
    "open_database",
    "open_office_database",
    "open_office_files",
    "stopping",
    "watch",
]
"""`watch` and `stopping` are called by nobody: that they are loaded keeps hidden documents out of every query, and has
every query that only reads stop for searches."""
