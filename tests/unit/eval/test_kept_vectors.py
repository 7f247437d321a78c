"""Vectors of passages are made once and kept."""

from pathlib import Path

import numpy as np

from eval.kept_vectors import KeptVectors
from tests.fakes import FakeEmbedder


def test_vectors_are_kept_by_text_and_embedder(tmp_path: Path) -> None:
    class Counting(FakeEmbedder):
        asked = 0

        def embed_passages(self, texts):  # type: ignore[no-untyped-def]
            Counting.asked += len(texts)
            return super().embed_passages(texts)

    file = tmp_path / "held" / "vectors.npz"
    first = KeptVectors(Counting(), file)
    made = first.embed_passages(["một", "hai"])
    first.keep()
    again = KeptVectors(Counting(), file).embed_passages(["hai", "một", "ba"])
    assert Counting.asked == 3
    assert np.allclose(again[:2], made[::-1])
    assert KeptVectors(Counting(), None).embed_passages([]).shape == (0, first.dimension)
