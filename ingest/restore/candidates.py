"""Which printed forms may stand behind a read word: a search of the whole lexicon, many words at once.

The lexicon's trie is walked level by level. A row is a read word together with a trie node; it holds, for each j,
the best log probability that the letters down to the node were read as the first j characters:

    row(node)[j] = max over piece lengths l = 0..3 of  row(parent)[j - l] + log P(read[j-l : j] | letter, letter before)

A form's channel score is row[len(read)] at its last node. How good a row may still become is told by the most
favourable reading of the letters that are left, and by the promise of its node: how likely the likeliest form below it
is by itself (`lexicon.best_below`). A row is dropped when that is `beam` below the best row of the same word and level,
or when so many `rows` are better. Children that look hopeless from the best position of their parent, by `beam` and
`SLACK`, get no row at all.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.channel import LONGEST_PIECE, Channel
from ingest.restore.lexicon import Trie

SLACK = 3.0
_NEVER = np.float32(-1e4)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Reach(NamedTuple):
    """How far a search goes.

    Attributes:
        rows: so many rows of each word go on from level to level.
        beam: how far below the best row one may be that goes on.
    """

    rows: int = 120
    beam: float = 9.0


class Breadth(NamedTuple):
    """How many choices a read word is given.

    Attributes:
        reach: how far forms are sought.
        kept: most choices for one word.
        range: a form whose score by itself is this much below the best is no choice.
    """

    reach: Reach = Reach()
    kept: int = 48
    range: float = 10.0


NEAR = Breadth()
BRIEF = Breadth(Reach(rows=60))
"""Enough to tell how well a channel explains a word."""
FAR = Breadth(Reach(rows=300, beam=12.0), kept=80, range=14.0)
"""What a poor scan leaves of a word lies far from it: the few lines of that kind are worth a longer search."""


class Matches(NamedTuple):
    """Pairs of a read word and a form with the channel's log P(read | form)."""

    word: Ints
    form: Ints
    log: Floats


class _Batch(NamedTuple):
    """Read words of a batch.

    Attributes:
        scores: log P(piece | pair of letters), piece by piece, one after the other.
        pieces: `pieces[l][w, j]` is where the scores start for the piece of length l that starts at j.
        hopes: `hopes[w, j]` is the best that the characters from j on can add.
    """

    reach: Reach
    lengths: Ints
    pieces: Ints
    scores: Floats
    hopes: Floats


def find_matches(
    words: list[str], trie: Trie, channel: Channel, *, promise: Floats | None = None, reach: Reach = NEAR.reach
) -> Matches:
    """Every form that the beam reaches for each of `words`.

    Args:
        promise: the best score that a form at or below each node has by itself; without it all are alike.
        reach: how many beginnings of forms are followed.
    """
    if promise is None:
        promise = np.zeros(len(trie.form), np.float32)
    found: list[Matches] = []
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    for start in range(0, len(order), 256):
        chosen = order[start : start + 256]
        part = _search(_prepare([words[i] for i in chosen], channel, reach), trie, promise)
        found.append(Matches(np.asarray(chosen, np.int64)[part.word], part.form, part.log))
    if not found:
        return Matches(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Matches(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _prepare(words: list[str], channel: Channel, reach: Reach) -> _Batch:
    longest = max(map(len, words))
    rows: dict[str, int] = {"": 0}
    pieces = np.full((LONGEST_PIECE + 1, len(words), longest + 1), -1, np.int64)
    for number, word in enumerate(words):
        for start in range(len(word) + 1):
            for length in range(min(LONGEST_PIECE, len(word) - start) + 1):
                pieces[length, number, start] = rows.setdefault(word[start : start + length], len(rows))
    scores = np.concatenate([channel.rows_for(list(rows)), np.full((1, len(channel.pair_ids)), _NEVER, np.float32)])
    pieces[pieces < 0] = len(rows)
    hopes = np.full((len(words), longest + 1), _NEVER, np.float32)
    best = scores.max(axis=1)
    lengths = np.array([len(word) for word in words])
    hopes[np.arange(len(words)), lengths] = 0
    for start in range(longest - 1, -1, -1):
        for length in range(1, min(LONGEST_PIECE, longest - start) + 1):
            ahead = best[pieces[length, :, start]] + hopes[:, start + length]
            hopes[:, start] = np.maximum(hopes[:, start], ahead)
    return _Batch(reach, lengths, pieces * scores.shape[1], scores.ravel(), np.maximum(hopes, _NEVER))


def _search(batch: _Batch, trie: Trie, promise: Floats) -> Matches:
    count, positions = batch.hopes.shape
    word, node = np.arange(count), np.zeros(count, np.int64)
    rows = np.full((count, positions), _NEVER, np.float32)
    rows[:, 0] = 0
    found: list[Matches] = []
    read = 0
    while len(word):
        parent, node = _promising(_children(node, trie), word, rows, batch=batch, trie=trie, promise=promise)
        read = min(read + LONGEST_PIECE, positions - 1)
        word, rows = word[parent], _advance(rows[parent], word[parent], trie.pairs[node], batch=batch, read=read)
        kept = _prune(word, (rows + batch.hopes[word]).max(axis=1) + promise[node], batch)
        word, node, rows = word[kept], node[kept], rows[kept]
        ends = trie.form[node] >= 0
        logs = rows[ends, batch.lengths[word[ends]]]
        reached = logs > _NEVER / 2
        found.append(Matches(word[ends][reached], trie.form[node[ends][reached]].astype(np.int64), logs[reached]))
    return Matches(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _children(node: Ints, trie: Trie) -> tuple[Ints, Ints]:
    """For every child of every row: the row it comes from, and the child's node."""
    sizes = (trie.end_child[node] - trie.first_child[node]).astype(np.int64)
    parent = np.repeat(np.arange(len(node)), sizes)
    offset = np.arange(len(parent)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return parent, trie.first_child[node][parent] + offset


def _promising(
    children: tuple[Ints, Ints], word: Ints, rows: Floats, *, batch: _Batch, trie: Trie, promise: Floats
) -> tuple[Ints, Ints]:
    """The children worth a row of their own, told by what follows from their parent's best position alone."""
    parent, node = children
    best_end = (rows + batch.hopes[word]).argmax(axis=1)
    start, owner, pair = best_end[parent], word[parent], trie.pairs[node]
    width = rows.shape[1]
    hope = np.full(len(parent), _NEVER, np.float32)
    for length in range(LONGEST_PIECE + 1):
        end = np.minimum(start + length, width - 1)
        piece = batch.pieces[length].take(owner * width + start)
        step = batch.scores.take(piece + pair) + batch.hopes.take(owner * width + end)
        np.maximum(hope, step, out=hope)
    hope += rows[parent, start] + promise[node]
    best = np.full(len(batch.lengths), _NEVER, np.float32)
    np.maximum.at(best, owner, hope)
    kept = np.flatnonzero(hope > best[owner] - batch.reach.beam - SLACK)
    return parent[kept], node[kept]


def _advance(rows: Floats, word: Ints, pair: NDArray[np.int32], *, batch: _Batch, read: int) -> Floats:
    """The rows one letter further down, where no more than `read` characters can have been read."""
    advanced = np.full_like(rows, _NEVER)
    reached = advanced[:, : read + 1]
    np.add(rows[:, : read + 1], batch.scores.take(pair)[:, None], out=reached)
    for length in range(1, min(LONGEST_PIECE, read) + 1):
        starts = slice(0, read + 1 - length)
        pieces = batch.pieces[length, :, starts].take(word, axis=0)
        step = rows[:, starts] + batch.scores.take(pieces + pair[:, None])
        np.maximum(reached[:, length:], step, out=reached[:, length:])
    return advanced


def _prune(word: Ints, hope: Floats, batch: _Batch) -> Ints:
    count = len(batch.lengths)
    best = np.full(count, _NEVER, np.float32)
    np.maximum.at(best, word, hope)
    near = np.flatnonzero(hope > np.maximum(best[word] - batch.reach.beam, _NEVER / 2))
    order = near[np.lexsort((-hope[near], word[near]))]
    starts = np.searchsorted(word[order], np.arange(count))
    return order[np.arange(len(order)) - starts[word[order]] < batch.reach.rows]
