"""Puts what people do over HTTP into the audit trail."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.accounts.gate import viewer_of
from service.accounts.policy import needed_right
from service.audit.deeds import deed_of
from service.audit.noting import Noted, noting
from service.audit.records import Act
from service.observing.requests import route_of
from service.store.audit import AuditStore

_log = logging.getLogger(__name__)
_LONGEST = 160


class AuditedRequests:
    """Stands before the gate, so that what the gate refuses is recorded too."""

    def __init__(self, app: ASGIApp, *, store: AuditStore) -> None:
        self._app, self._store = app, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with noting() as noted:
            try:
                await self._app(scope, receive, send_noting)
            finally:
                act = _act_of(scope, noted, status)
                if act is not None:
                    await run_in_threadpool(self._append, act)

    def _append(self, act: Act) -> None:
        try:
            self._store.append(act)
        except Exception:  # noqa: BLE001 - what was done is done; that it could not be recorded must be known
            _log.exception("AUDIT LOST: %s %s %s", act.deed.value, act.what, act.status)


def _act_of(scope: Scope, noted: Noted, status: int) -> Act | None:
    """What a request was; None for what needs no record: strangers who came no further than the gate among it."""
    viewer = viewer_of(scope)
    if "route" not in scope and viewer is None:
        return None
    method, route = scope["method"], route_of(scope) if "route" in scope else scope["path"]
    deed = deed_of(method, route, right=needed_right(method, scope["path"]), status=status)
    if deed is None:
        return None
    if noted.deed is not None and status < 400:
        deed = noted.deed
    return Act(
        who=viewer.name if viewer else noted.who,
        deed=deed,
        what=f"{method} {route}"[:_LONGEST],
        subject=" ".join(f"{name}={value}" for name, value in scope.get("path_params", {}).items())[:_LONGEST],
        status=status,
    )
