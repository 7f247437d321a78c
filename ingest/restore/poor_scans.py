"""Lines of a poor scan: what they are told by, and which words are ranked again with the channel of poor scans.

Blur, a hard threshold or a worn ribbon make an OCR model misread twice as much, and otherwise: `thue` is as often thuế
as thực, a whole syllable shrinks to `or`. The channel of ordinary scans then trusts what was read too much. A line may
be poor when the lattice is unsure of it throughout, and is poor when the other channel explains it better:

    ( sum_t max_k P_t(k) + A * U ) / ( n + A )  <  S
    sum_t max_k poor_t(k)  >  sum_t max_k local_t(k)

with n words to be decided, and local and poor the scores of `choices` by either channel. A words of the usual certainty
U are added, so that one doubtful word makes no doubtful line. Names in a list are doubtful, but not poorly scanned.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.restore.choices import Choices
from ingest.restore.second_look import Ranked
from ingest.restore.sentences import Slot

_SURE = 0.95
_ADDED, _USUAL = 5, 0.97
"""S, A and U of the formula."""
_WORDS_AROUND = 2


class Stretch(NamedTuple):
    """Slots of one sentence: from `start` to before `end`, and the same with the words around them."""

    sentence: int
    start: int
    end: int
    context: slice


def doubtful_lines(sentences: Sequence[Sequence[Slot]], ranked: Sequence[Sequence[Ranked]]) -> frozenset[int]:
    """Numbers of the lines that the lattice is unsure of; `ranked` holds the rivals of each slot."""
    sums: dict[int, float] = defaultdict(lambda: _ADDED * _USUAL)
    words: dict[int, int] = defaultdict(lambda: _ADDED)
    for sentence, slots in zip(sentences, ranked, strict=True):
        for slot, rivals in zip(sentence, slots, strict=True):
            if not slot.is_protected:
                sums[slot.place.line] += rivals.shares[0]
                words[slot.place.line] += 1
    return frozenset(line for line, total in sums.items() if total < _SURE * words[line])


def poor_lines(
    doubtful: Collection[int],
    sentences: Sequence[Sequence[Slot]],
    choices: Mapping[str, Choices],
    best: Mapping[str, float],
) -> frozenset[int]:
    """Those of the doubtful lines that the channel of poor scans explains better.

    Args:
        doubtful: numbers of lines.
        sentences: of the whole text.
        choices: the choices of each word by the channel of ordinary scans.
        best: the best local score by the channel of poor scans, of words on doubtful lines.
    """
    gains: Counter[int] = Counter()
    for sentence in sentences:
        for slot in sentence:
            if slot.place.line in doubtful and slot.text in best:
                gains[slot.place.line] += best[slot.text] - choices[slot.text].local.max()
    return frozenset(line for line, gain in gains.items() if gain > 0)


def stretches_of(lines: Collection[int], sentences: Sequence[Sequence[Slot]]) -> list[Stretch]:
    """Where words of these lines stand, sentence by sentence."""
    stretches: list[Stretch] = []
    for number, slots in enumerate(sentences):
        start = 0
        for is_inside, run in groupby(slots, key=lambda slot: slot.place.line in lines):
            end = start + len([*run])
            if is_inside:
                context = slice(max(0, start - _WORDS_AROUND), end + _WORDS_AROUND)
                stretches.append(Stretch(number, start, end, context))
            start = end
    return stretches
