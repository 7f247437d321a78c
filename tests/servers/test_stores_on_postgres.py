"""The tests of stores, index, desks and accounts, as they were written for SQLite, over a real PostgreSQL."""

import subprocess
import sys
from pathlib import Path

import pytest

from eval.postgres_server import MISSING, installed_programs

_ROOT = Path(__file__).parents[2]
TESTS = (
    *("tests/unit/index", "tests/property/test_index_machine.py"),
    *(
        f"tests/unit/service/test_{name}.py"
        for name in (
            *("store_documents", "store_files", "store_readings", "catalogue", "corrections", "documents_graph"),
            *("follow_up", "office", "own_questions_and_snapshot", "reading_queue", "review", "synthesis"),
            *("guard", "task_register", "watched_folder"),
        )
    ),
    *(
        f"tests/service/test_{name}.py"
        for name in ("access", "access_edges", "accounts", "asking", "audit", "corrections", "reviews")
    ),
)


@pytest.mark.timeout(1800)
def test_what_holds_over_sqlite_holds_over_postgresql() -> None:
    if installed_programs() is None:
        pytest.skip(MISSING)
    command = [sys.executable, "-m", "pytest", "--on-postgres", "-q", "--timeout=600", "-p", "no:cacheprovider", *TESTS]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6_000:]
