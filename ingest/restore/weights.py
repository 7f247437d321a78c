"""How much each source of evidence counts when misread words are restored."""

from typing import NamedTuple


class Weights(NamedTuple):
    """How much each source of evidence counts, found on development texts.

    Attributes:
        channel, spelling, case, language: exponents of the probabilities.
        unknown_small, unknown_capital: log price of a word that the lexicon lacks, by its first letter.
        unknown_capitals, unknown_initials: log price of capitals, with a vowel and without one: an abbreviation.
        lost_space: log price of two words read as one.
        shouting: what a syllable in capitals gains in a line of capitals, and loses in any other.
        raising: what a syllable with a capital loses between two words in small letters.
        unknown_misread: what is added when the word cannot be right as it was read.
        unknown_letter: log price of each of its letters.
    """

    channel: float = 1.0
    spelling: float = 0.7
    case: float = 0.7
    language: float = 1.1
    lost_space: float = -5.0
    shouting: float = 3.0
    raising: float = 2.5
    unknown_small: float = -18.0
    unknown_capital: float = -13.0
    unknown_capitals: float = -10.0
    unknown_initials: float = -7.0
    unknown_misread: float = -10.0
    unknown_letter: float = -1.0
