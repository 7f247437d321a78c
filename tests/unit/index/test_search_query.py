"""Whatever is typed becomes a query that SQLite accepts."""

import pytest
from sqlalchemy import create_engine, text

from index.schema import create_index_tables
from index.search_query import read_search_query

ODD = [
    '"',
    "'; DROP TABLE passages; --",
    "a AND OR NOT NEAR(b)",
    "text : x",
    "*",
    "(",
    "^a",
    "-b",
    "\x00",
    "😀",
    "ｆｕｌｌ",
    "x" * 10_000,
]


@pytest.mark.parametrize("question", ODD)
def test_nothing_typed_is_query_syntax(question: str) -> None:
    query = read_search_query(question, accent=str)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index_tables(connection)
        for match in filter(None, (query.exact, query.folded)):
            found = connection.execute(text("SELECT 1 FROM passages_exact WHERE passages_exact MATCH :m"), {"m": match})
            assert found.all() == []
    engine.dispose()


def test_accents_are_put_on_only_where_none_were_typed() -> None:
    calls: list[str] = []

    def accent(question: str) -> str:
        calls.append(question)
        return "hạn báo cáo"

    assert read_search_query("han bao cao", accent=accent).text == "hạn báo cáo"
    assert read_search_query("hạn báo cáo gì", accent=accent).text == "hạn báo cáo gì"
    assert calls == ["han bao cao"]


def test_codes_are_read_from_the_question_as_typed() -> None:
    assert read_search_query("ke hoach 487/kh-ldld", accent=str).codes == ("487khldld",)
