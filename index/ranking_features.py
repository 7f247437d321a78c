"""What a passage has to do with a question, in numbers that mean the same in any collection.

Words weigh by how rare they are in official Vietnamese (`index.rarity`), not in the documents at hand, so that a model
fitted on one collection serves another.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.directive import BlockKind
from index.function_words import FOLDED_FUNCTION_WORDS, FUNCTION_WORDS
from index.passage_rows import StoredPassage
from index.search_query import SearchQuery
from index.word_matches import WordMatches, asked_words

Features = npt.NDArray[np.float64]

_SHORT = 25
_RANK_OFFSET = 10.0
_FEW, _FURTHEST, _NO_SPREAD = 5.0, 3.0, 1e-6
_WORD_FEATURES = ("coverage", "pairs", "score", "window", "run", "all_coverage", "all_pairs")
_FOLDED_FEATURES = ("coverage", "score", "all_pairs")
_BY_WORDS = len(_WORD_FEATURES) + len(_FOLDED_FEATURES)
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
    r"\b(?=[\dntqh])(?:\d{1,2}(?:\s?(?:giờ|h(?=\d|\b))|[/.-]\d{1,2}(?:[/.-]\d{4})?\b)|(?:ngày|tháng)\s?\d"
    r"|quý\s(?:[IV]+|\d)\b|năm \d{4}|h[àằ]ng (?:ngày|tuần|tháng|quý|năm))",
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
        self._folded = asked_words(query.folded, FOLDED_FUNCTION_WORDS)
        self._exact = asked_words(query.exact, FUNCTION_WORDS) if query.exact else None
        self._numbers = {word for word in query.folded if word.isdigit()}
        self._rarest = self._folded.rarest
        self._seen: dict[int, Features] = {}

    def look_at(self, passages: Sequence[StoredPassage]) -> None:
        """Afterwards it is known what the passages say of the question; those looked at before are passed over."""
        new = [stored for stored in passages if stored.row_id not in self._seen]
        if new:
            self._seen.update(zip([stored.row_id for stored in new], self._looked(new), strict=True))

    def features(self, passages: Sequence[StoredPassage]) -> Features:
        """The features that words and kinds of passages give: those of `FEATURES` but rankings and meaning."""
        self.look_at(passages)
        return np.stack([self._seen[stored.row_id] for stored in passages])

    def _looked(self, passages: Sequence[StoredPassage]) -> Features:
        folded = exact = WordMatches(self._folded, *zip(*(stored.folded for stored in passages), strict=True))
        if self._exact is not None:
            exact = WordMatches(self._exact, *zip(*(stored.exact for stored in passages), strict=True))
        columns = [getattr(exact, name)() for name in _WORD_FEATURES]
        columns += [getattr(folded, name)() for name in _FOLDED_FEATURES]
        columns.append(folded.holds(self._rarest))
        columns.append(sum(map(folded.holds, self._numbers), np.zeros(len(passages))) / max(1, len(self._numbers)))
        columns.append(np.log1p(np.maximum(folded.lengths, _SHORT)))
        kinds = np.array(list(map(self._said_by_kind, passages)), dtype=np.float64)
        return np.column_stack([*columns, kinds])

    def _said_by_kind(self, passage: StoredPassage) -> tuple[bool, ...]:
        query = self.query
        return (
            passage.kind in query.parts,
            passage.kind in _FRAMES and not query.about_document,
            query.asks_time and _TIME.search(passage.text) is not None,
            any(_LABELLED[name].search(passage.text) for name in query.labels),
        )


def ranking_features(looks: Looks, candidates: Sequence[Candidate]) -> Features:
    """One row of `FEATURES` for each candidate."""
    if not candidates:
        return np.zeros((0, len(FEATURES)))
    said = looks.features([candidate.stored for candidate in candidates])
    places = [
        [1.0 / (_RANK_OFFSET + candidate.ranks[name]) if name in candidate.ranks else 0.0 for name in RANKINGS]
        for candidate in candidates
    ]
    nearness = _evened(np.array([candidate.cosine for candidate in candidates], dtype=np.float64))
    return np.column_stack([said[:, :_BY_WORDS], places, nearness, said[:, _BY_WORDS:]])


def _evened(cosines: Features) -> Features:
    """Cosines of one question in steps of their spread: each embedding model has a range of its own."""
    if len(cosines) < 2 or cosines.std() < _NO_SPREAD:
        return np.zeros(len(cosines))
    trust = len(cosines) / (len(cosines) + _FEW)
    evened: Features = trust * np.clip((cosines - cosines.mean()) / cosines.std(), -_FURTHEST, _FURTHEST)
    return evened
