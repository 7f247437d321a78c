"""Requests that store nothing: refused, or answered from the request alone. They share one server."""

import pytest
from starlette.testclient import TestClient

API = "/api/v1"
DEADLINE = {"raw", "date", "start", "exclusive", "bound", "rrule", "event"}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "empty_file"),
        (b"x" * 100_001, 413, "file_too_large"),
        (b"%PDF-1.7\ntruncated", 422, "damaged_file"),
        (b"PK\x03\x04broken", 422, "damaged_file"),
        (bytes(range(256)) * 4, 415, "unsupported_file"),
        ("\f".join(map(str, range(40))).encode(), 413, "file_too_large"),
    ],
)
def test_bad_file_gets_an_error_that_says_what_to_do(
    idle_client: TestClient, content: bytes, status: int, code: str
) -> None:
    answer = idle_client.post(f"{API}/documents", files={"files": ("tệp hỏng", content)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert all(answer.json()[part] for part in ("what", "where", "advice"))
    assert idle_client.get(f"{API}/documents").json() == {"documents": []}


def test_request_past_every_limit_is_refused_unread(idle_client: TestClient) -> None:
    answer = idle_client.post(
        f"{API}/documents", content=b"x" * 2_000_000, headers={"Content-Type": "multipart/form-data"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


def test_request_of_unknown_length_is_cut_off_at_the_limit(idle_client: TestClient) -> None:
    def parts() -> "list[bytes]":
        head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        return [head, *[b"y" * 100_000] * 20, b"\r\n--x--\r\n"]

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = idle_client.post(f"{API}/documents", content=iter(parts()), headers=headers)
    assert answer.status_code == 413


def test_unknown_document_is_told_in_vietnamese(idle_client: TestClient) -> None:
    answer = idle_client.get(f"{API}/documents/99/KH-KHÔNG")
    assert answer.status_code == 404
    assert answer.json()["what"] == "Không tìm thấy."
    assert answer.json()["where"] == "99/KH-KHÔNG"


@pytest.mark.parametrize("question", ["", "   ", "a" * 3000])
def test_question_that_is_none_is_refused(idle_client: TestClient, question: str) -> None:
    answer = idle_client.post(f"{API}/ask", json={"question": question})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


def test_deadline_of_a_phrase(idle_client: TestClient) -> None:
    params = {"phrase": "trước ngày 15/12/2025", "issued_on": "2025-03-05"}
    found = idle_client.get(f"{API}/deadline", params=params).json()
    assert found.keys() == DEADLINE
    assert (found["date"], found["exclusive"], found["bound"]) == ("2025-12-15", True, "before")
    assert idle_client.get(f"{API}/deadline", params={"phrase": "các đơn vị"}).json() is None


def test_ruined_text_is_restored_line_by_line(idle_client: TestClient) -> None:
    restored = idle_client.post(f"{API}/restore", json={"text": "ke hoach\n2025"}).json()
    assert restored["text"] == "kế hoạch\n2025"
    word = restored["words"][0]
    assert word.keys() == {"start", "end", "text", "as_read", "confidence", "alternatives"}
    assert restored["text"][word["start"] : word["end"]] == word["text"]


def test_health_names_each_part(idle_client: TestClient) -> None:
    checks = idle_client.get(f"{API}/health").json()["checks"]
    names = {"database", "audit", "data_folder", "files", "isolation", "ocr", "restorer", "search_index"}
    assert {check["name"] for check in checks} == names
    assert all(check["detail"] for check in checks)
