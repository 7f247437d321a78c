"""The API against its own description, by a machine that thinks of everything (Schemathesis)."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import portpicker
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

CHECKS = "not_a_server_error,response_schema_conformance"
EXAMPLES_AN_OPERATION = 10
LEAST_CASES = 2000
DIRECTIVE = Path(__file__).parents[1] / "service" / "directive.txt"
DONDOC = Path(sys.executable).with_name("dondoc")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that holds one directive."""
    folder, port = tmp_path_factory.mktemp("api"), portpicker.pick_unused_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(DONDOC), "--data-dir", str(folder / "data"), "serve", "--port", str(port), "--no-browser"]
    serving = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        _wait(address)
        httpx.post(f"{address}/api/v1/documents", files={"files": DIRECTIVE.open("rb")}, timeout=240).raise_for_status()
        yield address
        assert serving.poll() is None, "the server is still there"
    finally:
        serving.kill()
        serving.wait()


def _wait(address: str) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end:
        try:
            httpx.get(f"{address}/healthz", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("the server did not start")


def test_the_api_keeps_its_word_whatever_it_is_asked(server: str, tmp_path: Path) -> None:
    command = [str(DONDOC.with_name("schemathesis")), "run", f"{server}/openapi.json", "--checks", CHECKS]
    command += ["--max-examples", str(EXAMPLES_AN_OPERATION), "--phases", "examples,coverage,fuzzing", "--no-color"]
    command += ["--request-timeout", "120", "--wait-for-schema", "120"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1100, check=False)
    told = ended.stdout[-6000:]
    assert ended.returncode == 0, told
    counted = re.search(r"(\d+) generated, (\d+) passed", told)
    assert counted is not None, told
    assert counted[1] == counted[2]
    assert int(counted[1]) >= LEAST_CASES
