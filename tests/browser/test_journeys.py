"""What an officer does, done in a real browser on real files."""

import json
import urllib.request
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.browser.chromium import PHONE, page_width, set_size
from tests.browser.pages import find, focus_by_tab, keys, wait_for
from tests.office_fakes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_upload_tells_progress_outcome_and_errors(chrome: Chrome, server: str, tmp_path: Path) -> None:
    good, empty = tmp_path / "cong-van-moi.txt", tmp_path / "rong.txt"
    good.write_text("CÔNG VĂN\nĐề nghị các trường báo cáo kết quả trước ngày 30/11/2026.\n", encoding="utf-8")
    empty.write_bytes(b"")
    chrome.get(f"{server}/van-ban")
    find(chrome, "#tep").send_keys(f"{good}\n{empty}")
    wait_for(chrome, "cong-van-moi.txt: đã nhận", within=".sending")
    wait_for(chrome, "Tệp rỗng", within=".sending")
    wait_for(chrome, "cong-van-moi.txt", within="#danh-sach")
    chrome.refresh()
    wait_until(lambda: not chrome.find_elements(By.CSS_SELECTOR, '[data-live-state="running"]'), seconds=60)
    wait_for(chrome, "Đã đọc xong", within="#danh-sach tbody tr")
    find(chrome, "#tep").send_keys(str(good))
    wait_for(chrome, "đã có từ trước", within=".sending")


def lit_text(chrome: Chrome) -> str:
    """The words that are lit, as stored."""
    return "".join(one.get_attribute("textContent") for one in chrome.find_elements(By.CSS_SELECTOR, ".reader .lit"))


def test_a_dropped_folder_is_taken_in_with_all_below_it_but_litter(chrome: Chrome, server: str, tmp_path: Path) -> None:
    below = tmp_path / "thu-muc" / "con"
    below.mkdir(parents=True)
    (below.parent / "mot.txt").write_text("Tờ thứ nhất của thư mục được thả.\n", encoding="utf-8")
    (below / "hai.txt").write_text("Tờ thứ hai nằm sâu hơn một bậc.\n", encoding="utf-8")
    (below / "Thumbs.db").write_bytes(b"x")
    chrome.get(f"{server}/van-ban")
    place = find(chrome, ".drop").rect
    dropped = {"items": [], "files": [str(below.parent)], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        where = {"type": step, "x": place["x"] + place["width"] / 2, "y": place["y"] + 40, "data": dropped}
        chrome.execute_cdp_cmd("Input.dispatchDragEvent", where)
    for name in ("mot.txt", "hai.txt"):
        wait_for(chrome, name, within="#danh-sach")
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".sending .outcome")) == 2


def test_list_answers_while_typing(chrome: Chrome, server: str) -> None:
    chrome.get(f"{server}/van-ban")
    find(chrome, "#tim").send_keys("15/kh-cdn")
    WebDriverWait(chrome, 10).until(lambda c: len(c.find_elements(By.CSS_SELECTOR, ".documents tbody tr")) == 1)
    assert "tim=15" in chrome.current_url
    find(chrome, "#tim").send_keys(" khongcogi")
    wait_for(chrome, "Không có văn bản nào khớp", within="#danh-sach")


def test_evidence_is_lit_in_the_text(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/van-ban/{documents['000']}")
    find(chrome, "#tab-nhiem-vu").click()
    link = find(chrome, "#nhiem-vu a[data-range]")
    start, end = (int(part) for part in link.get_attribute("data-range").split("-"))
    link.click()
    with urllib.request.urlopen(f"{server}/api/v1/documents/{documents['000']}") as answer:
        stored = json.load(answer)["text"]
    assert lit_text(chrome).split() == stored[start:end].split()
    assert f"doan={start}-{end}" in chrome.current_url
    chrome.refresh()
    assert find(chrome, "#doan").is_displayed()


def test_scanned_page_stands_beside_its_text(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/van-ban/{documents['con']}")
    size = chrome.execute_async_script(
        "const done = arguments[0], image = new Image(); image.onload = () => done(image.naturalWidth);"
        "image.src = document.querySelector('.picture image').getAttribute('href')"
    )
    assert size > 800
    find(chrome, "#thong-tin a[data-boxes]").click()
    assert chrome.find_elements(By.CSS_SELECTOR, ".lit-box")
    find(chrome, '[data-view-choice="text"]').click()
    assert not find(chrome, ".picture").is_displayed()


def test_a_task_is_followed_up_by_keyboard_on_a_phone(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    set_size(chrome, PHONE)
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['000']}&xep=van-ban")
    find(chrome, ".task-open").send_keys(Keys.ENTER)
    find(chrome, "#tt")
    Select(find(chrome, "#tt")).select_by_value("in_progress")
    find(chrome, "#gc").send_keys("Đã giao đồng chí Lan", Keys.TAB, Keys.ENTER)
    wait_for(chrome, "Đã giao đồng chí Lan", within=".history-list")
    assert page_width(chrome) <= PHONE[0]
    find(chrome, "#mc-loi").send_keys("Biên bản họp ngày 5/5", Keys.ENTER)
    wait_for(chrome, "Biên bản họp ngày 5/5", within="#minh-chung")
    find(chrome, ".card-head form .button").send_keys(Keys.ENTER)
    wait_for(chrome, "Chưa có minh chứng", within="#minh-chung")
    find(chrome, ".card-head form .button").send_keys(Keys.ENTER)
    wait_for(chrome, "hoàn tác", within=".history-list")


def test_own_unit_chain_and_comparison_on_a_phone(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    set_size(chrome, PHONE)
    chrome.get(f"{server}/nhiem-vu/don-vi-toi")
    find(chrome, "#ten").send_keys("Công đoàn Trường Đại học Vinh")
    find(chrome, "#nhom").send_keys("công đoàn các đơn vị", Keys.TAB, Keys.ENTER)
    wait_for(chrome, "Giao chung cho cấp, nhóm")
    for address in ("don-vi-toi", "chuoi-bao-cao", "so-sanh", "nhan-bang", "lich-rieng", "moi"):
        chrome.get(f"{server}/nhiem-vu/{address}?van-ban={documents['000']}")
        assert page_width(chrome) <= PHONE[0], address
    chrome.get(f"{server}/nhiem-vu/so-sanh?cu={documents['000']}&moi={documents['003']}")
    wait_for(chrome, "Không còn")


def test_ask_opens_the_quote(chrome: Chrome, server: str) -> None:
    chrome.get(server)
    find(chrome, "#cau-hoi").send_keys("Công đoàn các đơn vị báo cáo kết quả thực hiện trước ngày nào?", Keys.ENTER)
    quote = find(chrome, ".citation blockquote").text
    find(chrome, ".citation a").click()
    find(chrome, ".reader .lit")
    assert lit_text(chrome).split() == quote.split()
    chrome.back()
    box = find(chrome, "#cau-hoi")
    box.clear()
    box.send_keys("Giá vàng thế giới hôm nay là bao nhiêu đô la?", Keys.ENTER)
    wait_for(chrome, "Không tìm thấy", within=".answer")


def test_tasks_are_filtered_changed_and_confirmed(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(f"{server}/nhiem-vu?van-ban={documents['000']}")
    rows = len(chrome.find_elements(By.CSS_SELECTOR, ".tasks tbody tr"))
    Select(find(chrome, "#han")).select_by_value("qua-han")
    WebDriverWait(chrome, 10).until(lambda c: 0 < len(c.find_elements(By.CSS_SELECTOR, ".tasks tbody tr")) < rows)
    Select(find(chrome, ".tasks tbody tr .status-select")).select_by_value("in_progress")
    wait_for(chrome, "Đã lưu.", within="#thong-bao")
    assert find(chrome, ".status-select.status-in_progress")
    find(chrome, "[data-check-all]").click()
    wait_for(chrome, "Đã chọn", within="[data-check-count]")
    find(chrome, "[data-bulk] button").click()
    WebDriverWait(chrome, 10).until(
        lambda c: not c.find_elements(By.CSS_SELECTOR, ".tasks .status-select:not(.status-confirmed)")
    )
    assert "han=qua-han" in chrome.current_url


def test_report_is_drafted_and_downloaded(
    chrome: Chrome, server: str, documents: dict[str, str], downloads: Path
) -> None:
    chrome.get(f"{server}/bao-cao?van-ban={documents['000']}")
    find(chrome, "#don-vi").send_keys("Công đoàn các đơn vị", Keys.ENTER)
    wait_for(chrome, "Kết quả thực hiện Kế hoạch số 15/KH-CDN", within=".report-sheet")
    assert chrome.find_elements(By.CSS_SELECTOR, "mark.blank")
    find(chrome, ".draft-bar a").click()
    wait_until(lambda: any(file.suffix == ".docx" for file in downloads.iterdir()), seconds=30)


def test_keyboard_alone_reaches_an_answer_and_its_place(chrome: Chrome, server: str, documents: dict[str, str]) -> None:
    chrome.get(server)
    keys(chrome, Keys.TAB, Keys.ENTER)
    assert chrome.switch_to.active_element.get_attribute("id") == "noi-dung"
    keys(chrome, "/")
    keys(chrome, *"bao cao ket qua thuc hien truoc ngay nao", Keys.ENTER)
    find(chrome, ".citation a")
    focus_by_tab(chrome, ".citation a")
    keys(chrome, Keys.ENTER)
    find(chrome, ".reader .lit")
    chrome.get(f"{server}/van-ban/{documents['000']}")
    focus_by_tab(chrome, "[role=tab]")
    keys(chrome, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert chrome.switch_to.active_element.get_attribute("id") == "tab-nhiem-vu"
    assert find(chrome, "#nhiem-vu").is_displayed()
    focus_by_tab(chrome, "#nhiem-vu a[data-range]")
    keys(chrome, Keys.ENTER)
    assert chrome.find_elements(By.CSS_SELECTOR, ".reader .lit")


def test_dark_mode_is_kept(chrome: Chrome, server: str) -> None:
    chrome.get(server)
    find(chrome, "[data-theme-form] button").click()
    chrome.get(f"{server}/van-ban")
    assert chrome.execute_script("return getComputedStyle(document.body).color") == "rgb(230, 234, 240)"
    find(chrome, "[data-theme-form] button").click()
