"""Embedding with sentence-transformers: any model of a local folder or of the hub, on CPU or GPU.

The library comes with the extra `dondoc[st]`. A name that is no folder is looked for on the hub, which the setting
thereby names; everything else stays on the machine.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import EmbedderUnavailable
from core.text import nfc
from index.embedder import Vectors

_BATCH = 16
E5_PROMPTS = {"query": "query: ", "document": "passage: "}
"""What models of the e5 family were trained with; used for those that do not say so themselves."""


class SentenceEmbedder:
    """A sentence-transformers model, loaded at the first text.

    Args:
        model: folder, or name on the hub.

    Raises:
        EmbedderUnavailable: by every method: the library or the model cannot be had.
    """

    def __init__(self, model: str) -> None:
        self.name = f"st:{model}"
        self._model = model
        self._loading = threading.Lock()
        self._engine: Any = None

    @property
    def dimension(self) -> int:
        return len(self.embed_question(""))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._loaded().encode_document(
            [nfc(text) for text in texts], batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        vector = self._loaded().encode_query(nfc(text), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)

    def _loaded(self) -> Any:
        with self._loading:
            if self._engine is None:
                self._engine = self._load()
            return self._engine

    def _load(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as exc:
            raise EmbedderUnavailable(
                "sentence-transformers is not installed", where=self.name, advice="pip install dondoc[st]"
            ) from exc
        prompts = E5_PROMPTS if "e5" in Path(self._model).name.lower() else None
        try:
            return SentenceTransformer(self._model, prompts=prompts)
        except (OSError, ValueError, RuntimeError) as exc:
            raise EmbedderUnavailable(f"the model cannot be loaded: {exc}", where=self.name) from exc
