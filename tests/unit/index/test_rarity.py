"""Common syllables tell little, rare ones and numbers much."""

from index.rarity import rarity


def test_the_rarer_a_word_the_more_it_tells() -> None:
    assert rarity("và") < rarity("báo") < rarity("đua") <= rarity("facebook") == rarity("57") == 1.0


def test_a_word_typed_without_accents_is_taken_for_one_of_many() -> None:
    assert rarity("nu") < 1.0
    assert rarity("bao") < rarity("facebook")
