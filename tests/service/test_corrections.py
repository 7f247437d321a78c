"""Corrections through the API: text, letterhead, tasks and index follow; undo; rereading; people's task edits stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.office_fakes import wait_until
from tests.service.conftest import API, make_settings, running

DIRECTIVE = (Path(__file__).parent / "directive.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with running(make_settings(tmp_path_factory.mktemp("office"))) as client:
        yield client


def hand_in(client: TestClient, text: str) -> str:
    answer = client.post(f"{API}/documents", files={"files": ("ke-hoach.txt", text.encode(), "text/plain")})
    document_id: str = answer.json()["documents"][0]["id"]
    settled(client, document_id)
    return document_id


def settled(client: TestClient, document_id: str) -> dict[str, object]:
    wait_until(lambda: _status(client, document_id) == "ready")
    answer: dict[str, object] = client.get(f"{API}/documents/{document_id}").json()
    return answer


def _status(client: TestClient, document_id: str) -> str:
    listed = client.get(f"{API}/documents").json()["documents"]
    return next(one["status"] for one in listed if one["id"] == document_id)


def correct(client: TestClient, document_id: str, before: str, after: str) -> int:
    text = client.get(f"{API}/documents/{document_id}").json()["text"]
    start = text.index(before)
    body = {"start": start, "end": start + len(before), "text": after, "actor": "Trần An"}
    answer = client.post(f"{API}/documents/{document_id}/corrections", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def test_everything_follows_a_corrected_word_and_comes_back_when_it_is_undone(client: TestClient) -> None:
    document_id = hand_in(client, DIRECTIVE.replace("15/12/2025", "16/12/2025"))
    task = next(
        task
        for task in client.get(f"{API}/tasks", params={"document": document_id}).json()["tasks"]
        if "16/12/2025" in str(task["deadline"])
    )
    client.patch(f"{API}/tasks/{task['id']}", json={"status": "in_progress", "note": "đã giao"})
    number = correct(client, document_id, "16/12/2025", "15/12/2025")
    after = settled(client, document_id)
    assert "15/12/2025" in str(after["text"])
    now = client.get(f"{API}/tasks/{task['id']}").json()
    assert (now["status"], now["note"]) == ("in_progress", "đã giao")
    assert "15/12/2025" in now["deadline"]["raw"]
    assert client.post(f"{API}/documents/{document_id}/reread").status_code == 202
    assert "15/12/2025" in str(settled(client, document_id)["text"])
    (kept,) = client.get(f"{API}/documents/{document_id}/corrections").json()["corrections"]
    assert (kept["made_by"], kept["before"], kept["after"]) == ("Trần An", "16/12/2025", "15/12/2025")
    assert client.delete(f"{API}/documents/{document_id}/corrections/{number}").status_code == 204
    assert "16/12/2025" in str(settled(client, document_id)["text"])


def test_letterhead_set_by_hand_survives_rereading(client: TestClient) -> None:
    document_id = hand_in(client, "Một tờ giấy không có đầu đề.\n")
    for field, value in (("number", "77 / KH-UBND"), ("issued_on", "2026-01-05")):
        answer = client.post(f"{API}/documents/{document_id}/corrections", json={"field": field, "text": value})
        assert answer.status_code == 202, answer.text
    settled(client, document_id)
    client.post(f"{API}/documents/{document_id}/reread")
    head = settled(client, document_id)["letterhead"]
    assert (head["number"], head["issued_on"]) == ("77/KH-UBND", "2026-01-05")  # type: ignore[index]
    assert client.get(f"{API}/documents/77%2FKH-UBND").status_code == 200


def test_corrections_that_make_no_sense_are_refused(client: TestClient) -> None:
    document_id = hand_in(client, DIRECTIVE)
    for body in (
        {"start": 5, "end": 5, "text": "x"},
        {"start": 10**9, "end": 10**9 + 3, "text": "x"},
        {"start": 0, "end": 120, "text": "x"},
        {"field": "issued_on", "text": "32/13/2025"},
        {"text": "x"},
    ):
        assert client.post(f"{API}/documents/{document_id}/corrections", json=body).status_code == 422, body
    assert client.get(f"{API}/documents/{document_id}/corrections").json()["corrections"] == []


def test_reading_that_is_done_can_be_neither_paused_nor_given_up(client: TestClient) -> None:
    document_id = hand_in(client, DIRECTIVE)
    for step in ("pause", "resume", "cancel"):
        assert client.post(f"{API}/documents/{document_id}/{step}").status_code == 422, step
    assert client.get(f"{API}/documents/{document_id}/pages/states").json() == {"pages": ["read"]}
    assert client.post(f"{API}/documents/{document_id}/retry").status_code == 202
    settled(client, document_id)
