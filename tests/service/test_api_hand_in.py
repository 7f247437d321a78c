"""Handing documents in over HTTP, having them read again, removing them."""

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.service.conftest import API, DIRECTIVE

HandIn = Callable[..., str]


def test_a_part_of_the_list_can_be_asked_for(client: TestClient) -> None:
    files = [("files", (f"{name}.txt", f"Văn bản {name}.\n".encode(), "text/plain")) for name in "abc"]
    client.post(f"{API}/documents", files=files)
    names = [one["file_name"] for one in client.get(f"{API}/documents?limit=2&offset=1").json()["documents"]]
    assert names == ["b.txt", "a.txt"]
    assert client.get(f"{API}/documents?limit=0").status_code == 422


def test_same_file_twice_is_one_document(client: TestClient, hand_in: HandIn) -> None:
    first, second = hand_in(DIRECTIVE), hand_in(DIRECTIVE, "tên khác.txt")
    assert first == second
    assert len(client.get(f"{API}/documents").json()["documents"]) == 1


def test_several_files_at_once_and_a_bad_one_harms_no_other(client: TestClient) -> None:
    files = [("files", ("a.txt", b"van ban", "text/plain")), ("files", ("b.txt", b"", "text/plain"))]
    answer = client.post(f"{API}/documents", files=files).json()
    assert [document["file_name"] for document in answer["documents"]] == ["a.txt"]
    assert [(error["code"], error["where"]) for error in answer["errors"]] == [("empty_file", "b.txt")]
    again = client.post(f"{API}/documents", files=files[:1]).json()
    assert again["duplicates"] == [answer["documents"][0]["id"]]


def test_original_is_saved_under_its_own_name(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE, 'Kế hoạch "77".txt')
    header = client.get(f"{API}/documents/{document_id}/original").headers["content-disposition"]
    assert header.startswith("attachment;")
    assert "K%E1%BA%BF%20ho%E1%BA%A1ch" in header


def test_progress_ends_with_the_finished_document(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    client.post(f"{API}/documents/{document_id}/reread", params={"page": 1})
    events = re.findall(r"event: (\w+)\ndata: (\{.*\})\n\n", client.get(f"{API}/documents/{document_id}/events").text)
    assert {name for name, _ in events[:-1]} <= {"progress"}
    assert events[-1][0] == "done"
    assert '"status":"ready"' in events[-1][1]


def test_removed_document_is_gone(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    assert client.delete(f"{API}/documents/{document_id}").status_code == 204
    assert client.get(f"{API}/documents/{document_id}").status_code == 404
    assert client.get(f"{API}/tasks").json() == {"tasks": [], "found": 0}
