"""A stream of events that is open shows nothing more once its reader may no longer see what it shows."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access.secrecy import Secrecy
from service.access.unit_desk import UnitDesk
from service.accounts.desk import AccountDesk
from service.accounts.gate import AccountGate, session_cookie
from service.accounts.local_gate import LocalGate
from service.accounts.rights import Role
from service.accounts.start_keys import StartKeys
from service.accounts.start_link_use import StartLinkUse
from service.store import open_database
from service.store.accounts import AccountStore
from service.store.start_keys import StartKeyStore
from service.store.units import UnitStore

COOKIE = session_cookie(is_secure=False)


@pytest.fixture
def engine(empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    shutil.copytree(empty_database, tmp_path, dirs_exist_ok=True)
    engine = open_database(tmp_path)
    yield engine
    engine.dispose()


class World:
    """An account that is signed in, and what may become of it."""

    def __init__(self, engine: Engine) -> None:
        self._accounts, self.units = AccountStore(engine), UnitDesk(UnitStore(engine))
        self.desk, self.keys = AccountDesk(self._accounts), StartKeys(StartKeyStore(engine))
        self.units.add("Phòng A")
        for login, role in (("quan", Role.ADMIN), ("an", Role.STAFF)):
            self._accounts.add(login, name=login, role=role, password_hash=None, now=datetime.now(UTC))
        self.key = self.desk.begin_session(self.desk.get("an"))

    def gate(self, app: ASGIApp) -> ASGIApp:
        return AccountGate(app, desk=self.desk, deny=_denied, cookie=COOKIE)


CHANGES: dict[str, tuple[Callable[[World], object], str]] = {
    "clearance": (lambda world: world.desk.set_clearance("an", Secrecy.OPEN), "sight_changed"),
    "unit": (lambda world: world.units.place("an", ["Phòng A"]), "sight_changed"),
    "role": (lambda world: world.desk.set_role("an", Role.OFFICER), "sight_changed"),
    "closed": (lambda world: world.desk.set_active("an", False), "sign_in_needed"),
    "password": (lambda world: world.desk.set_password("an", "Mưa phùn tháng Giêng 8"), "sign_in_needed"),
    "signed out": (lambda world: world.desk.sign_out(world.key), "sign_in_needed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_stream_ends_before_the_first_event_after_a_change(engine: Engine, change: str) -> None:
    world = World(engine)
    do, code = CHANGES[change]
    shown = _shown(world.gate(_events("một", lambda: do(world), "hai", "ba")), {"cookie": f"{COOKIE}={world.key}"})
    assert "một" in shown
    assert "hai" not in shown
    assert "ba" not in shown
    assert shown.count("event: error") == 1
    assert f'"{code}"' in shown


def test_a_stream_goes_on_while_its_reader_stays_who_they_are(engine: Engine) -> None:
    world = World(engine)
    app = _events("một", lambda: world.desk.set_clearance("quan", Secrecy.OPEN), "hai")
    shown = _shown(world.gate(app), {"cookie": f"{COOKIE}={world.key}"})
    assert shown == "một|hai|"


def test_other_responses_that_come_in_parts_are_not_cut_off(engine: Engine) -> None:
    world = World(engine)
    app = _events("một", lambda: world.desk.sign_out(world.key), "hai", kind="text/csv")
    assert _shown(world.gate(app), {"cookie": f"{COOKIE}={world.key}"}) == "một|hai|"


def test_without_accounts_a_stream_ends_with_the_key_that_opened_it(engine: Engine) -> None:
    keys = World(engine).keys
    cookie = keys.use_link(keys.make_link())
    app = LocalGate(_events("một", keys.take_back_all, "hai"), keys=keys, use=StartLinkUse.EVERYONE, deny=_stranger)
    shown = _shown(app, {"cookie": f"dondoc-khoa-8000={cookie}"})
    assert "hai" not in shown
    assert '"start_link_needed"' in shown


def _stranger(_request: Request, _code: str) -> Response:
    return Response(status_code=401)


def _denied(_request: Request) -> Response:
    return Response(status_code=403)


def _events(*parts: str | Callable[[], object], kind: str = "text/event-stream") -> ASGIApp:
    """An application that sends the words, and does what stands between them."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", kind.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for part in parts:
            if callable(part):
                await asyncio.to_thread(part)
            else:
                await send({"type": "http.response.body", "body": f"{part}|".encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    return app


def _shown(app: ASGIApp, headers: dict[str, str]) -> str:
    """All that the client gets; nothing comes after the end of the response."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        assert not sent or sent[-1]["type"] == "http.response.start" or sent[-1]["more_body"]
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/documents/ke-hoach/events",
        "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1:8000"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8000),
    }

    async def serve() -> None:
        await app(scope, receive, send)

    asyncio.run(serve())
    assert not sent[-1]["more_body"]
    return b"".join(message.get("body", b"") for message in sent).decode()
