"""Private calendar feeds: who knows the token sees the tasks. Only a hash of it is kept, so it is shown once."""

import hashlib
import secrets
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from service.access.sight import seeing_all
from service.accounts.rights import own_id, signature
from service.follow_up.conditions import TaskCondition
from service.follow_up.feed import Feed, NewFeed
from service.store.database import for_writing
from service.store.tables import FeedRow

_TOKEN_BYTES = 32


class FeedStore:
    """The feeds that were made; revoked ones answer no more. Whoever is signed in sees only their own."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def make(self, name: str, condition: TaskCondition, *, made_by: str) -> NewFeed:
        """A new feed with its token, which nobody can read again."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        row = FeedRow(
            name=name, token_hash=_hash(token), condition=condition.model_dump_json(), made_at=datetime.now(UTC)
        )
        row.made_by, row.person_id = signature(made_by), own_id()
        with Session(self._writing) as session:
            session.add(row)
            session.flush()
            feed = _feed(row)
            session.commit()
        return NewFeed(feed=feed, token=token)

    def list_feeds(self) -> tuple[Feed, ...]:
        """Feeds that answer, oldest first."""
        query = select(FeedRow).where(FeedRow.revoked_at.is_(None)).order_by(FeedRow.id)
        with Session(self._reading) as session:
            return tuple(_feed(row) for row in session.scalars(query))

    def find(self, token: str) -> Feed:
        """The feed of a token, whoever asks.

        Raises:
            NotFound: no such token, or it was revoked.
        """
        query = select(FeedRow).where(FeedRow.token_hash == _hash(token), FeedRow.revoked_at.is_(None))
        with seeing_all(), Session(self._reading) as session:
            row = session.scalar(query)
            if row is None:
                raise NotFound("no such calendar feed", advice="Make a new one")
            return _feed(row)

    def renew(self, feed_id: int) -> NewFeed:
        """The feed under a new token; the former one answers no more.

        Raises:
            NotFound: no such feed.
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with Session(self._writing) as session:
            row = _get(session, feed_id)
            row.token_hash = _hash(token)
            feed = _feed(row)
            session.commit()
        return NewFeed(feed=feed, token=token)

    def revoke(self, feed_id: int) -> None:
        """Has the feed answer no more.

        Raises:
            NotFound: no such feed.
        """
        with Session(self._writing) as session:
            _get(session, feed_id).revoked_at = datetime.now(UTC)
            session.commit()


def _get(session: Session, feed_id: int) -> FeedRow:
    row = session.get(FeedRow, feed_id)
    if row is None or row.revoked_at is not None:
        raise NotFound("no such calendar feed", where=str(feed_id))
    return row


def _feed(row: FeedRow) -> Feed:
    condition = TaskCondition.model_validate_json(row.condition)
    return Feed(
        id=row.id,
        name=row.name,
        condition=condition,
        made_at=row.made_at,
        made_by=row.made_by,
        person_id=row.person_id,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
