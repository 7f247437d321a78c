"""A whole office in one file, written while it runs, and brought back elsewhere."""

from service.backup.manifest import Manifest
from service.backup.reading_back import check_backup
from service.backup.restoring import restore_backup
from service.backup.writing import write_backup

__all__ = ["Manifest", "check_backup", "restore_backup", "write_backup"]
