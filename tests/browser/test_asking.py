"""Asking in a real browser: sentences come without a new page, follow-ups, quotes that open their place, word back."""

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.pages import find, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_conversation_by_keyboard_with_quotes_that_open_their_place(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/hoi-dap")
    find(chrome, "#cau-hoi").send_keys("Báo cáo kết quả thực hiện Kế hoạch 15 về đâu, trước ngày nào?" + Keys.ENTER)
    wait_for(chrome, "15/12/2025", within=".answer-text")
    WebDriverWait(chrome, 30).until(lambda c: "cuoc=" in c.current_url)
    find(chrome, "#cau-hoi").send_keys("văn bản này do ai ký?" + Keys.ENTER)
    WebDriverWait(chrome, 30).until(lambda c: len(c.find_elements(By.CSS_SELECTOR, "article.answer[id]")) == 2)
    assert find(chrome, "article.answer .asked").text == "văn bản này do ai ký?"
    find(chrome, '[data-verdict] [value="dung"]').click()
    wait_for(chrome, "Đã ghi nhận", within="#thong-bao")
    find(chrome, "a.cite").click()
    WebDriverWait(chrome, 30).until(lambda c: "/van-ban/" in c.current_url)
    assert find(chrome, "#doan").is_displayed()
