"""The index tables exist after creation, and creating them again is harmless."""

import pytest
from sqlalchemy import create_engine, create_mock_engine, inspect

from core.errors import ConfigurationError
from index.passage import Passage
from index.passage_rows import insert_passages, look_up
from index.schema import FULL_TEXT_TABLES, passages, word_keys
from index.tables import create_index_tables


def _passage(text: str) -> Passage:
    return Passage(
        id=f"d:{len(text)}", document_id="d", position=0, page_no=1, start=0, end=len(text), section="", heading="",
        kind="paragraph", text=text, context="Kế hoạch",
    )  # fmt: skip


def test_tables_are_made_once() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index_tables(connection)
        create_index_tables(connection)
        names = inspect(connection).get_table_names()
    assert passages.name in names
    assert set(FULL_TEXT_TABLES) <= set(names)
    engine.dispose()


def test_an_index_of_a_former_version_gets_the_keys_of_its_words() -> None:
    engine = create_engine("sqlite://")
    texts = ("Kế hoạch số 08", "", "Hạn nộp báo cáo")
    with engine.begin() as connection:
        create_index_tables(connection)
        rows = insert_passages(connection, [_passage(text) for text in texts], None, None)
        made = look_up(connection, rows)
        connection.execute(word_keys.delete().where(word_keys.c.row_id > rows[0]))
        assert look_up(connection, rows)[rows[2]].exact == (b"", b"")
        create_index_tables(connection)
        assert look_up(connection, rows) == made
        word_keys.drop(connection)
        create_index_tables(connection)
        assert look_up(connection, rows) == made
    engine.dispose()


def test_another_database_is_refused_by_name() -> None:
    engine = create_mock_engine("mysql://", executor=lambda *_, **__: None)
    with pytest.raises(ConfigurationError, match="mysql"):
        create_index_tables(engine)  # type: ignore[arg-type]
