"""The figures of ranking and of scale are what their names say."""

from dataclasses import dataclass

import numpy as np
import pytest

from eval.bm25 import Bm25
from eval.ranking import Judged, ndcg_at, recall_of
from eval.ranking_corpus import JudgedQuestion
from eval.ranking_training import fit_weights
from eval.scale_plot import plot_cost
from index.ranking_features import FEATURES


def test_gain_counts_places() -> None:
    assert ndcg_at(["x", "a"], frozenset({"a"}), 10) == pytest.approx(1 / np.log2(3))
    assert ndcg_at(["x", "a"], frozenset({"a"}), 1) == 0.0
    assert recall_of(["x", "a"], frozenset({"a", "b"})) == 0.5


def test_bm25_prefers_rare_words_and_short_texts() -> None:
    bm25 = Bm25(["báo cáo", "báo cáo kiểm kê", "báo cáo kiểm kê tài sản cuối năm"])
    assert bm25.best(["báo", "kê"], 3) == [1, 2, 0]
    assert bm25.scores(["không", "có"]).tolist() == [0.0, 0.0, 0.0]


def test_what_tells_right_from_wrong_gets_the_weight() -> None:
    chance = np.random.default_rng(0)
    telling, noise = FEATURES.index("exact_all_pairs"), FEATURES.index("rarest")
    judged = []
    for number in range(30):
        features = np.zeros((6, len(FEATURES)))
        features[:, noise] = chance.random(6)
        features[0, telling] = 1.0
        question = JudgedQuestion(str(number), "", "zalo2021", frozenset({"a"}))
        is_right = np.array([True, *[False] * 5])
        judged.append(Judged(question, {}, tuple("abcdef"), features, is_right))
    weights = fit_weights(judged)
    assert weights[telling] > 10 * weights[noise] >= 0.0


@dataclass(frozen=True)
class Point:
    system: str
    size: int
    p95_ms: float


def test_the_picture_has_a_line_for_each_system() -> None:
    svg = plot_cost([Point(name, size, size / 100) for name in ("BM25", "dondoc") for size in (1_000, 10_000)])
    assert svg.count("<polyline") == 2
    assert "10,000" in svg
