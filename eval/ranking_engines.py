"""The suite `ranking-engines`: the ranking that ships, with its words in SQLite and in PostgreSQL, side by side.

    DONDOC_DATABASE_URL=postgresql+psycopg://… dondoc eval ranking-engines --data ../shared/data/retrieval --cache CACHE

The articles, questions and vectors are those of the suite `ranking`; the weights are those that ship. The database
named is only used for a schema of its own, which is gone afterwards.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine, text

from core.errors import InvalidInput
from eval.figures import Figure, SuiteResult
from eval.ranking import QuestionInHand, ndcg_at, opened_index, recall_of
from eval.ranking_corpus import RankingCorpus, cached_vectors, load_corpus
from index.embedder import Vectors
from index.ranker import bundled_ranker
from index.ranking_features import Looks
from index.search_query import read_search_query
from index.searching import Meaning, Searching
from index.word_index import Within
from service.settings import Settings
from service.store.postgres_engine import connect_postgres

_TOP, _SCHEMA = 10, "ranking_eval"
_LOCK_SECONDS, _CONNECTIONS = 30.0, 4


class _Order(NamedTuple):
    """What one engine gives for a question, and how long that took."""

    documents: list[str]
    milliseconds: float


def run_ranking_engines_suite(data: Path, cache: Path) -> SuiteResult:
    """Measures both engines on as many articles as the cache holds vectors of."""
    started = time.perf_counter()
    corpus = load_corpus(data, cache)
    question_vectors, article_vectors = cached_vectors(cache)
    orders = {"SQLite FTS5": _orders(corpus, question_vectors, article_vectors, None)}
    with _own_schema() as engine:
        orders["PostgreSQL"] = _orders(corpus, question_vectors, article_vectors, engine)
    figures = [figure for system, found in orders.items() for figure in _figures(corpus, found, system)]
    figures += _agreement(*orders.values())
    return SuiteResult(suite="ranking-engines", figures=tuple(figures), seconds=time.perf_counter() - started)


@contextmanager
def _own_schema() -> Iterator[Engine]:
    """The database of the settings, in which everything goes into a schema that is new and gone afterwards."""
    url = Settings().database_url
    if url is None:
        raise InvalidInput("cần một máy chủ PostgreSQL để so", where="DONDOC_DATABASE_URL", advice="đặt thiết lập này")
    engine = connect_postgres(url.get_secret_value(), lock_seconds=_LOCK_SECONDS, connections=_CONNECTIONS)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {_SCHEMA}"))
    address = engine.url.update_query_dict({"options": f"-csearch_path={_SCHEMA}"})
    plain = address.render_as_string(hide_password=False)
    yield connect_postgres(plain, lock_seconds=_LOCK_SECONDS, connections=_CONNECTIONS)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {_SCHEMA} CASCADE"))
    engine.dispose()


def _orders(
    corpus: RankingCorpus, question_vectors: Vectors, article_vectors: Vectors, engine: Engine | None
) -> list[_Order]:
    searching, found = Searching(bundled_ranker()), []
    with opened_index(corpus, article_vectors, engine=engine) as (connection, vectors):
        if engine is not None:
            connection.execute(text("ANALYZE"))
        for question, vector in zip(corpus.questions, question_vectors, strict=True):
            looks = Looks(read_search_query(question.text, accent=str))
            meaning = Meaning(embedder=QuestionInHand(vector), vectors=vectors)
            started = time.perf_counter()
            hits = searching.hits(connection, looks, meaning, within=Within(), limit=_TOP)
            took = 1000 * (time.perf_counter() - started)
            found.append(_Order([hit.passage.document_id for hit in hits], took))
    return found


def _figures(corpus: RankingCorpus, orders: Sequence[_Order], system: str) -> Iterator[Figure]:
    pairs = list(zip(orders, corpus.questions, strict=True))
    took = [order.milliseconds for order in orders]
    measures = [
        ("nDCG@10", 100 * float(np.mean([ndcg_at(order.documents, one.right, _TOP) for order, one in pairs])), "%"),
        ("recall@10", 100 * float(np.mean([recall_of(order.documents, one.right) for order, one in pairs])), "%"),
        ("time of a search, p50", float(np.percentile(took, 50)), "ms"),
        ("time of a search, p95", float(np.percentile(took, 95)), "ms"),
    ]
    for name, value, unit in measures:
        yield Figure(data="all", name=name, value=value, unit=unit, system=system, count=len(orders))


def _agreement(one: Sequence[_Order], other: Sequence[_Order]) -> Iterator[Figure]:
    """How far both give the same: the same first hit, and the same first ten in the same order."""
    pairs = list(zip(one, other, strict=True))
    measures = {
        "same first": np.mean([left.documents[:1] == right.documents[:1] for left, right in pairs]),
        "same ten": np.mean([left.documents == right.documents for left, right in pairs]),
    }
    for name, value in measures.items():
        yield Figure(data="all", name=name, value=100 * float(value), system="SQLite = PostgreSQL", count=len(pairs))
