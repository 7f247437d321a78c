"""What holds for every test: generated cases are judged by what they show, never by how long a busy machine takes.

With `--on-postgres` tests of stores, index and application run over a real PostgreSQL (`tests/servers/on_postgres.py`),
else over SQLite files that start as copies of one (`tests/new_databases.py`).
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_MARK_OF_FOLDER = {"browser": "browser", "servers": "slow", "slow": "slow"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-postgres", action="store_true", help="run the tests over a real PostgreSQL")


def pytest_configure(config: pytest.Config) -> None:
    on_postgres = config.getoption("--on-postgres")
    config.pluginmanager.import_plugin("tests.quick_parts")
    config.pluginmanager.import_plugin("tests.servers.on_postgres" if on_postgres else "tests.new_databases")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A folder whose tests `-m` leaves out one and all is not loaded: that alone takes seconds."""
    mark = _MARK_OF_FOLDER.get(collection_path.name)
    is_left_out = f"not {mark}" in config.getoption("markexpr").split(" and ")
    return True if is_left_out and collection_path.is_dir() else None
