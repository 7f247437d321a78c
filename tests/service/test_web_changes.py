"""What people change by the pages, without script, over a real office with quick engines."""

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.service.conftest import DIRECTIVE
from tests.service.web_markup import Attributes

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'

HandIn = Callable[..., str]


def first_task(client: TestClient) -> str:
    task_id: str = client.get("/api/v1/tasks").json()["tasks"][0]["id"]
    return task_id


def test_words_of_files_are_never_markup(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(f"{EVIL}\n{DIRECTIVE}\n{EVIL}\n", name='<b onclick="x">.txt')
    client.post("/nhiem-vu/" + first_task(client), data={"ghi_chu": EVIL})
    for path in (
        "/",
        "/van-ban",
        f"/van-ban/{document_id}",
        "/nhiem-vu",
        f"/hoi-dap?cau-hoi={EVIL}",
        f"/van-ban?tim={EVIL}",
    ):
        page = Attributes(client.get(path).text)
        assert not [one for one in page.found if one[1].startswith("on") or one[0] == "img"], path
        assert page.inline == "", path


def test_a_blank_field_is_said_to_be_blank(client: TestClient, hand_in: HandIn) -> None:
    page = client.get(f"/van-ban/{hand_in('Một tờ giấy không có đầu đề.')}").text
    assert "văn bản không ghi" in page


def test_upload_without_script_lands_on_the_list(client: TestClient) -> None:
    files = [("tep", ("a.txt", DIRECTIVE.encode(), "text/plain"))]
    answer = client.post("/van-ban", files=files, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/van-ban")
    again = client.post("/van-ban", files=[*files, ("tep", ("b.txt", b"", "text/plain"))])
    assert "đã có từ trước" in again.text
    assert "Tệp rỗng, không có nội dung." in again.text


def test_status_and_note_are_changed_without_script(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
    task_id = first_task(client)
    answer = client.post(f"/nhiem-vu/{task_id}", data={"tinh_trang": "done", "ve": "/nhiem-vu"}, follow_redirects=False)
    assert answer.status_code == 303
    fragment = client.post(f"/nhiem-vu/{task_id}", data={"ghi_chu": "đã gửi"}, headers={"X-Fragment": "1"}).text
    assert fragment.startswith("<table>"), "a browser drops a row that stands in no table"
    task = client.get("/api/v1/tasks").json()["tasks"][0]
    assert (task["status"], task["note"]) == ("done", "đã gửi")


def test_many_tasks_are_confirmed_at_once(client: TestClient, hand_in: HandIn) -> None:
    hand_in(DIRECTIVE)
    ids = [task["id"] for task in client.get("/api/v1/tasks").json()["tasks"]]
    client.post("/nhiem-vu", data={"nhiem_vu": ids, "tinh_trang": "confirmed"})
    assert {task["status"] for task in client.get("/api/v1/tasks").json()["tasks"]} == {"confirmed"}
    nothing = client.post("/nhiem-vu", data={"tinh_trang": "confirmed"})
    assert (nothing.status_code, "Chưa chọn nhiệm vụ nào" in nothing.text) == (422, True)


def test_a_removed_document_is_gone(client: TestClient, hand_in: HandIn) -> None:
    document_id = hand_in(DIRECTIVE)
    client.post(f"/van-ban/{document_id}/go")
    assert client.get(f"/van-ban/{document_id}").status_code == 404
