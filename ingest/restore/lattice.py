"""The most probable word in each slot of a sentence, given all readings and the language model.

A sentence is a row of slots; each slot holds candidates k with a local score (channel and form). With w_k the
candidate's language-model word and L the weight of the language model, a path k_1..k_n has

    score = sum_t  local_t(k_t) + L * log p(w_{k_t} | w_{k_{t-2}}, w_{k_{t-1}})

Forward-backward over pairs of neighbouring candidates gives each candidate's share of the probability of all paths:

    A_t(j, k) = local_t(k) + log sum_i exp( A_{t-1}(i, j) + L * log p(k | i, j) )
    B_t(j, k) = log sum_l exp( local_{t+1}(l) + L * log p(l | j, k) + B_{t+1}(k, l) )
    P_t(k)    ~ sum_j exp( A_t(j, k) + B_t(j, k) )

The word with the greatest P_t is taken. All pairs of 24 candidates are scored first with pairs only, p(k | j); the
`KEPT` best of each slot go on to the formula above. A candidate may be two words (`lợi ích` for `lgiích`): the
first is predicted from the slots before, the second from the first and the slot before, and both are what the next
slot sees.

Source: Rabiner, A Tutorial on Hidden Markov Models, 1989 (forward-backward), over word pairs as states.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.language_model import BOUNDARY_ID, LanguageModel, pair_key

KEPT = 8
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
    chosen = _narrow(lattice, language_model, weight)
    narrow = Lattice(
        first=np.take_along_axis(lattice.first, chosen, axis=2),
        last=np.take_along_axis(lattice.last, chosen, axis=2),
        local=np.take_along_axis(lattice.local, chosen, axis=2),
    )
    shares = np.zeros_like(lattice.local)
    np.put_along_axis(shares, chosen, _pair_state_posteriors(narrow, language_model, weight), axis=2)
    return shares


def _narrow(lattice: Lattice, language_model: LanguageModel, weight: float) -> Ints:
    """Indices of the best `KEPT` candidates of each slot by forward-backward over single candidates."""
    first, last, local = lattice
    steps, _ = _pair_scores(_with_start(last), first, last, language_model)
    steps *= np.float32(weight)
    forward, backward = local.copy(), np.zeros_like(local)
    forward[:, 0] += steps[:, 0, 0]
    for t in range(1, local.shape[1]):
        forward[:, t] += np.max(forward[:, t - 1, :, None] + steps[:, t], axis=1)
    for t in range(local.shape[1] - 2, -1, -1):
        backward[:, t] = np.max((local[:, t + 1] + backward[:, t + 1])[:, None, :] + steps[:, t + 1], axis=2)
    total = forward + backward
    return np.argpartition(-total, min(KEPT, total.shape[2]) - 1, axis=2)[:, :, :KEPT]


def _with_start(last: Ints) -> Ints:
    """Last words of the slot before each slot: (sentences, slots, candidates); boundaries before the first."""
    before = np.full_like(last, BOUNDARY_ID)
    before[:, 1:] = last[:, :-1]
    return before


def _pair_scores(before: Ints, first: Ints, last: Ints, language_model: LanguageModel) -> tuple[Floats, Floats]:
    """Logs of p(candidate k | word j before) and, for single words, of the cost of backing off from (j, k)."""
    j = np.broadcast_to(before[..., :, None], (*before.shape, first.shape[-1]))
    k = np.broadcast_to(first[..., None, :], j.shape)
    logs, back_off = language_model.pair_logs(j, k)
    rows = np.nonzero(np.broadcast_to((first != last)[..., None, :], j.shape))
    if len(rows[0]):
        second = np.broadcast_to(last[..., None, :], j.shape)[rows]
        inner = language_model.pair_logs(k[rows], second)
        logs = logs.copy()
        logs[rows] += language_model.triple_logs(
            pair_key(j[rows], k[rows]), second, back_off=back_off[rows], shorter=inner.probability
        )
        back_off = back_off.copy()
        back_off[rows] = inner.back_off
    return logs, back_off


def _pair_state_posteriors(lattice: Lattice, language_model: LanguageModel, weight: float) -> Floats:
    first, last, local = lattice
    before = _with_start(last)
    shorter, back_off = _pair_scores(before, first, last, language_model)
    steps = _triple_scores(lattice, shorter, back_off, language_model) * np.float32(weight)
    sentences, slots, count = local.shape
    forward = np.full((slots, sentences, count, count), _NEVER, np.float32)
    forward[0, :, 0] = local[:, 0] + np.float32(weight) * shorter[:, 0, 0]
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


def _triple_scores(lattice: Lattice, shorter: Floats, back_off: Floats, language_model: LanguageModel) -> Floats:
    """log p(k | i, j) for all neighbours: (sentences, slots, i, j, k). A two-word j is its own context."""
    first, last, _ = lattice
    before = _with_start(last)
    sentences, slots, count = first.shape
    is_double = _with_start(first) != before
    i = np.broadcast_to(_with_start(before)[:, :, :, None], (sentences, slots, count, count))
    i = np.where(is_double[:, :, None, :], _with_start(first)[:, :, None, :], i)
    contexts = pair_key(i, np.broadcast_to(before[:, :, None, :], i.shape))
    context_back_off = np.zeros((sentences, slots, count, count), np.float32)
    context_back_off[:, 1:] = back_off[:, :-1]
    context_back_off[:, 0] = language_model.pair_logs(
        i[:, 0], np.broadcast_to(before[:, 0, None, :], i[:, 0].shape)
    ).back_off
    shape = (sentences, slots, count, count, count)
    pairs = np.broadcast_to(contexts[..., None], shape)
    third = np.broadcast_to(first[:, :, None, None, :], shape)
    tail = shorter - _first_pair(before, first, last, shorter, language_model)
    exact = language_model.triple_logs(
        pairs,
        third,
        back_off=np.broadcast_to(context_back_off[..., None], shape),
        shorter=np.broadcast_to((shorter - tail)[:, :, None], shape),
    )
    return exact + tail[:, :, None]


def _first_pair(before: Ints, first: Ints, last: Ints, shorter: Floats, language_model: LanguageModel) -> Floats:
    """log p(first word of k | j): `shorter` where k is a single word."""
    if np.array_equal(first, last):
        return shorter
    j = np.broadcast_to(before[..., :, None], shorter.shape)
    return language_model.pair_logs(j, np.broadcast_to(first[..., None, :], shorter.shape)).probability


def _log_sum(values: Floats, axis: int) -> Floats:
    peak = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - peak).sum(axis=axis)) + np.squeeze(peak, axis), np.float32)
