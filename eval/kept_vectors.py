"""An embedder that remembers: the vector of a text is made once, also over several measurements."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedder import Embedder, Vectors
from index.wrapped_embedder import WrappedEmbedder


class KeptVectors(WrappedEmbedder):
    """Gives the vectors of another embedder, those of passages from a file where it has them.

    A vector follows from the text and the embedder alone, and is kept by both; measuring with it changes no figure but
    the time. Questions are embedded each time, as they are when they are asked.

    Args:
        kept: where vectors are kept; None keeps them as long as this object lives.
    """

    def __init__(self, embedder: Embedder, kept: Path | None = None) -> None:
        super().__init__(embedder)
        self._kept = kept
        self._vectors: dict[str, Vectors] = {}
        self._is_saved = True
        if kept is not None and kept.is_file():
            with np.load(kept) as held:
                self._vectors = dict(zip(held["keys"].tolist(), held["vectors"], strict=True))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.sha256(f"{self.name}\n{text}".encode()).hexdigest() for text in texts]
        new = [place for place, key in enumerate(keys) if key not in self._vectors]
        if new:
            made = self._embedder.embed_passages([texts[place] for place in new])
            self._vectors.update({keys[place]: vector for place, vector in zip(new, made, strict=True)})
            self._is_saved = False
        if not keys:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._vectors[key] for key in keys])

    def keep(self) -> None:
        """The file holds every vector made so far; it is whole at any moment."""
        if self._kept is None or self._is_saved:
            return
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        part = self._kept.with_suffix(".part.npz")
        np.savez(part, keys=np.array(list(self._vectors)), vectors=np.stack(list(self._vectors.values())))
        part.replace(self._kept)
        self._is_saved = True
