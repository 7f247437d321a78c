"""The most probable word in each slot of a sentence, given all readings and the language model.

A sentence is a row of slots; each slot holds candidates k with a local score (channel and form). With w_k the
candidate's language-model word and L the weight of the language model, a path k_1..k_n has

    score = sum_t  local_t(k_t) + L * log p(w_{k_t} | w_{k_{t-2}}, w_{k_{t-1}})

Forward-backward over pairs of neighbouring candidates gives each candidate's share of the probability of all paths:

    A_t(j, k) = local_t(k) + log sum_i exp( A_{t-1}(i, j) + L * log p(k | i, j) )
    B_t(j, k) = log sum_l exp( local_{t+1}(l) + L * log p(l | j, k) + B_{t+1}(k, l) )
    P_t(k)    ~ sum_j exp( A_t(j, k) + B_t(j, k) )

The word with the greatest P_t is taken. All candidates are scored first with pairs only, p(k | j); the
`KEPT` best of each slot go on to the formula above. A candidate may be two words (`lợi ích` for `lgiích`): the
first is predicted from the slots before, the second from the first and the slot before, and both are what the next
slot sees.

Source: Rabiner, A Tutorial on Hidden Markov Models, 1989 (forward-backward), over word pairs as states.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.language_model import BOUNDARY_ID, LanguageModel, pair_key

KEPT = 8
HOPELESS = 9.0
_NEVER = np.float32(-1e4)

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


def posteriors(lattice: Lattice, language_model: LanguageModel, weight: float) -> Floats:
    """P_t(k) for every candidate: (sentences, slots, candidates); candidates dropped on the way have 0."""
    pairs = _pair_scores(lattice, language_model)
    chosen, narrow = _narrow(lattice, pairs, weight)
    shares = np.zeros_like(lattice.local)
    steps = _triple_scores(narrow, pairs.of(chosen), language_model)
    np.put_along_axis(shares, chosen, _pair_state_posteriors(narrow.local, steps, weight), axis=2)
    return shares


def _narrow(lattice: Lattice, pairs: "_PairScores", weight: float) -> tuple[Ints, Lattice]:
    """Indices of the best candidates of each slot by their best path through pairs, and the lattice of these alone."""
    local = lattice.local
    steps = (pairs.logs + pairs.tails) * np.float32(weight)
    forward, backward = local.copy(), np.zeros_like(local)
    forward[:, 0] += steps[:, 0, 0]
    for t in range(1, local.shape[1]):
        forward[:, t] += np.max(forward[:, t - 1, :, None] + steps[:, t], axis=1)
    for t in range(local.shape[1] - 2, -1, -1):
        backward[:, t] = np.max((local[:, t + 1] + backward[:, t + 1])[:, None, :] + steps[:, t + 1], axis=2)
    total = forward + backward
    chosen = np.argpartition(-total, min(KEPT, total.shape[2]) - 1, axis=2)[:, :, :KEPT]
    best = np.take_along_axis(total, chosen, axis=2)
    is_hopeless = best < best.max(axis=2, keepdims=True) - HOPELESS
    first, last, kept = (np.take_along_axis(column, chosen, axis=2) for column in lattice)
    return chosen, Lattice(first.astype(np.int64), last.astype(np.int64), np.where(is_hopeless, _NEVER, kept))


class _PairScores(NamedTuple):
    """For candidate j of a slot's forerunner and candidate k: (sentences, slots, j, k); 0 where one is unused.

    Before the first slot stands one candidate, the boundary.

    Attributes:
        logs: log p(first word of k | j).
        tails: log p(second word of k | j, first word); 0 for a single word.
        back_offs: log g of the context that the next slot sees.
    """

    logs: Floats
    tails: Floats
    back_offs: Floats

    def of(self, chosen: Ints) -> "_PairScores":
        """The scores among the candidates that `chosen` names for each slot."""
        sentence, slot = np.ogrid[: chosen.shape[0], : chosen.shape[1]]
        before = _shifted(chosen, 0)[..., :, None]
        place = sentence[..., None, None], slot[..., None, None], before, chosen[..., None, :]
        return _PairScores(self.logs[place], self.tails[place], self.back_offs[place])


def _pair_scores(lattice: Lattice, language_model: LanguageModel) -> _PairScores:
    first, last, local = lattice
    is_used = local > _NEVER
    before, was_used = _shifted(last, BOUNDARY_ID), _shifted(is_used, False)
    was_used[:, 0, 0] = True
    pairs = np.flatnonzero(was_used[..., :, None] & is_used[..., None, :])
    earlier, k = np.divmod(pairs, first.shape[-1])
    here = earlier // first.shape[-1] * first.shape[-1] + k
    left, right, second = before.ravel()[earlier], first.ravel()[here], last.ravel()[here]
    scores = _PairScores(*(np.zeros((*first.shape, first.shape[-1]), np.float32) for _ in range(3)))
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


def _shifted(column: NDArray[Any], start: int | bool) -> NDArray[Any]:
    """Each slot's value in the slot before: (sentences, slots, candidates); `start` before the first."""
    before = np.full_like(column, start)
    before[:, 1:] = column[:, :-1]
    return before


def _pair_state_posteriors(local: Floats, scores: tuple[Floats, Floats], weight: float) -> Floats:
    """P_t(k) of the formula; `scores` are those of `_triple_scores`."""
    steps, first_steps = scores[0] * np.float32(weight), scores[1]
    sentences, slots, count = local.shape
    forward = np.full((slots, sentences, count, count), _NEVER, np.float32)
    forward[0, :, 0] = local[:, 0] + np.float32(weight) * first_steps
    for t in range(1, slots):
        forward[t] = local[:, t, None, :] + _log_sum(forward[t - 1][:, :, :, None] + steps[:, t], axis=1)
    backward = np.zeros((sentences, count, count), np.float32)
    shares = np.empty_like(local)
    for t in range(slots - 1, -1, -1):
        marginal = _log_sum(forward[t] + backward, axis=1)
        marginal = np.exp(marginal - marginal.max(axis=1, keepdims=True))
        shares[:, t] = marginal / marginal.sum(axis=1, keepdims=True)
        if t:
            backward = _log_sum((local[:, t, None, :] + backward)[:, None] + steps[:, t], axis=3)
    return shares


def _triple_scores(lattice: Lattice, pairs: _PairScores, language_model: LanguageModel) -> tuple[Floats, Floats]:
    """log p(k | i, j) for all neighbours, (sentences, slots, i, j, k), and log p(k | start) of the first slot.

    A two-word j is its own context, whatever i is.
    """
    first, last, local = lattice
    is_used = local > _NEVER
    was_used = _shifted(is_used, False)
    earlier_used = _shifted(was_used, False)
    earlier_used[:, 1:2, 0] = True
    s, t, i, j, k = triples = np.nonzero(
        earlier_used[..., :, None, None] & was_used[..., None, :, None] & is_used[..., None, None, :]
    )
    before, opening = _shifted(last, BOUNDARY_ID)[s, t, j], _shifted(first, BOUNDARY_ID)[s, t, j]
    earlier = _shifted(_shifted(last, BOUNDARY_ID), BOUNDARY_ID)[s, t, i]
    exact = language_model.triple_logs(
        pair_key(np.where(opening != before, opening, earlier), before),
        first[s, t, k],
        back_off=pairs.back_offs[s, t - 1, i, j],
        shorter=pairs.logs[s, t, j, k],
    )
    steps = np.zeros((*first.shape, first.shape[-1], first.shape[-1]), np.float32)
    steps[triples] = exact + pairs.tails[s, t, j, k]
    return steps, pairs.logs[:, 0, 0] + pairs.tails[:, 0, 0]


def _log_sum(values: Floats, axis: int) -> Floats:
    peak = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - peak).sum(axis=axis)) + np.squeeze(peak, axis), np.float32)
