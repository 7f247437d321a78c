"""What the office keeps: records in one SQLite database, files in one folder."""

from service.store import watch
from service.store.database import open_database, open_office_database
from service.store.files import FileStore
from service.store.record_store import RecordStore

__all__ = ["FileStore", "RecordStore", "open_database", "open_office_database", "watch"]
"""`watch` is called by nobody: that it is loaded keeps hidden documents out of every query."""
