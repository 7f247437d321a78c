"""Joining ranked lists into one: weighted reciprocal rank fusion.

Source: Cormack, Clarke, Büttcher, Reciprocal Rank Fusion outperforms Condorcet (SIGIR 2009): an item scores the sum of
w / (k + rank) over the lists that hold it, rank counted from 1.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)


def fuse_rankings(rankings: Iterable[tuple[float, Sequence[Key]]], *, k: float = 20.0) -> list[tuple[Key, float]]:
    """Items with their fused scores, best first; equal scores keep the order of first appearance.

    Args:
        rankings: weight and items, best first, of each list.
        k: how slowly the worth of a rank falls.

    >>> [key for key, _ in fuse_rankings([(1.0, ["a", "b"]), (1.0, ["b", "c"])])]
    ['b', 'a', 'c']
    """
    scores: dict[Key, float] = {}
    for weight, items in rankings:
        for rank, item in enumerate(items, start=1):
            scores[item] = scores.get(item, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
