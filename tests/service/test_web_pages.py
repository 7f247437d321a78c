"""The pages over a real office with quick engines: each answers, escapes what it shows, and works without script."""

import re

import pytest
from starlette.testclient import TestClient

from tests.service.conftest import Library
from tests.service.web_markup import Attributes

FIRST_PAGE_BYTES = 200_000


def test_every_page_answers_and_keeps_to_the_content_policy(library: Library) -> None:
    client, document_id = library
    paths = [
        "/",
        "/van-ban",
        f"/van-ban/{document_id}",
        "/hoi-dap",
        "/nhiem-vu",
        "/bao-cao",
        "/nhiem-vu?xem=cot",
        "/nhiem-vu?xem=lich",
        "/nhiem-vu?xem=thoi-gian",
        "/tro-giup",
        "/quan-tri",
    ]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        page = Attributes(answer.text)
        assert page.inline == "", path
        assert not [one for one in page.found if one[1] == "style" or one[1].startswith("on")], path
        links = [value for _, name, value in page.found if name in ("src", "href", "action")]
        assert not [link for link in links if re.match(r"(?i)([a-z]+:)?//|javascript:|data:", link)], path


def test_first_page_with_all_it_loads_is_light(library: Library) -> None:
    client = library.client
    names = [
        "base.css",
        "parts.css",
        "first.js",
        "app.js",
        "drop.js",
        "folders.js",
        "intake.css",
        "live.js",
        "live_form.js",
        "page.js",
        "words_en.js",
        "shortcuts.js",
        "kept_form.js",
        "icons.svg",
    ]
    parts = [client.get("/"), *(client.get(f"/static/{name}") for name in names)]
    assert all(part.status_code == 200 for part in parts)
    assert sum(len(part.content) for part in parts) < FIRST_PAGE_BYTES


@pytest.mark.parametrize("path", ["/static/../router.py", "/static/%2e%2e%2frouter.py", "/static/nothing.css"])
def test_only_static_files_are_served(library: Library, path: str) -> None:
    client = library.client
    assert client.get(path).status_code == 404


def test_a_quote_is_lit_by_its_address(library: Library) -> None:
    client, document_id = library
    text = client.get(f"/api/v1/documents/{document_id}").json()["text"]
    start = text.index("trước ngày 15/12/2025")
    page = client.get(f"/van-ban/{document_id}?doan={start}-{start + 21}").text
    assert re.findall(r'<span class="[^"]*\blit\b[^"]*"[^>]*id="doan">([^<]*)</span>', page) == [
        "trước ngày 15/12/2025"
    ]


def test_unknown_pages_and_documents_get_a_page(library: Library) -> None:
    client = library.client
    for path in ("/khong-co", "/van-ban/khong-co", "/van-ban/x/trang/1/anh"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1>" in answer.text
    assert client.get("/api/v1/khong-co").headers["content-type"] == "application/json"


def test_upload_by_script_gets_one_outcome_a_file(library: Library) -> None:
    client = library.client
    files = [("tep", ("a.exe", b"MZ\x00\x01", "application/octet-stream"))]
    answer = client.post("/van-ban", files=files, headers={"X-Fragment": "1"})
    assert answer.text.count('class="outcome"') == 1
    assert "Nộp tệp PDF, Word" in answer.text


def test_live_rows_tell_how_far_the_reading_is(library: Library) -> None:
    client, document_id = library
    rows = client.get(f"/van-ban/dong?ma={document_id}&ma=khong-co").text
    assert rows.count(f'data-live="{document_id}" data-live-state="ended"') == 2


def first_task(client: TestClient) -> str:
    task_id: str = client.get("/api/v1/tasks").json()["tasks"][0]["id"]
    return task_id


@pytest.mark.parametrize("address", ["https://example.org", "//example.org", "/\\example.org"])
def test_no_form_leads_to_another_site(library: Library, address: str) -> None:
    client = library.client
    form = {"tinh_trang": "done", "ve": address}
    answer = client.post(f"/nhiem-vu/{first_task(client)}", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/nhiem-vu"
    assert (
        client.post("/giao-dien", data={"chon": "toi", "ve": address}, follow_redirects=False).headers["location"]
        == "/"
    )


def test_a_question_is_answered_with_a_citation_that_opens_the_quote(library: Library) -> None:
    client, document_id = library
    page = client.get("/hoi-dap", params={"cau-hoi": "Báo cáo kết quả thực hiện về đâu, trước ngày nào?"}).text
    assert f'href="/van-ban/{document_id}?doan=' in page
    assert "Đã hỏi gần đây" in page


def test_an_unanswerable_question_says_so(library: Library) -> None:
    client = library.client
    page = client.get("/hoi-dap", params={"cau-hoi": "Giá vàng hôm nay là bao nhiêu?"}).text
    assert "Không tìm thấy" in page


def test_a_report_shows_blanks_and_is_taken_as_word(library: Library) -> None:
    client = library.client
    query = {"van-ban": library.document_id, "don-vi": "Công đoàn các trường", "tu": "01/01/2025", "den": "31/12/2025"}
    page = client.get("/bao-cao", params=query).text
    assert '<mark class="blank">[điền:' in page
    taken = client.get("/bao-cao/tai-ve", params=query)
    assert taken.content.startswith(b"PK")
    assert "attachment" in taken.headers["content-disposition"]


def test_a_wrong_period_keeps_what_was_typed(library: Library) -> None:
    client = library.client
    query = {"van-ban": library.document_id, "don-vi": "Ban Tổ chức", "tu": "31/02/2025", "den": "31/12/2025"}
    answer = client.get("/bao-cao", params=query)
    assert answer.status_code == 422
    assert 'value="31/02/2025"' in answer.text
    assert "Kỳ báo cáo chưa rõ" in answer.text
