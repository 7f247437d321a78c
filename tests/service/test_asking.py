"""Asking over the API and the page: in steps, in a conversation, with word back; and as a LangChain retriever."""

import json

from fastapi.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API, Library

QUESTION = "Xây dựng kế hoạch chuyển đổi số của đơn vị hoàn thành trước ngày nào?"


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """Name and data of each server-sent event."""
    pairs = (block.split("\n", 1) for block in text.strip().split("\n\n"))
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_an_answer_comes_in_steps_in_a_conversation_and_is_judged(library: Library) -> None:
    client = library.client
    streamed = client.post(f"{API}/ask", json={"question": QUESTION, "stream": True})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    names = [name for name, _ in events(streamed.text)]
    assert names[:2] == ["understood", "found"]
    assert names[-1] == "done"
    assert "sentence" in names
    answer = events(streamed.text)[-1][1]["answer"]
    assert isinstance(answer, dict)
    conversation = answer["conversation_id"]

    follow_up = client.post(
        f"{API}/ask", json={"question": "văn bản này do ai ký?", "conversation": conversation}
    ).json()
    assert follow_up["conversation_id"] == conversation
    assert follow_up["understood"]
    asked = client.get(f"{API}/conversations/{conversation}").json()["questions"]
    assert [one["answer"]["question"] for one in asked] == [QUESTION, "văn bản này do ai ký?"]

    judged = client.put(
        f"{API}/questions/{asked[0]['id']}/verdict", json={"verdict": "wrong", "remark": "15/12"}
    ).json()
    assert (judged["verdict"], judged["remark"]) == ("wrong", "15/12")
    assert client.put(f"{API}/questions/999/verdict", json={"verdict": "right"}).status_code == 404
    assert client.put(f"{API}/questions/{asked[0]['id']}/verdict", json={"verdict": "?"}).status_code == 422

    page = client.get("/hoi-dap", params={"cuoc": conversation}).text
    assert page.index("văn bản này do ai ký?") < page.rindex(QUESTION)
    sent = client.post(
        f"/hoi-dap/{asked[1]['id']}/danh-gia", data={"danh-gia": "dung", "cuoc": conversation}, follow_redirects=False
    )
    assert sent.status_code == 303
    assert "Đã ghi: trả lời đúng." in client.get("/hoi-dap", params={"cuoc": conversation}).text


def test_a_retriever_of_langchain_finds_what_the_office_finds(office: OpenOffice, directive: str) -> None:
    from service.langchain_retriever import DondocRetriever  # only here: LangChain takes seconds to load

    found = DondocRetriever(office=office.office, limit=2).invoke("kế hoạch chuyển đổi số")
    assert 1 <= len(found) <= 2
    for document in found:
        start, end = document.metadata["start"], document.metadata["end"]
        assert document.page_content in office.office.documents.directive(document.metadata["document_id"]).text
        assert end - start == len(document.page_content)
        assert document.metadata["page_no"] == 1


def test_a_stream_refuses_what_an_answer_refuses(visitor: TestClient) -> None:
    refused = visitor.post(f"{API}/ask", json={"question": "  ", "stream": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    unknown = visitor.post(f"{API}/ask", json={"question": "Ai ký?", "document": "9/XYZ", "stream": True})
    assert unknown.status_code == 404


def test_filters_typed_or_chosen_keep_an_answer_to_the_documents_that_pass(library: Library) -> None:
    client = library.client
    for filters, abstains in (("nam:2024", True), ('donvi:"đơn vị không có"', True), ('loai:"kế hoạch"', False)):
        answer = client.get(f"{API}/ask", params={"question": f"{QUESTION} {filters}"}).json()
        assert (answer["abstained"], answer["question"]) == (abstains, QUESTION), filters
    chosen = {"cau-hoi": QUESTION, "loai": "Quyết định", "tu": "01/01/2025"}
    page = client.get("/hoi-dap", params=chosen)
    assert "Không tìm thấy" in page.text
    assert 'value="01/01/2025"' in page.text
    assert client.get("/hoi-dap", params={"cau-hoi": QUESTION, "den": "ngày mai"}).status_code == 422
