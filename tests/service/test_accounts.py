"""Who comes in, and what they may do there."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from core.errors import ConfigurationError, InvalidInput, NotAllowed, NotFound, TooManyAttempts
from service.accounts.desk import AccountDesk
from service.accounts.rights import RIGHTS, Right, Role, Viewer, acting_as, current_viewer, require, signature
from service.settings import Settings
from service.store import open_database
from service.store.accounts import AccountStore
from tests.open_office import OpenOffice

PERIOD = {"from": "2025-01-01", "to": "2025-06-30"}
PASSWORD = "sáu con mèo ngủ"
HERE = {"Origin": "http://127.0.0.1:8000"}


class Watch:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    house = OpenOffice(tmp_path_factory.mktemp("accounts"))
    yield house
    house.close()


@pytest.fixture(scope="module")
def data_dir(house: OpenOffice) -> Path:
    return house.office.settings.data_dir


@pytest.fixture(scope="module")
def client(house: OpenOffice) -> TestClient:
    """A server where Lan (staff), An (officer), Bình (reviewer) and Quản (admin) have accounts."""
    for login, role in (("lan", "staff"), ("an.tra", "officer"), ("binh", "reviewer"), ("quan", "admin")):
        house.office.accounts.add(login, name=login.upper(), role=Role(role), password=PASSWORD)
    return TestClient(house.app, base_url="http://127.0.0.1:8000", follow_redirects=False)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(tmp_path: Path, watch: Watch) -> AccountDesk:
    return AccountDesk(AccountStore(open_database(tmp_path / "own")), clock=watch)


def _desk(data_dir: Path) -> AccountDesk:
    return AccountDesk(AccountStore(open_database(data_dir)))


def _sign_in(client: TestClient, login: str) -> None:
    client.cookies.clear()
    answer = client.post("/dang-nhap", data={"ten": login, "mat_khau": PASSWORD, "ve": "/nhiem-vu"}, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/nhiem-vu")


def _program(data_dir: Path, login: str, *rights: Right) -> dict[str, str]:
    return {"Authorization": f"Bearer {_desk(data_dir).make_token(login, name='thử', rights=frozenset(rights)).secret}"}


def test_strangers_see_nothing_but_the_way_in(client: TestClient) -> None:
    client.cookies.clear()
    assert client.get("/van-ban?trang=2").headers["location"] == "/dang-nhap?ve=%2Fvan-ban%3Ftrang%3D2"
    answer = client.get("/api/v1/documents")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")
    assert client.get("/dang-nhap").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 303


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/khong-co", "/static/../van-ban", "/lich/", "//van-ban"])
def test_what_is_not_named_open_is_closed(client: TestClient, path: str) -> None:
    client.cookies.clear()
    assert client.get(path).status_code == 303


def test_signed_in_one_goes_where_one_wanted_and_out_again(client: TestClient) -> None:
    _sign_in(client, "lan")
    assert "LAN" in client.get("/").text
    assert client.get("/dang-nhap?ve=//example.org").text.count('value="/"') >= 1
    assert client.post("/dang-xuat", headers=HERE).status_code == 303
    assert client.get("/").status_code == 303


def test_a_wrong_password_keeps_the_name_and_tells_nothing_more(client: TestClient) -> None:
    client.cookies.clear()
    known = client.post("/dang-nhap", data={"ten": "lan", "mat_khau": "không phải"}, headers=HERE)
    unknown = client.post("/dang-nhap", data={"ten": "la1", "mat_khau": "không phải"}, headers=HERE)
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert 'value="lan"' in known.text
    assert known.text.replace('value="lan"', "") == unknown.text.replace('value="la1"', "")


def test_rights_follow_the_role(client: TestClient) -> None:
    _sign_in(client, "an.tra")
    assert client.get("/api/v1/tasks").status_code == 200
    assert client.post("/api/v1/deadline", json={"phrase": "quý III năm 2025"}, headers=HERE).status_code != 403
    upload = {"files": ("a.txt", b"Ke hoach", "text/plain")}
    assert client.post("/api/v1/documents", files=upload, headers=HERE).status_code == 403
    assert client.post("/van-ban", files=upload, headers=HERE).status_code == 403
    assert "Không được phép" in client.get("/quan-tri").text
    _sign_in(client, "lan")
    assert client.post("/api/v1/documents", files=upload, headers=HERE).status_code == 202
    assert client.get("/quan-tri").status_code == 403
    _sign_in(client, "quan")
    assert client.get("/quan-tri").status_code == 200


def test_a_cookie_changes_nothing_for_what_says_no_origin(client: TestClient) -> None:
    _sign_in(client, "quan")
    assert client.post("/giao-dien", data={"chon": "toi"}).status_code == 303
    assert client.post("/quan-tri/doc-lai").status_code == 403
    assert client.post("/quan-tri/doc-lai", headers={"Origin": "http://example.org"}).status_code == 403
    assert client.post("/quan-tri/doc-lai", headers=HERE).status_code == 303


def test_tokens_act_within_their_rights(client: TestClient, data_dir: Path) -> None:
    client.cookies.clear()
    reading, observing = _program(data_dir, "lan", Right.READ), _program(data_dir, "quan", Right.OBSERVE)
    assert client.get("/api/v1/documents", headers=reading).status_code == 200
    assert client.post("/api/v1/documents", files={"files": ("b.txt", b"x")}, headers=reading).status_code == 403
    assert client.get("/metrics", headers=reading).status_code == 403
    assert client.get("/metrics", headers=observing).status_code == 200
    assert client.get("/api/v1/documents", headers=observing).status_code == 403
    assert client.get("/api/v1/documents", headers={"Authorization": "Bearer dondoc_no"}).status_code == 401


def test_what_is_done_is_signed_by_who_does_it_whatever_they_type(house: OpenOffice, client: TestClient) -> None:
    _sign_in(client, "lan")
    report = {"document": _document(house, client), "unit": "Văn phòng", "by": "Giám đốc", **PERIOD}
    filed = client.post("/api/v1/reviews", json=report, headers=HERE)
    assert filed.status_code in (200, 201), filed.text
    file_id = filed.json()["id"]
    assert filed.json()["filed_by"] == "LAN"
    sent = client.post(f"/api/v1/reviews/{file_id}/steps", json={"action": "submit", "by": "Giám đốc"}, headers=HERE)
    assert sent.status_code == 200, sent.text
    approving = {"action": "return", "by": "Giám đốc", "note": "thiếu số liệu"}
    assert client.post(f"/api/v1/reviews/{file_id}/steps", json=approving, headers=HERE).status_code == 403
    _sign_in(client, "binh")
    assert client.post(f"/api/v1/reviews/{file_id}/steps", json=approving, headers=HERE).status_code == 200
    events = client.get(f"/api/v1/reviews/{file_id}").json()["events"]
    assert [event["made_by"] for event in events] == ["LAN", "LAN", "BINH"]


def _document(house: OpenOffice, client: TestClient) -> str:
    text = (Path(__file__).parent / "directive.txt").read_bytes()
    answer = client.post("/api/v1/documents", files={"files": ("ke-hoach.txt", text, "text/plain")}, headers=HERE)
    document_id: str = answer.json()["documents"][0]["id"]
    house.read_all()
    assert client.get(f"/api/v1/documents/{document_id}").json()["status"] == "ready"
    return document_id


def test_guessing_is_stopped_for_a_while(desk: AccountDesk, watch: Watch) -> None:
    desk.add("lan", name="Lan", role=Role.STAFF, password=PASSWORD)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            desk.sign_in("lan", "sai rồi nhé", address="10.0.0.1")
    with pytest.raises(TooManyAttempts):
        desk.sign_in("LAN ", PASSWORD, address="10.0.0.2")
    watch.now += timedelta(minutes=16)
    assert desk.sign_in("lan", PASSWORD, address="10.0.0.1")


def test_guessing_at_the_same_moment_gets_no_more_tries(desk: AccountDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add("lan", name="Lan", role=Role.STAFF, password=PASSWORD)
    tried, together = [], threading.Barrier(5)

    def compare(password: str, _kept: str | None) -> bool:
        tried.append(password)
        together.wait(timeout=20)
        return False

    monkeypatch.setattr("service.accounts.desk.is_password", compare)

    def guess(number: int) -> type[Exception]:
        with pytest.raises((NotAllowed, TooManyAttempts)) as refused:
            desk.sign_in("lan", f"đoán lần {number}", address="10.0.0.1")
        return refused.type

    with ThreadPoolExecutor(12) as threads:
        refused = Counter(threads.map(guess, range(12)))
    assert refused == {NotAllowed: 5, TooManyAttempts: 7}
    assert len(tried) == 5


def test_sessions_and_tokens_end(desk: AccountDesk, watch: Watch) -> None:
    desk.add("quan", name="Quản", role=Role.ADMIN, password=PASSWORD)
    desk.add("lan", name="Lan", role=Role.STAFF, password=PASSWORD)
    key = desk.sign_in("lan", PASSWORD, address="10.0.0.1")
    for _ in range(14):
        watch.now += timedelta(hours=11)
        assert desk.viewer_of_session(key) == Viewer(person_id=2, name="Lan", rights=RIGHTS[Role.STAFF])
    watch.now += timedelta(hours=15)
    assert desk.viewer_of_session(key) is None
    key = desk.sign_in("lan", PASSWORD, address="10.0.0.1")
    made = desk.make_token("lan", name="máy", rights=frozenset({Right.READ, Right.WRITE}), days=2)
    desk.set_role("lan", Role.OFFICER)
    acting = desk.viewer_of_token(made.secret)
    assert acting is not None
    assert acting.rights == {Right.READ}
    desk.set_active("lan", False)
    assert (desk.viewer_of_session(key), desk.viewer_of_token(made.secret)) == (None, None)
    desk.set_active("lan", True)
    assert desk.viewer_of_session(key) is None
    assert desk.viewer_of_token(made.secret) is not None
    watch.now += timedelta(days=2)
    assert desk.viewer_of_token(made.secret) is None


def test_accounts_refuse_what_would_harm(desk: AccountDesk) -> None:
    desk.add("quan", name="Quản", role=Role.ADMIN, password=PASSWORD)
    for login, name, password in (
        ("quan", "Khác", PASSWORD),
        ("có dấu", "Khác", PASSWORD),
        ("khac", " ", PASSWORD),
        ("khac", "Khác", "ngắn"),
        ("khac", "Khác", "aaaaaaaaaaaa"),
        ("khac", "Khác", "khac-khac-2026"),
    ):
        with pytest.raises(InvalidInput):
            desk.add(login, name=name, role=Role.STAFF, password=password)
    with pytest.raises(InvalidInput):
        desk.set_role("quan", Role.STAFF)
    with pytest.raises(InvalidInput):
        desk.set_active("quan", False)
    with pytest.raises(NotFound):
        desk.set_password("ai", PASSWORD)
    with pytest.raises(InvalidInput):
        desk.make_token("quan", name="máy", rights=frozenset())
    with pytest.raises(InvalidInput):
        desk.make_token("quan", name="máy", rights=frozenset({Right.READ}), days=3660)


def test_who_acts_signs_and_is_held_to_their_rights() -> None:
    assert (current_viewer(), signature("Tự xưng")) == (None, "Tự xưng")
    require(Right.ADMIN)
    with acting_as(Viewer(person_id=1, name="Lan", rights=RIGHTS[Role.STAFF])):
        assert signature("Tự xưng") == "Lan"
        require(Right.WRITE)
        with pytest.raises(NotAllowed):
            require(Right.REVIEW)
    assert current_viewer() is None


def test_an_open_port_needs_accounts_and_https(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        Settings(data_dir=tmp_path, host="0.0.0.0")
    with pytest.raises(ConfigurationError):
        Settings(data_dir=tmp_path, host="0.0.0.0", accounts=True)
    assert Settings(data_dir=tmp_path, host="0.0.0.0", accounts=True, https=True).host == "0.0.0.0"


def test_people_are_looked_after_on_their_page(client: TestClient, data_dir: Path) -> None:
    _sign_in(client, "lan")
    assert client.get("/quan-tri/nguoi-dung").status_code == 403
    _sign_in(client, "quan")
    page = "/quan-tri/nguoi-dung"
    new = {"ten": "hoa", "ho_ten": "Trần Thị Hoa", "mat_khau": PASSWORD, "vai_tro": "staff"}
    assert client.post(page, data=new, headers=HERE).status_code == 303
    assert "Trần Thị Hoa" in client.get(page).text
    assert client.post(f"{page}/hoa/vai-tro", data={"vai_tro": "reviewer"}, headers=HERE).status_code == 303
    assert client.post(f"{page}/hoa/trang-thai", data={"duoc_vao": "false"}, headers=HERE).status_code == 303
    hoa = next(person for person in _desk(data_dir).list_people() if person.login == "hoa")
    assert (hoa.role, hoa.is_active) == (Role.REVIEWER, False)
    refused = client.post(f"{page}/quan/trang-thai", data={"duoc_vao": "false"}, headers=HERE)
    assert refused.status_code == 422
