"""What a sentence is worth as an answer: a weighted sum of a few looks at it, fitted by `eval.answer_training`.

The model is a file of plain numbers, `sentence_worth.json`. It only orders the sentences of one question; whether the
best of them says enough to be told is decided by `service.answers.scoring` from what of the question it speaks about.

Source: Cao et al., Learning to rank: from pairwise approach to listwise approach (ICML 2007).
"""

import json
from functools import cache
from importlib.resources import files

from core.record import Record


class SentenceLooks(Record):
    """What is looked at, each 0..1.

    Attributes:
        coverage: share of the question that the sentence and what stands around it speak about.
        own: share of what was asked that it speaks about itself.
        both: the two multiplied.
        early: 1 for a sentence of the passage found first, a half for the second, a third for the third.
        found: score of its passage in the search beside that of the best one.
        same_wording: share of the question's pairs of neighbours that it has.
        dense: how much of its own telling words the question speaks of.
        length: 1 for a long one.
        leads_in: it ends in a colon.
        is_row, is_heading: it stands in a table row, in a heading.
    """

    coverage: float
    own: float
    both: float
    early: float
    found: float
    same_wording: float
    dense: float
    length: float
    leads_in: float
    is_row: float
    is_heading: float

    def values(self) -> tuple[float, ...]:
        """The looks in the order of `LOOKS`."""
        return tuple(getattr(self, name) for name in LOOKS)


LOOKS = tuple(SentenceLooks.model_fields)


class WorthModel(Record):
    """What `sentence_worth.json` holds: a weight for each look, and how the weights came to be."""

    weights: dict[str, float]
    card: str


def worth_of(looks: SentenceLooks) -> float:
    """The weighted sum; about 1 for a sentence that says all that was asked."""
    return sum(weight * value for weight, value in zip(_weights(), looks.values(), strict=True))


@cache
def _weights() -> tuple[float, ...]:
    content = files("service.answers").joinpath("sentence_worth.json").read_text(encoding="utf-8")
    weights = WorthModel.model_validate(json.loads(content)).weights
    if tuple(weights) != LOOKS:
        raise ValueError("the weights were fitted on other looks; fit them again")
    return tuple(weights.values())
