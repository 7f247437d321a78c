"""Fits the weights by which the sentences found for a question are ordered (`service.answers.sentence_worth`).

    python -m eval.answer_training

Questions with their right places come from the sets that were written for this project (`eval.answers`), never from
those it is judged by (`gold_*`) nor from the newest unseen set. The loss is that of ListNet's top-one probability: the
share of exp(worth) that falls on sentences with the right words, over all sentences of the question that hold the sort
of thing asked for, plus λ|w|². What is printed is how often the best sentence is right for sets left out of the fit.

Source: Cao et al., Learning to rank: from pairwise approach to listwise approach (ICML 2007).
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.answer import Answer
from core.record import Record
from core.text import nfc, squeeze
from eval.answers import KEPT_VECTORS, TRAINED_ON, files_of
from eval.library import Library, Shelf
from eval.questions import GoldQuestion, load_questions
from service.answers.follow_up import read_follow_up
from service.answers.scoring import Scored, score_sentences
from service.answers.sentence_worth import LOOKS, WorthModel
from service.answers.sorts_of_words import holds_sorts, sorts_asked

Weights = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float64]

_MODEL = Path(__file__).parent.parent / "service" / "answers" / "sentence_worth.json"
_RIDGE, _STEPS, _STEP = 0.02, 400, 0.3
_BEST_IS_WORTH = 1.0
_CARD = "ListNet top-one, {questions} questions of {sets}; none of gold_*, none of the newest unseen set."


class Judged(Record):
    """The sentences of one question: their looks, and which of them hold the right words."""

    data: str
    looks: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


def main() -> None:
    shelf = Shelf(KEPT_VECTORS)
    judged = [one for data in TRAINED_ON for one in _judged(data, shelf)]
    rows = np.array([row for one in judged for row in one.looks])
    spread = rows.std(axis=0) + 1e-6
    left_out = [
        _is_best_right(one, fit_weights([o for o in judged if o.data != data], spread))
        for data in TRAINED_ON
        for one in judged
        if one.data == data
    ]
    weights = _scaled(fit_weights(judged, spread), judged)
    card = _CARD.format(questions=len(judged), sets=", ".join(TRAINED_ON))
    model = WorthModel(weights={n: round(float(w), 4) for n, w in zip(LOOKS, weights, strict=True)}, card=card)
    _MODEL.write_text(json.dumps(model.model_dump(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"best sentence right, set left out: {sum(left_out)} of {len(left_out)}\n")


def fit_weights(judged: Sequence[Judged], spread: Weights) -> Weights:
    """A weight for each look; `spread` is the usual size of each, to which the ridge is held."""
    weights = np.zeros(len(LOOKS))
    lists = [(np.array(one.looks) / spread, np.array(one.right)) for one in judged]
    for _ in range(_STEPS):
        slope = _RIDGE * weights
        for rows, right in lists:
            shares = np.exp(rows @ weights - (rows @ weights).max())
            shares /= shares.sum()
            wanted = shares * right / (shares @ right)
            slope += rows.T @ (shares - wanted) / len(lists)
        weights -= _STEP * slope
    found: Weights = weights / spread
    return found


def _scaled(weights: Weights, judged: Sequence[Judged]) -> Weights:
    """Weights of the same order of sentences, by which right ones are worth about 1 and unasked ones about 0."""
    right = np.array([row for one in judged for row, is_right in zip(one.looks, one.right, strict=True) if is_right])
    scaled: Weights = weights * _BEST_IS_WORTH / float(np.median(right @ weights))
    return scaled


def _is_best_right(one: Judged, weights: Weights) -> bool:
    return one.right[int(np.argmax(np.array(one.looks) @ weights))]


def _judged(data: str, shelf: Shelf) -> list[Judged]:
    """The questions of a set for which some sentence is right and some other is not."""
    with shelf.open_library(files_of(data)) as library:
        found = [_judge(library, question) for question in load_questions(data) if question.is_answerable]
    return [one for one in found if one is not None and any(one.right) and not all(one.right)]


def _judge(library: Library, question: GoldQuestion) -> Judged | None:
    earlier: list[Answer] = []
    for text in question.after:
        earlier.append(library.answers.ask(text, earlier=earlier))
    context = library.answers.understand(question.text, follow_up=read_follow_up(question.text, earlier))
    sorts = sorts_asked(context.question)
    suited = [
        one
        for one in score_sentences(context)
        if any(holds_sorts(one.evidence.text, sort, context.question) for sort in sorts)
    ]
    if not suited:
        return None
    return Judged(
        data=question.data,
        looks=tuple(one.looks.values() for one in suited),
        right=tuple(_holds_answer(one, question) for one in suited),
    )


def _holds_answer(one: Scored, question: GoldQuestion) -> bool:
    """Whether the sentence has all that has to be said, at the place where the document says it."""
    said = squeeze(nfc(one.evidence.text)).lower()
    places = [squeeze(nfc(quote)).lower() for quote in question.quotes]
    holds = all(any(squeeze(nfc(w)).lower() in said for w in words) for words in question.must_contain)
    return holds and (not places or any(place in said or said in place for place in places))


if __name__ == "__main__":
    main()
