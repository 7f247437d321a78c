"""Training only: learns by EM what each printed letter becomes when an English OCR model reads it.

A printed word g1..gm is read as a string that is cut into m pieces of 0 to 3 characters, piece k standing for gk:

    P(read | word) = sum over cuts of prod_k P(piece_k | g_k, g_{k-1})

E-step: expected counts of (g_{k-1}, g_k, piece) over all cuts (forward-backward). M-step: relative frequencies,
smoothed by the counts without g_{k-1} and these by what letters of the same base letter become
(`ChannelCounts.smoothed`).

Source: Brill and Moore, An Improved Error Model for Noisy Channel Spelling Correction, 2000; Ristad and Yianilos,
1998.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from core.text import fold, strip_accents
from ingest.restore.channel import LONGEST_PIECE, START
from ingest.restore.tokens import PartKind, parse_token

WordPair = tuple[str, str]
Event = tuple[str, str, str]
"""(printed letter before, printed letter, piece read)."""

_FLOOR = {0: 1e-4, 1: 3e-5, 2: 3e-7, 3: 3e-9}
"""Least share of any piece, by its length: real scans do more than any training set shows."""
_BASE_WEIGHT, _LETTER_WEIGHT = 30.0, 20.0
_POOR = (0.3, 0.7)
"""How alike the printed and the read line of a poor scan are; usual is 0.78, and below 0.3 the line is lost."""


class ChannelCounts:
    """Expected counts and the smoothed probabilities they give."""

    def __init__(self, counts: dict[Event, float]) -> None:
        self.counts = counts
        self._by_letter: dict[tuple[str, str], float] = defaultdict(float)
        self._by_base: dict[tuple[str, str], float] = defaultdict(float)
        self._context_total: dict[tuple[str, str], float] = defaultdict(float)
        self._letter_total: dict[str, float] = defaultdict(float)
        self._base_total: dict[str, float] = defaultdict(float)
        for (before, letter, piece), count in counts.items():
            base = strip_accents(letter)
            self._by_letter[letter, piece] += count
            self._by_base[base, piece] += count
            self._context_total[before, letter] += count
            self._letter_total[letter] += count
            self._base_total[base] += count

    def smoothed(self, before: str, letter: str, piece: str) -> float:
        """P(piece | letter, before): each level leans on the next by as much as it is short of counts."""
        base = strip_accents(letter)
        by_base = self._by_base.get((base, piece), 0.0) / (self._base_total.get(base, 0.0) + 1) + _FLOOR[len(piece)]
        seen = self._by_letter.get((letter, piece), 0.0)
        by_letter = (seen + _BASE_WEIGHT * by_base) / (self._letter_total.get(letter, 0.0) + _BASE_WEIGHT)
        seen = self.counts.get((before, letter, piece), 0.0)
        return (seen + _LETTER_WEIGHT * by_letter) / (self._context_total.get((before, letter), 0.0) + _LETTER_WEIGHT)

    @property
    def letters(self) -> set[str]:
        return set(self._letter_total)


def learn_channel(pairs: Counter[WordPair], *, rounds: int = 6) -> ChannelCounts:
    """The channel after `rounds` of EM, started from plain likeness of the letters."""
    channel = ChannelCounts(_first_guess(pairs))
    for _ in range(rounds):
        counts: dict[Event, float] = defaultdict(float)
        cache: dict[Event, float] = {}
        for (word, read), times in pairs.items():
            for event, share in _expected_events(channel, word, read, cache):
                counts[event] += share * times
        channel = ChannelCounts({event: count for event, count in counts.items() if count > 0.02})
    return channel


def _expected_events(
    channel: ChannelCounts, word: str, read: str, cache: dict[Event, float]
) -> Iterator[tuple[Event, float]]:
    m, n = len(word), len(read)
    arcs: list[list[tuple[int, int, Event, float]]] = []
    forward = [[0.0] * (n + 1) for _ in range(m + 1)]
    forward[0][0] = 1.0
    before = START
    for k, letter in enumerate(word):
        row: list[tuple[int, int, Event, float]] = []
        for i in range(n + 1):
            if forward[k][i] == 0.0:
                continue
            for length in range(min(LONGEST_PIECE, n - i) + 1):
                event = (before, letter, read[i : i + length])
                chance = cache.get(event)
                if chance is None:
                    chance = cache[event] = channel.smoothed(*event)
                forward[k + 1][i + length] += forward[k][i] * chance
                row.append((i, i + length, event, chance))
        arcs.append(row)
        before = letter
    total = forward[m][n]
    if total <= 1e-250:
        return
    backward = [0.0] * n + [1.0]
    for k in range(m - 1, -1, -1):
        earlier = [0.0] * (n + 1)
        for i, j, event, chance in arcs[k]:
            share = chance * backward[j]
            earlier[i] += share
            if share:
                yield event, forward[k][i] * share / total
        backward = earlier


def _first_guess(pairs: Counter[WordPair]) -> dict[Event, float]:
    """Counts as if a letter were read as its unaccented self, with other single characters possible."""
    counts: dict[Event, float] = defaultdict(float)
    for (word, _), times in pairs.items():
        before = START
        for letter in word:
            counts[before, letter, strip_accents(letter)] += 0.8 * times
            counts[before, letter, letter] += 0.1 * times
            before = letter
    return counts


def word_pairs(lines: Iterable[WordPair]) -> Counter[WordPair]:
    """Printed and read words of lines whose tokens pair off one to one; punctuation around them is left out."""
    pairs: Counter[WordPair] = Counter()
    for printed, read in lines:
        gold, seen = printed.split(), read.split()
        if len(gold) == len(seen):
            for gold_token, seen_token in zip(gold, seen, strict=True):
                pairs.update(_part_pairs(gold_token, seen_token))
    return pairs


def poorly_read(lines: Iterable[WordPair]) -> list[WordPair]:
    """The lines, one in fifteen of those that we make, that a poor scan has left hardly readable."""
    return [
        (printed, read)
        for printed, read in lines
        if _POOR[0] < SequenceMatcher(None, printed, read, autojunk=False).ratio() < _POOR[1]
    ]


def _part_pairs(printed: str, read: str) -> Iterator[WordPair]:
    gold, seen = parse_token(printed), parse_token(read, is_misread=True)
    if len(gold.parts) == len(seen.parts):
        for word, taken in zip(gold.parts, seen.parts, strict=True):
            if word.kind is PartKind.WORD and _look_alike(word.text, taken.text):
                yield word.text, taken.text


def _look_alike(word: str, read: str) -> bool:
    if abs(len(word) - len(read)) > 4:
        return False
    return len(word) < 4 or SequenceMatcher(None, fold(word), fold(read)).ratio() > 0.4
