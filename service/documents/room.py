"""Whether the office can take in more: a queue that is too long, or a disk that is nearly full, is told before harm."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from core.errors import Overloaded
from service.access.sight import seeing_all
from service.records import Urgency
from service.settings import Settings
from service.store import RecordStore

FEW_FILES = 5
"""Up to so many files handed in at one stroke are waited for by a person; more are bulk."""

_SHARE_OF_BULK = 0.9
"""Of the room in the queue, bulk work gets so much; the rest is kept for people who hand in a file."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


class Room:
    """Room in the queue and on the disk of one office."""

    def __init__(self, store: RecordStore, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def check(self, urgency: Urgency) -> None:
        """Returns when a file of this urgency can be taken in.

        Raises:
            Overloaded: too many pages wait, or too little of the disk is free.
        """
        free_bytes = shutil.disk_usage(self._settings.data_dir).free
        if free_bytes < self._settings.free_bytes:
            raise Overloaded(
                f"đĩa chứa dữ liệu chỉ còn {free_bytes >> 20} MB nên tạm ngừng nhận tệp",
                where=str(self._settings.data_dir),
                advice="dọn bớt đĩa rồi nộp lại, hoặc đổi DONDOC_FREE_BYTES",
            )
        most = self._settings.queue_pages * (_SHARE_OF_BULK if urgency is Urgency.BULK else 1.0)
        with seeing_all():
            waiting = self._store.documents.pages_waiting()
        if waiting >= most:
            raise Overloaded(
                "hàng đọc đã đầy",
                advice="chờ đọc bớt rồi nộp lại, hoặc nâng DONDOC_QUEUE_PAGES",
            )


@contextmanager
def fullness_told() -> Iterator[None]:
    """Within, a disk or a database that takes nothing more is told as `Overloaded`; what was accepted stays.

    Raises:
        Overloaded: it takes nothing more.
    """
    try:
        yield
    except OSError as exc:
        if exc.errno not in _FULL:
            raise
        raise _no_more() from exc
    except OperationalError as exc:
        raise _no_more() from exc


def _no_more() -> Overloaded:
    return Overloaded(
        "không ghi thêm được vào nơi chứa dữ liệu nên chưa nhận tệp này",
        advice="kiểm tra đĩa và cơ sở dữ liệu bằng `dondoc doctor`, rồi nộp lại",
    )


def urgency_of(files: int) -> Urgency:
    """The urgency of each of so many files that are handed in at one stroke.

    >>> urgency_of(1).name, urgency_of(300).name
    ('PERSON', 'BULK')
    """
    return Urgency.PERSON if files <= FEW_FILES else Urgency.BULK
