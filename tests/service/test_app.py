"""The application as a process: beside a worker, after it, and with nothing but itself."""

import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.office import open_office
from service.settings import Settings
from tests.office_fakes import FakeEngines, wait_until

API = "/api/v1"


def test_server_beside_a_worker_hands_it_files_and_takes_over_when_it_ends(settings: Settings) -> None:
    worker = open_office(settings, writer=True, build_engines=FakeEngines)
    with TestClient(create_app(settings, build_engines=FakeEngines), base_url="http://localhost") as client:
        _hand_in_and_wait(client, "một")
        worker.close()
        _hand_in_and_wait(client, "hai")


def test_samples_are_there_after_the_first_start(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "a.txt").write_text("Kế hoạch mẫu", encoding="utf-8")
    with TestClient(create_app(settings, build_engines=FakeEngines), base_url="http://localhost") as client:
        wait_until(lambda: _statuses(client) == ["ready"])


def test_nothing_is_asked_of_another_host(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []

    def refuse(_socket: socket.socket, address: object) -> None:
        called.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    with TestClient(create_app(settings, build_engines=FakeEngines), base_url="http://localhost") as client:
        _hand_in_and_wait(client, "Ban Tổ chức chủ trì chuyển đổi số.")
        client.post(f"{API}/ask", json={"question": "Ai chủ trì chuyển đổi số?"})
    assert called == []


def _hand_in_and_wait(client: TestClient, text: str) -> None:
    answer = client.post(f"{API}/documents", files={"files": (f"{text[:5]}.txt", text.encode())})
    document_id = answer.json()["documents"][0]["id"]
    wait_until(lambda: '"status":"ready"' in client.get(f"{API}/documents/{document_id}/events").text)


def _statuses(client: TestClient) -> list[str]:
    return [document["status"] for document in client.get(f"{API}/documents").json()["documents"]]
