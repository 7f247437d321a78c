"""Sentences of passages as evidence, and how much of a question each of them speaks about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.passage import Passage
from index.short_forms import expand_short_forms
from index.words import both_search_texts
from service.answers.capitals import CAPITAL, SMALL
from service.answers.draft import Stretch
from service.answers.question import Spelling, Term

_BREAK = re.compile(
    rf"\s*\n\s*\n\s*+(?!{SMALL})"
    r"|\s*\n\s*(?=(?:[-+*•–]|\d+(?:\.\d+)+[.)]?|\d+[.)]|[a-zđ]\)|#+|[IVX]+\.)[^\S\n])"
    rf"|(?<=[.!?…])[^\S\n]*\n\s*|(?<=[;:])[^\S\n]*\n\s*+(?!{SMALL})"
    rf"|[^\S\n]*\n[^\S\n]*(?={CAPITAL}[^\n:.;]{{2,30}}:[^\S\n]+\S)"
    rf"|(?<=\w{{2}}[.!?…])\s+(?={CAPITAL}|[“\"(])"
)
_OWN_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d_])")
"""The number of an item is no number that it tells of."""
LONE_SYLLABLE = 0.6
GUESSED_ACCENT = 0.8
_SAME_MEANING = 0.9
SHORTEST_INITIALS, _TWO_INITIALS = 2, 0.8
MISTYPED, LONG_WORD = 0.8, 5
RARE = 0.75
_LONG_TEXT = 10_000
"""Characters of a text that is not kept: more than a passage has."""
_SHORT_FORM = re.compile(r"(?<!\w)[A-ZĐÂĂÊÔƠƯ][\w&]*[A-ZĐÂĂÊÔƠƯ]\w*")


_SEQUENCES = " \n "
"""Parts the sequences of words of a bag: no pair runs over it."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text and which stand side by side, with accents and without.

    Most texts are asked for a few words and thrown away, so they are not parted into sets: looking into a line of
    words takes less time than making two sets of it.

    Attributes:
        said: its words apart by a space, then once more without accents; with short forms written out behind.
    """

    said: str

    def holds(self, words: str) -> bool:
        """Whether the word, or the words side by side, stand in it."""
        return f" {words} " in self.said

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.said.split())

    @property
    def pairs(self) -> frozenset[str]:
        return frozenset(
            " ".join(pair) for sequence in self.said.split(_SEQUENCES) for pair in pairwise(sequence.split())
        )

    @property
    def initials(self) -> str:
        """The first letters of its words in order, without accents ("bca" for "Bộ Công an")."""
        return "".join(word[0] for word in self.said.rpartition(_SEQUENCES)[2].split())

    def credit(self, term: Term, *, accentless: bool) -> float:
        """How well the text speaks of a term of the question, 0..1.

        A syllable in the company that it keeps in the question is worth more than one alone.
        """
        exact = self._credit(term.spelling, term.weight)
        if exact == 1.0:
            return exact
        if accentless or term.lacks_accents:
            exact = max(exact, GUESSED_ACCENT * self._credit(term.folded_spelling, term.weight))
        if term.others and any(all(map(self.holds, (*words, *pairs))) for words, pairs in term.other_spellings):
            exact = max(exact, _SAME_MEANING)
        if term.is_unfamiliar and not exact:
            exact = self._credit_unfamiliar(term)
        return exact

    def says_all(self, term: Term, *, accentless: bool) -> bool:
        """Whether the text gives the term all the credit there is."""
        if self._credit(term.spelling, term.weight) == 1.0:
            return True
        return term.is_unfamiliar and self.credit(term, accentless=accentless) == 1.0

    def _credit(self, spelling: Spelling, weight: float) -> float:
        word, with_before, with_after = spelling
        if not self.holds(word):
            return 0.0
        return 1.0 if weight >= RARE or self.holds(with_before) or self.holds(with_after) else LONE_SYLLABLE

    def _credit_unfamiliar(self, term: Term) -> float:
        """Credit for a run of words that the term may be short for, or for a word that it may be mistyped for."""
        short = term.folded_spelling.word
        if len(short) >= SHORTEST_INITIALS and short in self.initials:
            return credit_of_initials(short)
        length = len(term.word)
        near = (word for word in self.words if -1 <= len(word) - length <= 1 and is_one_slip(term.word, word))
        beside = (
            self.holds(f"{term.before} {word}") or self.holds(f"{word} {term.after}") or len(word) >= LONG_WORD
            for word in near
        )
        return MISTYPED if any(beside) else 0.0


class Sought:
    """Terms that are looked for in many texts.

    Attributes:
        terms: the terms.
    """

    def __init__(self, terms: Sequence[Term], *, accentless: bool) -> None:
        self.terms = tuple(terms)
        self._accentless = accentless
        self._each = [
            (
                place,
                term,
                *_alone_and_in_company(term.spelling),
                accentless or term.lacks_accents or bool(term.others) or term.is_unfamiliar,
            )
            for place, term in enumerate(self.terms)
        ]

    def credits(self, bag: Bag, *, wanted: Sequence[float] | None = None) -> list[float]:
        """`Bag.credit` of each of the terms.

        Args:
            wanted: for each term, 0 when it is not looked for, and gets no credit.
        """
        said, found = bag.said, [0.0] * len(self.terms)
        for place, term, word, company, may_be_said_otherwise in self._each:
            if wanted is not None and not wanted[place]:
                continue
            credit = 0.0
            if word in said:
                credit = 1.0 if term.weight >= RARE or any(pair in said for pair in company) else LONE_SYLLABLE
            if may_be_said_otherwise and credit < 1.0:
                credit = bag.credit(term, accentless=self._accentless)
            found[place] = credit
        return found


def _alone_and_in_company(spelling: Spelling) -> tuple[str, tuple[str, str]]:
    """The word and the pairs that it makes, as they stand in `Bag.said`."""
    return f" {spelling.word} ", (f" {spelling.with_before} ", f" {spelling.with_after} ")


def credit_of_initials(short: str) -> float:
    """What a run of words is worth that a term of so many letters may be short for."""
    return 1.0 if len(short) > SHORTEST_INITIALS else _TWO_INITIALS


@lru_cache(maxsize=16_384)
def is_one_slip(typed: str, word: str) -> bool:
    """Whether one letter more, less, other or swapped makes `word` of `typed`.

    >>> is_one_slip("ngị", "nghị"), is_one_slip("hội", "hội"), is_one_slip("an", "anh em")
    (True, False, False)
    """
    longer, shorter = sorted((typed, word), key=len, reverse=True)
    if typed == word or len(longer) - len(shorter) > 1:
        return False
    same = next((place for place, letter in enumerate(shorter) if letter != longer[place]), len(shorter))
    if len(longer) > len(shorter):
        return longer[same + 1 :] == shorter[same:]
    is_swapped = longer[same : same + 2] == shorter[same : same + 2][::-1]
    return longer[same + 1 :] == shorter[same + 1 :] or (is_swapped and longer[same + 2 :] == shorter[same + 2 :])


def bag_of(text: str, defined: Mapping[str, str] | None = None) -> Bag:
    """The words of `text`, of its short forms written out, and of both without accents."""
    forms = frozenset(defined.items()) if defined else frozenset()
    return _made_bag(text, forms) if len(text) > _LONG_TEXT else _kept_bag(text, forms)


@lru_cache(maxsize=1_024)
def _kept_bag(text: str, defined: frozenset[tuple[str, str]]) -> Bag:
    """What one answer looks at, and often the next."""
    return _made_bag(text, defined)


def _made_bag(text: str, defined: frozenset[tuple[str, str]]) -> Bag:
    versions = [text]
    if _SHORT_FORM.search(text):
        forms = dict(defined)
        versions.append(_SHORT_FORM.sub(lambda match: expand_short_forms(match.group(), forms), text))
    lines = (line for version in versions for line in both_search_texts(version) if line)
    return Bag(f" {_SEQUENCES.join(lines)} ")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence, list item or table row of a passage.

    Attributes:
        stretch: where it stands.
        text: its words.
        bag: the words of it.
        around: the words of its passage, of the passage's context, and of its headings.
        passage: where it was found.
    """

    stretch: Stretch
    text: str
    bag: Bag
    around: tuple[Bag, ...]
    passage: Passage


def gather_evidence(passage: Passage, defined: Mapping[str, str] | None = None) -> Iterator[Evidence]:
    """The sentences of a passage; a table row is one."""
    forms = frozenset(defined.items()) if defined else frozenset()
    around = tuple(_kept_bag(part, forms) for part in (passage.text, passage.context, passage.heading) if part)
    whole = ((0, len(passage.text)),)
    for start, end in whole if passage.kind == "table_row" else _sentences(passage.text):
        text = passage.text[start:end]
        yield Evidence(
            stretch=Stretch(document_id=passage.document_id, start=passage.start + start, end=passage.start + end),
            text=text,
            bag=_kept_bag(_OWN_NUMBER.sub("", text), forms),
            around=around,
            passage=passage,
        )


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_stretches(text))


def sentence_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of `text` between line ends that end something and between sentences; a wrapped line is no end."""
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if re.search(r"[^\W_]", text[start:end]):
            yield start, end
        start = match.end() if match else end
