"""What takes its time for safety's sake, or to leave an idle machine idle, is quick in tests."""

import sys
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from service.memory import settle

_POLL_SECONDS = 0.05

# Development tools bring it in, and jsonschema (of Chroma) then builds its grammar at import, for 1.5 s: nothing here
# checks an IRI. Without it jsonschema leaves that one format out, as it does where the program is installed.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


@pytest.fixture(scope="session", autouse=True)
def _quick_parts() -> Iterator[None]:
    """Passwords are hashed with the least that argon2 allows; workers look for work twenty times a second."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.accounts.passwords._hasher", quick)
        patch.setattr("service.jobs.engine._POLL_SECONDS", _POLL_SECONDS)
        patch.setattr("service.documents.desk._POLL_SECONDS", _POLL_SECONDS)
        yield


def pytest_collection_finish() -> None:
    """What is loaded by now stays loaded: looking for cycles passes over it."""
    settle()
