"""Signing in through a real identity provider (Canaille, an OpenID Connect server), over sockets of this machine."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from service.accounts.rights import Role
from service.app import create_app
from service.audit.records import Deed
from service.settings import Settings
from service.store.audit import AuditStore
from service.store.database import open_database
from tests.office_fakes import FakeEngines

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default::DeprecationWarning"),
    pytest.mark.filterwarnings("default::UserWarning"),
    pytest.mark.filterwarnings("default::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OURS = "http://127.0.0.1:8000"
RETURN = f"{OURS}/dang-nhap/mot-lan/ve"
SECRET = "a secret of this test alone"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The provider, with a client of its own for us and its keys made for this run."""
    import portpicker
    from canaille import create_app as create_provider
    from canaille.backends import Backend
    from joserfc.jwk import JWKRegistry
    from pytest_iam import Server

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        patch.chdir(tmp_path_factory.mktemp("provider"))
        key = JWKRegistry.generate_key("RSA", 2048)
        key.ensure_kid()
        port = portpicker.pick_unused_port()
        app = create_provider(
            config={
                "TESTING": True,
                "SECRET_KEY": "of this run",
                "WTF_CSRF_ENABLED": False,
                "PREFERRED_URL_SCHEME": "http",
                "SERVER_NAME": f"localhost:{port}",
                "CANAILLE": {
                    "DATABASE": "memory",
                    "JAVASCRIPT": False,
                    "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}},
                },
                "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
            }
        )
        server = Server(app, port, Backend.instance)
        thread = threading.Thread(target=server.httpd.serve_forever)
        thread.start()
        yield server
        server.httpd.shutdown()
        thread.join()
        server.httpd.server_close()


@pytest.fixture(scope="module")
def registered(provider: Any) -> Any:
    """Us, as the provider knows us."""
    with provider.app.app_context():
        ours = provider.models.Client(
            client_id="dondoc",
            client_secret=SECRET,
            client_name="Đôn Đốc",
            client_uri=OURS,
            redirect_uris=[RETURN],
            post_logout_redirect_uris=[f"{OURS}/dang-nhap"],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email", "groups"],
            token_endpoint_auth_method="client_secret_basic",
            client_id_issued_at=datetime.now(UTC),
        )
        provider.backend.save(ours)
        ours.audience = [ours]
        provider.backend.save(ours)
    return ours


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office") / "data"


@pytest.fixture(scope="module")
def client(provider: Any, registered: Any, data_dir: Path) -> Iterator[TestClient]:
    settings = Settings(
        data_dir=data_dir,
        samples_dir=data_dir,
        accounts=True,
        oidc={
            "issuer": _issuer(provider),
            "client_id": "dondoc",
            "client_secret": SECRET,
            "scopes": "openid profile email groups",
            "roles": {"van-thu": Role.STAFF, "lanh-dao": Role.REVIEWER},
        },
    )
    app = create_app(settings, build_engines=FakeEngines)
    with TestClient(app, base_url=OURS, follow_redirects=False) as client:
        yield client


def _issuer(provider: Any) -> str:
    told: str = httpx.get(f"{provider.url}.well-known/openid-configuration").json()["issuer"]
    return told


@pytest.fixture
def person(provider: Any, registered: Any) -> Iterator[Callable[..., Any]]:
    """Makes somebody whom the provider knows, in groups of theirs, and signs them in there."""

    def person(login: str, *groups: str) -> Any:
        user = provider.random_user(user_name=login, display_name=login, formatted_name=login.upper())
        for name in groups:
            provider.random_group(display_name=name, members=[user])
        provider.login(user)
        provider.consent(user, registered)
        return user

    yield person
    provider.logout()


def _to_provider_and_back(client: TestClient) -> httpx.Response:
    """What the browser gets in the end, having gone from our button to the provider and back."""
    client.cookies.clear()
    leaving = client.get("/dang-nhap/mot-lan?ve=/nhiem-vu")
    assert leaving.status_code == 303, leaving.text
    asked = parse_qs(urlsplit(leaving.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    answer = httpx.get(leaving.headers["location"])
    assert answer.status_code in (302, 303), answer.text[:500]
    back = answer.headers["location"]
    assert back.startswith(RETURN)
    return client.get(back.removeprefix(OURS))


def test_first_sign_on_makes_an_account_with_the_role_of_the_group(
    client: TestClient, person: Callable[..., Any], data_dir: Path
) -> None:
    assert "Đăng nhập bằng tài khoản cơ quan" in client.get("/dang-nhap").text
    person("lan.tran", "van-thu")
    answer = _to_provider_and_back(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/nhiem-vu"), answer.text
    home = client.get("/")
    assert home.status_code == 200
    assert "LAN.TRAN" in home.text
    assert client.get("/quan-tri").status_code == 403
    acts = [entry.act for entry in AuditStore(open_database(data_dir)).entries()]
    assert [act.who for act in acts if act.deed is Deed.SIGN_IN] == ["lan.tran"]
    here = {"Origin": OURS}
    assert client.post("/api/v1/documents", files={"files": ("a.txt", b"Ke hoach")}, headers=here).status_code == 202


def test_who_is_in_no_group_of_ours_stays_outside(client: TestClient, person: Callable[..., Any]) -> None:
    person("khach", "nhom-khac")
    answer = _to_provider_and_back(client)
    assert answer.status_code == 403
    assert "vai trò" in answer.text
    assert client.get("/").status_code == 303


def test_a_way_back_that_another_browser_began_leads_nowhere(client: TestClient, person: Callable[..., Any]) -> None:
    person("binh", "van-thu")
    client.cookies.clear()
    leaving = client.get("/dang-nhap/mot-lan")
    back = httpx.get(leaving.headers["location"]).headers["location"].removeprefix(OURS)
    client.cookies.clear()
    assert client.get(back).status_code == 403
    client.get("/dang-nhap/mot-lan")
    assert client.get(back).status_code == 403, "the state is of another attempt"
    assert client.get("/dang-nhap/mot-lan/ve?error=access_denied").status_code == 403
    assert client.get("/").status_code == 303


def test_a_code_is_of_no_use_without_the_verifier(client: TestClient, person: Callable[..., Any]) -> None:
    """Somebody who saw the way back and has a sign-in of their own under way cannot put the code into it."""
    person("hoa", "van-thu")
    client.cookies.clear()
    leaving = client.get("/dang-nhap/mot-lan")
    back = parse_qs(urlsplit(httpx.get(leaving.headers["location"]).headers["location"]).query)
    client.cookies.clear()
    own = parse_qs(urlsplit(client.get("/dang-nhap/mot-lan").headers["location"]).query)
    answer = client.get("/dang-nhap/mot-lan/ve", params={"code": back["code"][0], "state": own["state"][0]})
    assert answer.status_code == 403
    assert client.get("/").status_code == 303


def test_signing_out_leads_to_the_provider_too(client: TestClient, person: Callable[..., Any]) -> None:
    person("minh", "lanh-dao")
    assert _to_provider_and_back(client).status_code == 303
    out = client.post("/dang-xuat", headers={"Origin": OURS})
    assert out.headers["location"] == "/dang-nhap?da-ra=1"
    assert "/dang-nhap/mot-lan/roi" in client.get(out.headers["location"]).text
    assert client.get("/").status_code == 303
    leaving = client.get("/dang-nhap/mot-lan/roi")
    assert httpx.get(leaving.headers["location"]).status_code < 400


def test_a_provider_that_is_down_is_told_in_words(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path / "data",
        samples_dir=tmp_path,
        accounts=True,
        oidc={"issuer": "http://127.0.0.1:9", "client_id": "dondoc"},
    )
    with TestClient(create_app(settings, build_engines=FakeEngines), base_url=OURS) as client:
        answer = client.get("/dang-nhap/mot-lan")
    assert answer.status_code == 503
    assert "Không liên lạc được" in answer.text
