"""Words as numbers: alike where the words are, and in the order of the texts."""

import numpy as np

from index.rarity import _counts
from index.word_keys import from_blobs, halves, to_blobs, word_keys


def test_no_two_syllables_have_one_number() -> None:
    exact, folded, _ = _counts()
    syllables = list(exact.keys() | folded.keys())
    assert len(np.unique(halves(syllables))) == len(syllables)


def test_a_word_has_its_number_wherever_it_stands() -> None:
    texts = ["kế hoạch số 8", "", "hoạch", "a", "8 kế"]
    keys = word_keys(texts).tolist()
    assert len(keys) == 8
    assert [keys[0], keys[1], keys[3]] == [keys[7], keys[4], keys[6]]
    assert len(set(keys)) == 5


def test_what_is_kept_are_the_numbers_of_each_text() -> None:
    texts = ["kế hoạch số 8", "", "hoạch"]
    keys, sizes = from_blobs(to_blobs(texts))
    assert sizes.tolist() == [4, 0, 1]
    assert keys.tolist() == halves(texts).tolist()
    assert keys[1] == keys[4]


def test_no_words_have_no_numbers() -> None:
    assert word_keys([]).size == word_keys([""]).size == 0
