"""While a page or an answer is made for somebody, reading holds back; and they for searches (`service.precedence`)."""

from contextlib import ExitStack

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.precedence import Precedence


class PeopleFirst:
    """Counts a request as somebody who is being answered, from its coming in to the first word of the response.

    Only those that look (GET): a bulk load must not hold up the reading of what it loads. A stream that tells of
    progress for minutes has begun its response at once. What any request has done stops for searches.
    """

    def __init__(self, app: ASGIApp, precedence: Precedence) -> None:
        self._app, self._precedence = app, precedence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._precedence.giving_way():
            looks = scope["type"] == "http" and scope["method"] == "GET"
            await (self._answer if looks else self._app)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        with ExitStack() as being_answered:
            being_answered.enter_context(self._precedence.answering())

            async def send_and_end(message: Message) -> None:
                await send(message)
                being_answered.close()

            await self._app(scope, receive, send_and_end)
