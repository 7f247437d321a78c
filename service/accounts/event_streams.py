"""A stream of events ends as soon as who reads it may no longer do so, or sees other things than at its beginning.

Whoever asks is recognised once, and what they may see is settled for the whole request. A stream goes on for minutes,
and accounts are closed, clearances lowered, units changed and sessions ended meanwhile.
"""

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Message, Send

from service.wording import describe_code

EVENT_STREAM: Final = "text/event-stream"


class WatchedSend:
    """Sends a response on; before each part of a stream of events it is asked whether the stream must end.

    What the application sends after that end is dropped: the server tells it that nobody listens any more.

    Args:
        end_with: the code of the error that ends the stream now; None while it may go on.
        where: the path that was asked for.
    """

    def __init__(self, send: Send, *, end_with: Callable[[], str | None], where: str) -> None:
        self._send, self._end_with, self._where = send, end_with, where
        self._is_stream = self._has_ended = False

    async def __call__(self, message: Message) -> None:
        if self._has_ended:
            return
        if message["type"] == "http.response.start":
            self._is_stream = Headers(raw=message["headers"]).get("content-type", "").startswith(EVENT_STREAM)
        elif self._is_stream and message.get("body"):
            code = await run_in_threadpool(self._end_with)
            self._has_ended = code is not None
            message = message if code is None else self._end(code)
        await self._send(message)

    def _end(self, code: str) -> Message:
        wording = describe_code(code, where=self._where)
        event = f"event: error\ndata: {wording.model_dump_json()}\n\n"
        return {"type": "http.response.body", "body": event.encode(), "more_body": False}
