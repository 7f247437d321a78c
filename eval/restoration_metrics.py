"""How much of a restored text is right: pure functions over words."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from core.text import nfc, tone_key


class Alignment(NamedTuple):
    """Words of a printed and of a restored line, matched.

    Attributes:
        printed: how many words were printed.
        right: indices of the restored words that are right.
        misses: (printed words, restored words) of each stretch that differs.
    """

    printed: int
    right: frozenset[int]
    misses: tuple[tuple[str, str], ...]


def align_words(printed: str, restored: str) -> Alignment:
    """The longest common matching of words; both placements of a tone mark are the same word, both cases are not.

    >>> align_words("Căn cứ Nghị quyết", "Căn cừ Nghị quyết").misses
    (('cứ', 'cừ'),)
    """
    gold, got = printed.split(), restored.split()
    matcher = SequenceMatcher(None, [*map(_key, gold)], [*map(_key, got)], autojunk=False)
    right: set[int] = set()
    misses = []
    for kind, start, end, got_start, got_end in matcher.get_opcodes():
        if kind == "equal":
            right.update(range(got_start, got_end))
        else:
            misses.append((" ".join(gold[start:end]), " ".join(got[got_start:got_end])))
    return Alignment(len(gold), frozenset(right), tuple(misses))


def word_accuracy(pairs: Iterable[tuple[str, str]]) -> float:
    """Share of printed words that were restored, over (printed line, restored line).

    >>> word_accuracy([("một hai", "một hài"), ("ba", "ba")])
    0.6666666666666666
    """
    alignments = [align_words(printed, restored) for printed, restored in pairs]
    return sum(len(one.right) for one in alignments) / max(1, sum(one.printed for one in alignments))


def share_right_above(judged: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float]:
    """Of words (confidence, is right): share that is right among those at or above `threshold`, and share of these.

    >>> share_right_above([(0.95, True), (0.99, False), (0.5, False), (0.91, True)], 0.9)
    (0.6666666666666666, 0.75)
    """
    chosen = [is_right for confidence, is_right in judged if confidence >= threshold]
    return sum(chosen) / max(1, len(chosen)), len(chosen) / max(1, len(judged))


def _key(word: str) -> str:
    """Equal for both tone placements of a word, different for different cases."""
    composed = nfc(word)
    key = tone_key(composed)
    if len(key) != len(composed):
        return composed
    return "".join(k.upper() if c.isupper() else k for k, c in zip(key, composed, strict=True))
