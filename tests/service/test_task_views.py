"""The register as table, board, calendar and timeline; changes of a row; the administrator's page."""

import re
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

DIRECTIVE = (Path(__file__).parent / "directive.txt").read_text(encoding="utf-8")
DUE = "trước ngày 15/12/2025"


def task_due(client: TestClient) -> str:
    """The task whose deadline is `DUE`."""
    tasks = client.get("/api/v1/tasks").json()["tasks"]
    return next(str(task["id"]) for task in tasks if task["deadline"] and task["deadline"]["raw"] == DUE)


def test_every_view_shows_the_tasks_and_keeps_the_filters(client: TestClient, hand_in: Callable[..., str]) -> None:
    document_id = hand_in(DIRECTIVE)
    task_id = task_due(client)
    where = f"van-ban={document_id}&tim=bao+cao"
    for view in ("", "&xem=cot", "&xem=lich&thang=2025-12", "&xem=thoi-gian"):
        page = client.get(f"/nhiem-vu?{where}{view}").text
        assert f"/nhiem-vu/viec/{task_id}" in page, view
        links = re.findall(r'href="(/nhiem-vu\?[^"]*xem=[^"]*)"', page)
        assert links, view
        assert all(f"van-ban={document_id}" in link and "tim=bao+cao" in link for link in links), view
    assert f"/nhiem-vu/viec/{task_id}" not in client.get(f"/nhiem-vu?{where}&xem=lich&thang=2025-11").text


def test_a_calendar_of_nonsense_shows_this_month(client: TestClient, hand_in: Callable[..., str]) -> None:
    hand_in(DIRECTIVE)
    for month in ("abc", "2025-13", "9999-12", "0001-01"):
        assert client.get(f"/nhiem-vu?xem=lich&thang={month}").status_code == 200


def test_a_card_is_moved_and_leads_back_to_the_board(client: TestClient, hand_in: Callable[..., str]) -> None:
    hand_in(DIRECTIVE)
    task_id = task_due(client)
    answer = client.post(f"/nhiem-vu/{task_id}", data={"tinh_trang": "done", "ve": "/nhiem-vu?xem=cot"})
    assert "xem=cot" in str(answer.url)
    column = answer.text.split('data-status="done"')[1].split("</section>")[0]
    assert task_id in column


def test_unit_deadline_and_note_of_a_row_are_changed_in_place(client: TestClient, hand_in: Callable[..., str]) -> None:
    hand_in(DIRECTIVE)
    task_id = task_due(client)
    sent = {"chu_tri": "Phòng A; Phòng B", "thoi_han": "trước ngày 20/12/2025", "ghi_chu": "đã hẹn"}
    row = client.post(f"/nhiem-vu/{task_id}", data=sent, headers={"X-Fragment": "1"}).text
    assert "Phòng A" in row
    assert "trước ngày 20/12/2025" in row
    task = client.get(f"/api/v1/tasks/{task_id}").json()
    assert task["note"] == "đã hẹn"
    assert task["as_read"]["deadline"]["raw"] == DUE
    refused = client.post(f"/nhiem-vu/{task_id}", data={"thoi_han": "lúc nào đó"}, headers={"X-Fragment": "1"})
    assert refused.status_code == 422
    assert "không hiểu thời hạn" in refused.text.lower()


def test_a_list_of_tasks_is_cut_by_the_api(client: TestClient, hand_in: Callable[..., str]) -> None:
    hand_in(DIRECTIVE)
    every = client.get("/api/v1/tasks?order=due").json()
    one = client.get("/api/v1/tasks?order=due&offset=1&limit=1").json()
    assert one["found"] == every["found"]
    assert one["tasks"] == every["tasks"][1:2]


def test_choices_of_the_office_are_kept_with_their_history(client: TestClient) -> None:
    sent = {"don_vi": "Sở Giáo dục và Đào tạo", "so_dong": "25", "so_trang": "3", "so_van_ban": "0"}
    page = client.post("/quan-tri/thiet-lap", data=sent).text
    assert "Đã lưu thiết lập." in page
    history = page.split("Lịch sử thiết lập")[1]
    assert "Sở Giáo dục và Đào tạo" in history
    assert "50 → 25" in history
    assert client.post("/quan-tri/thiet-lap", data={**sent, "so_dong": "5"}).status_code == 422


def test_pages_speak_english_when_asked(client: TestClient, hand_in: Callable[..., str]) -> None:
    hand_in(DIRECTIVE)
    page = client.post("/ngon-ngu", data={"chon": "en", "ve": "/nhiem-vu?xem=cot"})
    assert str(page.url).endswith("/nhiem-vu?xem=cot")
    assert '<html lang="en"' in page.text
    assert "Waiting to be confirmed" in page.text
    assert "Tasks" in page.text
    assert client.post("/ngon-ngu", data={"chon": "xx"}).status_code == 422
