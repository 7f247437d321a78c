"""Real servers for the time of the tests: PostgreSQL, an S3 store, Chroma. All of these tests are slow."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.postgres_server import (
    MISSING,
    PostgresServer,
    free_port,
    installed_programs,
    postgres_server,
    wait_for_port,
)
from service.settings import Settings

BUCKET = "don-doc"
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    programs = installed_programs()
    if programs is None:
        pytest.skip(MISSING)
    with postgres_server(programs) as server:
        yield server


@pytest.fixture
def database_url(postgres: PostgresServer, request: pytest.FixtureRequest) -> str:
    """An empty database for one test."""
    return postgres.create_database(f"t{abs(hash(request.node.nodeid))}")


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """A server of the S3 protocol, with one bucket."""
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    S3FileSystem(key="key", secret="hush", endpoint_url=endpoint).mkdir(BUCKET)
    yield endpoint
    server.stop()


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(tmp_path_factory.mktemp("chroma")), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def server_settings(tmp_path: Path, database_url: str, s3_endpoint: str, chroma_url: str) -> Settings:
    """Everything on servers; the data folder holds nothing but copies of files in use."""
    return Settings(
        data_dir=tmp_path / "machine",
        samples_dir=tmp_path / "none",
        database_url=database_url,
        files_url=f"s3://{BUCKET}/{tmp_path.name}",
        files_endpoint=s3_endpoint,
        files_key="key",
        files_secret="hush",
        chroma_url=chroma_url,
    )
