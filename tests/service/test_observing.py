"""What the server tells those who look after it."""

import json
import logging
import re
import sys
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.log import JsonLines
from service.observing.metrics import PAGE_SECONDS, timed_page
from tests.office_fakes import wait_until
from tests.service.conftest import make_settings, running

SECRET = "Kế hoạch mật 15"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application that runs its worker; only the last test hands something in."""
    with running(make_settings(tmp_path_factory.mktemp("observed"))) as client:
        yield client


def _figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} is not told"
    return float(found[1])


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok"
    wait_until(lambda: client.get("/readyz").json()["workers"] == 1)
    assert client.get("/readyz").json() == {"ready": True, "database": "ok", "workers": 1}


def test_metrics_count_requests_by_route_and_never_by_address(client: TestClient) -> None:
    name = 'dondoc_http_request_seconds_count{method="GET",route="/api/v1/documents/{doc}",status="4xx"}'
    client.get(f"/api/v1/documents/{SECRET}")
    first = _figure(client.get("/metrics").text, name)
    client.get(f"/api/v1/documents/{SECRET}")
    text = client.get("/metrics").text
    assert _figure(text, name) == first + 1
    assert SECRET not in text
    assert _figure(text, 'dondoc_documents{status="ready"}') == 0
    assert _figure(text, "dondoc_pages_waiting") == 0
    assert _figure(text, "dondoc_oldest_waiting_seconds") == 0
    assert (_figure(text, "dondoc_workers"), _figure(text, "dondoc_workers_silent")) == (1, 0)
    assert _figure(text, "dondoc_disk_free_bytes") > 0


def test_a_request_keeps_a_plain_id_and_gets_one_otherwise(client: TestClient) -> None:
    assert (
        client.get("/healthz", headers={"X-Request-Id": "den-tu-proxy-1"}).headers["X-Request-Id"] == "den-tu-proxy-1"
    )
    made = client.get("/healthz", headers={"X-Request-Id": "xấu\r\n".encode().hex() + "!"}).headers["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)


def test_the_log_tells_the_route_and_no_words(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="service.observing.requests"):
        client.get("/api/v1/tasks", params={"unit": SECRET})
    [record] = [record for record in caplog.records if record.name == "service.observing.requests"]
    assert "/api/v1/tasks" in record.getMessage()
    assert SECRET not in JsonLines().format(record)


def test_a_log_line_is_one_json_document_even_with_an_error() -> None:
    try:
        raise ValueError("hai\ndòng")
    except ValueError:
        record = logging.LogRecord("service", logging.ERROR, __file__, 1, "hỏng %s", ("đĩa",), sys.exc_info())
    record.page_no = 3
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["message"], told["page_no"]) == ("ERROR", "hỏng đĩa", 3)
    assert "ValueError" in told["error"]


def test_a_page_that_ends_in_an_error_counts_as_failed() -> None:
    def count(method: str) -> float:
        return next(
            sample.value
            for metric in PAGE_SECONDS.labels(method).collect()
            for sample in metric.samples
            if sample.name.endswith("_count")
        )

    before, read = count("failed"), count("ocr")
    with pytest.raises(ZeroDivisionError), timed_page():
        raise ZeroDivisionError
    with timed_page() as method:
        method.append("ocr")
    assert (count("failed"), count("ocr")) == (before + 1, read + 1)


def test_metrics_count_what_waits(client: TestClient) -> None:
    client.post("/api/v1/documents", files={"files": ("a.txt", b"Ke hoach", "text/plain")})
    text = client.get("/metrics").text
    held = sum(_figure(text, f'dondoc_documents{{status="{status}"}}') for status in ("queued", "reading", "ready"))
    assert held == 1
