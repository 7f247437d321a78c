"""Documents over HTTP: the promised shapes, errors that help, files in and out."""

import pytest

from tests.service.conftest import API, DIRECTIVE, Library

DOCUMENT = {"id", "file_name", "status", "pages", "failed_pages", "sha256", "letterhead", "references", "anomalies"}
LETTERHEAD = {
    "kind", "number", "issued_on", "issuer", "parent_issuer", "place", "title", "signer", "signer_role", "recipients",
}  # fmt: skip
PAGE = {"page_no", "judgement", "method", "text", "mean_confidence", "doubtful"}
SPAN = {"page_no", "start", "end", "text", "boxes"}


def test_documents_have_the_promised_shape(library: Library) -> None:
    client = library.client
    listed = client.get(f"{API}/documents").json()
    assert list(listed) == ["documents"]
    document = listed["documents"][0]
    assert document.keys() >= DOCUMENT
    assert document["letterhead"].keys() >= LETTERHEAD
    assert (document["status"], document["pages"], document["failed_pages"]) == ("ready", 1, [])


def test_one_document_has_pages_sections_and_tables(library: Library) -> None:
    client = library.client
    document = client.get(f"{API}/documents/{library.document_id}").json()
    assert document.keys() >= DOCUMENT | {"sections", "tables", "text"}
    assert document["pages"][0].keys() >= PAGE
    section = document["sections"][0]
    assert section.keys() >= {"path", "title", "span", "children"}
    assert section["span"].keys() == SPAN
    assert document["text"][section["span"]["start"] : section["span"]["end"]] == section["span"]["text"]


@pytest.mark.parametrize("key", ["77/KH-CĐN", "77%2Fkh-cdn"])
def test_document_is_reached_by_its_number(library: Library, key: str) -> None:
    client, document_id = library
    assert client.get(f"{API}/documents/{key}").json()["id"] == document_id
    assert client.get(f"{API}/documents/{key}/original").text == DIRECTIVE


def test_text_file_has_no_page_image(library: Library) -> None:
    client = library.client
    answer = client.get(f"{API}/documents/{library.document_id}/pages/1/image")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
