"""Private calendar feeds: set up under /api/v1, read by calendars at /lich/TOKEN.ics."""

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response

from core.record import Record
from service.api.numbers import RowNumber
from service.api.task_query import TaskQuery
from service.follow_up.feed import FEED_ADDRESS, Feed, NewFeed, feed_path
from service.office import Office


class WantedFeed(TaskQuery):
    """A feed to be made: its name, and which tasks it shows."""

    name: str


class FeedWithAddress(Record):
    """A feed with the path of its address; the token in it is shown this once."""

    feed: Feed
    path: str


class Feeds(Record):
    """Feeds that answer."""

    feeds: tuple[Feed, ...]


def build_feed_setup_routes(office: Office) -> APIRouter:
    """Routes that make, renew and revoke feeds."""
    router = APIRouter(tags=["Lịch riêng"])

    @router.get("/feeds", summary="Các lịch riêng đang mở")
    def list_feeds() -> Feeds:
        return Feeds(feeds=office.feeds.list_feeds())

    @router.post("/feeds", status_code=201, summary="Mở một lịch riêng")
    def make(wanted: WantedFeed) -> FeedWithAddress:
        return _shown(office.feeds.make(wanted.name, wanted.condition(office)))

    @router.post("/feeds/{feed_id}/renew", summary="Đổi địa chỉ của lịch riêng; địa chỉ cũ hết hiệu lực")
    def renew(feed_id: RowNumber) -> FeedWithAddress:
        return _shown(office.feeds.renew(feed_id))

    @router.delete("/feeds/{feed_id}", status_code=204, summary="Đóng lịch riêng")
    def revoke(feed_id: RowNumber) -> None:
        office.feeds.revoke(feed_id)

    return router


def build_feed_routes(office: Office) -> APIRouter:
    """The route that calendars read."""
    router = APIRouter(tags=["Lịch riêng"])

    @router.get(FEED_ADDRESS + "/{token}.ics", summary="Lịch riêng (iCalendar)", response_class=Response)
    def read(token: str, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        found = office.feeds.read(token)
        headers = {"ETag": f'"{found.etag}"', "Cache-Control": "private, no-cache"}
        if found.etag in (if_none_match or ""):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type="text/calendar; charset=utf-8", headers=headers)

    return router


def _shown(made: NewFeed) -> FeedWithAddress:
    return FeedWithAddress(feed=made.feed, path=feed_path(made.token))
