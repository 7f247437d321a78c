"""Chroma's file waits for the disk as seldom as it can."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from index.vector_index import VectorIndex


def _journal(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_file_of_before_is_written_ahead_of_itself_too(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "chroma.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    vectors = VectorIndex(tmp_path, "one")
    vectors.add(["a"], [1], np.ones((1, 4), np.float32))
    assert vectors.row_ids() == {1}
    assert _journal(tmp_path) == "wal"
