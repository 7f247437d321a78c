"""What a document has elsewhere decides what stands in its doubtful places."""

import numpy as np

from ingest.restore.context_network import SPAN, ContextNetwork
from ingest.restore.second_look import Ranked, SecondLook

LAO, DONG, GIOI, GIOI_TINH, WORDS = 3, 4, 5, 6, 7
FORMS = {LAO: "lao", DONG: "động", GIOI: "giỏi", GIOI_TINH: "giới"}


def second_look() -> SecondLook:
    """One whose network has no opinion, over words that other texts have equally often."""
    sizes = {"E": (WORDS, 2), "W": (2 * SPAN * 2, 2), "u": (2,), "V": (2, 2), "v": (2,), "O": (WORDS, 2), "b": (WORDS,)}
    network = ContextNetwork(**{name: np.zeros(size, np.float32) for name, size in sizes.items()})
    return SecondLook(network, np.full(WORDS, np.log(1 / WORDS), np.float32), topic=0.0)


def slot(*rivals: tuple[int, float]) -> Ranked:
    words, shares = zip(*rivals, strict=True)
    return Ranked(tuple(FORMS[word] for word in words), words, shares)


def clear(word: int) -> Ranked:
    return slot((word, 0.99))


def test_a_doubtful_word_is_the_one_that_the_document_has_beside_the_same_neighbour() -> None:
    sentences = [[clear(DONG), clear(GIOI)]] * 3 + [[clear(DONG), slot((GIOI_TINH, 0.6), (GIOI, 0.4))]]
    assert second_look().revised(sentences)[3][1].forms == ("giỏi", "giới")


def test_what_is_likely_in_many_places_becomes_clear_in_all() -> None:
    doubtful = [clear(DONG), slot((GIOI, 0.55), (GIOI_TINH, 0.45))]
    alone, often = (second_look().revised([doubtful] * times)[0][1] for times in (1, 6))
    assert alone.shares[0] == 0.55, "a place is no evidence for itself"
    assert often.shares[0] > 0.6


def test_the_greater_of_both_neighbours_counts() -> None:
    doubtful = [clear(LAO), slot((GIOI_TINH, 0.6), (GIOI, 0.4)), clear(DONG)]
    once = [[clear(LAO), clear(GIOI)], [clear(GIOI), clear(DONG)]]
    twice = [*once, [clear(LAO), clear(GIOI)]]
    by_once, by_twice = (second_look().revised([*known, doubtful])[-1][1] for known in (once, twice))
    assert by_twice.shares[by_twice.words.index(GIOI)] > by_once.shares[by_once.words.index(GIOI)]
