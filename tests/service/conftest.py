"""The application in-process, over an office with quick engines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.office_fakes import FakeEngines, wait_until

API = "/api/v1"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(data_dir=tmp_path / "data", limits={"file_bytes": 100_000, "pages": 20})


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings, build_engines=FakeEngines)
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def hand_in(client: TestClient) -> Callable[..., str]:
    """Hands a text file in and waits until it is read; returns its id."""

    def hand_in(text: str, name: str = "ke-hoach.txt") -> str:
        answer = client.post(f"{API}/documents", files={"files": (name, text.encode(), "text/plain")})
        assert answer.status_code == 202, answer.text
        document_id: str = answer.json()["documents"][0]["id"]
        wait_until(lambda: client.get(f"{API}/documents/{document_id}").status_code == 200)
        wait_until(lambda: "event: done" in client.get(f"{API}/documents/{document_id}/events").text)
        return document_id

    return hand_in
