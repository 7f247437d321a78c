"""A report from its duty to approval, by page: drafted, filed, edited, remarked on, returned, approved."""

import json
import urllib.request
from typing import Any

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import PHONE, page_width, set_size
from tests.browser.pages import find, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

UNIT = "Công đoàn Trường Đại học Vinh"


def ask(address: str, *, method: str = "GET", body: dict[str, object] | None = None) -> Any:
    """What the API answers."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data=data, method=method, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def fill_blanks(server: str, report_id: str) -> None:
    """Gives every sentence with a blank other words, as a person would one after another."""
    shown = ask(f"{server}/api/v1/reviews/{report_id}")["shown"]["report"]
    claims = [shown["lead"], shown["closing"]]
    parts = list(shown["sections"])
    while parts:
        part = parts.pop()
        claims += part["claims"]
        parts += part["children"]
    for claim in claims:
        if claim["is_blank"]:
            newest = ask(f"{server}/api/v1/reviews/{report_id}")["filed"]["versions"]
            body: dict[str, object] = {"by": "Hoa", "text": "Không.", "base_version": newest}
            ask(f"{server}/api/v1/reviews/{report_id}/claims/{claim['id']}", method="PUT", body=body)


def press(chrome: Chrome, selector: str) -> None:
    """Presses Enter on a button or link."""
    find(chrome, selector).send_keys(Keys.ENTER)


def step(chrome: Chrome, name: str, *, note: str = "") -> None:
    """Takes a step of the review, as Lan."""
    who = find(chrome, "#nguoi-buoc")
    who.clear()
    who.send_keys("Lan")
    find(chrome, "#loi-buoc").send_keys(note)
    press(chrome, f'button[name="viec"][value="{name}"]')


def test_a_report_goes_from_its_duty_to_approval(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/bao-cao?van-ban={documents['000']}")
    find(chrome, "#don-vi").send_keys(UNIT)
    press(chrome, ".report-form .button.primary")
    wait_for(chrome, "Dự thảo báo cáo định kỳ", within=".draft-bar")
    wait_for(chrome, "hạn gửi 14/12/2025", within=".draft-bar")
    assert "đột xuất" in find(chrome, ".duties").text
    find(chrome, ".filing input[name=nguoi]").send_keys("Hoa")
    press(chrome, ".filing .button.primary")
    wait_for(chrome, "Dự thảo", within=".document-title")
    report_id = chrome.current_url.rsplit("/", 1)[1]
    press(chrome, ".claim-row:has(mark) [data-edit-claim]")
    words = find(chrome, ".claim-editor textarea")
    words.clear()
    words.send_keys("Đã quán triệt tại hội nghị ngày 20/4/2025.")
    press(chrome, '.claim-editor button[value="sua"]')
    wait_for(chrome, "Lời của Hoa", within=".claim-by")
    step(chrome, "submit")
    wait_for(chrome, "Đang trình", within=".document-title")
    find(chrome, "#loi-yk").send_keys("Ghi rõ số người dự.")
    press(chrome, "#y-kien > .step-form .button")
    wait_for(chrome, "Ghi rõ số người dự.", within="#y-kien")
    step(chrome, "return", note="Bổ sung số liệu")
    wait_for(chrome, "Bổ sung số liệu", within="#lich-su")
    press(chrome, "#y-kien li .button")
    wait_for(chrome, "đã xử lý", within="#y-kien")
    fill_blanks(server, report_id)
    chrome.refresh()
    step(chrome, "submit")
    wait_for(chrome, "Đang trình", within=".document-title")
    set_size(chrome, PHONE)
    assert page_width(chrome) <= PHONE[0]
    step(chrome, "approve")
    wait_for(chrome, "Mã băm nội dung", within=".notice.good")
    assert not chrome.find_elements(By.CSS_SELECTOR, "[data-edit-claim]")
    press(chrome, ".compare-form .button")
    WebDriverWait(chrome, 20).until(lambda c: c.find_elements(By.CSS_SELECTOR, "ins, del"))
    assert page_width(chrome) <= PHONE[0]
