"""A compact table from n-gram keys to small values, looked up thousands at a time.

Keys are hashed to a bucket of eight slots; a slot keeps 16 bits of the hash (its fingerprint) and the value's
columns, 8 bits each. A lookup compares eight fingerprints that lie side by side in memory. A key that is not in the
table is taken for another with probability 8 / 65,536. Where more than eight keys meet in one bucket, the least
important are left out.

    hash(key)   = key * 0x9E3779B97F4A7C15  (mod 2^64)        Source: Knuth, TAOCP vol. 3, 6.4 (multiplicative hashing)
    bucket      = top 32 bits * buckets / 2^32
    fingerprint = next 16 bits, never 0 (0 marks a free slot)

>>> table = NgramTable.build(np.array([5, 9]), np.array([[1], [2]], np.uint8))
>>> table.look_up(np.array([9, 7, 5]))
(array([ True, False,  True]), array([[2],
       [0],
       [1]], dtype=uint8))
"""

import numpy as np
from numpy.typing import NDArray

SLOTS = 8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class NgramTable:
    """See the module. `fingerprints`: (buckets, 8) uint16; `columns`: (buckets * 8, width) uint8."""

    def __init__(self, fingerprints: NDArray[np.uint16], columns: NDArray[np.uint8]) -> None:
        self.fingerprints, self.columns = fingerprints, columns

    @classmethod
    def build(cls, keys: NDArray[np.int64], columns: NDArray[np.uint8], *, load: float = 0.75) -> "NgramTable":
        """The table of `keys`, most important first, with one row of `columns` each.

        Args:
            keys: distinct, not negative, in order of importance.
            load: share of the slots that would be filled if no key were left out.
        """
        buckets = max(1, int(len(keys) / (SLOTS * load)))
        bucket, fingerprint = _place(keys, buckets)
        order = np.argsort(bucket, kind="stable")
        ranks = _ranks_in_runs(bucket[order])
        fitting = order[ranks < SLOTS]
        slots = bucket[fitting] * SLOTS + ranks[ranks < SLOTS]
        fingerprints = np.zeros(buckets * SLOTS, np.uint16)
        fingerprints[slots] = fingerprint[fitting]
        values = np.zeros((buckets * SLOTS, columns.shape[1]), np.uint8)
        values[slots] = columns[fitting]
        return cls(fingerprints.reshape(buckets, SLOTS), values)

    def look_up(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
        """For each key: whether it is there, and its columns (0 where it is not)."""
        bucket, fingerprint = _place(keys, len(self.fingerprints))
        hits = self.fingerprints.take(bucket, axis=0) == fingerprint[:, None]
        found = hits.view(np.uint64).ravel() != 0
        places = np.flatnonzero(found)
        columns = np.zeros((len(keys), self.columns.shape[1]), np.uint8)
        columns[places] = self.columns.take(bucket[places] * SLOTS + hits[places].argmax(axis=1), axis=0)
        return found, columns


def _place(keys: NDArray[np.int64], buckets: int) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    hashed = keys.astype(np.uint64) * _MULTIPLIER
    bucket = ((hashed >> np.uint64(32)) * np.uint64(buckets)) >> np.uint64(32)
    fingerprint = ((hashed >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.uint16)
    return bucket.astype(np.int64), np.maximum(fingerprint, np.uint16(1))


def _ranks_in_runs(ordered: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 … within each run of equal values."""
    positions = np.arange(len(ordered))
    is_start = np.r_[True, ordered[1:] != ordered[:-1]] if len(ordered) else np.zeros(0, bool)
    return positions - np.maximum.accumulate(np.where(is_start, positions, 0))
