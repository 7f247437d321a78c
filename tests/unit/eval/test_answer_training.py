"""Weights of sentences follow what is right; vectors are made once and kept."""

from pathlib import Path

import numpy as np

from eval.answer_training import Judged, fit_weights
from eval.kept_vectors import KeptVectors
from service.answers.sentence_worth import LOOKS, SentenceLooks, worth_of
from tests.fakes import FakeEmbedder


def looks(**values: float) -> SentenceLooks:
    return SentenceLooks(**{**dict.fromkeys(LOOKS, 0.0), **values})


def test_what_right_sentences_have_in_common_weighs_most() -> None:
    right, wrong = looks(own=1.0, early=0.2), looks(own=0.1, early=1.0)
    judged = [Judged(data="a", looks=(right.values(), wrong.values()), right=(True, False))]
    weights = dict(zip(LOOKS, fit_weights(judged, np.ones(len(LOOKS))), strict=True))
    assert weights["own"] > 0 > weights["early"]
    assert weights["is_row"] == 0


def test_a_sentence_that_says_all_is_worth_about_one() -> None:
    whole = looks(coverage=1.0, own=1.0, both=1.0, early=1.0, found=1.0, same_wording=0.5, dense=0.4, length=0.2)
    assert 0.7 < worth_of(whole) < 1.6
    assert worth_of(looks(coverage=0.4, own=0.1)) < worth_of(whole)


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
