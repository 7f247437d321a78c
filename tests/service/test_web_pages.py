"""The pages over a real office with quick engines: each answers, escapes what it shows, and works without script."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

DIRECTIVE = (Path(__file__).parent / "directive.txt").read_text(encoding="utf-8")
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
FIRST_PAGE_BYTES = 200_000

HandIn = Callable[..., str]


class Attributes(HTMLParser):
    """Collects every attribute, and what stands inside script and style elements."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.inline = ""
        self._inside = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.inline += data.strip()


def test_every_page_answers_and_keeps_to_the_content_policy(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
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


def test_first_page_with_all_it_loads_is_light(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
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
def test_only_static_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_words_of_files_are_never_markup(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(f"{EVIL}\n{DIRECTIVE}\n{EVIL}\n", name='<b onclick="x">.txt')
    client.post("/nhiem-vu/" + first_task(client), data={"ghi_chu": EVIL})
    for path in (
        "/",
        "/van-ban",
        f"/van-ban/{document_id}",
        "/nhiem-vu",
        f"/hoi-dap?cau-hoi={EVIL}",
        f"/van-ban?tim={EVIL}",
    ):
        page = Attributes(client.get(path).text)
        assert not [one for one in page.found if one[1].startswith("on") or one[0] == "img"], path
        assert page.inline == "", path


def test_a_quote_is_lit_by_its_address(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    text = client.get(f"/api/v1/documents/{document_id}").json()["text"]
    start = text.index("trước ngày 15/12/2025")
    page = client.get(f"/van-ban/{document_id}?doan={start}-{start + 21}").text
    assert re.findall(r'<span class="[^"]*\blit\b[^"]*"[^>]*id="doan">([^<]*)</span>', page) == [
        "trước ngày 15/12/2025"
    ]


def test_a_blank_field_is_said_to_be_blank(client: TestClient, hand_in: HandIn) -> None:
    page = client.get(f"/van-ban/{hand_in('Một tờ giấy không có đầu đề.')}").text
    assert "văn bản không ghi" in page


def test_unknown_pages_and_documents_get_a_page(client: TestClient) -> None:
    for path in ("/khong-co", "/van-ban/khong-co", "/van-ban/x/trang/1/anh"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1>" in answer.text
    assert client.get("/api/v1/khong-co").headers["content-type"] == "application/json"


def test_upload_without_script_lands_on_the_list(client: TestClient) -> None:
    files = [("tep", ("a.txt", DIRECTIVE.encode(), "text/plain"))]
    answer = client.post("/van-ban", files=files, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/van-ban")
    again = client.post("/van-ban", files=[*files, ("tep", ("b.txt", b"", "text/plain"))])
    assert "đã có từ trước" in again.text
    assert "Tệp rỗng, không có nội dung." in again.text


def test_upload_by_script_gets_one_outcome_a_file(client: TestClient) -> None:
    files = [("tep", ("a.exe", b"MZ\x00\x01", "application/octet-stream"))]
    answer = client.post("/van-ban", files=files, headers={"X-Fragment": "1"})
    assert answer.text.count('class="outcome"') == 1
    assert "Nộp tệp PDF, Word" in answer.text


def test_live_rows_tell_how_far_the_reading_is(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    rows = client.get(f"/van-ban/dong?ma={document_id}&ma=khong-co").text
    assert rows.count(f'data-live="{document_id}" data-live-state="ended"') == 2


def first_task(client: TestClient) -> str:
    task_id: str = client.get("/api/v1/tasks").json()["tasks"][0]["id"]
    return task_id


def test_status_and_note_are_changed_without_script(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
    task_id = first_task(client)
    answer = client.post(f"/nhiem-vu/{task_id}", data={"tinh_trang": "done", "ve": "/nhiem-vu"}, follow_redirects=False)
    assert answer.status_code == 303
    fragment = client.post(f"/nhiem-vu/{task_id}", data={"ghi_chu": "đã gửi"}, headers={"X-Fragment": "1"}).text
    assert fragment.startswith("<table>"), "a browser drops a row that stands in no table"
    task = client.get("/api/v1/tasks").json()["tasks"][0]
    assert (task["status"], task["note"]) == ("done", "đã gửi")


def test_many_tasks_are_confirmed_at_once(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
    ids = [task["id"] for task in client.get("/api/v1/tasks").json()["tasks"]]
    client.post("/nhiem-vu", data={"nhiem_vu": ids, "tinh_trang": "confirmed"})
    assert {task["status"] for task in client.get("/api/v1/tasks").json()["tasks"]} == {"confirmed"}
    nothing = client.post("/nhiem-vu", data={"tinh_trang": "confirmed"})
    assert (nothing.status_code, "Chưa chọn nhiệm vụ nào" in nothing.text) == (422, True)


@pytest.mark.parametrize("address", ["https://example.org", "//example.org", "/\\example.org"])
def test_no_form_leads_to_another_site(client: TestClient, hand_in: HandIn, address: str) -> None:
    hand_in(DIRECTIVE)
    form = {"tinh_trang": "done", "ve": address}
    answer = client.post(f"/nhiem-vu/{first_task(client)}", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/nhiem-vu"
    assert (
        client.post("/giao-dien", data={"chon": "toi", "ve": address}, follow_redirects=False).headers["location"]
        == "/"
    )


def test_a_question_is_answered_with_a_citation_that_opens_the_quote(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    page = client.get("/hoi-dap", params={"cau-hoi": "Báo cáo kết quả thực hiện về đâu, trước ngày nào?"}).text
    assert f'href="/van-ban/{document_id}?doan=' in page
    assert "Đã hỏi gần đây" in page


def test_an_unanswerable_question_says_so(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
    page = client.get("/hoi-dap", params={"cau-hoi": "Giá vàng hôm nay là bao nhiêu?"}).text
    assert "Không tìm thấy" in page


def test_a_report_shows_blanks_and_is_taken_as_word(client: TestClient, hand_in: HandIn) -> None:
    query = {"van-ban": hand_in(DIRECTIVE), "don-vi": "Công đoàn các trường", "tu": "01/01/2025", "den": "31/12/2025"}
    page = client.get("/bao-cao", params=query).text
    assert '<mark class="blank">[điền:' in page
    taken = client.get("/bao-cao/tai-ve", params=query)
    assert taken.content.startswith(b"PK")
    assert "attachment" in taken.headers["content-disposition"]


def test_a_wrong_period_keeps_what_was_typed(client: TestClient, hand_in: HandIn) -> None:
    query = {"van-ban": hand_in(DIRECTIVE), "don-vi": "Ban Tổ chức", "tu": "31/02/2025", "den": "31/12/2025"}
    answer = client.get("/bao-cao", params=query)
    assert answer.status_code == 422
    assert 'value="31/02/2025"' in answer.text
    assert "Kỳ báo cáo chưa rõ" in answer.text


def test_a_removed_document_is_gone(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    client.post(f"/van-ban/{document_id}/go")
    assert client.get(f"/van-ban/{document_id}").status_code == 404
