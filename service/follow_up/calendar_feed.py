"""Private calendar feeds: made, renewed, revoked, and read by calendars over and over."""

import hashlib
from collections.abc import Callable
from datetime import date

from core.errors import InvalidInput, NotFound
from core.record import Record
from core.text import squeeze
from service.access.sight import PLAIN, Sight, current_sight, seeing, sight_of
from service.accounts.rights import Viewer
from service.follow_up.actor import LOCAL_USER
from service.follow_up.conditions import TaskCondition
from service.follow_up.feed import Feed, NewFeed
from service.follow_up.task_form import typed
from service.store import RecordStore


class FeedContent(Record):
    """A feed as iCalendar text; `etag` is the same as long as the text is."""

    content: bytes
    etag: str


class FeedDesk:
    """Whoever knows the token of a feed reads its tasks; the token is shown once, renewed or revoked at will.

    Args:
        viewer_of: a person by the id of their account, with whose eyes their feeds look; None who may not come in.
    """

    def __init__(self, store: RecordStore, *, viewer_of: Callable[[int], Viewer | None] = lambda _: None) -> None:
        self._store, self._viewer_of = store, viewer_of

    def make(self, name: str, condition: TaskCondition, *, actor: str = LOCAL_USER) -> NewFeed:
        """A new feed of the tasks that fit.

        Raises:
            InvalidInput: it has no name.
        """
        if not squeeze(typed(name)):
            raise InvalidInput("lịch phải có tên", where="name", advice="ví dụ: Việc của Văn phòng")
        return self._store.feeds.make(squeeze(typed(name)), condition, made_by=actor)

    def list_feeds(self) -> tuple[Feed, ...]:
        """Feeds that answer, oldest first."""
        return self._store.feeds.list_feeds()

    def renew(self, feed_id: int) -> NewFeed:
        """The feed under a new token; the former one answers no more.

        Raises:
            NotFound: no such feed.
        """
        return self._store.feeds.renew(feed_id)

    def revoke(self, feed_id: int) -> None:
        """Has the feed answer no more.

        Raises:
            NotFound: no such feed.
        """
        self._store.feeds.revoke(feed_id)

    def read(self, token: str) -> FeedContent:
        """The calendar of a token.

        Raises:
            NotFound: no such token, or it was revoked.
        """
        from service.tasks.export_ics import calendar_of

        feed = self._store.feeds.find(token)
        with seeing(self._sight(feed)):
            tasks = self._store.tasks.find(feed.condition, today=date.today()).tasks
            calendar = calendar_of(tasks, self._store.list_documents(), name=f"Đôn Đốc: {feed.name}")
        content = calendar.to_ical()
        return FeedContent(content=content, etag=hashlib.sha256(content).hexdigest()[:32])

    def _sight(self, feed: Feed) -> Sight | None:
        """What the owner of a feed sees now. One of nobody, where there are accounts, shows what is open to all."""
        if feed.person_id is None:
            return None if current_sight() is None else PLAIN
        owner = self._viewer_of(feed.person_id)
        if owner is None:
            raise NotFound("no such calendar feed", advice="Make a new one")
        return sight_of(owner)
