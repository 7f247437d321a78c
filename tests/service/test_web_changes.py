"""What people change by the pages, without script, over a real office with quick engines."""

from typing import Any

from starlette.testclient import TestClient

from tests.open_office import OpenOffice
from tests.service.conftest import DIRECTIVE
from tests.service.web_markup import Attributes

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def tasks_of(visitor: TestClient, document_id: str) -> list[dict[str, Any]]:
    tasks: list[dict[str, Any]] = visitor.get("/api/v1/tasks", params={"document": document_id}).json()["tasks"]
    return tasks


def test_words_of_files_are_never_markup(office: OpenOffice, visitor: TestClient) -> None:
    document_id = office.take_in(f"{EVIL}\n{DIRECTIVE}\n{EVIL}\n", '<b onclick="x">.txt')
    visitor.post(f"/nhiem-vu/{tasks_of(visitor, document_id)[0]['id']}", data={"ghi_chu": EVIL})
    for path in (
        "/",
        "/van-ban",
        f"/van-ban/{document_id}",
        "/nhiem-vu",
        f"/hoi-dap?cau-hoi={EVIL}",
        f"/van-ban?tim={EVIL}",
    ):
        page = Attributes(visitor.get(path).text)
        assert not [one for one in page.found if one[1].startswith("on") or one[0] == "img"], path
        assert page.inline == "", path


def test_a_blank_field_is_said_to_be_blank(office: OpenOffice, visitor: TestClient) -> None:
    page = visitor.get(f"/van-ban/{office.take_in('Một tờ giấy không có đầu đề.', 'to-giay.txt')}").text
    assert "văn bản không ghi" in page


def test_upload_without_script_lands_on_the_list(visitor: TestClient) -> None:
    files = [("tep", ("a.txt", DIRECTIVE.encode(), "text/plain"))]
    answer = visitor.post("/van-ban", files=files, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/van-ban")
    again = visitor.post("/van-ban", files=[*files, ("tep", ("b.txt", b"", "text/plain"))])
    assert "đã có từ trước" in again.text
    assert "Tệp rỗng, không có nội dung." in again.text


def test_status_and_note_are_changed_without_script(visitor: TestClient, directive: str) -> None:
    task_id = tasks_of(visitor, directive)[0]["id"]
    answer = visitor.post(
        f"/nhiem-vu/{task_id}", data={"tinh_trang": "done", "ve": "/nhiem-vu"}, follow_redirects=False
    )
    assert answer.status_code == 303
    fragment = visitor.post(f"/nhiem-vu/{task_id}", data={"ghi_chu": "đã gửi"}, headers={"X-Fragment": "1"}).text
    assert fragment.startswith("<table>"), "a browser drops a row that stands in no table"
    task = tasks_of(visitor, directive)[0]
    assert (task["status"], task["note"]) == ("done", "đã gửi")


def test_many_tasks_are_confirmed_at_once(visitor: TestClient, directive: str) -> None:
    ids = [task["id"] for task in tasks_of(visitor, directive)]
    visitor.post("/nhiem-vu", data={"nhiem_vu": ids, "tinh_trang": "confirmed"})
    assert {task["status"] for task in tasks_of(visitor, directive)} == {"confirmed"}
    nothing = visitor.post("/nhiem-vu", data={"tinh_trang": "confirmed"})
    assert (nothing.status_code, "Chưa chọn nhiệm vụ nào" in nothing.text) == (422, True)


def test_a_removed_document_is_gone(visitor: TestClient, directive: str) -> None:
    visitor.post(f"/van-ban/{directive}/go")
    assert visitor.get(f"/van-ban/{directive}").status_code == 404
