"""Who asks, hands in or signs in too often waits; cookies that no other site and no script can use."""

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from core.limits import Limits
from service.accounts.desk import AccountDesk
from service.accounts.rate_limits import RateLimits
from service.accounts.request_counts import RequestCounts
from service.accounts.rights import RIGHTS, Right, Role
from service.app import create_app
from service.settings import Settings
from service.store import open_database
from service.store.accounts import AccountStore
from service.store.request_counts import RequestCountStore
from tests.office_fakes import FakeEngines

PASSWORD = "sáu con mèo ngủ"
OURS = "https://dondoc.example.vn"
HERE = {"Origin": OURS}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("limits") / "data"


@pytest.fixture(scope="module")
def client(data_dir: Path) -> TestClient:
    """A server behind HTTPS where Lan and Bình may ask twice a minute, and hand in once."""
    settings = Settings(
        data_dir=data_dir,
        samples_dir=data_dir,
        accounts=True,
        https=True,
        hostnames="dondoc.example.vn",
        limits=Limits(asks_a_minute=2, uploads_a_minute=1),
    )
    app = create_app(settings, build_engines=FakeEngines)
    client = TestClient(app, base_url=OURS, follow_redirects=False)
    for login in ("lan", "binh"):
        _desk(data_dir).add(login, name=login, role=Role.STAFF, password=PASSWORD)
    return client


def _desk(data_dir: Path) -> AccountDesk:
    return AccountDesk(AccountStore(open_database(data_dir)))


def _program(data_dir: Path, login: str) -> dict[str, str]:
    rights = RIGHTS[Role.STAFF] - {Right.ADMIN}
    return {"Authorization": f"Bearer {_desk(data_dir).make_token(login, name='thử', rights=rights).secret}"}


def test_one_person_who_asks_too_often_waits_and_nobody_else_does(client: TestClient, data_dir: Path) -> None:
    lan, binh = _program(data_dir, "lan"), _program(data_dir, "binh")
    words = {"text": "ke hoach"}
    asked = [client.post("/api/v1/restore", json=words, headers=lan).status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    refused = client.get("/hoi-dap?q=ai", headers=lan)
    assert refused.status_code == 429
    assert "Gửi yêu cầu quá dồn dập" in refused.text
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert client.get("/hoi-dap", headers=lan).status_code == 200
    assert client.post("/api/v1/restore", json=words, headers=binh).status_code == 200
    told = client.get("/api/v1/search?q=x", headers=lan).json()
    assert told["code"] == "too_many_requests"


def test_files_are_counted_whatever_form_brings_them(client: TestClient, data_dir: Path) -> None:
    binh = _program(data_dir, "binh")
    files = {"files": ("a.docx", b"x")}
    assert client.post("/api/v1/check-format", files=files, headers=binh).status_code != 429
    assert client.post("/api/v1/documents", files=files, headers=binh).status_code == 429


def test_an_address_signs_in_as_often_as_twenty_people(tmp_path: Path) -> None:
    limits = Limits(sign_ins_a_minute=1)
    counts = RequestCounts(RequestCountStore(open_database(tmp_path)))
    busy = PlainTextResponse("", status_code=429)
    limited = RateLimits(PlainTextResponse("in"), limits=limits, counts=counts, deny=lambda _: busy)
    here, elsewhere = (TestClient(limited, client=(address, 1)) for address in ("10.0.0.1", "10.0.0.2"))
    answers = [here.post("/dang-nhap").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert here.get("/dang-nhap").status_code == 200
    assert elsewhere.get("/dang-nhap/mot-lan/ve").status_code == 200


class Watch:
    """A clock that tests set."""

    seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="module")
def two_processes(tmp_path_factory: pytest.TempPathFactory) -> tuple[RequestCounts, RequestCounts, Watch]:
    """Counts of two web processes over one database."""
    folder, watch = tmp_path_factory.mktemp("counts"), Watch()
    stores = [RequestCountStore(open_database(folder)) for _ in range(2)]
    return RequestCounts(stores[0], clock=watch), RequestCounts(stores[1], clock=watch), watch


def test_what_one_process_let_through_counts_in_the_other(
    two_processes: tuple[RequestCounts, RequestCounts, Watch],
) -> None:
    one, other, watch = two_processes
    for process in (one, other, one, other):
        process.count("ask:person:1")
    assert one.wait_seconds("ask:person:1", 4) == 0, "nothing was shared yet"
    one.share()
    other.share()
    assert other.wait_seconds("ask:person:1", 4) == 60
    assert other.wait_seconds("ask:person:1", 5) == 0
    one.count("ask:person:1")
    one.share()
    assert one.wait_seconds("ask:person:1", 5) == 60
    assert one.wait_seconds("ask:person:2", 1) == 0
    watch.seconds += 65
    assert one.wait_seconds("ask:person:1", 1) == other.wait_seconds("ask:person:1", 1) == 0


def test_those_who_wait_are_told_when_the_oldest_of_their_requests_is_forgotten(
    two_processes: tuple[RequestCounts, RequestCounts, Watch],
) -> None:
    one, _, watch = two_processes
    one.count("a")
    watch.seconds += 30
    one.count("a")
    assert (one.wait_seconds("a", 2), one.wait_seconds("a", 1)) == (30, 60)
    watch.seconds += 30
    assert (one.wait_seconds("a", 2), one.wait_seconds("a", 1)) == (0, 30)


def test_while_the_database_is_away_each_process_counts_alone_and_loses_nothing(
    two_processes: tuple[RequestCounts, RequestCounts, Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, _ = two_processes

    def away(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    one.count("b")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(RequestCountStore, "add", away)
        one.share()
    assert one.wait_seconds("b", 1) > 0
    one.share()
    other.count("b")
    other.share()
    assert other.wait_seconds("b", 2) > 0


def test_the_session_cookie_is_for_this_host_over_https_alone(client: TestClient) -> None:
    signed_in = client.post("/dang-nhap", data={"ten": "binh", "mat_khau": PASSWORD}, headers=HERE)
    cookie = signed_in.headers["set-cookie"]
    assert cookie.startswith("__Host-dondoc-phien=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "max-age" in client.get("/").headers["strict-transport-security"]
    client.cookies.clear()
    tossed = {"cookie": cookie.split(";")[0].removeprefix("__Host-")}
    assert client.get("/", headers=tossed).status_code == 303, "a cookie that a neighbouring host could have set"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://khac.example.vn"},
        {"Origin": "null"},
        {"Origin": "https://dondoc.example.vn.khac.vn"},
        {"Sec-Fetch-Site": "same-site", "Origin": OURS},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_no_other_site_can_sign_somebody_in_or_out(client: TestClient, headers: dict[str, str]) -> None:
    form = {"ten": "binh", "mat_khau": PASSWORD}
    for path in ("/dang-nhap", "/dang-xuat", "/api/v1/documents"):
        assert client.post(path, data=form, headers=headers).status_code == 403
