"""What keeps other sites out, and keeps the program from calling other hosts."""

import re

import pytest
from starlette.testclient import TestClient

API = "/api/v1"


@pytest.mark.parametrize("path", ["/", f"{API}/documents", "/docs", "/openapi.json", "/no-such-page", f"{API}/none"])
def test_every_response_has_the_security_headers(idle_client: TestClient, path: str) -> None:
    headers = idle_client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert policy["connect-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert "cache-control" in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_cannot_change_anything(idle_client: TestClient, headers: dict[str, str]) -> None:
    answer = idle_client.post(f"{API}/ask", json={"question": "Ai?"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}])
def test_own_pages_and_programs_may_call(idle_client: TestClient, headers: dict[str, str]) -> None:
    assert idle_client.post(f"{API}/ask", json={"question": ""}, headers=headers).status_code == 422


@pytest.mark.parametrize(("host", "status"), [("evil.example", 400), ("localhost:8000", 200), ("[::1]:8000", 200)])
def test_only_local_names_reach_the_server(idle_client: TestClient, host: str, status: int) -> None:
    assert idle_client.get(f"{API}/documents", headers={"Host": host}).status_code == status


def test_reference_page_asks_no_other_host(idle_client: TestClient) -> None:
    page = idle_client.get("/docs").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(address.startswith("/") for address in addresses)
    assert all(idle_client.get(address).status_code == 200 for address in addresses)
    assert "<script>" not in page


def test_every_route_is_described(idle_client: TestClient) -> None:
    paths = idle_client.get("/openapi.json").json()["paths"]
    assert f"{API}/documents/{{doc}}" in paths
    for path, methods in paths.items():
        for method in methods.values():
            assert method["tags"], path
            assert not method["summary"].isascii(), path


def test_unforeseen_error_tells_nothing_of_the_inside(idle_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(_self: object, _limit: int) -> None:
        raise RuntimeError("secret path /root")

    monkeypatch.setattr("service.answers.desk.QuestionDesk.newest", explode)
    answer = idle_client.get(f"{API}/questions")
    assert (answer.status_code, answer.json()["code"]) == (500, "error")
    assert "secret" not in answer.text


def test_without_accounts_a_caller_from_elsewhere_stays_outside(idle_client: TestClient) -> None:
    stranger = TestClient(idle_client.app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 1))
    answer = stranger.get("/van-ban")
    assert answer.status_code == 401
    assert "dondoc start-link" in answer.text
    assert stranger.get(f"{API}/documents").json()["code"] == "start_link_needed"


def test_numbers_that_no_database_takes_and_text_that_is_none_are_refused(idle_client: TestClient) -> None:
    assert idle_client.post(f"{API}/feeds/{1 << 70}/renew").status_code == 422
    restored = idle_client.post(f"{API}/restore", json={"text": "®\U000a011e\u0097Ä¶¦¿\U0005f60a"})
    assert restored.status_code in (200, 422)
