"""Erases documents, and what has been kept long enough. `docs/security.md` tells what goes and what stays."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from core.errors import Busy, InvalidInput
from service.accounts.desk import SESSION_DAYS
from service.retention.rules import Erased, Forgotten, Retention
from service.store.erasing import ErasingStore

_log = logging.getLogger(__name__)

_POLL_SECONDS: Final = 0.1
_PATIENCE_SECONDS: Final = 120.0
_EVERY_SECONDS: Final = 24 * 3600.0

Clock = Callable[[], datetime]


class RetentionDesk:
    """Erasing in one office.

    Args:
        remove: has the workers take a document away.
        drop_attachments: removes attached files that nothing holds any more.
        wipe_aside: has the stores beside the database let go of what was removed.
        clock: tells the moment.
    """

    def __init__(
        self,
        store: ErasingStore,
        rules: Retention,
        *,
        remove: Callable[[str], None],
        drop_attachments: Callable[[], None],
        wipe_aside: Callable[[], None],
        clock: Clock = lambda: datetime.now(UTC),
    ) -> None:
        self._store, self._rules, self._clock = store, rules, clock
        self._remove, self._drop_attachments, self._wipe_aside = remove, drop_attachments, wipe_aside

    def erase(self, document_id: str, *, with_reports: bool = False) -> Erased:
        """Erases a document and everything that speaks of it; only its id stays, in the audit trail.

        Args:
            with_reports: approved reports that rest on it go too; without, they are in the way.

        Raises:
            NotFound: no such document.
            InvalidInput: an approved report rests on it.
            Busy: no worker takes it away.
        """
        approved = self._store.reports_on(document_id, approved=True)
        if approved and not with_reports:
            raise InvalidInput(
                f"{len(approved)} báo cáo đã duyệt dựa trên văn bản này",
                where=document_id,
                advice="lưu báo cáo ra ngoài rồi thêm --with-reports",
            )
        self._remove(document_id)
        self._wait_until_gone(document_id)
        places = self._store.watched_places(document_id)
        still_at = tuple(place for place in places if Path(place).exists())
        self._store.forget_watched([place for place in places if place not in still_at])
        erased = Erased(
            document_id=document_id,
            questions=self._store.remove_questions(document_id),
            reports=self._store.remove_reports((*approved, *self._store.reports_on(document_id, approved=False))),
            mentions=self._store.remove_mentions(document_id),
            still_at=still_at,
        )
        self._drop_attachments()
        self._store.wipe()
        self._wipe_aside()
        return erased

    def run(self) -> Forgotten:
        """Removes what has been kept long enough."""
        questions = drafts = 0
        if self._rules.questions_days is not None:
            questions = self._store.remove_old_questions(self._ago(self._rules.questions_days))
        if self._rules.drafts_days is not None:
            drafts = self._store.remove_reports(self._store.old_drafts(self._ago(self._rules.drafts_days)))
        sign_ins = self._store.remove_old_sign_ins(self._ago(SESSION_DAYS))
        if questions or drafts:
            self._store.wipe()
        return Forgotten(questions=questions, drafts=drafts, sign_ins=sign_ins)

    def keep_running(self, stopping: threading.Event) -> None:
        """Runs now and once a day until `stopping` is set."""
        while True:
            forgotten = self.run()
            _log.info("kept long enough and removed: %s", forgotten.model_dump())
            if stopping.wait(_EVERY_SECONDS):
                return

    def _ago(self, days: int) -> datetime:
        return self._clock() - timedelta(days=days)

    def _wait_until_gone(self, document_id: str) -> None:
        end = time.monotonic() + _PATIENCE_SECONDS
        while not self._store.is_gone(document_id):
            if time.monotonic() > end:
                raise Busy("bộ đọc chưa gỡ xong văn bản", where=document_id, advice="xem dondoc doctor rồi chạy lại")
            time.sleep(_POLL_SECONDS)
