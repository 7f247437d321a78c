"""The application in-process, over an office with quick engines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from core.limits import Limits
from service.app import create_app
from service.records import FINISHED
from service.settings import Settings
from tests.office_fakes import FakeEngines, wait_until
from tests.open_office import HERE, OpenOffice

API = "/api/v1"
DIRECTIVE = (Path(__file__).parent / "directive.txt").read_text(encoding="utf-8")
NUMBER = "77/KH-CĐN"
_OTHER_NUMBERS = count(101)


class Library(NamedTuple):
    """An application that has read one directive; it runs no workers."""

    client: TestClient
    document_id: str


def make_settings(folder: Path) -> Settings:
    """Small limits, a data folder of its own, and no samples."""
    limits = Limits(file_bytes=100_000, pages=20)
    return Settings(data_dir=folder / "data", samples_dir=folder / "samples", limits=limits)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with running(settings) as client:
        yield client


@contextmanager
def running(settings: Settings) -> Iterator[TestClient]:
    """A client of the application while it runs."""
    app = create_app(settings, build_engines=FakeEngines)
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def idle_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client that all tests share whose application works on nothing; they store nothing."""
    app = create_app(make_settings(tmp_path_factory.mktemp("idle")), build_engines=FakeEngines)
    return TestClient(app, base_url=HERE, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """An office that the tests of a module share; what is handed in is read while one waits."""
    office = OpenOffice(tmp_path_factory.mktemp("office"), accounts=False)
    yield office
    office.close()


@pytest.fixture(scope="module")
def visitor(office: OpenOffice) -> TestClient:
    """A client of the shared office; each test works on a `directive` of its own."""
    return TestClient(office.app, base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def directive(office: OpenOffice) -> str:
    """The id of a directive that no other test has; its number too is its own."""
    return office.take_in(DIRECTIVE.replace(NUMBER, f"{next(_OTHER_NUMBERS)}/KH-CĐN"), "ke-hoach.txt")


@pytest.fixture(scope="module")
def library(office: OpenOffice, visitor: TestClient) -> Library:
    """A library that the tests of a module share; they change nothing that another one looks at."""
    return Library(visitor, office.take_in(DIRECTIVE, "ke-hoach.txt"))


@pytest.fixture
def hand_in(client: TestClient) -> Callable[..., str]:
    """Hands a text file in and waits until it is read; returns its id."""
    return partial(read_in, client)


def read_in(client: TestClient, text: str, name: str = "ke-hoach.txt") -> str:
    """The id of a text that was handed in and is read."""
    answer = client.post(f"{API}/documents", files={"files": (name, text.encode(), "text/plain")})
    assert answer.status_code == 202, answer.text
    document_id: str = answer.json()["documents"][0]["id"]
    wait_until(lambda: is_read(client, document_id))
    return document_id


def is_read(client: TestClient, document_id: str) -> bool:
    """Whether the reading of a document has come to its end."""
    answer = client.get(f"{API}/documents/{document_id}")
    return answer.status_code == 200 and answer.json()["status"] in FINISHED
