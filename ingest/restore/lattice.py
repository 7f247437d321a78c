"""The most probable word in each slot of a sentence, given all readings and the language model.

A sentence is a row of slots; each slot holds candidates k with a local score (channel and form). With w_k the
candidate's language-model word and L the weight of the language model, a path k_1..k_n has

    score = sum_t  local_t(k_t) + L * log p(w_{k_t} | w_{k_{t-2}}, w_{k_{t-1}})

Forward-backward over pairs of neighbouring candidates gives each candidate's share of the probability of all paths:

    A_t(j, k) = exp local_t(k) * sum_i A_{t-1}(i, j) * p(k | i, j)^L
    B_t(j, k) = sum_l exp local_{t+1}(l) * p(l | j, k)^L * B_{t+1}(k, l)
    P_t(k)    ~ sum_j A_t(j, k) * B_t(j, k)

where A_t and B_t are divided by their greatest value, step by step, so that they stay in the range of numbers.

The word with the greatest P_t is taken. All candidates are scored first with pairs only, p(k | j), by the best path
through each of them; the `KEPT` best of each slot go on to the formula above. In that first round one of two
neighbours is always of its slot's `CORE`, the candidates that are best by themselves: two unlikely words side by side
are no path that could win.

A candidate may be two words (`lợi ích` for `lgiích`): the first is predicted from the slots before, the second from
the first and the slot before, and both are what the next slot sees.

Source: Rabiner, A Tutorial on Hidden Markov Models, 1989 (forward-backward, scaling), over word pairs as states.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.language_model import BOUNDARY_ID, LanguageModel, pair_key

KEPT, CORE = 8, 8
HOPELESS = 9.0
_NEVER = np.float32(-1e4)
_LEAST = np.float32(1e-30)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Lattice(NamedTuple):
    """Sentences of equal padded length: (sentences, slots, candidates).

    Attributes:
        first, last: language-model ids of a candidate's first and last word; the same for a single word. An unused
            candidate has `local` -1e4. Slots past a sentence's end hold one candidate, the boundary.
        local: score of the candidate by itself.
    """

    first: Ints
    last: Ints
    local: Floats

    def of(self, chosen: Ints) -> "Lattice":
        """The candidates that `chosen`, (sentences, slots, any), names for each slot."""
        return Lattice(
            np.take_along_axis(self.first, chosen, axis=2),
            np.take_along_axis(self.last, chosen, axis=2),
            np.take_along_axis(self.local, chosen, axis=2),
        )

    def before(self) -> "Lattice":
        """Each slot's candidates in the slot after it; before the first stands one candidate, the boundary."""
        local = _shifted(self.local, _NEVER)
        local[:, 0, 0] = 0
        return Lattice(_shifted(self.first, BOUNDARY_ID), _shifted(self.last, BOUNDARY_ID), local)


def posteriors(lattice: Lattice, language_model: LanguageModel, weight: float) -> Floats:
    """P_t(k) for every candidate: (sentences, slots, candidates); candidates dropped on the way have 0."""
    chosen, narrow = _narrow(lattice, language_model, weight)
    pairs = _pair_scores(narrow.before(), narrow, language_model)
    steps = _triple_scores(narrow, pairs, language_model)
    shares = np.zeros_like(lattice.local)
    np.put_along_axis(shares, chosen, _pair_state_posteriors(narrow.local, steps, weight), axis=2)
    return shares


def _narrow(lattice: Lattice, language_model: LanguageModel, weight: float) -> tuple[Ints, Lattice]:
    """Indices of the best candidates of each slot by their best path through pairs, and the lattice of these alone."""
    local, scale = lattice.local, np.float32(weight)
    core = _best(local + scale * language_model.unigrams[lattice.first], CORE)
    kernel = lattice.of(core)
    after_core = _pair_scores(kernel.before(), lattice, language_model).steps * scale
    before_core = _pair_scores(lattice.before(), kernel, language_model).steps * scale
    forward, backward = local.copy(), np.zeros_like(local)
    forward[:, 0] += after_core[:, 0, 0]
    for t in range(1, local.shape[1]):
        of_core = np.take_along_axis(forward[:, t - 1], core[:, t - 1], axis=1)
        forward[:, t] += np.max(of_core[:, :, None] + after_core[:, t], axis=1)
    for t in range(local.shape[1] - 2, -1, -1):
        of_core = kernel.local[:, t + 1] + np.take_along_axis(backward[:, t + 1], core[:, t + 1], axis=1)
        backward[:, t] = np.max(of_core[:, None, :] + before_core[:, t + 1], axis=2)
    total = forward + backward
    chosen = _best(total, KEPT)
    best = np.take_along_axis(total, chosen, axis=2)
    is_hopeless = best < best.max(axis=2, keepdims=True) - HOPELESS
    narrow = lattice.of(chosen)
    return chosen, narrow._replace(local=np.where(is_hopeless, _NEVER, narrow.local))


def _best(scores: Floats, count: int) -> Ints:
    """Indices of the greatest scores of each slot, in any order."""
    return np.argpartition(-scores, min(count, scores.shape[2]) - 1, axis=2)[:, :, :count]


class _PairScores(NamedTuple):
    """For candidate j of a slot's forerunner and candidate k: (sentences, slots, j, k); 0 where one is unused.

    Attributes:
        logs: log p(first word of k | j).
        tails: log p(second word of k | j, first word); 0 for a single word.
        back_offs: log g of the context that the next slot sees.
    """

    logs: Floats
    tails: Floats
    back_offs: Floats

    @property
    def steps(self) -> Floats:
        """What a path gains from j to k."""
        return self.logs + self.tails


def _pair_scores(before: Lattice, here: Lattice, language_model: LanguageModel) -> _PairScores:
    """The scores of the candidates `here` after those of the slot `before`."""
    shape = (*here.local.shape[:2], before.local.shape[2], here.local.shape[2])
    pairs = np.flatnonzero((before.local > _NEVER)[..., :, None] & (here.local > _NEVER)[..., None, :])
    earlier, k = np.divmod(pairs, shape[3])
    place = earlier // shape[2] * shape[3] + k
    left, right, second = before.last.take(earlier), here.first.take(place), here.last.take(place)
    scores = _PairScores(*(np.zeros(shape, np.float32) for _ in range(3)))
    logs, tails, back_offs = (column.reshape(-1) for column in scores)
    logs[pairs], back_offs[pairs] = language_model.pair_logs(left, right)
    doubles = np.flatnonzero(right != second)
    if len(doubles):
        pairs, left, right, second = pairs[doubles], left[doubles], right[doubles], second[doubles]
        inner = language_model.pair_logs(right, second)
        tails[pairs] = language_model.triple_logs(
            pair_key(left, right), second, back_off=back_offs[pairs], shorter=inner.probability
        )
        back_offs[pairs] = inner.back_off
    return scores


def _shifted(column: NDArray[Any], start: Any) -> NDArray[Any]:
    """Each slot's value in the slot before: (sentences, slots, candidates); `start` before the first."""
    before = np.full_like(column, start)
    before[:, 1:] = column[:, :-1]
    return before


def _triple_scores(lattice: Lattice, pairs: _PairScores, language_model: LanguageModel) -> tuple[Floats, Floats]:
    """log p(k | i, j) for all neighbours, (sentences, slots, i, j, k), and log p(k | start) of the first slot.

    A two-word j is its own context, whatever i is.
    """
    before = lattice.before()
    earlier = before.before()
    slots, count = lattice.local.shape[1:]
    is_used = [(one.local > _NEVER) for one in (earlier, before, lattice)]
    is_used[0][:, 0] = False
    triples = np.flatnonzero(
        is_used[0][..., :, None, None] & is_used[1][..., None, :, None] & is_used[2][..., None, None, :]
    )
    place, i, j, k = np.unravel_index(triples, (lattice.local.shape[0] * slots, count, count, count))
    middle = place * count + j
    said, opening = before.last.take(middle), before.first.take(middle)
    exact = language_model.triple_logs(
        pair_key(np.where(opening != said, opening, earlier.last.take(place * count + i)), said),
        lattice.first.take(place * count + k),
        back_off=pairs.back_offs.take(((place - 1) * count + i) * count + j),
        shorter=pairs.logs.take(middle * count + k),
    )
    steps = np.zeros((*lattice.local.shape, count, count), np.float32)
    steps.reshape(-1)[triples] = exact + pairs.tails.take(middle * count + k)
    return steps, pairs.steps[:, 0, 0]


def _pair_state_posteriors(local: Floats, scores: tuple[Floats, Floats], weight: float) -> Floats:
    """P_t(k) of the formula; `scores` are those of `_triple_scores`."""
    chances, first_chances = (np.exp(logs * np.float32(weight)) for logs in scores)
    alone = np.exp(local - local.max(axis=2, keepdims=True))
    sentences, slots, count = local.shape
    forward = np.zeros((slots, sentences, count, count), np.float32)
    forward[0, :, 0] = alone[:, 0] * first_chances
    for t in range(1, slots):
        reached = (forward[t - 1, :, :, :, None] * chances[:, t]).sum(axis=1)
        forward[t] = _scaled(reached * alone[:, t, None, :])
    backward = np.ones((sentences, count, count), np.float32)
    shares = np.empty_like(local)
    for t in range(slots - 1, -1, -1):
        marginal = (forward[t] * backward).sum(axis=1)
        shares[:, t] = marginal / np.maximum(marginal.sum(axis=1, keepdims=True), _LEAST)
        if t:
            ahead = backward * alone[:, t, None, :]
            backward = _scaled((chances[:, t] * ahead[:, None]).sum(axis=3))
    return shares


def _scaled(values: Floats) -> Floats:
    """The values of each sentence divided by the greatest of them."""
    scaled: Floats = values / np.maximum(values.max(axis=(1, 2), keepdims=True), _LEAST)
    return scaled
