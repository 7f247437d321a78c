"""The register in a browser: by keyboard alone, on the board, in the month, edited in its rows."""

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import PHONE, console_errors, set_size
from tests.browser.pages import find, focus_by_tab, focused, keys, tap, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_register_is_worked_by_keyboard_alone(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['003']}&xep=van-ban")
    keys(chrome, "?")
    assert find(chrome, "#phim-tat").is_displayed()
    keys(chrome, Keys.ESCAPE)
    keys(chrome, "j", "j", "k")
    first = find(chrome, "[data-row]")
    assert chrome.switch_to.active_element == first.find_element(By.CSS_SELECTOR, "[data-row-link]")
    keys(chrome, "c")
    wait_for(chrome, "Đã lưu.", within="#thong-bao")
    assert find(chrome, "[data-row] .status-confirmed")
    find(chrome, "[data-row] [data-row-link]").send_keys("n")
    keys(chrome, "Giao đồng chí Lan", Keys.TAB, Keys.ENTER)
    wait_for(chrome, "Giao đồng chí Lan", within="[data-row] .note")
    find(chrome, "[data-row] [data-row-link]").send_keys("d")
    typed = chrome.switch_to.active_element
    typed.clear()
    typed.send_keys("lúc nào đó", Keys.ENTER)
    wait_for(chrome, "thời hạn", within="[data-row] [data-error]")
    assert chrome.switch_to.active_element.get_attribute("value") == "lúc nào đó"
    assert [one for one in console_errors(chrome) if "422" not in one] == []
    keys(chrome, Keys.ESCAPE)
    assert focused(chrome, "[data-row-link]")
    keys(chrome, "x", Keys.ARROW_DOWN, "x")
    wait_for(chrome, "Đã chọn 2 việc", within="[data-check-count]")
    keys(chrome, "e")
    find(chrome, ".reader .lit")


def test_single_keys_can_be_turned_off(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/nhiem-vu")
    keys(chrome, "?")
    find(chrome, "[data-keys-on]").click()
    keys(chrome, Keys.ESCAPE, "j")
    assert not focused(chrome, "[data-row-link]")
    chrome.execute_script("localStorage.clear()")


def test_cards_are_moved_by_button_by_key_and_by_dragging(
    chrome: Chrome, server: str, documents: dict[str, str]
) -> None:
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['003']}&xem=cot&tim=bao+cao")
    task = find(chrome, '[data-status="proposed"] [data-task]').get_attribute("data-task")
    find(chrome, f'[data-task="{task}"] [data-ahead="1"]').click()
    find(chrome, f'[data-status="confirmed"] [data-task="{task}"]')
    find(chrome, f'[data-task="{task}"] [data-row-link]').send_keys(Keys.ARROW_RIGHT)
    find(chrome, f'[data-status="in_progress"] [data-task="{task}"]')
    card, column = find(chrome, f'[data-task="{task}"]'), find(chrome, '[data-status="done"]')
    ActionChains(chrome).drag_and_drop(card, column).perform()
    find(chrome, f'[data-status="done"] [data-task="{task}"]')
    assert "xem=cot" in chrome.current_url
    assert "tim=bao" in chrome.current_url


def test_month_and_timeline_lead_to_the_evidence_on_a_phone(
    chrome: Chrome, server: str, documents: dict[str, str]
) -> None:
    set_size(chrome, PHONE)
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['000']}&xem=lich&thang=2025-11")
    tap(chrome, '.month-head [rel="next"]')
    wait_for(chrome, "Tháng 12/2025", within=".month-head")
    find(chrome, ".day-task").send_keys(Keys.ENTER)
    tap(chrome, ".facts a")
    find(chrome, ".reader .lit")
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['000']}&xem=thoi-gian")
    assert find(chrome, ".time-line").size["width"] > PHONE[0] / 2
    tap(chrome, "[data-row] [data-proof]")
    find(chrome, ".reader .lit")


def test_filters_stay_in_the_address_between_views(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/nhiem-vu?xem=cot")
    find(chrome, "#tim").send_keys("khong co viec nao nhu the")
    wait_for(chrome, "Không có nhiệm vụ nào khớp.")
    WebDriverWait(chrome, 10).until(lambda c: "xem=cot" in c.current_url and "tim=khong" in c.current_url)
    focus_by_tab(chrome, '.views a[href*="xem=lich"]')
    keys(chrome, Keys.ENTER)
    WebDriverWait(chrome, 10).until(lambda c: "xem=lich" in c.current_url)
    assert "tim=khong" in chrome.current_url


def test_language_is_switched_and_kept(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/nhiem-vu?xem=cot")
    find(chrome, 'form[action="/ngon-ngu"] button').click()
    wait_for(chrome, "Tasks", within="h1")
    assert chrome.current_url.endswith("xem=cot")
    chrome.get(f"{server}/quan-tri")
    wait_for(chrome, "Administration", within="h1")
    find(chrome, 'form[action="/ngon-ngu"] button').click()
    wait_for(chrome, "Quản trị", within="h1")


def test_what_is_refused_stays_as_it_was_typed(chrome: Chrome, server: str, task_id: str) -> None:
    chrome.get(f"{server}/nhiem-vu/viec/{task_id}")
    find(chrome, ".edit-box summary").click()
    box = find(chrome, "#s-th")
    box.clear()
    box.send_keys("lúc nào đó", Keys.ENTER)
    wait_for(chrome, "Không hiểu thời hạn", within="[data-refusal]")
    assert find(chrome, "#s-th").get_attribute("value") == "lúc nào đó"
    assert [one for one in console_errors(chrome) if "422" not in one] == []
    box.clear()
    box.send_keys("trước ngày 20/12/2026", Keys.ENTER)
    wait_for(chrome, "trước ngày 20/12/2026", within=".facts")
