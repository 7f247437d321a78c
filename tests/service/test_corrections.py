"""Corrections through the API: text, letterhead, tasks and index follow; undo; rereading; people's task edits stay.

All tests share one document, because each reading of one costs time; the first puts it back as it was read.
"""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.office_fakes import wait_until
from tests.service.conftest import API, make_settings, running

TEXT = "KẾ HOẠCH\n\n1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh trước ngày 16/12/2025.\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with running(make_settings(tmp_path_factory.mktemp("office"))) as client:
        yield client


@pytest.fixture(scope="module")
def document(client: TestClient) -> str:
    """The address of a document that is read."""
    answer = client.post(f"{API}/documents", files={"files": ("ke-hoach.txt", TEXT.encode(), "text/plain")})
    document = f"{API}/documents/{answer.json()['documents'][0]['id']}"
    settled(client, document)
    return document


def settled(client: TestClient, document: str) -> dict[str, object]:
    wait_until(lambda: client.get(f"{API}/documents").json()["documents"][0]["status"] == "ready")
    answer: dict[str, object] = client.get(document).json()
    return answer


def only_task(client: TestClient) -> dict[str, object]:
    (task,) = client.get(f"{API}/tasks").json()["tasks"]
    assert isinstance(task, dict)
    return task


def test_everything_follows_a_correction_and_comes_back_when_it_is_undone(client: TestClient, document: str) -> None:
    task_id = only_task(client)["id"]
    client.patch(f"{API}/tasks/{task_id}", json={"status": "in_progress", "note": "đã giao"})
    start = TEXT.index("16/12/2025")
    words = {"start": start, "end": start + 10, "text": "15/12/2025", "actor": "Trần An"}
    for body in (words, {"field": "number", "text": "77 / KH-UBND"}, {"field": "issued_on", "text": "2026-01-05"}):
        assert client.post(f"{document}/corrections", json=body).status_code == 202, body
    assert "15/12/2025" in str(settled(client, document)["text"])
    now = only_task(client)
    assert (now["id"], now["status"], now["note"]) == (task_id, "in_progress", "đã giao")
    assert "15/12/2025" in str(now["deadline"])
    assert client.post(f"{document}/reread").status_code == 202
    reread = settled(client, document)
    assert "15/12/2025" in str(reread["text"])
    assert (reread["letterhead"]["number"], reread["letterhead"]["issued_on"]) == ("77/KH-UBND", "2026-01-05")  # type: ignore[index]
    assert client.get(f"{API}/documents/77%2FKH-UBND").status_code == 200
    kept = client.get(f"{document}/corrections").json()["corrections"]
    first = min(kept, key=lambda one: one["id"])
    assert (first["made_by"], first["before"], first["after"]) == ("Trần An", "16/12/2025", "15/12/2025")
    for one in kept:
        assert client.delete(f"{document}/corrections/{one['id']}").status_code == 204
    undone = settled(client, document)
    assert "16/12/2025" in str(undone["text"])
    assert undone["letterhead"]["number"] is None  # type: ignore[index]


def test_corrections_that_make_no_sense_are_refused(client: TestClient, document: str) -> None:
    made = client.get(f"{document}/corrections").json()["corrections"]
    for body in (
        {"start": 5, "end": 5, "text": "x"},
        {"start": 10**9, "end": 10**9 + 3, "text": "x"},
        {"start": 0, "end": len(TEXT), "text": "x"},
        {"field": "issued_on", "text": "32/13/2025"},
        {"text": "x"},
    ):
        assert client.post(f"{document}/corrections", json=body).status_code == 422, body
    assert client.get(f"{document}/corrections").json()["corrections"] == made


def test_reading_that_is_done_can_be_neither_paused_nor_given_up(client: TestClient, document: str) -> None:
    for step in ("pause", "resume", "cancel"):
        assert client.post(f"{document}/{step}").status_code == 422, step
    assert client.get(f"{document}/pages/states").json() == {"pages": ["read"]}
    assert client.post(f"{document}/retry").status_code == 202
    settled(client, document)
