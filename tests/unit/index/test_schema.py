"""The index tables exist after creation, and creating them again is harmless."""

import pytest
from sqlalchemy import create_engine, create_mock_engine, inspect

from core.errors import ConfigurationError
from index.schema import FULL_TEXT_TABLES, passages
from index.tables import create_index_tables


def test_tables_are_made_once() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index_tables(connection)
        create_index_tables(connection)
        names = inspect(connection).get_table_names()
    assert passages.name in names
    assert set(FULL_TEXT_TABLES) <= set(names)
    engine.dispose()


def test_another_database_is_refused_by_name() -> None:
    engine = create_mock_engine("mysql://", executor=lambda *_, **__: None)
    with pytest.raises(ConfigurationError, match="mysql"):
        create_index_tables(engine)  # type: ignore[arg-type]
