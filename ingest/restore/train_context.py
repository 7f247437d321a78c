"""Training only: learns the weights of `context_network` from clean text, in NumPy.

An example is a word of the text, the words around it, and `RIVALS` words that it is mistaken for (`rival_table`). The
loss is -log P(word | rivals, context); its gradient goes back through the formula of `context_network`, and Adam takes
the steps. Of the two large tables only the rows that an example touches take part in a step. Three in a hundred words
around are replaced by rivals of theirs, as the words around a slot are themselves decided with errors.

Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015; its lazy form for sparse gradients.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

from core.text import nfc, strip_accents
from ingest.restore.context_network import SPAN, ContextNetwork
from ingest.restore.language_model import BOUNDARY_ID, UNKNOWN_ID
from ingest.restore.lexicon import Lexicon
from ingest.restore.model_file import CommonReads
from ingest.restore.tokens import BOUNDARY, language_units
from ingest.restore.train_language_model import Corpus

_LOG = logging.getLogger(__name__)

RIVALS = 15
_EMBEDDED, _HIDDEN, _OUTPUT = 48, 256, 64
_BATCH, _RATE, _WARM_UP = 4096, 2e-3, 200
_MEAN_DECAY, _SQUARE_DECAY, _SPARSE_SQUARE_DECAY = 0.9, 0.999, 0.995
_ERRORS_AROUND = 0.03

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]


def read_stream(corpora: Sequence[Corpus], words: Sequence[str]) -> NDArray[np.uint16]:
    """The language-model ids of all text, one boundary after each sentence."""
    ids = {word: index for index, word in enumerate(words)}
    parts = []
    for corpus in corpora:
        stream = [BOUNDARY_ID]
        for paragraph in corpus.open():
            for token in nfc(paragraph).split():
                for unit in language_units(token):
                    if unit != BOUNDARY:
                        stream.append(ids.get(unit, UNKNOWN_ID))
                    elif stream[-1] != BOUNDARY_ID:
                        stream.append(BOUNDARY_ID)
            if stream[-1] != BOUNDARY_ID:
                stream.append(BOUNDARY_ID)
        parts.append(np.array(stream, np.uint16))
    return np.concatenate(parts)


def rival_table(words: Sequence[str], lexicon: Lexicon, reads: CommonReads, unigrams: Floats) -> Ids:
    """For each word the words that it is most often mistaken for: (words, `RIVALS`), filled up at random.

    Two words are rivals as far as they share readings of the OCR, or their letters without accents.
    """
    strength: list[dict[int, float]] = [defaultdict(float) for _ in words]
    for ids, shares in _readings(lexicon, reads, unigrams):
        for (one, p), (other, q) in permutations(zip(ids, shares, strict=True), 2):
            if one != other:
                strength[one][other] += p * q / (p + q)
    for one, other in _alike_without_accents(words):
        strength[one][other] += float(np.exp(0.5 * (unigrams[other] + 4)))
    chance = np.exp(unigrams.astype(np.float64))
    fill = np.random.default_rng(3).choice(len(words), (len(words), RIVALS), p=chance / chance.sum())
    for index, rivals in enumerate(strength):
        best = sorted(rivals, key=rivals.__getitem__, reverse=True)[:RIVALS]
        fill[index, : len(best)] = best
    return np.asarray(fill, np.int64)


def _alike_without_accents(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        groups[strip_accents(word)].append(index)
    for alike in groups.values():
        yield from permutations(alike, 2)


def _readings(lexicon: Lexicon, reads: CommonReads, unigrams: Floats) -> list[tuple[list[int], list[float]]]:
    """For each common reading the words that may stand behind it, with their probabilities."""
    words = lexicon.words[reads.form]
    scores = reads.log + unigrams[words] + lexicon.spelling_logs[reads.form] + 0.7 * lexicon.case_logs[reads.form]
    ends = np.searchsorted(reads.word, np.arange(len(reads.words) + 1))
    readings = []
    for start, end in pairwise(ends.tolist()):
        best = start + np.argsort(-scores[start:end])[:24]
        shares = np.exp(0.7 * (scores[best] - scores[best].max(initial=-1e4)))
        shares /= max(float(shares.sum()), 1e-30)
        kept = shares >= 0.002
        readings.append((words[best][kept].tolist(), shares[kept].tolist()))
    return readings


class _Adam:
    """Steps down a gradient, each weight at a pace of its own."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self.weights = weights
        self._mean = {name: np.zeros_like(array) for name, array in weights.items()}
        self._square = {name: np.zeros_like(array) for name, array in weights.items()}
        self._steps = 0

    def step(self, rate: float, dense: dict[str, Floats], rows: dict[str, tuple[Ids, Floats]]) -> None:
        """One step: `dense` holds gradients of whole arrays, `rows` those of some rows, which may repeat."""
        self._steps += 1
        for name, gradient in dense.items():
            mean, square = self._mean[name], self._square[name]
            mean += (1 - _MEAN_DECAY) * (gradient - mean)
            square += (1 - _SQUARE_DECAY) * (gradient**2 - square)
            unbiased = square / (1 - _SQUARE_DECAY**self._steps)
            self.weights[name] -= rate * mean / (1 - _MEAN_DECAY**self._steps) / (np.sqrt(unbiased) + 1e-8)
        for name, (ids, gradients) in rows.items():
            touched, gradient = _summed_by_row(ids, gradients)
            mean = self._mean[name][touched] * _MEAN_DECAY + (1 - _MEAN_DECAY) * gradient
            square = self._square[name][touched] * _SPARSE_SQUARE_DECAY + (1 - _SPARSE_SQUARE_DECAY) * gradient**2
            self._mean[name][touched], self._square[name][touched] = mean, square
            self.weights[name][touched] -= rate * mean / (np.sqrt(square) + 1e-7)


def _summed_by_row(ids: Ids, gradients: Floats) -> tuple[Ids, Floats]:
    order = np.argsort(ids, kind="stable")
    ordered = ids[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return ordered[starts], np.add.reduceat(gradients[order], starts, axis=0)


def learn_network(stream: NDArray[np.uint16], rivals: Ids, *, steps: int, seed: int = 3) -> ContextNetwork:
    """The network after so many steps of 4,096 examples; a rate that falls to nothing ends the training."""
    rng = np.random.default_rng(seed)
    adam = _Adam(_first_weights(len(rivals), rng))
    losses = 0.0
    for step in range(steps):
        rate = _RATE * max(0.02, 1 - step / steps) * min(1.0, (step + 1) / _WARM_UP)
        loss, dense, rows = _gradients(adam.weights, *_examples(stream, rivals, rng))
        adam.step(rate, dense, rows)
        losses += loss
        if step % 500 == 499:
            _LOG.info("step %d: loss %.4f", step + 1, losses / 500)
            losses = 0.0
    return ContextNetwork(**adam.weights)


def _first_weights(words: int, rng: np.random.Generator) -> dict[str, Floats]:
    inputs = 2 * SPAN * _EMBEDDED
    weights = {
        "E": rng.normal(0, 0.3, (words, _EMBEDDED)),
        "W": rng.normal(0, (2 / inputs) ** 0.5, (inputs, _HIDDEN)),
        "u": np.zeros(_HIDDEN),
        "V": rng.normal(0, _HIDDEN**-0.5, (_HIDDEN, _OUTPUT)),
        "v": np.zeros(_OUTPUT),
        "O": rng.normal(0, 0.1, (words, _OUTPUT)),
        "b": np.zeros(words),
    }
    return {name: array.astype(np.float32) for name, array in weights.items()}


def _examples(stream: NDArray[np.uint16], rivals: Ids, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Words around, (examples, 2 SPAN), and each true word with its rivals after it, (examples, 1 + RIVALS)."""
    places = rng.integers(SPAN, len(stream) - SPAN, _BATCH)
    places = places[stream[places] > UNKNOWN_ID]
    true = stream[places].astype(np.int64)
    around = stream[places[:, None] + np.r_[-SPAN:0, 1 : SPAN + 1]].astype(np.int64)
    is_wrong = rng.random(around.shape) < _ERRORS_AROUND
    around = np.where(is_wrong, rivals[around, rng.integers(0, 4, around.shape)], around)
    return around, np.concatenate([true[:, None], rivals[true]], axis=1)


def _gradients(
    weights: dict[str, Floats], around: Ids, choices: Ids
) -> tuple[float, dict[str, Floats], dict[str, tuple[Ids, Floats]]]:
    """Mean loss, gradients of the small arrays, and gradients of rows of the tables."""
    count = len(around)
    x = weights["E"][around].reshape(count, -1)
    inner = x @ weights["W"] + weights["u"]
    active = np.maximum(inner, 0)
    hidden = active @ weights["V"] + weights["v"]
    outputs = weights["O"][choices]
    scores = np.einsum("nd,nkd->nk", hidden, outputs) + weights["b"][choices]
    scores[:, 1:][choices[:, 1:] == choices[:, :1]] = -1e4
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    loss = -float(np.log(shares[:, 0] + 1e-9).mean())

    of_scores = shares
    of_scores[:, 0] -= 1
    of_scores /= count
    of_hidden = np.einsum("nk,nkd->nd", of_scores, outputs)
    of_outputs = (of_scores[:, :, None] * hidden[:, None, :]).reshape(-1, _OUTPUT)
    of_inner = (of_hidden @ weights["V"].T) * (inner > 0)
    of_x = (of_inner @ weights["W"].T).reshape(-1, _EMBEDDED)
    dense = {"W": x.T @ of_inner, "u": of_inner.sum(0), "V": active.T @ of_hidden, "v": of_hidden.sum(0)}
    rows = {
        "E": (around.ravel(), of_x),
        "O": (choices.ravel(), of_outputs),
        "b": (choices.ravel(), of_scores.ravel()),
    }
    return loss, dense, rows
