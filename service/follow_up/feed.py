"""A calendar that other programs read over and over from this server."""

from datetime import datetime

from core.record import Record
from service.follow_up.conditions import TaskCondition

FEED_ADDRESS = "/lich"
"""Path under which calendars read feeds."""


class Feed(Record):
    """A private feed: a name, and which tasks it shows.

    Attributes:
        made_at: UTC.
        person_id: with whose eyes it looks; None when it was made where there are no accounts.
    """

    id: int
    name: str
    condition: TaskCondition
    made_at: datetime
    made_by: str
    person_id: int | None = None


class NewFeed(Record):
    """A feed with the secret part of its address, which is shown once."""

    feed: Feed
    token: str


def feed_path(token: str) -> str:
    """Path of the address under which the feed of a token is read."""
    return f"{FEED_ADDRESS}/{token}.ics"
