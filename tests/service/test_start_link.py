"""A server without accounts: whose it is, and how a browser comes in."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from service.accounts import same_user
from service.accounts.local_gate import LocalGate
from service.accounts.same_user import End, is_same_user
from service.accounts.start_keys import StartKeys
from service.accounts.start_link_use import StartLinkUse
from service.cli import desktop
from service.cli.start_link import new_start_link
from service.settings import Settings
from service.store import open_database
from service.store.start_keys import StartKeyStore

SOMEBODY_ELSE = 54321


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("start")
    return Settings(data_dir=folder / "data")


@pytest.fixture(scope="module")
def keys(settings: Settings) -> StartKeys:
    return StartKeys(StartKeyStore(open_database(settings.data_dir)))


def gate(keys: StartKeys, use: StartLinkUse) -> LocalGate:
    """The gate before a page that says so when it is reached."""
    return LocalGate(
        PlainTextResponse("inside"),
        keys=keys,
        use=use,
        deny=lambda _request, code: PlainTextResponse(f"outside: {code}", status_code=401),
    )


@contextmanager
def connection() -> Iterator[tuple[End, End]]:
    """Both ends of a connection over loopback: of who calls, and of who is called."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as calling,
        listening.accept()[0],
    ):
        yield End(*calling.getsockname()), End(*listening.getsockname())


@contextmanager
def calling(gate: LocalGate) -> Iterator[TestClient]:
    """A browser that calls over a connection that is really there."""
    with connection() as (peer, ours):
        address = f"http://127.0.0.1:{ours.port}"
        yield TestClient(gate, base_url=address, client=(peer.host, peer.port), follow_redirects=False)


@pytest.fixture
def browser(keys: StartKeys) -> Iterator[TestClient]:
    with calling(gate(keys, StartLinkUse.OTHERS)) as browser:
        yield browser


@pytest.fixture
def of_a_stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is run by another user than the one who calls."""
    monkeypatch.setattr(same_user.os, "geteuid", lambda: SOMEBODY_ELSE)
    monkeypatch.setattr(same_user, "_ROOT", SOMEBODY_ELSE)


def _code(settings: Settings) -> str:
    return new_start_link(settings).rpartition("=")[2]


def test_the_user_who_runs_the_server_needs_no_link(browser: TestClient) -> None:
    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/documents").status_code == 200
    assert browser.get("/metrics").status_code == 200


@pytest.mark.usefixtures("of_a_stranger")
def test_another_user_of_the_machine_stays_outside(browser: TestClient) -> None:
    assert browser.get("/van-ban").text == "outside: start_link_needed"
    told = browser.get("/api/v1/documents")
    assert (told.status_code, told.json()["code"]) == (401, "start_link_needed")
    assert browser.post("/van-ban", files={"files": ("a.txt", b"x")}).status_code == 401
    assert browser.get("/metrics").status_code == 401
    assert browser.get("/?start=khong-co").status_code == 401
    assert browser.get("/api/v1/documents", headers={"Authorization": "Bearer sai"}).status_code == 401
    assert [browser.get(path).text for path in ("/healthz", "/readyz", "/static/base.css")] == ["inside"] * 3


@pytest.mark.usefixtures("of_a_stranger")
def test_a_link_lets_one_browser_in_and_it_stays_in(browser: TestClient, settings: Settings) -> None:
    code = _code(settings)
    opened = browser.get(f"/?start={code}")
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert code not in cookie
    assert browser.get("/").status_code == 200
    assert browser.get(f"/?start={code}").headers["location"] == "/"
    kept = dict(browser.cookies)
    browser.cookies.clear()
    assert browser.get(f"/?start={code}").text == "outside: start_link_used"
    browser.cookies.update(kept)
    assert browser.get("/api/v1/tasks").status_code == 200


def test_everyone_needs_the_link_where_the_office_says_so(keys: StartKeys) -> None:
    with calling(gate(keys, StartLinkUse.EVERYONE)) as browser:
        assert browser.get("/").status_code == 401
        key = {"Authorization": f"Bearer {keys.make_program_key()}"}
        assert browser.get("/api/v1/documents", headers=key).status_code == 200


def test_what_a_proxy_brings_is_a_stranger(browser: TestClient) -> None:
    assert browser.get("/", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 401


def test_the_kernel_tells_whose_connection_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection() as (peer, ours):
        assert is_same_user(peer, ours)
        assert not is_same_user(End(peer.host, ours.port), End(ours.host, 1)), "one that listens is no caller"
        assert not is_same_user(End("10.1.2.3", 9), ours)
        monkeypatch.setattr(same_user.os, "geteuid", lambda: SOMEBODY_ELSE)
        monkeypatch.setattr(same_user, "_ROOT", SOMEBODY_ELSE)
        assert not is_same_user(peer, ours)


def test_a_caller_that_hung_up_is_nobody() -> None:
    """An end without a program belongs to user 0 in the kernel's books; it must not pass for root."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        calling = socket.create_connection(listening.getsockname())
        called, _ = listening.accept()
        peer = End(*calling.getsockname())
        calling.close()
        assert not is_same_user(peer, End(*listening.getsockname()))
        called.close()


def test_links_grow_old_open_once_and_are_taken_back(tmp_path: Path) -> None:
    now = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    keys = StartKeys(StartKeyStore(open_database(tmp_path)), clock=lambda: now)
    code = keys.make_link()
    opened: list[str | None] = []
    both = [threading.Thread(target=lambda: opened.append(keys.use_link(code))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    [key] = [key for key in opened if key is not None]
    assert keys.opens(key)
    assert not keys.opens(code)
    old = keys.make_link()
    now += timedelta(hours=25)
    assert keys.use_link(old) is None
    assert keys.opens(key)
    keys.take_back_all()
    assert not keys.opens(key)


def test_a_browser_is_opened_for_who_sits_before_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = threading.Event()
    monkeypatch.setattr(desktop.webbrowser, "open", lambda address: opened.set())
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(desktop.sys.stderr, "isatty", lambda: True)
    assert not desktop.has_desktop()
    monkeypatch.setenv("DISPLAY", ":0")
    assert desktop.has_desktop()
    monkeypatch.setenv("CI", "true")
    assert not desktop.has_desktop()
    desktop.open_browser_when(lambda: True, "http://127.0.0.1:8000/?start=x")
    assert opened.wait(5)
