"""One document as an officer checks it: text and picture in step, a misread word set right, a field set by keyboard."""

import json
import urllib.request

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import PHONE, page_width, set_size
from tests.browser.pages import find, keys, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_SELECT = """
const piece = [...document.querySelectorAll(".b [data-s]")].find((one) => one.textContent.includes(arguments[0]));
const start = piece.textContent.indexOf(arguments[0]);
const range = document.createRange();
range.setStart(piece.firstChild, start);
range.setEnd(piece.firstChild, start + arguments[0].length);
getSelection().removeAllRanges();
getSelection().addRange(range);
piece.scrollIntoView({ block: "center", behavior: "instant" });
"""


_SELECT_OVER_LINES = """
const piece = [...document.querySelectorAll(".b:not(.b-letterhead) [data-s]")]
  .find((one) => /\\p{L}\\n\\p{L}/u.test(one.textContent));
const line = piece.textContent.search(/\\n/);
getSelection().setBaseAndExtent(piece.firstChild, line - 2, piece.firstChild, line + 2);
piece.scrollIntoView({ block: "center", behavior: "instant" });
return getSelection().toString();
"""

_MIDDLE = """
const box = arguments[0].getBoundingClientRect();
return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
"""


def stored(server: str, document_id: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{server}/api/v1/documents/{document_id}") as answer:
        found: dict[str, object] = json.load(answer)
        return found


def correction_of(server: str, document_id: str) -> list[dict[str, str]]:
    """Corrections of words that hold."""
    with urllib.request.urlopen(f"{server}/api/v1/documents/{document_id}/corrections") as answer:
        made: list[dict[str, str]] = json.load(answer)["corrections"]
    return [one for one in made if one["kind"] == "words" and not one["undone_at"]]


def test_picture_leads_to_the_text_and_a_word_is_corrected_and_restored(
    chrome: Chrome, server: str, documents: dict[str, str]
) -> None:
    chrome.get(f"{server}/van-ban/{documents['con']}")
    for sample in chrome.find_elements(By.CSS_SELECTOR, ".legend-line .sample"):
        sample.click()
    assert not find(chrome, "#the-chu").is_displayed(), "the legend is no word of the document"
    piece = next(one for one in chrome.find_elements(By.CSS_SELECTOR, ".b [data-s]") if "Sở Giáo dục" in one.text)
    ActionChains(chrome).move_to_element_with_offset(piece, -20, 0).perform()
    box = chrome.execute_script(_MIDDLE, find(chrome, ".hover-box"))
    pointer = ActionBuilder(chrome)
    pointer.pointer_action.move_to_location(*box).click()
    pointer.perform()
    assert "Giáo dục" in find(chrome, ".reader .lit").text
    assert "doan=" in chrome.current_url

    chrome.execute_script(_SELECT, "rà soát")
    find(chrome, ".pick").click()
    form = find(chrome, ".card-form")
    form.find_element(By.NAME, "nguoi").send_keys("Trần An")
    word = form.find_element(By.NAME, "sua")
    assert word.get_attribute("value") == "rà soát"
    word.send_keys(Keys.CONTROL, "a")
    keys(chrome, "kiểm tra", Keys.ENTER)
    WebDriverWait(chrome, 120).until(lambda c: c.find_elements(By.CSS_SELECTOR, "mark.fixed"))
    assert "kiểm tra" in str(stored(server, documents["con"])["text"])

    find(chrome, "#tab-chu-ngo").click()
    wait_for(chrome, "Trần An", within="#chu-ngo")
    chrome.execute_script("arguments[0].click()", find(chrome, "#chu-ngo [data-correct] button"))
    WebDriverWait(chrome, 120).until(lambda c: not c.find_elements(By.CSS_SELECTOR, "mark.fixed"))
    assert "rà soát" in str(stored(server, documents["con"])["text"])


def test_words_over_two_lines_are_corrected_at_once(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/van-ban/{documents['con']}")
    chosen = chrome.execute_script(_SELECT_OVER_LINES)
    find(chrome, ".pick").click()
    word = find(chrome, ".card-form [name=sua]")
    typed = word.get_attribute("value") or ""
    assert " ".join(chosen.split()) in typed, "on one line, and whole words"
    word.send_keys(Keys.END, " thêm", Keys.ENTER)
    fixed = WebDriverWait(chrome, 120).until(lambda c: c.find_elements(By.CSS_SELECTOR, "mark.fixed"))
    assert fixed[0].text.split() == [*typed.split(), "thêm"]
    (kept,) = correction_of(server, documents["con"])
    assert "\n" in kept["after"], "the lines of the original stay"
    address = f"{server}/api/v1/documents/{documents['con']}/corrections/{kept['id']}"
    urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()


def test_field_is_set_by_keyboard_and_a_tapped_sentence_shows_its_picture_on_a_phone(
    chrome: Chrome, server: str, documents: dict[str, str]
) -> None:
    chrome.get(f"{server}/van-ban/{documents['con']}")
    chrome.execute_script(
        "arguments[0].focus()", find(chrome, "#thong-tin .field-row:nth-child(8) .field-edit summary")
    )
    keys(chrome, Keys.ENTER, Keys.TAB)
    keys(chrome, "PHÓ GIÁM ĐỐC", Keys.ENTER)
    WebDriverWait(chrome, 120).until(lambda c: c.find_elements(By.CSS_SELECTOR, "#thong-tin .badge.mark"))
    head = stored(server, documents["con"])["letterhead"]
    assert isinstance(head, dict)
    assert head["signer_role"] == "PHÓ GIÁM ĐỐC"

    set_size(chrome, PHONE)
    chrome.get(f"{server}/van-ban/{documents['con']}")
    piece = next(one for one in chrome.find_elements(By.CSS_SELECTOR, ".b [data-s]") if "Sở Giáo dục" in one.text)
    piece.click()
    assert find(chrome, "[data-peek]:not([hidden])").is_displayed()
    assert page_width(chrome) <= PHONE[0]
