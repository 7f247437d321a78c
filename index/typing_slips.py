"""Letters slipped in typing ("kế hoạhc", "hội ngị", "báocáo", "chuyeern đổi"), put right toward what documents say.

A word is looked at only when no Vietnamese syllable is spelt so and no passage holds it; it is changed only into
syllables that stand beside its neighbours in some passage. Numbers, codes, short forms and words that passages hold
are thus never touched. Wrong or missing accents are not looked at: the table of folded words does not see them.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from core.text import fold
from index.rarity import is_spelt
from index.terms import pair_term

Count = Callable[[str], int]
"""In how many passages a folded word, or a pair of them (`index.terms`), stands."""

_WORD = re.compile(r"[^\W_]+")
_LEAST_LETTERS, _MOST_LETTERS = 3, 14
_LETTERS = "abcdeghiklmnopqrstuvxy"
_BESIDE = frozenset("/&@.-–_")
_TELEX = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}
_TELEX_MARKS = re.compile(r"aa|ee|oo|aw|ow|uw|dd|[sfrxj](?=[a-z]{0,2}$)")


def mend_slips(question: str, count: Count) -> str:
    """`question` with slipped letters put right; where no document tells what was meant, it stays as typed.

    It is gone through twice: a word put right tells what its neighbour before it was meant to be.
    """
    return _mended(_mended(question, count), count)


def _mended(question: str, count: Count) -> str:
    words = list(_WORD.finditer(question))
    said = [fold(word.group()) for word in words]
    parts, last = [], 0
    for place, word in enumerate(words):
        if not _may_be_slip(question, word) or count(said[place]):
            continue
        around = (said[place - 1] if place else "", said[place + 1] if place + 1 < len(said) else "")
        meant = _meant(word.group().lower(), around, count)
        if meant:
            parts += [question[last : word.start()], " ".join(meant)]
            last = word.end()
            said[place] = fold(meant[-1])
    return "".join([*parts, question[last:]])


def _may_be_slip(question: str, word: re.Match[str]) -> bool:
    """Whether it is a word by itself, of letters alone, in no capitals, and spelt as no syllable is."""
    token = word.group()
    beside = question[word.start() - 1 : word.start()] + question[word.end() : word.end() + 1].strip(".")
    return (
        _LEAST_LETTERS <= len(token) <= _MOST_LETTERS
        and token.isalpha()
        and not any(letter.isupper() for letter in token[1:])
        and not _BESIDE & set(beside)
        and not is_spelt(token)
    )


def _meant(token: str, around: tuple[str, str], count: Count) -> tuple[str, ...]:
    """The syllables that stand most often where the slip stands; none when none does."""
    best, most = tuple[str, ...](), 0
    for candidate in dict.fromkeys(_candidates(token)):
        folded = [fold(syllable) for syllable in candidate]
        chain = [word for word in (around[0], *folded, around[1]) if word]
        times = [count(pair_term(one, other)) for one, other in pairwise(chain)]
        inside = times[1 if around[0] else 0 :][: len(folded) - 1]
        if all(inside) and sum(times) > most:
            best, most = candidate, sum(times)
    return best


def _candidates(token: str) -> Iterator[tuple[str, ...]]:
    """What may have been meant, as syllables: typed without the accent program, one letter off, or run together."""
    untangled = _TELEX_MARKS.sub(lambda mark: _TELEX.get(mark.group(), ""), token)
    if untangled != token and is_spelt(untangled):
        yield (untangled,)
    yield from ((changed,) for changed in _one_letter_off(token) if is_spelt(changed))
    yield from (
        (token[:cut], token[cut:])
        for cut in range(2, len(token) - 1)
        if is_spelt(token[:cut]) and is_spelt(token[cut:])
    )


def _one_letter_off(token: str) -> Iterator[str]:
    """Two neighbours changed about, a letter less, another letter, a letter more."""
    for at in range(len(token)):
        before, after = token[:at], token[at:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield before + after[1:]
        yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
    yield from (token + letter for letter in _LETTERS)
