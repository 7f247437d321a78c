"""Every page: nothing that axe-core finds, no sideways scrolling, nothing that jumps, light enough and quick enough."""

from collections.abc import Mapping

import pytest
from selenium.webdriver import Chrome

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, NARROW, PHONE, page_width, set_size

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_FIRST_PAGE_BYTES, _FIRST_PAGE_MS = 200_000, 300
_MOST_SHIFT = 0.02
_TRIES = 5
_LOADED = """
const done = arguments[0];
requestAnimationFrame(() => setTimeout(() => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const shifts = new PerformanceObserver(() => {});
  shifts.observe({ type: "layout-shift", buffered: true });
  done({
    bytes: all.reduce((sum, one) => sum + one.encodedBodySize, 0),
    ms: all[0].responseEnd - all[0].requestStart,
    shift: shifts.takeRecords().reduce((sum, one) => sum + one.value, 0),
  });
}, 0));
"""


def pages(documents: Mapping[str, str], task_id: str) -> tuple[str, ...]:
    """Addresses of every kind of page, with something on it."""
    read, scan = documents["000"], documents["con"]
    tasks = ("", "?xem=cot", "?xem=lich&thang=2025-12", "?xem=thoi-gian", "?tim=khongcogi")
    follow_up = ("don-vi-toi", f"chuoi-bao-cao?van-ban={read}", "nhan-bang", "lich-rieng", "moi", f"viec/{task_id}")
    return (
        *("/", "/van-ban", f"/van-ban/{read}", f"/van-ban/{scan}"),
        *("/hoi-dap", "/hoi-dap?cau-hoi=bao+cao+ket+qua"),
        *(f"/nhiem-vu{query}" for query in tasks),
        *(f"/nhiem-vu/{name}" for name in follow_up),
        f"/nhiem-vu/so-sanh?cu={read}&moi={documents['003']}",
        *("/bao-cao", f"/bao-cao?van-ban={read}&don-vi=CĐGD", "/bao-cao/don-vi"),
        *("/tro-giup", "/quan-tri"),
    )


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    chrome: Chrome, server: str, documents: dict[str, str], task_id: str
) -> None:
    found: dict[str, list[str]] = {}
    for path in pages(documents, task_id):
        set_size(chrome, DESKTOP)
        chrome.get(server + path)
        wrong = [f"light: {one}" for one in violations(chrome)]
        if (shift := chrome.execute_async_script(_LOADED)["shift"]) > _MOST_SHIFT:
            wrong.append(f"layout shifts by {shift}")
        set_size(chrome, PHONE, dark=True)
        wrong += [f"phone, dark: {one}" for one in violations(chrome)]
        for size in (PHONE, NARROW):
            set_size(chrome, size)
            if (width := page_width(chrome)) > size[0]:
                wrong.append(f"{width} pixels wide at {size[0]}")
        if wrong:
            found[path] = wrong
    assert found == {}


def test_english_pages_keep_the_rules(chrome: Chrome, server: str) -> None:
    chrome.get(server)
    chrome.find_element("css selector", 'form[action="/ngon-ngu"] button').click()
    try:
        for path in ("/", "/nhiem-vu?xem=cot", "/quan-tri"):
            chrome.get(server + path)
            assert chrome.find_element("css selector", "html").get_attribute("lang") == "en"
            assert violations(chrome) == [], path
            set_size(chrome, NARROW)
            assert page_width(chrome) <= NARROW[0], path
            set_size(chrome, DESKTOP)
    finally:
        chrome.delete_cookie("ngon-ngu")


def test_first_page_is_light_and_quick(chrome: Chrome, server: str) -> None:
    measured = []
    for _ in range(_TRIES):
        chrome.get(server)
        measured.append(chrome.execute_async_script(_LOADED))
    assert max(one["bytes"] for one in measured) < _FIRST_PAGE_BYTES
    assert min(one["ms"] for one in measured) < _FIRST_PAGE_MS


def test_motion_is_left_out_and_focus_is_seen(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/nhiem-vu")
    behaviour = "return getComputedStyle(document.documentElement).scrollBehavior"
    for wanted, found in (("no-preference", "smooth"), ("reduce", "auto")):
        preference = {"name": "prefers-reduced-motion", "value": wanted}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [preference]})
        assert chrome.execute_script(behaviour) == found
    link = chrome.find_element("css selector", ".task-open")
    chrome.execute_script("arguments[0].focus({focusVisible: true})", link)
    assert chrome.execute_script("return getComputedStyle(arguments[0]).outlineWidth", link) == "3px"


def test_print_shows_the_work_and_not_the_tools(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/nhiem-vu")
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display"
    for tool in (".top", ".filters", ".bulk", ".foot"):
        assert chrome.execute_script(shown, tool) == "none", tool
    assert chrome.execute_script(shown, ".tasks") == "table"
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
