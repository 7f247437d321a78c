"""The learnt ranking: a weighted sum of `index.ranking_features`, fitted by `eval.ranking_training`.

The model is a file of plain numbers, `ranker.json`. No learnt weight is below zero but that of length: more of the
question in a passage never counts against it, on whatever collection. What stands by rule and is not learnt, since the
questions trained on name no document and ask for no letterhead: `rank_codes`, `rank_front`, `asked_part`,
`bare_head`, `asked_time`, `asked_label`.

Source: Herbrich, Graepel, Obermayer, Large margin rank boundaries for ordinal regression (2000).
"""

import json
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from core.record import Record
from index.ranking_features import FEATURES, Features

Scores = npt.NDArray[np.float64]


class Reranker(Protocol):
    """Tells how well each candidate fits the question."""

    def score(self, features: Features) -> Scores:
        """One score for each row, the higher the better; scores of different questions are not comparable."""


class RankerModel(Record):
    """What `ranker.json` holds: a weight for each feature, and how the weights came to be."""

    weights: dict[str, float]
    card: str


class LinearRanker:
    """Adds up the weighted features.

    Raises:
        ValueError: the model was fitted on other features.
    """

    def __init__(self, model: RankerModel) -> None:
        if tuple(model.weights) != FEATURES:
            raise ValueError("the ranking model was fitted on other features; fit it again")
        self._weights = np.array(list(model.weights.values()))

    def score(self, features: Features) -> Scores:
        scores: Scores = features @ self._weights
        return scores


@cache
def bundled_ranker() -> LinearRanker:
    """The model that ships with the program."""
    content = files("index").joinpath("ranker.json").read_text(encoding="utf-8")
    return LinearRanker(RankerModel.model_validate(json.loads(content)))
