"""Tasks, questions, reports and language over HTTP."""

import io

import docx
import openpyxl
import pytest

from tests.service.conftest import API, DIRECTIVE, Library

TASK = {
    "id", "document_id", "kind", "content", "lead_units", "coordinating_units", "report_to", "deadline", "measure",
    "section", "spans", "confidence", "same_as", "status", "note", "origin", "made_from", "as_read", "is_gone",
    "proposed_by",
}  # fmt: skip
DEADLINE = {"raw", "date", "start", "exclusive", "bound", "rrule", "event"}
ANSWER = {
    "question",
    "text",
    "abstained",
    "sentences",
    "citations",
    "nearest",
    "writer",
    "took_ms",
    "understood",
    "conversation_id",
}


def test_tasks_have_the_promised_shape_and_can_be_filtered(library: Library) -> None:
    client = library.client
    tasks = client.get(f"{API}/tasks").json()["tasks"]
    assert tasks
    assert all(task.keys() == TASK for task in tasks)
    assert all(task["deadline"] is None or task["deadline"].keys() == DEADLINE for task in tasks)
    early = client.get(f"{API}/tasks", params={"document": "77/KH-CĐN", "due_before": "2025-12-16"}).json()["tasks"]
    assert [task["deadline"]["date"] for task in early] == ["2025-12-15"]
    assert client.get(f"{API}/tasks", params={"status": "done"}).json()["tasks"] == []


@pytest.mark.parametrize("change", [{"status": "finished"}, {"stat": "done"}, []])
def test_change_that_cannot_be_understood_is_refused(library: Library, change: object) -> None:
    client = library.client
    task_id = client.get(f"{API}/tasks").json()["tasks"][0]["id"]
    answer = client.patch(f"{API}/tasks/{task_id}", json=change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


def test_tasks_are_exported(library: Library) -> None:
    client = library.client
    workbook = openpyxl.load_workbook(io.BytesIO(client.get(f"{API}/tasks.xlsx").content))
    assert any("kế hoạch chuyển đổi số" in str(cell.value) for sheet in workbook for row in sheet for cell in row)
    assert "20251215" in client.get(f"{API}/tasks.ics").text
    assert "kế hoạch chuyển đổi số" in client.get(f"{API}/tasks.csv").text


def test_answer_has_the_promised_shape_and_is_kept(library: Library) -> None:
    client = library.client
    question = "Xây dựng kế hoạch chuyển đổi số của đơn vị hoàn thành trước ngày nào?"
    answer = client.post(f"{API}/ask", json={"question": question, "document": "77/KH-CĐN"}).json()
    assert answer.keys() == ANSWER
    assert "15/12/2025" in answer["text"]
    assert all(citation["quote"] in DIRECTIVE for citation in answer["citations"])
    assert client.get(f"{API}/ask", params={"question": question}).json()["question"] == question
    asked = client.get(f"{API}/questions").json()["questions"]
    assert [entry["answer"]["question"] for entry in asked] == [question, question]


def test_report_comes_as_word_and_as_json(library: Library) -> None:
    client = library.client
    wanted = {"document": "77/KH-CĐN", "unit": "Ban Tổ chức", "from": "2025-01-01", "to": "2025-12-31"}
    word = client.post(f"{API}/reports", json=wanted)
    assert "Ban Tổ chức".upper() in "\n".join(_texts(word.content)).upper()
    draft = client.post(f"{API}/reports", json={**wanted, "format": "json"}).json()
    assert (draft["unit"], draft["period_start"]) == ("Ban Tổ chức", "2025-01-01")
    wrong = client.post(f"{API}/reports", json={**wanted, "to": "2024-12-31"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_input")


def test_drafted_report_keeps_to_the_format(library: Library) -> None:
    client = library.client
    wanted = {"document": "77/KH-CĐN", "unit": "Trường THPT X", "from": "2025-01-01", "to": "2025-12-31"}
    word = client.post(f"{API}/reports", json=wanted).content
    assert client.post(f"{API}/check-format", files={"file": ("bao-cao.docx", word)}).json() == {"deviations": []}


def _texts(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
