"""Corrections through the API: text, letterhead, tasks and index follow; undo; rereading; people's task edits stay.

All tests share one document, because each reading of one costs time; the first puts it back as it was read.
"""

import pytest
from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API

TEXT = "KẾ HOẠCH\n\n1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh trước ngày 16/12/2025.\n"


@pytest.fixture(scope="module")
def document(office: OpenOffice) -> str:
    """The address of a document that is read."""
    return f"{API}/documents/{office.take_in(TEXT, 'ke-hoach.txt')}"


def settled(office: OpenOffice, visitor: TestClient, document: str) -> dict[str, object]:
    """The document, after what waits was read."""
    office.read_all()
    answer: dict[str, object] = visitor.get(document).json()
    assert answer["status"] == "ready"
    return answer


def only_task(visitor: TestClient) -> dict[str, object]:
    (task,) = visitor.get(f"{API}/tasks").json()["tasks"]
    assert isinstance(task, dict)
    return task


def test_everything_follows_a_correction_and_comes_back_when_it_is_undone(
    office: OpenOffice, visitor: TestClient, document: str
) -> None:
    task_id = only_task(visitor)["id"]
    visitor.patch(f"{API}/tasks/{task_id}", json={"status": "in_progress", "note": "đã giao"})
    start = TEXT.index("16/12/2025")
    words = {"start": start, "end": start + 10, "text": "15/12/2025", "actor": "Trần An"}
    for body in (words, {"field": "number", "text": "77 / KH-UBND"}, {"field": "issued_on", "text": "2026-01-05"}):
        assert visitor.post(f"{document}/corrections", json=body).status_code == 202, body
    assert "15/12/2025" in str(settled(office, visitor, document)["text"])
    now = only_task(visitor)
    assert (now["id"], now["status"], now["note"]) == (task_id, "in_progress", "đã giao")
    assert "15/12/2025" in str(now["deadline"])
    assert visitor.post(f"{document}/reread").status_code == 202
    reread = settled(office, visitor, document)
    assert "15/12/2025" in str(reread["text"])
    assert (reread["letterhead"]["number"], reread["letterhead"]["issued_on"]) == ("77/KH-UBND", "2026-01-05")  # type: ignore[index]
    assert visitor.get(f"{API}/documents/77%2FKH-UBND").status_code == 200
    kept = visitor.get(f"{document}/corrections").json()["corrections"]
    first = min(kept, key=lambda one: one["id"])
    assert (first["made_by"], first["before"], first["after"]) == ("Trần An", "16/12/2025", "15/12/2025")
    for one in kept:
        assert visitor.delete(f"{document}/corrections/{one['id']}").status_code == 204
    undone = settled(office, visitor, document)
    assert "16/12/2025" in str(undone["text"])
    assert undone["letterhead"]["number"] is None  # type: ignore[index]


def test_corrections_that_make_no_sense_are_refused(visitor: TestClient, document: str) -> None:
    made = visitor.get(f"{document}/corrections").json()["corrections"]
    for body in (
        {"start": 5, "end": 5, "text": "x"},
        {"start": 10**9, "end": 10**9 + 3, "text": "x"},
        {"start": 0, "end": len(TEXT), "text": "x"},
        {"field": "issued_on", "text": "32/13/2025"},
        {"text": "x"},
    ):
        assert visitor.post(f"{document}/corrections", json=body).status_code == 422, body
    assert visitor.get(f"{document}/corrections").json()["corrections"] == made


def test_reading_that_is_done_can_be_neither_paused_nor_given_up(
    office: OpenOffice, visitor: TestClient, document: str
) -> None:
    for step in ("pause", "resume", "cancel"):
        assert visitor.post(f"{document}/{step}").status_code == 422, step
    assert visitor.get(f"{document}/pages/states").json() == {"pages": ["read"]}
    assert visitor.post(f"{document}/retry").status_code == 202
    settled(office, visitor, document)
