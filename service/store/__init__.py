"""What the office keeps: records in one database, files on one shelf."""

from service.store import watch
from service.store.database import open_database
from service.store.files import FileStore
from service.store.opening import open_office_database, open_office_files
from service.store.record_store import RecordStore

__all__ = ["FileStore", "RecordStore", "open_database", "open_office_database", "open_office_files", "watch"]
"""`watch` is called by nobody: that it is loaded keeps hidden documents out of every query."""
