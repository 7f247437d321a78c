"""Sentences of passages as evidence, and how much of a question each of them speaks about."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from core.record import Record
from index.passage import Passage
from index.short_forms import expand_short_forms
from index.words import both_search_words
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
_SHORTEST_INITIALS, _TWO_INITIALS = 2, 0.8
_MISTYPED, _LONG_WORD = 0.8, 5
RARE = 0.75
_SHORT_FORM = re.compile(r"(?<!\w)[A-ZĐÂĂÊÔƠƯ][\w&]*[A-ZĐÂĂÊÔƠƯ]\w*")


class Bag(Record):
    """The words of a text and which stand side by side, with accents and without.

    Attributes:
        initials: the first letters of its words in order, without accents ("bca" for "Bộ Công an").
    """

    words: frozenset[str]
    pairs: frozenset[str]
    initials: str = ""

    def credit(self, term: Term, *, accentless: bool) -> float:
        """How well the text speaks of a term of the question, 0..1.

        A syllable in the company that it keeps in the question is worth more than one alone.
        """
        exact = self._credit(term.spelling, term.weight)
        if exact == 1.0:
            return exact
        if accentless or term.lacks_accents:
            exact = max(exact, GUESSED_ACCENT * self._credit(term.folded_spelling, term.weight))
        if term.others and any(words <= self.words and pairs <= self.pairs for words, pairs in term.other_spellings):
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
        if word not in self.words:
            return 0.0
        if weight >= RARE or with_before in self.pairs or with_after in self.pairs:
            return 1.0
        return LONE_SYLLABLE

    def _credit_unfamiliar(self, term: Term) -> float:
        """Credit for a run of words that the term may be short for, or for a word that it may be mistyped for."""
        short = term.folded_spelling.word
        if len(short) >= _SHORTEST_INITIALS and short in self.initials:
            return 1.0 if len(short) > _SHORTEST_INITIALS else _TWO_INITIALS
        near = (word for word in self.words if is_one_slip(term.word, word))
        beside = (
            f"{term.before} {word}" in self.pairs or f"{word} {term.after}" in self.pairs or len(word) >= _LONG_WORD
            for word in near
        )
        return _MISTYPED if any(beside) else 0.0


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
    return _cached_bag(text, frozenset(defined.items()) if defined else frozenset())


@lru_cache(maxsize=256)
def _cached_bag(text: str, defined: frozenset[tuple[str, str]]) -> Bag:
    words: set[str] = set()
    pairs: set[str] = set()
    initials = ""
    versions = [text]
    if _SHORT_FORM.search(text):
        forms = dict(defined)
        versions.append(_SHORT_FORM.sub(lambda match: expand_short_forms(match.group(), forms), text))
    for version in versions:
        exact, folded = both_search_words(version)
        for sequence in (exact, folded):
            words.update(sequence)
            pairs.update(map(" ".join, pairwise(sequence)))
        initials = "".join(word[0] for word in folded)
    return Bag.model_construct(words=frozenset(words), pairs=frozenset(pairs), initials=initials)


class Evidence(Record):
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
    around = tuple(bag_of(part, defined) for part in (passage.text, passage.context, passage.heading) if part)
    for start, end in _sentences(passage):
        text = passage.text[start:end]
        yield Evidence(
            stretch=Stretch(document_id=passage.document_id, start=passage.start + start, end=passage.start + end),
            text=text,
            bag=bag_of(_OWN_NUMBER.sub("", text), defined),
            around=around,
            passage=passage,
        )


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    if passage.kind == "table_row":
        yield 0, len(passage.text)
    else:
        yield from sentence_stretches(passage.text)


def sentence_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of `text` between line ends that end something and between sentences; a wrapped line is no end."""
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if re.search(r"[^\W_]", text[start:end]):
            yield start, end
        start = match.end() if match else end
