"""The lattice weighs whole sentences: checked against adding up every path."""

from itertools import product

import numpy as np
import pytest

from ingest.restore.language_model import BOUNDARY_ID, LanguageModel, in_steps, pair_key
from ingest.restore.lattice import Lattice, posteriors
from ingest.restore.ngram_table import NgramTable

WORDS = 7


def make_language_model() -> LanguageModel:
    rng = np.random.default_rng(3)
    pairs = np.array([pair_key(a, b) for a in range(WORDS) for b in range(WORDS) if (a + b) % 3], np.int64)
    triples = np.array([pair * 65536 + c for pair in pairs[::2] for c in range(WORDS)], np.int64)
    pair_columns = np.stack([in_steps(-rng.random(len(pairs)) * 5), in_steps(-rng.random(len(pairs)))], axis=1)
    return LanguageModel(
        unigrams=np.log(rng.dirichlet(np.ones(WORDS))).astype(np.float32),
        back_offs=(-rng.random(WORDS)).astype(np.float32),
        pairs=NgramTable.build(pairs, pair_columns, load=0.3),
        triples=NgramTable.build(triples, in_steps(-rng.random(len(triples)) * 5)[:, None], load=0.3),
    )


def log_of(model: LanguageModel, a: int, b: int, c: int) -> float:
    one = [np.array([value], np.int64) for value in (a, b, c)]
    back_off = model.pair_logs(one[0], one[1]).back_off
    shorter = model.pair_logs(one[1], one[2]).probability
    return float(model.triple_logs(pair_key(one[0], one[1]), one[2], back_off=back_off, shorter=shorter)[0])


@pytest.mark.parametrize("is_double", [False, True])
def test_posteriors_are_those_of_all_paths_together(is_double: bool) -> None:
    model = make_language_model()
    rng = np.random.default_rng(5)
    first = np.array([[[3, 4, 5], [4, 5, 6], [3, 5, 6], [BOUNDARY_ID] * 3]], np.int64)
    last = first.copy()
    if is_double:
        last[0, 1, 0] = 6
    local = rng.normal(0, 2, first.shape).astype(np.float32)
    local[0, 3] = (0, -1e4, -1e4)
    shares = posteriors(Lattice(first, last, local), model, 0.8)

    expected = np.zeros(first.shape)
    for path in product(range(3), range(3), range(3), range(1)):
        score, words = 0.0, [BOUNDARY_ID, BOUNDARY_ID]
        for slot, k in enumerate(path):
            score += float(local[0, slot, k])
            said = (
                [first[0, slot, k]] if first[0, slot, k] == last[0, slot, k] else [first[0, slot, k], last[0, slot, k]]
            )
            for word in said:
                context = words[-2:] if slot else [BOUNDARY_ID, words[-1]]
                score += 0.8 * (first_log(model, word) if slot == 0 else log_of(model, *map(int, context), int(word)))
                words.append(int(word))
        for slot, k in enumerate(path):
            expected[0, slot, k] += np.exp(score)
    expected /= expected.sum(axis=2, keepdims=True)
    assert np.allclose(shares, expected, atol=1e-4)


def first_log(model: LanguageModel, word: int) -> float:
    """The first word of a sentence is predicted from one boundary."""
    ids = np.array([BOUNDARY_ID], np.int64), np.array([word], np.int64)
    return float(model.pair_logs(*ids).probability[0])
