"""The register as table, board, calendar and timeline; changes of a row; the administrator's page."""

import re

import pytest
from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API, DIRECTIVE

DUE, LATER = "2025-12-15", "2025-12-20"


@pytest.fixture(scope="module")
def client(office: OpenOffice, visitor: TestClient) -> TestClient:
    """A client of an office that has read one directive; the tests here change different parts of its tasks."""
    office.take_in(DIRECTIVE, "ke-hoach.txt")
    return visitor


def task_due(client: TestClient) -> str:
    """The task that is due on `DUE`, or on `LATER` once it was put off."""
    tasks = client.get(f"{API}/tasks").json()["tasks"]
    return next(str(task["id"]) for task in tasks if task["deadline"] and task["deadline"]["date"] in (DUE, LATER))


def test_every_view_shows_the_tasks_and_keeps_the_filters(client: TestClient) -> None:
    task_id = task_due(client)
    document_id = client.get(f"{API}/tasks/{task_id}").json()["document_id"]
    where = f"van-ban={document_id}&tim=chuyen+doi+so"
    for view in ("", "&xem=cot", "&xem=lich&thang=2025-12", "&xem=thoi-gian"):
        page = client.get(f"/nhiem-vu?{where}{view}").text
        assert f"/nhiem-vu/viec/{task_id}" in page, view
        links = re.findall(r'href="(/nhiem-vu\?[^"]*xem=[^"]*)"', page)
        assert links, view
        assert all(f"van-ban={document_id}" in link and "tim=chuyen+doi+so" in link for link in links), view
    assert f"/nhiem-vu/viec/{task_id}" not in client.get(f"/nhiem-vu?{where}&xem=lich&thang=2025-11").text


def test_a_calendar_of_nonsense_shows_this_month(client: TestClient) -> None:
    for month in ("abc", "2025-13", "9999-12", "0001-01"):
        assert client.get(f"/nhiem-vu?xem=lich&thang={month}").status_code == 200


def test_a_card_is_moved_and_leads_back_to_the_board(client: TestClient) -> None:
    task_id = task_due(client)
    answer = client.post(f"/nhiem-vu/{task_id}", data={"tinh_trang": "done", "ve": "/nhiem-vu?xem=cot"})
    assert "xem=cot" in str(answer.url)
    column = answer.text.split('data-status="done"')[1].split("</section>")[0]
    assert task_id in column


def test_unit_deadline_and_note_of_a_row_are_changed_in_place(client: TestClient) -> None:
    task_id = task_due(client)
    sent = {"chu_tri": "Phòng A; Phòng B", "thoi_han": "trước ngày 20/12/2025", "ghi_chu": "đã hẹn"}
    row = client.post(f"/nhiem-vu/{task_id}", data=sent, headers={"X-Fragment": "1"}).text
    assert "Phòng A" in row
    assert "trước ngày 20/12/2025" in row
    task = client.get(f"{API}/tasks/{task_id}").json()
    assert task["note"] == "đã hẹn"
    assert task["as_read"]["deadline"]["date"] == DUE
    refused = client.post(f"/nhiem-vu/{task_id}", data={"thoi_han": "lúc nào đó"}, headers={"X-Fragment": "1"})
    assert refused.status_code == 422
    assert "không hiểu thời hạn" in refused.text.lower()


def test_a_list_of_tasks_is_cut_by_the_api(client: TestClient) -> None:
    every = client.get(f"{API}/tasks?order=due").json()
    one = client.get(f"{API}/tasks?order=due&offset=1&limit=1").json()
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


def test_pages_speak_english_when_asked(client: TestClient) -> None:
    page = client.post("/ngon-ngu", data={"chon": "en", "ve": "/nhiem-vu?xem=cot"})
    assert str(page.url).endswith("/nhiem-vu?xem=cot")
    assert '<html lang="en"' in page.text
    assert "Waiting to be confirmed" in page.text
    assert "Tasks" in page.text
    assert client.post("/ngon-ngu", data={"chon": "xx"}).status_code == 422


def test_a_document_is_chosen_by_what_lists_call_it_or_by_its_number(client: TestClient) -> None:
    document = client.get(f"{API}/documents").json()["documents"][0]
    label = client.get("/goi-y/van-ban", params={"tim": "chuyen doi so"}).json()[0]
    assert document["letterhead"]["number"] in label
    page = client.get("/nhiem-vu").text
    assert f'<option value="{label}">' in page
    by_id = client.get("/nhiem-vu", params={"van-ban": document["id"]}).text
    assert f'value="{label}" placeholder' in by_id
    for typed in (label, document["letterhead"]["number"].lower().replace("/", " / ")):
        for path in ("/nhiem-vu", "/nhiem-vu/don-vi-toi", "/nhiem-vu/chuoi-bao-cao", "/hoi-dap"):
            assert client.get(path, params={"van-ban": typed}).status_code == 200, (path, typed)
        assert f"/van-ban/{document['id']}" in client.get("/nhiem-vu", params={"van-ban": typed}).text
    assert client.get("/goi-y/van-ban", params={"tim": "không có gì như thế"}).json() == []
    assert client.get("/nhiem-vu", params={"van-ban": "99/KH-KHÔNGCÓ"}).status_code == 404
    refused = client.get("/hoi-dap", params={"cau-hoi": "ai ký?", "van-ban": "99/KH-KHÔNGCÓ"})
    assert refused.status_code == 422
    assert "99/KH-KHÔNGCÓ" in refused.text
