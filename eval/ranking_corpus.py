"""The benchmark of judged questions over articles of law, and a cache of its vectors that can be filled bit by bit.

The whole corpus takes hours to embed on two cores. Articles are therefore put in an order (those judged right for the
sampled questions, the best of plain BM25 for them with articles drawn at random between, the rest drawn at random), and
whatever part of the order is embedded is what all systems search. Hard wrong articles are thus those of BM25, which
favours dense search beside BM25 a little.
"""

import json
import lzma
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.bm25 import Bm25
from index.embedder import Embedder, Vectors
from index.words import exact_search_text

_SAMPLE = {"zalo2021": 500, "alqac": 300, "faq_silver": 400}
_FIRST, _HARD, _HARDEST = 4, 10, 20
_RANDOM_FIRST, _RANDOM_LAST = 1_500, 8_000
_CHUNK = 256
_SEED = 7


@dataclass(frozen=True)
class Article:
    """One article of the corpus."""

    id: str
    title: str
    text: str

    @property
    def meaning(self) -> str:
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True)
class JudgedQuestion:
    """A training question with the articles that answer it."""

    id: str
    text: str
    source: str
    right: frozenset[str]


@dataclass(frozen=True)
class RankingCorpus:
    """The sampled questions, and the articles in the order in which they are embedded."""

    questions: tuple[JudgedQuestion, ...]
    articles: tuple[Article, ...]


def load_corpus(data: Path, cache: Path) -> RankingCorpus:
    """The benchmark in `data`; the order is worked out once and kept in `cache/order.json`."""
    articles = load_articles(data)
    questions = {question.id: question for question in _load_questions(data, {article.id for article in articles})}
    kept = cache / "order.json"
    if not kept.exists():
        sampled = _sampled(list(questions.values()))
        order = _ordered(sampled, articles)
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({"questions": [one.id for one in sampled], "order": order}), encoding="utf-8")
    record = json.loads(kept.read_text(encoding="utf-8"))
    return RankingCorpus(
        questions=tuple(questions[key] for key in record["questions"]),
        articles=tuple(articles[place] for place in record["order"]),
    )


def load_articles(data: Path) -> list[Article]:
    """All articles as they stand in the corpus."""
    return [Article(row["id"], row["title"], row["text"]) for row in _rows(data / "corpus.jsonl.xz")]


def embed_more(corpus: RankingCorpus, cache: Path, embedder: Embedder, *, articles: int) -> None:
    """Afterwards the cache holds the questions and at least so many articles; what it held is not embedded again."""
    questions = cache / "questions.npy"
    if not questions.exists():
        np.save(questions, np.stack([embedder.embed_question(question.text) for question in corpus.questions]))
    for start in range(0, min(articles, len(corpus.articles)), _CHUNK):
        path = cache / f"{start:06d}.npy"
        if not path.exists():
            part = corpus.articles[start : start + _CHUNK]
            made = path.with_suffix(".part.npy")
            np.save(made, embedder.embed_passages([article.meaning for article in part]))
            made.rename(path)


def cached_vectors(cache: Path) -> tuple[Vectors, Vectors]:
    """Vectors of the questions, and of the articles from the first on, as far as they are embedded."""
    parts: list[Vectors] = []
    while (path := cache / f"{len(parts) * _CHUNK:06d}.npy").exists():
        parts.append(np.load(path))
    return np.load(cache / "questions.npy"), np.concatenate(parts)


def load_questions(data: Path) -> list[JudgedQuestion]:
    """All training questions that some article answers."""
    return _load_questions(data, {article.id for article in load_articles(data)})


def _load_questions(data: Path, known: set[str]) -> list[JudgedQuestion]:
    right: dict[str, set[str]] = {}
    for line in (data / "qrels.train.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, article, _ = line.split("\t")
        right.setdefault(question, set()).add(article)
    return [
        JudgedQuestion(row["id"], row["text"], row["src"], frozenset(right[row["id"]]))
        for row in _rows(data / "queries.train.jsonl.xz")
        if right.get(row["id"], set()) & known
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _sampled(questions: list[JudgedQuestion]) -> list[JudgedQuestion]:
    chance = random.Random(_SEED)
    chosen = []
    for source, count in _SAMPLE.items():
        of_source = [question for question in questions if question.source == source]
        chosen += chance.sample(of_source, min(count, len(of_source)))
    return chosen


def _ordered(questions: list[JudgedQuestion], articles: list[Article]) -> list[int]:
    places = {article.id: place for place, article in enumerate(articles)}
    bm25 = Bm25([exact_search_text(f"{article.title} {article.text}") for article in articles])
    best = [bm25.best(exact_search_text(question.text).split(), _HARDEST) for question in questions]
    chance = random.Random(_SEED)
    everything = range(len(articles))
    order = [places[key] for question in questions for key in sorted(question.right) if key in places]
    order += [places_of[rank] for rank in range(_FIRST) for places_of in best]
    order += chance.sample(everything, min(_RANDOM_FIRST, len(articles)))
    order += [places_of[rank] for rank in range(_FIRST, _HARD) for places_of in best]
    order += [places_of[rank] for rank in range(_HARD, _HARDEST) for places_of in best]
    order += chance.sample(everything, min(_RANDOM_LAST, len(articles)))
    return list(dict.fromkeys(order))
