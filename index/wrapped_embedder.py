"""An embedder around another one."""

from index.embedder import Embedder, Vectors


class WrappedEmbedder:
    """Passes everything but passages on to the embedder that it is around; what is made on top says how those are made.

    Args:
        embedder: the one that embeds.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def name(self) -> str:
        """As `Embedder.name`."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """As `Embedder.dimension`."""
        return self._embedder.dimension

    def embed_question(self, text: str) -> Vectors:
        """As `Embedder.embed_question`."""
        return self._embedder.embed_question(text)
