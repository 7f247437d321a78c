"""One search: candidates from several rankings, looked at closely, and put in order."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from sqlalchemy import ColumnElement, Connection, func, select

from core.errors import EmbedderUnavailable, IndexDamaged
from core.record import Record
from core.text import nfc, squeeze
from index.embedder import Embedder, Vectors
from index.function_words import FOLDED_FUNCTION_WORDS, FUNCTION_WORDS
from index.passage import Passage
from index.passage_rows import StoredPassage, from_blobs, load_passages, look_up
from index.ranker import Reranker, Scores
from index.ranking_features import Candidate, Looks, ranking_features
from index.schema import FULL_TEXT_TABLES, passages
from index.search_query import LONGEST_QUESTION, SearchQuery
from index.terms import query_terms
from index.typing_slips import mend_slips
from index.vector_index import VectorIndex
from index.word_index import ANYWHERE, Within, WordMatch
from index.word_indexes import words_of
from index.word_ranking import WordRanking

_log = logging.getLogger(__name__)

_EXACT, _FOLDED = FULL_TEXT_TABLES
_DEPTH = 50
_EMBEDDED_AT_ONCE, _QUESTIONS_KEPT = 4, 64
_FILTER_DEPTH = 500
_MOST_COMPARED = 3_000
"""Passages of a few documents whose vectors are compared one by one, which is exact and quicker than a filter."""


class Hit(Record):
    """A passage that was found; `score` orders the hits of one search and means nothing across searches."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Meaning:
    """Whose vectors are searched."""

    embedder: Embedder
    vectors: VectorIndex


class Searching:
    """Finds and orders passages; holds nothing but counts of terms and the vectors of the newest questions.

    A question is embedded while its words are looked up: both work outside the interpreter most of the time.

    Attributes:
        met_damage: a search found Chroma broken since this was last set to False.

    Args:
        reranker: orders what was found.
    """

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker
        self._words: WordRanking | None = None
        self._beside = ThreadPoolExecutor(max_workers=_EMBEDDED_AT_ONCE, thread_name_prefix="embed question")
        self._vectors = RecentVectors()
        self.met_damage = False

    def hits(
        self, connection: Connection, looks: Looks, meaning: Meaning | None, *, within: Within, limit: int
    ) -> tuple[Hit, ...]:
        """The best passages; those that hold a số, ký hiệu of the question come before all others."""
        query = looks.query
        candidates = self.candidates(connection, looks, meaning, within=within)
        if not candidates:
            return ()
        scores = self._reranker.score(ranking_features(looks, candidates))
        asked = set(query.codes)
        named = [not asked.isdisjoint(candidate.stored.codes) for candidate in candidates]
        scores = np.where(_are_copies(candidates, scores), scores.min(), scores)
        order = sorted(range(len(candidates)), key=lambda place: (not named[place], -scores[place]))
        floor = float(scores.min())
        lift = float(scores.max()) - floor + 1.0
        shown = {place: candidates[place].stored.row_id for place in order[:limit]}
        loaded = load_passages(connection, list(shown.values()))
        return tuple(
            Hit.model_construct(
                passage=loaded[row_id], score=float(scores[place]) - floor + (lift if named[place] else 0.0)
            )
            for place, row_id in shown.items()
            if row_id in loaded
        )

    def mended(self, connection: Connection, question: str, *, within: Within = ANYWHERE) -> str:
        """`question` with slips of typing put right toward what the passages, or those within some documents, say."""
        words = self._ranking_of(connection)

        def count(term: str) -> int:
            if within.document_ids is None:
                return words.count(connection, _FOLDED, term)
            return len(words.by_match(connection, _FOLDED, WordMatch((term,), within=within), depth=_DEPTH))

        return mend_slips(squeeze(nfc(question))[:LONGEST_QUESTION], cache(count))

    def candidates(
        self, connection: Connection, looks: Looks, meaning: Meaning | None, *, within: Within
    ) -> list[Candidate]:
        """All passages that some ranking holds, in order of first appearance.

        What words find is looked at while the question is still being embedded.
        """
        embedded = self._beside.submit(_asked_vector, meaning, looks.query.text, self._vectors)
        rankings = self._word_rankings(connection, looks.query, within)
        found_by_words = _loaded(connection, looks, [row for rows in rankings.values() for row in rows])
        looks.look_at([looks.stored[row_id] for row_id in found_by_words])
        vector = embedded.result()
        if meaning is not None and vector is not None:
            rankings["meaning"] = self._nearest(connection, meaning, vector, within)
            _loaded(connection, looks, rankings["meaning"])
        places: dict[int, dict[str, int]] = {}
        for name, rows in rankings.items():
            for place, row_id in enumerate(rows, start=1):
                places.setdefault(row_id, {})[name] = place
        found = [looks.stored[row_id] for row_id in places if row_id in looks.stored]
        cosines = _cosines(found, vector, meaning.embedder.name if meaning is not None else None)
        return [
            Candidate(stored=one, ranks=places[one.row_id], cosine=cosine)
            for one, cosine in zip(found, cosines, strict=True)
        ]

    def _word_rankings(self, connection: Connection, query: SearchQuery, within: Within) -> dict[str, list[int]]:
        words = self._ranking_of(connection)
        exact_terms = query_terms(query.exact, FUNCTION_WORDS)
        folded_terms = query_terms(query.folded, FOLDED_FUNCTION_WORDS)
        rankings = {
            "exact": words.by_terms(connection, _EXACT, exact_terms, within=within, depth=_DEPTH),
            "folded": words.by_terms(connection, _FOLDED, folded_terms, within=within, depth=_DEPTH),
        }
        codes = WordMatch(codes=tuple(query.codes), code_starts=tuple(query.named), within=within)
        if codes.has_codes:
            match = codes._replace(terms=folded_terms)
            rankings["codes"] = words.by_match(connection, _FOLDED, match, depth=_DEPTH)
        if query.about_document:
            front = Within(document_ids=within.document_ids, only_front=True)
            match = codes if codes.has_codes else WordMatch(tuple(words.telling(connection, _FOLDED, folded_terms)))
            rankings["front"] = words.by_match(connection, _FOLDED, match._replace(within=front), depth=_DEPTH)
        return rankings

    def _ranking_of(self, connection: Connection) -> WordRanking:
        """What ranks by words in the database that is searched; all searches of an index go to one database."""
        if self._words is None:
            self._words = WordRanking(words_of(connection))
        return self._words

    def _nearest(self, connection: Connection, meaning: Meaning, vector: Vectors, within: Within) -> list[int]:
        """Rows of passages near in meaning; none while Chroma is damaged, so that word search still serves."""
        if within.document_ids is not None and within.is_small:
            inside = passages.c.document_id.in_(within.document_ids)
            if connection.scalars(select(func.count()).where(inside)).one() <= _MOST_COMPARED:
                return _compared(connection, inside, meaning.embedder.name, vector)
        depth = _DEPTH if within.document_ids is None else _FILTER_DEPTH
        try:
            near = [neighbour.row_id for neighbour in meaning.vectors.nearest(vector, depth)]
        except IndexDamaged as damage:
            self.met_damage = True
            _log.warning("searching by words alone: %s", damage)
            return []
        if within.document_ids is not None:
            near = _of_documents(connection, near, frozenset(within.document_ids))
        return near[:_DEPTH]


def _are_copies(candidates: Sequence[Candidate], scores: Scores) -> list[bool]:
    """For each candidate whether a better one says the same words in the same context: a copy of the same paper."""
    best: dict[tuple[bytes, bytes], int] = {}
    for place in np.argsort(-scores, kind="stable"):
        best.setdefault(candidates[place].stored.folded, int(place))
    return [best[candidate.stored.folded] != place for place, candidate in enumerate(candidates)]


class RecentVectors:
    """Vectors of the questions asked last: one question is often searched for twice, in some documents and in all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Vectors] = OrderedDict()

    def of(self, embedder: Embedder, question: str) -> Vectors:
        """The vector of the question, made by this embedder."""
        key = (embedder.name, question)
        with self._lock:
            known = self._kept.get(key)
        if known is not None:
            return known
        vector = embedder.embed_question(question)
        with self._lock:
            self._kept[key] = vector
            while len(self._kept) > _QUESTIONS_KEPT:
                self._kept.popitem(last=False)
        return vector


def _loaded(connection: Connection, looks: Looks, row_ids: Sequence[int]) -> list[int]:
    """Those of the rows whose passages are looked up afterwards; the others are gone."""
    wanted = list(dict.fromkeys(row_ids))
    looks.stored.update(look_up(connection, [row for row in wanted if row not in looks.stored]))
    return [row for row in wanted if row in looks.stored]


def _asked_vector(meaning: Meaning | None, question: str, recent: RecentVectors) -> Vectors | None:
    """The vector of the question; None while the embedder cannot be had, so that word search still serves."""
    if meaning is None:
        return None
    try:
        return recent.of(meaning.embedder, question)
    except EmbedderUnavailable as error:
        _log.warning("searching by words alone: %s", error)
        return None


def _of_documents(connection: Connection, row_ids: Sequence[int], document_ids: frozenset[str]) -> list[int]:
    """Those of the rows that hold passages of the documents, in their order."""
    statement = select(passages.c.row_id, passages.c.document_id).where(passages.c.row_id.in_(row_ids))
    inside = {row_id for row_id, document_id in connection.execute(statement).all() if document_id in document_ids}
    return [row_id for row_id in row_ids if row_id in inside]


def _compared(connection: Connection, inside: ColumnElement[bool], embedder: str, vector: Vectors) -> list[int]:
    """Rows of the passages that `inside` tells, nearest first.

    Whose vectors they have is looked at afterwards: a database that looks that up first goes through all passages.
    """
    statement = select(passages.c.row_id, passages.c.embedder, passages.c.vector).where(inside)
    stored = sorted(
        (row_id, blob) for row_id, made_by, blob in connection.execute(statement).all() if made_by == embedder
    )
    if not stored:
        return []
    held, blobs = zip(*stored, strict=True)
    similar = from_blobs(blobs) @ vector
    return [held[place] for place in np.argsort(-similar, kind="stable")[:_DEPTH]]


def _cosines(found: Sequence[StoredPassage], vector: Vectors | None, embedder: str | None) -> list[float]:
    """Of each passage, 0.0 where no vector of this embedder is held; passages that are alike have the very same."""
    cosines = np.zeros(len(found), dtype=np.float32)
    held = [place for place, one in enumerate(found) if one.vector is not None and one.embedder == embedder]
    if vector is not None and held:
        cosines[held] = np.einsum("ij,j->i", from_blobs([found[place].vector or b"" for place in held]), vector)
    return [float(cosine) for cosine in cosines]
