"""Words are ranked by PostgreSQL as by SQLite: the same passages, in the same order, for whatever is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from index.function_words import FOLDED_FUNCTION_WORDS
from index.passage import Passage
from index.passage_rows import insert_passages
from index.search_query import read_search_query
from index.tables import create_index_tables
from index.terms import query_terms
from index.word_index import Within, WordMatch
from index.word_indexes import words_of
from index.word_ranking import WordRanking
from service.store.postgres_engine import connect_postgres

TEXTS = (Path(__file__).parents[1] / "service" / "directive.txt").read_text(encoding="utf-8").split("\n")
QUESTIONS = (
    *("hạn báo cáo kết quả", "ai chủ trì", "kế hoạch số 15/KH-CĐN", "bao cao ket qua thuc hien", "ngày 15 tháng 12"),
    *("Công đoàn ngành", "a & b | !c:*", "'; DROP TABLE words_exact; --", "\\' \\\\", "x" * 3_000),
)


def _passages() -> list[Passage]:
    texts = [text for text in TEXTS if text.strip()] + [
        "x" * 3_000,
        "Việc việc việc & ' \\ : * | !",
        "15/KH-CĐN 16/KH-CĐN",
    ]
    return [
        Passage(
            id=f"{number}", document_id=f"d{number % 7}", position=number, page_no=1, start=0, end=len(text),
            section="" if number % 5 == 0 else "1", heading="", kind="paragraph", text=text,
            context="Kế hoạch báo cáo" if number % 2 else "", codes=("15khcdn", "16khcdn") if "CĐN" in text else (),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


@pytest.fixture
def engines(database_url: str) -> Iterator[tuple[Engine, Engine]]:
    both = (create_engine("sqlite://"), connect_postgres(database_url, lock_seconds=5, connections=4))
    yield both
    for engine in both:
        engine.dispose()


@pytest.mark.parametrize("table", ["words_exact", "words_folded"])
def test_both_engines_give_the_same_order(engines: tuple[Engine, Engine], table: str) -> None:
    found = []
    for engine in engines:
        with engine.begin() as connection:
            create_index_tables(connection)
            insert_passages(connection, _passages(), None, None)
            ranking, asked = WordRanking(words_of(connection)), []
            for question in QUESTIONS:
                query = read_search_query(question, accent=str)
                words = query.exact if table == "words_exact" else query.folded
                terms = query_terms(words, FOLDED_FUNCTION_WORDS)
                for within in (Within(), Within(("d1", "d2")), Within(only_front=True), Within(())):
                    asked.append(ranking.by_terms(connection, table, terms, within=within, depth=20))
                codes = WordMatch(terms=terms, codes=query.codes, code_starts=("15",))
                asked.append(ranking.by_match(connection, table, codes, depth=20))
            found.append(asked)
    assert any(found[0])
    assert found[0] == found[1]


def test_a_document_taken_away_is_found_no_more(engines: tuple[Engine, Engine]) -> None:
    from index.passage_rows import delete_document
    from index.repair import check_words, fill_words

    _, engine = engines
    with engine.begin() as connection:
        create_index_tables(connection)
        insert_passages(connection, _passages(), None, None)
        delete_document(connection, "d1")
        check_words(connection)
        words_of(connection).clear(connection, "words_folded")
        fill_words(connection)
        check_words(connection)
        ranking = WordRanking(words_of(connection))
        assert ranking.by_terms(connection, "words_folded", ("ke",), within=Within(("d1",)), depth=5) == []
