"""Two web processes on the same servers behind one door: whichever answers, the office is one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.postgres_server import free_port, wait_for_port
from service.accounts.desk import AccountDesk
from service.accounts.rights import Role
from service.settings import Settings
from service.store import open_office_database
from service.store.accounts import AccountStore
from service.store.audit import AuditStore

DIRECTIVE = (Path(__file__).parents[1] / "service" / "directive.txt").read_bytes()
HERE = {"Origin": "http://127.0.0.1", "Host": "127.0.0.1"}
PASSWORD = "mot mat khau dai"
ASKS_A_MINUTE = 40
_NAMES = ("database_url", "files_url", "files_endpoint", "files_key", "files_secret", "chroma_url")


class Door(httpx.BaseTransport):
    """A proxy that sends each request to the next process."""

    def __init__(self, ports: list[int]) -> None:
        self._transport, self.ports = httpx.HTTPTransport(), ports
        self._turns = cycle(range(len(ports)))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        port = self.ports[next(self._turns) % len(self.ports)]
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host="127.0.0.1", port=port),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._transport.handle_request(sent)

    def close(self) -> None:
        self._transport.close()


class Servers:
    """The processes, by port."""

    def __init__(self, processes: dict[int, "subprocess.Popen[bytes]"]) -> None:
        self._processes = processes

    def kill(self, port: int) -> None:
        """The process dies at once."""
        self._processes[port].send_signal(signal.SIGKILL)
        self._processes[port].wait(timeout=30)


@contextmanager
def _serving(settings: Settings, data_dir: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port()
    values = {name: getattr(settings, name) for name in _NAMES}
    plain = {name: value if isinstance(value, str) else value.get_secret_value() for name, value in values.items()}
    given = {f"DONDOC_{name.upper()}": value for name, value in plain.items()}
    given |= {"DONDOC_ACCOUNTS": "true", "DONDOC_DATA_DIR": str(data_dir), "DONDOC_SAMPLES_DIR": str(data_dir / "no")}
    given["DONDOC_LIMITS__ASKS_A_MINUTE"] = str(ASKS_A_MINUTE)
    command = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port), "--no-browser"]
    process = subprocess.Popen(
        command, env={**os.environ, **given, "DONDOC_WORKER_DEAD_SECONDS": "5"}, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port, seconds=110)
        yield port, process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=60)


@pytest.fixture
def house(server_settings: Settings, tmp_path: Path) -> Iterator[tuple[httpx.Client, Door, Servers]]:
    database = open_office_database(server_settings)
    desk = AccountDesk(AccountStore(database))
    for login, role in (("quan", Role.ADMIN), ("lan", Role.STAFF), ("mai", Role.STAFF)):
        desk.add(login, name=login.upper(), role=role, password=PASSWORD)
    database.dispose()
    with ExitStack() as stack:
        processes = dict(stack.enter_context(_serving(server_settings, tmp_path / name)) for name in ("one", "two"))
        door = Door(list(processes))
        client = stack.enter_context(httpx.Client(transport=door, base_url="http://127.0.0.1", timeout=60))
        yield client, door, Servers(processes)


def _sign_in(client: httpx.Client, login: str, password: str = PASSWORD) -> int:
    form = {"ten": login, "mat_khau": password, "ve": "/"}
    return client.post("/dang-nhap", data=form, headers=HERE).status_code


def _until(holds: Callable[[], Any], *, seconds: float = 100) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "the condition did not come about"
        time.sleep(0.3)


def _hand_in(client: httpx.Client, name: str, content: bytes) -> str:
    answer = client.post("/api/v1/documents", files={"files": (name, content, "text/plain")}, headers=HERE)
    assert answer.status_code == 202, answer.text
    document_id: str = answer.json()["documents"][0]["id"]
    return document_id


def _is_read(client: httpx.Client, document_id: str) -> bool:
    return all(
        client.get(f"/api/v1/documents/{document_id}", headers=HERE).json().get("status") == "ready" for _ in range(2)
    )


def _asks_as_often_as_one_process_lets(door: Door) -> None:
    """Somebody who asks both processes in turn is refused before each has let through what one may."""
    with httpx.Client(transport=Door(door.ports), base_url="http://127.0.0.1", timeout=60) as client:
        assert _sign_in(client, "lan") == 303
        answers = []
        while 429 not in answers:
            assert len(answers) < 2 * ASKS_A_MINUTE
            answers.append(client.get("/api/v1/search", params={"q": "báo cáo"}, headers=HERE).status_code)
            time.sleep(0.1)


@pytest.mark.timeout(600)
def test_whichever_process_answers_the_office_is_one(
    house: tuple[httpx.Client, Door, Servers], server_settings: Settings
) -> None:
    client, door, servers = house
    assert _sign_in(client, "quan") == 303
    assert [client.get("/", headers=HERE).status_code for _ in range(4)] == [200] * 4
    document_id = _hand_in(client, "ke-hoach.txt", DIRECTIVE)
    with client.stream("GET", f"/api/v1/documents/{document_id}/events", headers=HERE) as events:
        assert any("event: done" in line for line in events.iter_lines())
    _until(lambda: _is_read(client, document_id))
    answers = [client.post("/api/v1/ask", json={"question": "Hạn báo cáo?"}, headers=HERE).json() for _ in range(2)]
    assert not answers[0]["abstained"]
    assert [one["text"] for one in answers] == [answers[0]["text"]] * 2
    originals = [client.get(f"/api/v1/documents/{document_id}/original", headers=HERE) for _ in range(2)]
    assert [one.content for one in originals] == [DIRECTIVE] * 2
    other = httpx.Client(transport=Door(door.ports), base_url="http://127.0.0.1", timeout=60)
    assert [_sign_in(other, "mai", "khong phai") for _ in range(5)] == [401] * 5
    assert [_sign_in(other, "mai") for _ in range(2)] == [429] * 2
    other.close()
    _asks_as_often_as_one_process_lets(door)
    servers.kill(door.ports.pop(0))
    late = _hand_in(client, "thong-bao.txt", "Thông báo số 9/TB-VP về việc kiểm kê tài sản năm 2025".encode())
    _until(lambda: _is_read(client, late))
    found = client.get("/api/v1/search", params={"q": "kiểm kê tài sản"}, headers=HERE).json()
    assert late in str(found)
    assert client.post("/dang-xuat", headers=HERE).status_code == 303
    assert client.get("/", headers=HERE).status_code == 303
    database = open_office_database(server_settings)
    assert AuditStore(database).verify() > 10
    database.dispose()
