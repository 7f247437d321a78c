"""Training only: counts syllable n-grams in clean text and makes the Kneser-Ney tables of `language_model`."""

import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.text import nfc
from ingest.restore.language_model import BOUNDARY_ID, UNKNOWN_ID, LanguageModel, in_steps
from ingest.restore.ngram_table import NgramTable
from ingest.restore.tokens import BOUNDARY, ends_sentence, language_units, parse_token

Counts = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Sorted distinct keys and how often each was seen."""

_V = 1 << 16
_DISCOUNT = 0.75


class Corpus(NamedTuple):
    """A text for training: a name, and how to read its paragraphs from the start."""

    name: str
    open: Callable[[], Iterator[str]]


def training_text(shared: Path) -> list[Corpus]:
    """The corpora of the shipped model; `shared` is the folder that holds `data/`."""
    data = shared / "data"
    return [
        Corpus("law", lambda: _xz_lines(data / "lm/legal.txt.xz")),
        Corpus("documents", lambda: _document_paragraphs(data / "documents/vbpl_docs.jsonl.xz")),
        Corpus("general", lambda: _xz_lines(data / "lm/general.txt.xz")),
        Corpus("questions", lambda: _questions(data / "retrieval/queries.train.jsonl.xz")),
        Corpus("places", lambda: _places(data / "lists/legacy_to_2025.tsv.xz")),
    ]


def _xz_lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _document_paragraphs(path: Path) -> Iterator[str]:
    for line in _xz_lines(path):
        yield from json.loads(line)["p"]


def _questions(path: Path) -> Iterator[str]:
    for line in _xz_lines(path):
        yield json.loads(line)["text"]


def _places(path: Path) -> Iterator[str]:
    """Each name of a commune, district or province, old or new, once."""
    names: set[str] = set()
    for line in _xz_lines(path):
        names.update(name for name in line.rstrip("\n").split("\t") if name)
    yield from sorted(names)


def count_trigrams(paragraphs: Iterable[str], ids: dict[str, int]) -> Counts:
    """Trigrams of all sentences; each starts after two boundaries and ends with one."""
    parts: list[Counts] = []
    stream: list[int] = [BOUNDARY_ID, BOUNDARY_ID]
    for paragraph in paragraphs:
        for token in nfc(paragraph).split():
            for unit in language_units(token):
                if unit == BOUNDARY:
                    _close_sentence(stream)
                else:
                    stream.append(ids.get(unit, UNKNOWN_ID))
        _close_sentence(stream)
        if len(stream) > 8_000_000:
            parts.append(_distinct(_trigram_keys(stream)))
            stream = [BOUNDARY_ID, BOUNDARY_ID]
    parts.append(_distinct(_trigram_keys(stream)))
    return merge_counts(parts)


def _close_sentence(stream: list[int]) -> None:
    if stream[-1] != BOUNDARY_ID:
        stream.extend((BOUNDARY_ID, BOUNDARY_ID))


def _trigram_keys(stream: list[int]) -> NDArray[np.int64]:
    s = np.asarray(stream, np.int64)
    a, b, c = s[:-2], s[1:-1], s[2:]
    is_wanted = ~((c == BOUNDARY_ID) & (b == BOUNDARY_ID))
    return np.asarray(((a * _V + b) * _V + c)[is_wanted], np.int64)


def _distinct(keys: NDArray[np.int64]) -> Counts:
    distinct, counts = np.unique(keys, return_counts=True)
    return distinct, counts.astype(np.float64)


def merge_counts(parts: list[Counts]) -> Counts:
    """Sum of several counts."""
    keys = np.concatenate([part[0] for part in parts])
    values = np.concatenate([part[1] for part in parts])
    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    return distinct, np.add.reduceat(values[order], starts)


def estimate(counts: Counts, vocabulary: int, *, triples_kept: int, pairs_kept: int) -> LanguageModel:
    """Kneser-Ney probabilities from trigram counts; only the n-grams that change a prediction most are kept."""
    keys, seen = counts
    context3, c3 = keys // _V, keys % _V
    contexts, context_index = np.unique(context3, return_inverse=True)
    pair_of = (context3 % _V) * _V + c3
    pairs, pair_index = np.unique(pair_of, return_inverse=True)
    continuations = np.where(
        pairs // _V == BOUNDARY_ID, np.bincount(pair_index, seen), np.bincount(pair_index).astype(np.float64)
    )
    p1, p2, g1 = _lower_orders(pairs, continuations, vocabulary)

    total3 = np.bincount(context_index, seen).astype(np.float64)
    p3 = np.maximum(seen - _DISCOUNT, 0) / total3[context_index]
    g3 = _DISCOUNT * np.bincount(context_index) / total3
    p3 += g3[context_index] * p2[pair_index]

    gain = seen * np.abs(np.log(p3) - np.log(g3[context_index] * p2[pair_index])) * (seen > 1)
    kept = np.argsort(-gain)[:triples_kept]
    kept = kept[gain[kept] > 0]
    left3 = 1 - np.bincount(context_index[kept], p3[kept], minlength=len(contexts))
    left2 = 1 - np.bincount(context_index[kept], p2[pair_index[kept]], minlength=len(contexts))
    g3 = np.clip(left3, 1e-6, 1) / np.clip(left2, 1e-6, 1)
    return LanguageModel(
        unigrams=np.log(p1).astype(np.float32),
        back_offs=np.log(g1).astype(np.float32),
        pairs=_pair_table(pairs, p2, (contexts, g3), total3, pairs_kept),
        triples=NgramTable.build(keys[kept], in_steps(np.log(p3[kept]))[:, None]),
    )


def _lower_orders(
    pairs: NDArray[np.int64], continuations: NDArray[np.float64], vocabulary: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """p1(c), p2(c | b) of every seen pair, and g(b).

    Counts are of distinct words before, as Kneser and Ney have it; but for pairs that open a sentence, which only a
    boundary can precede, they are of occurrences.
    """
    first, second = pairs // _V, pairs % _V
    before = np.bincount(second, minlength=vocabulary).astype(np.float64)
    p1 = (before + 0.5) / (before + 0.5).sum()
    total = np.bincount(first, continuations, minlength=vocabulary)
    kinds = np.bincount(first, minlength=vocabulary)
    g = np.where(total > 0, _DISCOUNT * kinds / np.maximum(total, 1), 1.0)
    p2 = np.maximum(continuations - _DISCOUNT, 0) / total[first] + g[first] * p1[second]
    return p1, p2, g


def _pair_table(
    pairs: NDArray[np.int64],
    p2: NDArray[np.float64],
    contexts: tuple[NDArray[np.int64], NDArray[np.float64]],
    total3: NDArray[np.float64],
    pairs_kept: int,
) -> NgramTable:
    """Table of (log p2, log g) for the pairs seen most often."""
    where = np.searchsorted(contexts[0], pairs)
    where = np.minimum(where, len(contexts[0]) - 1)
    is_context = contexts[0][where] == pairs
    g = np.where(is_context, contexts[1][where], 1.0)
    weight = np.where(is_context, total3[where], 0.0)
    kept = np.argsort(-weight, kind="stable")[:pairs_kept]
    return NgramTable.build(pairs[kept], np.stack([in_steps(np.log(p2[kept])), in_steps(np.log(g[kept]))], axis=1))


class TokenCounts(NamedTuple):
    """How often each white-space token was seen: anywhere, and where it does not open a sentence."""

    anywhere: Counter[str]
    inside: Counter[str]


def count_tokens(paragraphs: Iterable[str], seen: TokenCounts) -> None:
    """Adds the tokens of the text to `seen`."""
    for paragraph in paragraphs:
        tokens = nfc(paragraph).split()
        seen.anywhere.update(tokens)
        seen.inside.update(token for before, token in pairwise(tokens) if not _opens_sentence(before))


@lru_cache(maxsize=500_000)
def _opens_sentence(before: str) -> bool:
    """Whether a sentence or list item starts after this token."""
    parsed = parse_token(before)
    return not parsed.parts or ends_sentence(parsed.after)
