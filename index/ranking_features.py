"""What a passage has to do with a question, in numbers that mean the same in any collection.

Words weigh by how rare they are in official Vietnamese (`index.rarity`), not in the documents at hand, so that a model
fitted on one collection serves another.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.directive import BlockKind
from index.function_words import FOLDED_FUNCTION_WORDS, FUNCTION_WORDS
from index.passage_rows import StoredPassage
from index.rarity import rarity
from index.search_query import SearchQuery

Features = npt.NDArray[np.float64]

_LEAST_WEIGHT = 0.05
_WINDOW_WORDS = 30
_USUAL_WORDS, _SHORT = 110.0, 25
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
_RANK_OFFSET = 10.0
_FEW, _FURTHEST, _NO_SPREAD = 5.0, 3.0, 1e-6
_WORD_FEATURES = ("coverage", "pairs", "score", "window", "run", "all_coverage", "all_pairs")
_FOLDED_FEATURES = ("coverage", "score", "all_pairs")
RANKINGS = ("exact", "folded", "meaning", "codes", "front")
FEATURES = (
    *(f"exact_{name}" for name in _WORD_FEATURES),
    *(f"folded_{name}" for name in _FOLDED_FEATURES),
    *(f"rank_{name}" for name in RANKINGS),
    "meaning",
    "rarest",
    "numbers",
    "length",
    "asked_part",
    "bare_head",
    "asked_time",
    "asked_label",
)
_TIME = re.compile(
    r"\b\d{1,2}\s?(?:giờ|h(?=\d|\b))|\bngày\s?\d|\btháng\s?\d|\bquý\s(?:[IV]+|\d)\b|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\b"
    r"|\bnăm \d{4}|\bh[àằ]ng (?:ngày|tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_MARK = r"(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)]"
_LABELLED = {
    name: re.compile(
        rf"^\W*(?:(?:{_MARK})?\W*(?:{label})\b[^\n:]{{0,25}}:|{_MARK}\s*(?:{label})\b[^\n:]{{0,25}}$)",
        re.IGNORECASE | re.MULTILINE,
    )
    for name, label in {
        "time": r"thời gian|lịch|hạn (?:nộp|gửi|cuối|chót)",
        "place": r"(?:thời gian(?:,| và) )?(?:địa (?:điểm|chỉ)|nơi(?! nhận))",
        "funds": r"(?:nguồn )?kinh phí",
        "contact": r"liên hệ|đầu mối|(?:số )?điện thoại|e-?mail|đồng chí",
    }.items()
}
"""By the name of what is asked for (`SearchQuery.labels`), a line that opens by saying that it gives it."""
_FRAMES = frozenset(
    kind.value
    for kind in (
        BlockKind.HEADING, BlockKind.ANNEX_HEAD, BlockKind.TITLE, BlockKind.LETTERHEAD, BlockKind.RECIPIENTS,
        BlockKind.SIGNATURE,
    )
)  # fmt: skip
"""Kinds of passages that name what follows or went before, and tell little themselves."""


@dataclass(frozen=True)
class Candidate:
    """A passage with its place, from 1, in each ranking that holds it, and its cosine to the question."""

    stored: StoredPassage
    ranks: Mapping[str, int]
    cosine: float


class _Look(NamedTuple):
    """The features of a passage that its words and kind give: those before the rankings and meaning, those after."""

    words: tuple[float, ...]
    rest: tuple[float, ...]


@dataclass(frozen=True)
class _Asked:
    """The words of a question, those that tell with their weights, and what may follow what."""

    said: frozenset[str]
    weights: Mapping[str, float]
    followers: Mapping[str, Mapping[str, float]]
    total: float
    pair_total: float
    length: int


@dataclass
class _Found:
    """What of a question stands in a text."""

    counts: dict[str, int] = field(default_factory=dict)
    places: list[tuple[int, str]] = field(default_factory=list)
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    run: int = 0


class Looks:
    """One question and the passages looked at for it, each once, also when it is searched for in several places.

    Threads may not share it.

    Attributes:
        query: the question as search takes it.
        stored: the passages loaded for it, by row.
    """

    def __init__(self, query: SearchQuery) -> None:
        self.query = query
        self.stored: dict[int, StoredPassage] = {}
        self._folded = _asked(query.folded, FOLDED_FUNCTION_WORDS)
        self._exact = _asked(query.exact, FUNCTION_WORDS) if query.exact else None
        self._numbers = {word for word in query.folded if word.isdigit()}
        self._rarest = max(self._folded.weights, key=lambda word: self._folded.weights[word], default="")
        self._seen: dict[int, _Look] = {}

    def at(self, stored: StoredPassage) -> _Look:
        """What the passage says of the question."""
        look = self._seen.get(stored.row_id)
        if look is None:
            look = self._seen[stored.row_id] = self._looked(stored)
        return look

    def _looked(self, stored: StoredPassage) -> _Look:
        query, passage = self.query, stored.passage
        text, context = (part.split() for part in stored.folded)
        folded = exact = _Words(self._folded, text, context)
        if self._exact is not None:
            exact = _Words(self._exact, *(part.split() for part in stored.exact))
        held = {*text, *context}
        return _Look(
            words=(*exact.values(_WORD_FEATURES), *folded.values(_FOLDED_FEATURES)),
            rest=(
                float(self._rarest in held),
                len(self._numbers & held) / len(self._numbers) if self._numbers else 0.0,
                float(np.log1p(max(len(text), _SHORT))),
                float(passage.kind in query.parts),
                float(passage.kind in _FRAMES and not query.about_document),
                float(query.asks_time and _TIME.search(passage.text) is not None),
                float(any(_LABELLED[name].search(passage.text) for name in query.labels)),
            ),
        )


def ranking_features(looks: Looks, candidates: Sequence[Candidate]) -> Features:
    """One row of `FEATURES` for each candidate."""
    nearness = _evened(np.array([candidate.cosine for candidate in candidates], dtype=np.float64))
    rows = []
    for candidate, near in zip(candidates, nearness.tolist(), strict=True):
        look, ranks = looks.at(candidate.stored), candidate.ranks
        places = [1.0 / (_RANK_OFFSET + ranks[name]) if name in ranks else 0.0 for name in RANKINGS]
        rows.append([*look.words, *places, near, *look.rest])
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _evened(cosines: Features) -> Features:
    """Cosines of one question in steps of their spread: each embedding model has a range of its own."""
    if len(cosines) < 2 or cosines.std() < _NO_SPREAD:
        return np.zeros(len(cosines))
    trust = len(cosines) / (len(cosines) + _FEW)
    evened: Features = trust * np.clip((cosines - cosines.mean()) / cosines.std(), -_FURTHEST, _FURTHEST)
    return evened


def _asked(words: Sequence[str], function_words: frozenset[str]) -> _Asked:
    weights = {word: max(_LEAST_WEIGHT, rarity(word)) for word in words if word not in function_words}
    followers: dict[str, dict[str, float]] = {}
    for one, other in pairwise(words):
        if one in weights or other in weights:
            followers.setdefault(one, {})[other] = weights.get(one, 0.0) + weights.get(other, 0.0)
    return _Asked(
        said=frozenset(words),
        weights=weights,
        followers=followers,
        total=sum(weights.values()) or 1.0,
        pair_total=sum(sum(others.values()) for others in followers.values()) or 1.0,
        length=max(1, len(words)),
    )


class _Words:
    """What the words of a passage say of a question: shares of its weight, 0..1, but for the score, a BM25 over it."""

    def __init__(self, asked: _Asked, text: Sequence[str], context: Sequence[str]) -> None:
        self._asked, self._length = asked, len(text)
        self._own, self._beside = _find(asked, text), _find(asked, context)

    def values(self, names: Sequence[str]) -> list[float]:
        """The features of these names, which are those of its methods."""
        return [getattr(self, name)() for name in names]

    def coverage(self) -> float:
        weights = self._asked.weights
        return sum(weights[word] for word in self._own.counts) / self._asked.total

    def pairs(self) -> float:
        return sum(self._own.pairs.values()) / self._asked.pair_total

    def score(self) -> float:
        weights = self._asked.weights
        by_length = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * self._length / _USUAL_WORDS)
        counts = self._own.counts.items()
        total = sum(weights[word] * count * (_SATURATION + 1) / (count + by_length) for word, count in counts)
        return total / self._asked.total

    def window(self) -> float:
        return _best_window(self._own.places, self._asked.weights) / self._asked.total

    def run(self) -> float:
        return self._own.run / self._asked.length

    def all_coverage(self) -> float:
        weights = self._asked.weights
        return sum(weights[word] for word in {*self._own.counts, *self._beside.counts}) / self._asked.total

    def all_pairs(self) -> float:
        return sum({**self._own.pairs, **self._beside.pairs}.values()) / self._asked.pair_total


def _find(asked: _Asked, words: Sequence[str]) -> _Found:
    found = _Found()
    weights, followers, said = asked.weights, asked.followers, asked.said
    last, previous, run = -1, "", 0
    for place, word in [(place, word) for place, word in enumerate(words) if word in said]:
        if word in weights:
            found.counts[word] = found.counts.get(word, 0) + 1
            found.places.append((place, word))
        after = followers.get(previous) if place == last + 1 else None
        if after is not None and word in after:
            found.pairs[previous, word] = after[word]
            run += 1
            found.run = max(found.run, run + 1)
        else:
            run = 0
        last, previous = place, word
    return found


def _best_window(places: Sequence[tuple[int, str]], weights: Mapping[str, float]) -> float:
    """The greatest weight of different words that stand within `_WINDOW_WORDS` of each other."""
    best = total = 0.0
    inside: dict[str, int] = {}
    first = 0
    for place, word in places:
        if not inside.get(word):
            total += weights[word]
        inside[word] = inside.get(word, 0) + 1
        while places[first][0] <= place - _WINDOW_WORDS:
            left = places[first][1]
            inside[left] -= 1
            if not inside[left]:
                total -= weights[left]
            first += 1
        best = max(best, total)
    return best
