"""Handing documents in over HTTP, having them read again, removing them."""

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API, DIRECTIVE

HandIn = Callable[..., str]


def test_a_part_of_the_list_can_be_asked_for(visitor: TestClient) -> None:
    files = [("files", (f"{name}.txt", f"Văn bản {name}.\n".encode(), "text/plain")) for name in "abc"]
    visitor.post(f"{API}/documents", files=files)
    names = [one["file_name"] for one in visitor.get(f"{API}/documents?limit=2&offset=1").json()["documents"]]
    assert names == ["b.txt", "a.txt"]
    assert visitor.get(f"{API}/documents?limit=0").status_code == 422


def test_same_file_twice_is_one_document(visitor: TestClient) -> None:
    first, second = (
        visitor.post(f"{API}/documents", files={"files": (name, DIRECTIVE.encode())}).json()["documents"][0]["id"]
        for name in ("ke-hoach.txt", "tên khác.txt")
    )
    assert first == second
    held = visitor.get(f"{API}/documents").json()["documents"]
    assert [one["file_name"] for one in held if one["id"] == first] == ["ke-hoach.txt"]
    assert "tên khác.txt" not in {one["file_name"] for one in held}


def test_several_files_at_once_and_a_bad_one_harms_no_other(visitor: TestClient) -> None:
    files = [("files", ("a.txt", b"van ban", "text/plain")), ("files", ("b.txt", b"", "text/plain"))]
    answer = visitor.post(f"{API}/documents", files=files).json()
    assert [document["file_name"] for document in answer["documents"]] == ["a.txt"]
    assert [(error["code"], error["where"]) for error in answer["errors"]] == [("empty_file", "b.txt")]
    again = visitor.post(f"{API}/documents", files=files[:1]).json()
    assert again["duplicates"] == [answer["documents"][0]["id"]]


def test_original_is_saved_under_its_own_name(office: OpenOffice, visitor: TestClient) -> None:
    document_id = office.take_in("Kế hoạch 77.\n", 'Kế hoạch "77".txt')
    header = visitor.get(f"{API}/documents/{document_id}/original").headers["content-disposition"]
    assert header.startswith("attachment;")
    assert "K%E1%BA%BF%20ho%E1%BA%A1ch" in header


def test_progress_ends_with_the_finished_document(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    client.post(f"{API}/documents/{document_id}/reread", params={"page": 1})
    events = re.findall(r"event: (\w+)\ndata: (\{.*\})\n\n", client.get(f"{API}/documents/{document_id}/events").text)
    assert {name for name, _ in events[:-1]} <= {"progress"}
    assert events[-1][0] == "done"
    assert '"status":"ready"' in events[-1][1]


def test_removed_document_is_gone(visitor: TestClient, directive: str) -> None:
    def documents_of_tasks() -> set[str]:
        return {task["document_id"] for task in visitor.get(f"{API}/tasks").json()["tasks"]}

    assert directive in documents_of_tasks()
    assert visitor.delete(f"{API}/documents/{directive}").status_code == 204
    assert visitor.get(f"{API}/documents/{directive}").status_code == 404
    assert directive not in documents_of_tasks()
