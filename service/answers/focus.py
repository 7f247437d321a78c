"""What of a question has to be found in a sentence: its terms, less what merely names the document."""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.text import fold
from service.answers.capitals import CAPITAL
from service.answers.evidence import Bag, Evidence, bag_of
from service.answers.question import Question, Term
from service.answers.scope import Profile

_NAME_DISCOUNT, _TOPIC_DISCOUNT = 0.15, 0.35
_RUN = re.compile(rf"(?<!\w){CAPITAL}[\w&]*(?:[ -]+(?:{CAPITAL}[\w&]*))+")
_LEAST_OF_NAME = 0.7


def focus_terms(question: Question, *called: Profile) -> tuple[Term, ...]:
    """The question's terms, with those that merely name a document made light.

    In a question that states something to be confirmed, the figures stated are left out: they may be wrong.

    Args:
        called: the document to be looked into, and others that the question names.
    """
    named = {word for mention in question.mentions for word in (*mention.kind.split(), mention.number)}
    stated = {word for figure in question.stated_figures for word in re.findall(r"\d+", figure)}
    return tuple(
        term.model_copy(update={"weight": term.weight * _discount(term, called, named, question.accentless)})
        for term in question.terms
        if term.word.lstrip("0") not in stated
    )


def _discount(term: Term, called: Sequence[Profile], named: set[str], guess: bool) -> float:
    if fold(term.word) in named or any(p.names.credit(term, accentless=guess) == 1.0 for p in called):
        return _NAME_DISCOUNT
    return _TOPIC_DISCOUNT if any(p.topic.credit(term, accentless=guess) == 1.0 for p in called) else 1.0


def names_missing(question: Question, evidence: Evidence, called: Sequence[Profile]) -> bool:
    """Whether the question names a person or body that is named neither around the sentence nor by a document.

    Args:
        called: the document of the sentence, and all that the question names.
    """
    return any(
        max(_held(pairs, bag) for bag in (*evidence.around, *(b for p in called for b in (p.names, p.topic))))
        < _LEAST_OF_NAME
        for pairs in _named_pairs(question.text)
    )


@lru_cache(maxsize=256)
def _named_pairs(text: str) -> tuple[frozenset[str], ...]:
    """For each run of capitalised words, which words stand side by side in it."""
    return tuple(pairs for match in _RUN.finditer(text) if (pairs := bag_of(match.group()).pairs))


def _held(pairs: frozenset[str], bag: Bag) -> float:
    return len(pairs & bag.pairs) / len(pairs)
