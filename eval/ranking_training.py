"""Fits the weights of the learnt ranking: of two passages found for a question, the one judged right is to score more.

    python -m eval.ranking_training ../shared/data/retrieval CACHE

The loss is log(1 + exp(-(s⁺ - s⁻))) over pairs of a right and a wrong candidate of a question, each right one weighing
the same, plus λ|w|². Features are scaled by the usual size of their differences first; all weights but that of length
are kept from below zero, by projected gradient steps with momentum.

Source: Burges et al., Learning to rank using gradient descent (ICML 2005).
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.ranking_features import FEATURES

if TYPE_CHECKING:
    from eval.ranking import Judged

Weights = npt.NDArray[np.float64]

_BY_RULE = {
    "rank_codes": 20.0, "rank_front": 30.0, "asked_part": 2.0, "bare_head": -1.0, "asked_time": 1.2, "asked_label": 2.0
}  # fmt: skip
"""Weights that are set, not learnt: the training data has neither letterheads nor headings, and names no document."""
_FREE = ("length",)
_WRONG_A_QUESTION = 25
_RIDGE = 2e-4
_STEPS, _STEP, _MOMENTUM = 600, 0.5, 0.9
_MODEL = Path(__file__).parent.parent / "index" / "ranker.json"
_CARD = (
    "Linear pairwise ranking, {questions} training questions (Zalo 2021, ALQAC 2024/25, silver FAQ) over {passages} "
    "articles of Vietnamese law; no directive, no test question. "
    "rank_codes, rank_front, asked_part, bare_head, asked_time and asked_label are set by rule."
)


def fit_weights(judged: Sequence["Judged"]) -> Weights:
    """A weight for each feature, in the order of `FEATURES`; those set by rule are in it."""
    differences, shares = _pairs(judged)
    spread = np.sqrt((differences**2).mean(axis=0))
    usable = (spread > 0) & ~np.isin(FEATURES, list(_BY_RULE))
    scaled = differences[:, usable] / spread[usable]

    is_free = np.isin(np.array(FEATURES)[usable], list(_FREE))
    found = momentum = np.zeros(int(usable.sum()))
    for _ in range(_STEPS):
        ahead = found + _MOMENTUM * momentum
        slope = -(shares / (1.0 + np.exp(scaled @ ahead))) @ scaled + 2 * _RIDGE * ahead
        reached = ahead - _STEP * slope
        reached = np.where(is_free, reached, np.maximum(reached, 0.0))
        found, momentum = reached, reached - found
    weights = np.zeros(len(FEATURES))
    weights[usable] = found / spread[usable]
    for name, value in _BY_RULE.items():
        weights[FEATURES.index(name)] = value
    return weights


def _pairs(judged: Sequence["Judged"]) -> tuple[Weights, Weights]:
    """Feature differences right - wrong, and the share of each pair in the loss; the shares add up to 1."""
    chance = np.random.default_rng(1)
    rows, shares = [], []
    for one in judged:
        right, wrong = np.flatnonzero(one.is_right), np.flatnonzero(~one.is_right)
        if not len(right) or not len(wrong):
            continue
        for place in right:
            chosen = chance.choice(wrong, min(_WRONG_A_QUESTION, len(wrong)), replace=False)
            rows.append(one.features[place] - one.features[chosen])
            shares.append(np.full(len(chosen), 1.0 / (len(right) * len(chosen))))
    weights = np.concatenate(shares)
    return np.vstack(rows), weights / weights.sum()


def main(data: Path, cache: Path) -> None:
    """Afterwards `index/ranker.json` holds the weights fitted on all training questions that the cache covers."""
    from eval.ranking import judge_questions
    from eval.ranking_corpus import cached_vectors

    judged = judge_questions(data, cache)
    weights = fit_weights(judged)
    card = _CARD.format(questions=len(judged), passages=len(cached_vectors(cache)[1]))
    model = {"weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}, "card": card}
    _MODEL.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
