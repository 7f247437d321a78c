"""An embedder whose passages give way on the processor to whatever answers people."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from index.embedder import Embedder, Vectors
from index.wrapped_embedder import WrappedEmbedder


class YieldingEmbedder(WrappedEmbedder):
    """Embeds as another embedder does: questions at once, passages on a thread of low priority.

    Only what works outside the interpreter is put back so. A thread of low priority that holds the interpreter, or a
    lock of the vector index, keeps all those waiting that want it, while others use its share of the processor.

    Args:
        niceness: how far passages give way, 0..19. On Linux niceness is a matter of each thread.
    """

    def __init__(self, embedder: Embedder, niceness: int) -> None:
        super().__init__(embedder)
        self._niceness = niceness

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As `Embedder.embed_passages`; threads that it starts inherit the low priority."""
        with ThreadPoolExecutor(
            1, thread_name_prefix="embed", initializer=_give_way, initargs=(self._niceness,)
        ) as one:
            return one.submit(self._embedder.embed_passages, texts).result()


def _give_way(niceness: int) -> None:
    thread = threading.get_native_id()
    if os.getpriority(os.PRIO_PROCESS, thread) < niceness:
        os.setpriority(os.PRIO_PROCESS, thread, niceness)
