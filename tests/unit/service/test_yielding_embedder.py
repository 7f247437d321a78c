"""Passages are embedded on a thread that gives way, questions on the one that asks; the vectors are the same."""

import os
import threading
from collections.abc import Sequence

import numpy as np

from index.embedder import Vectors
from service.yielding_embedder import YieldingEmbedder


class _Noting:
    name, dimension = "noting", 2

    def __init__(self) -> None:
        self.niceness: dict[str, int] = {}

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self._note("passages")
        return np.ones((len(texts), 2), dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        self._note("question")
        return np.ones(2, dtype=np.float32)

    def _note(self, what: str) -> None:
        self.niceness[what] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_only_passages_give_way() -> None:
    noting, own = _Noting(), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    embedder = YieldingEmbedder(noting, niceness=own + 1)
    assert embedder.embed_passages(["một", "hai"]).shape == (2, 2)
    assert embedder.embed_question("mấy").shape == (2,)
    assert noting.niceness == {"passages": own + 1, "question": own}
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own
    assert (embedder.name, embedder.dimension) == ("noting", 2)
