"""Questions as hurried fingers type them: slips of chance, always the same, in words of letters alone."""

import random
import re

from core.text import strip_accents

_WORD = re.compile(r"(?<![\w/&.@-])[^\W\d_]{4,}(?![\w/&@-])")
_WORDS_A_SLIP = 8
_LETTERS = "abcdeghiklmnoprstuvxy"


def with_slips(question: str, seed: int) -> str:
    """`question` with a slip in one of every eight words, at least one: letters changed about, lost, doubled or
    wrong, the accents of a word forgotten. Names and short forms in capitals stay.

    >>> with_slips("kế hoạch chuyển đổi số", 1) == with_slips("kế hoạch chuyển đổi số", 1)
    True
    """
    chance = random.Random(f"{seed} {question}")
    words = [word for word in _WORD.finditer(question) if not any(letter.isupper() for letter in word.group()[1:])]
    wanted = max(1, len(question.split()) // _WORDS_A_SLIP)
    for word in sorted(chance.sample(words, min(wanted, len(words))), key=lambda one: -one.start()):
        question = question[: word.start()] + _slipped(word.group(), chance) + question[word.end() :]
    return question


def _slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            strip_accents(word),
        )
    )
