"""Following up through the API and the pages: what people do with tasks, end to end."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import API, DIRECTIVE, NUMBER

HandIn = Callable[..., str]


@pytest.fixture
def task_ids(visitor: TestClient, directive: str) -> list[str]:
    """Tasks of the directive, in the order of the text."""
    return [task["id"] for task in visitor.get(f"{API}/tasks", params={"document": directive}).json()["tasks"]]


def test_many_are_confirmed_and_taken_back(visitor: TestClient, directive: str, task_ids: list[str]) -> None:
    here = {"document": directive}
    done = visitor.post(f"{API}/tasks/bulk", json={"ids": task_ids, "status": "confirmed"}).json()
    assert visitor.get(f"{API}/tasks/counts", params=here).json()["by_status"] == {"confirmed": len(task_ids)}
    undone = visitor.post(f"{API}/tasks/batches/{done['batch']}/undo").json()
    assert undone == {"undone": len(task_ids), "changed_since": 0}
    landed = visitor.post("/nhiem-vu", data={"nhiem_vu": task_ids, "tinh_trang": "done"})
    batch = re.search(r'name="lan" value="(\w+)"', landed.text).group(1)
    visitor.post("/nhiem-vu/hoan-tac", data={"lan": batch})
    assert visitor.get(f"{API}/tasks", params={**here, "status": "done"}).json()["found"] == 0


def test_a_task_is_edited_entered_split_merged_and_undone(
    visitor: TestClient, directive: str, task_ids: list[str]
) -> None:
    edited = visitor.patch(f"{API}/tasks/{task_ids[0]}", json={"deadline": "trước ngày 01/02/2026"}).json()
    assert (edited["deadline"]["date"], edited["as_read"] is not None) == ("2026-02-01", True)
    assert visitor.patch(f"{API}/tasks/{task_ids[0]}", json={"deadline": "hôm nào đó"}).status_code == 422
    entered = visitor.post(f"{API}/tasks", json={"document": directive, "content": "Đặt phòng", "lead_units": ["A"]})
    assert (entered.status_code, entered.json()["origin"]) == (201, "entered")
    merged = visitor.post(f"{API}/tasks/merge", json={"ids": task_ids[:2]}).json()
    parts = visitor.post(f"{API}/tasks/{merged['id']}/split", json={"parts": ["một", "hai"]}).json()
    assert [part["origin"] for part in parts["tasks"]] == ["entered", "entered"]
    for task_id in (merged["id"], merged["id"], entered.json()["id"], task_ids[0]):
        assert visitor.post(f"{API}/tasks/{task_id}/undo").status_code == 200
    left = visitor.get(f"{API}/tasks", params={"document": directive}).json()["tasks"]
    assert [task["id"] for task in left] == task_ids


def test_the_page_of_a_task_does_it_all_without_script(visitor: TestClient, task_ids: list[str]) -> None:
    page = f"/nhiem-vu/viec/{task_ids[0]}"
    visitor.post(page, data={"tinh_trang": "in_progress", "ghi_chu": "đang làm"})
    visitor.post(f"{page}/minh-chung", data={"loi": "https://example.org/bien-ban"})
    visitor.post(f"{page}/minh-chung", files={"tep": ("biên bản.html", b"<script>", "text/html")})
    shown = visitor.post(f"{page}/sua", data={"noi_dung": "Việc đã viết lại", "thoi_han": "trước ngày 9/9/2026"}).text
    for words in ("Việc đã viết lại", "Đã sửa", "người dùng", "đang làm", "biên bản.html", "Đang thực hiện"):
        assert words in shown
    file = visitor.get(re.search(rf'href="({page}/minh-chung/\d+)"', shown).group(1))
    assert (file.content, file.headers["content-type"]) == (b"<script>", "application/octet-stream")
    assert file.headers["content-disposition"].startswith("attachment")
    assert "Việc đã viết lại" not in visitor.post(f"{page}/hoan-tac").text.split("<h1")[1].split("</h1>")[0]


def test_my_unit_is_set_once_and_filters_everywhere(visitor: TestClient, task_ids: list[str]) -> None:
    lead = visitor.get(f"{API}/tasks").json()["tasks"][0]["lead_units"][0]
    own = visitor.put(f"{API}/own-unit", json={"name": lead}).json()
    assert own["tasks"]["lead"] >= 1
    mine = visitor.get(f"{API}/tasks", params={"mine": True}).json()["tasks"]
    assert mine[0]["lead_units"] == [lead]
    assert lead in visitor.get("/nhiem-vu/don-vi-toi").text
    assert "Việc của ai" in visitor.get("/nhiem-vu", params={"cua-toi": "lead"}).text


def test_a_workbook_goes_out_and_comes_back(visitor: TestClient, task_ids: list[str]) -> None:
    sheet = visitor.get(f"{API}/tasks/national.xlsx").content
    visitor.patch(f"{API}/tasks/{task_ids[0]}", json={"status": "done"})
    looked = visitor.post(f"{API}/tasks/import", files={"file": ("b.xlsx", sheet)})
    assert looked.status_code == 200, looked.text
    rows = looked.json()["rows"]
    assert {row["verdict"] for row in rows} == {"same"}
    shown = visitor.post("/nhiem-vu/nhan-bang", files={"tep": ("b.xlsx", sheet)})
    assert "dòng không đổi" in shown.text
    assert visitor.post("/nhiem-vu/nhan-bang", files={"tep": ("b.xlsx", b"no")}).status_code == 422
    assert visitor.post("/nhiem-vu/nhan-bang/ghi", data={"doi": "no"}).status_code == 422


def test_a_private_calendar_is_read_by_its_address_alone(visitor: TestClient, task_ids: list[str]) -> None:
    made = visitor.post(f"{API}/feeds", json={"name": "Lịch"}).json()
    calendar = visitor.get(made["path"])
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    again = visitor.get(made["path"], headers={"If-None-Match": calendar.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    visitor.delete(f"{API}/feeds/{made['feed']['id']}")
    assert visitor.get(made["path"]).status_code == 404
    shown = visitor.post("/nhiem-vu/lich-rieng", data={"ten": "Của phòng"}).text
    assert re.search(r'value="http://127.0.0.1:8000/lich/[\w-]{40,}\.ics"', shown)


def test_a_new_version_is_laid_beside_the_former(
    office: OpenOffice, visitor: TestClient, directive: str, task_ids: list[str]
) -> None:
    former = visitor.get(f"{API}/documents/{directive}").json()
    new_text = DIRECTIVE.replace(NUMBER, former["letterhead"]["number"]).replace("15/12/2025", "20/12/2025")
    new_id = office.take_in(new_text, "moi.txt")
    visitor.patch(f"{API}/tasks/{task_ids[0]}", json={"status": "done"})
    compared = visitor.get(f"{API}/task-changes", params={"former": directive, "new": new_id}).json()
    assert "changed" in {task["fate"] for task in compared["tasks"]}
    page = visitor.get("/nhiem-vu/so-sanh", params={"moi": new_id})
    assert "<del>" in page.text
    assert "<ins>" in page.text
    pairs = re.findall(r'name="cap" value="([\w:]+)"', page.text)
    carried = visitor.post("/nhiem-vu/so-sanh", data={"cu": directive, "moi": new_id, "cap": pairs}).text
    assert f"Đã chuyển tình trạng cho {len(pairs)} việc" in carried
    assert visitor.get(f"/nhiem-vu/chuoi-bao-cao?van-ban={directive}").status_code == 200


def test_task_is_changed_and_remembers_it(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    task_id = client.get(f"{API}/tasks").json()["tasks"][0]["id"]
    changed = client.patch(f"{API}/tasks/{task_id}", json={"status": "done", "note": "đã ký"})
    assert (changed.json()["status"], changed.json()["note"]) == ("done", "đã ký")
    client.post(f"{API}/documents/{document_id}/reread")
    assert "event: done" in client.get(f"{API}/documents/{document_id}/events").text
    assert client.get(f"{API}/tasks", params={"status": "done"}).json()["tasks"][0]["id"] == task_id
    history = client.get(f"{API}/tasks/{task_id}/history").json()["changes"]
    assert [change["field"] for change in history] == ["status", "note"]
