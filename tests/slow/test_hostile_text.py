"""Words made to harm whoever shows, exports or searches them: they stay words on every page and in every export."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import quote

import openpyxl
import pytest
from icalendar import Calendar
from lxml import html
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.office_fakes import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

API = "/api/v1"
FORMULAS = ('=HYPERLINK("http://127.0.0.1:9")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1")
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'></title><svg/onload=alert(3)>"
CALENDAR = "x\r\nATTACH:http://127.0.0.1:9/\r\nBEGIN:VALARM"
TURNED = "\u202ecod.exe\u202c\u200b"
NAME = f"{MARKUP}{TURNED} =1+1.txt".replace("/", "∕")
LETTER = f"""UBND TỈNH LÂM ĐỒNG
{MARKUP}
Số: 15/KH-UBND

Lâm Đồng, ngày 18 tháng 7 năm 2025

KẾ HOẠCH
Về việc {MARKUP} {TURNED}

1. Sở Y tế chủ trì {FORMULAS[0]} báo cáo kết quả trước ngày 15/12/2025.
2. {FORMULAS[1]} Văn phòng chủ trì {MARKUP} rà soát hồ sơ, hoàn thành trong quý III năm 2025.
3. Sở Tài chính chủ trì thẩm định '; DROP TABLE tasks; -- trước ngày 01/10/2025.
{{{{ 7*7 }}}} {{% for x in y %}} ${{jndi:ldap://127.0.0.1}}

| STT | Nội dung | Đơn vị chủ trì | Thời hạn |
|---|---|---|---|
| 1 | {FORMULAS[0]} | {FORMULAS[3]} | 10/6/2026 |
| 2 | {FORMULAS[1]} lập danh sách | =Sở Nội vụ | 10/7/2026 |
| 3 | {FORMULAS[2]} rà soát {MARKUP} | @Trạm Y tế | 10/8/2026 |

CHỦ TỊCH
{MARKUP}
"""
SEARCHED = (
    "' OR 1=1 --", '"', '""""', "NEAR(", "a NEAR/99999 b", "NOT", "AND OR", "*", "kế*", "^kế", "col:kế", "{a b}:c",
    "(((((", "kế) UNION SELECT", "\x00", "%00", "\\", "-kế", "kế AND", "🙂" * 300, "\u202e", "a" * 900,
    "SELECT sqlite_version()",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An office that was handed a directive of such words, under a name of such words."""
    folder = tmp_path_factory.mktemp("hostile")
    app = create_app(Settings(data_dir=folder / "data", samples_dir=folder))
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        answer = client.post(f"{API}/documents", files={"files": (NAME, LETTER.encode(), "text/plain")})
        assert answer.status_code == 202, answer.text
        document_id = answer.json()["documents"][0]["id"]
        wait_until(
            lambda: client.get(f"{API}/documents/{document_id}").json().get("status") in ("ready", "partial"),
            seconds=240,
        )
        here = {"Origin": "http://127.0.0.1:8000"}
        task = {"document": document_id, "content": FORMULAS[0], "lead_units": [FORMULAS[3], MARKUP]}
        entered = client.post(f"{API}/tasks", json={**task, "deadline": "trước ngày 15/12/2026"}, headers=here)
        assert entered.status_code == 201, entered.text
        client.patch(f"{API}/tasks/{entered.json()['id']}", json={"note": CALENDAR}, headers=here)
        client.get("/hoi-dap", params={"cau-hoi": f"{MARKUP} {FORMULAS[0]}"})
        yield client


def _pages(client: TestClient) -> dict[str, str]:
    """Every page that links lead to, by address."""
    waiting, seen = ["/", "/van-ban", "/nhiem-vu", "/hoi-dap", "/bao-cao", "/quan-tri", "/tro-giup"], {}
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = client.get(address)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        seen[address] = answer.text if is_page else ""
        assert answer.status_code < 500, address
        if is_page and answer.text:
            links = html.fromstring(answer.text).xpath("//a/@href")
            waiting += [link.split("#")[0] for link in links if re.match(r"/(?!/|static|docs)", link)]
    return seen


def _links_out(parts: dict[str, str]) -> list[str]:
    """Targets in an office file that lie outside of it."""
    links = [link for part in parts.values() for link in re.findall(r"<Relationship [^>]*>", part)]
    return [link for link in links if 'TargetMode="External"' in link and 'Target="#' not in link]


def test_no_page_runs_what_a_document_says(client: TestClient) -> None:
    pages = _pages(client)
    assert len(pages) > 25
    for address, text in pages.items():
        root = html.fromstring(text or "<p/>")
        handlers = [name for one in root.iter("*") for name in one.attrib if name.lower().startswith("on")]
        assert handlers == [], address
        assert root.xpath("//script[not(@src)][normalize-space()]") == [], address
        assert [src for src in root.xpath("//img/@src|//iframe/@src|//object/@data") if src == "x"] == [], address
        assert "\u202e" not in text, address
        assert re.search(r"(?<![\d/])49(?![\d/])\s*{%", text) is None, address
    assert any("onerror" in text for text in pages.values()), "the words themselves are shown"


@pytest.mark.parametrize("address", [f"{API}/tasks.xlsx", f"{API}/tasks/national.xlsx"])
def test_no_workbook_computes_what_a_document_says(client: TestClient, address: str) -> None:
    answer = client.get(address)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert [name for name, part in parts.items() if name.startswith("xl/worksheets/sheet") and "<f>" in part] == []
    assert _links_out(parts) == []
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)) for row in sheet for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value or "").lstrip("'").startswith(("=", "+", "@")) for cell in cells)


def test_no_table_of_text_computes_either(client: TestClient) -> None:
    answer = client.get(f"{API}/tasks.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > 3
    risky = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert risky == []


def test_a_calendar_holds_nothing_that_a_note_slipped_in(client: TestClient) -> None:
    answer = client.get(f"{API}/tasks.ics")
    calendar = Calendar.from_ical(answer.content)
    assert [part for part in calendar.walk() if part.name == "VALARM" and "ATTACH" in part] == []
    assert b"\r\nATTACH:http" not in answer.content


def test_a_report_holds_no_field_and_no_link_out(client: TestClient) -> None:
    document = client.get(f"{API}/documents").json()["documents"][0]["id"]
    asked = {"document": document, "unit": f"=1+1 {MARKUP}", "from": "2025-01-01", "to": "2026-12-31"}
    here = {"Origin": "http://127.0.0.1:8000"}
    answer = client.post(f"{API}/reports", json=asked, headers=here)
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    fields = [found for part in parts.values() for found in re.findall(r"<w:instrText[^>]*>([^<]*)", part)]
    assert [field for field in fields if field.strip().split(" ")[0] not in ("PAGE", "NUMPAGES")] == []
    assert _links_out(parts) == []
    assert "<script" not in "".join(parts.values())


@pytest.mark.parametrize("words", SEARCHED)
def test_searching_takes_every_word_for_a_word(client: TestClient, words: str) -> None:
    if not words.isprintable():
        words = quote(words)
    for address, name in ((f"{API}/search", "q"), ("/hoi-dap", "cau-hoi"), ("/van-ban", "tim"), ("/nhiem-vu", "tim")):
        assert client.get(address, params={name: words}).status_code < 500, address
    assert client.get(f"{API}/tasks", params={"unit": words}).status_code < 500
    assert client.get(f"{API}/documents/{words or 'x'}").status_code < 500
    assert client.get(f"{API}/tasks").json()["tasks"], "the register is still there"
