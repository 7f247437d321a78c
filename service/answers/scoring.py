"""Every sentence of the passages found, with how much of the question it speaks about and what it is worth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from core.text import fold
from index.passage import Passage
from index.words import exact_search_text
from service.answers.asking_context import AskingContext
from service.answers.capitals import CAPITAL
from service.answers.evidence import Evidence, Sought, gather_evidence
from service.answers.focus import day_missing, focus_terms, names_missing, telling_terms
from service.answers.question import Question, Term
from service.answers.reference_writer import kinds_asked
from service.answers.scope import Profile
from service.answers.tell_tales import predicate_terms, predicate_worth

_LEAST_COVERAGE, _LEAST_OWN = 0.62, 0.35
_MUCH_OWN, _LEAST_COVERAGE_OF_MUCH = 0.5, 0.55
_LEAST_ASKED = 0.5
_CONTEXT = 0.85
_COVERAGE, _OWN, _EARLY, _SAME_WORDING, _LENGTH, _LONG_TEXT = 0.45, 0.55, 0.12, 0.12, 0.08, 600
"""Set by hand: weights fitted to questions did not answer more of them (ADR 0148)."""
_LAW = re.compile(rf"(?<!\w)(?:Luật|LUẬT)\s+{CAPITAL}")
BLANK = re.compile(r"…\s?…|…\.\.|\.(?:\s?\.){4}|____")
"""Dots or lines to write on: a form to be filled in says nothing."""


@dataclass(frozen=True)
class Scored:
    """A piece of evidence with its worth for a question.

    Attributes:
        coverage: share of what was asked that it and its surroundings speak about.
        own: share that it speaks about itself.
        said: how many telling terms it speaks about itself.
        worth: what candidates are ordered by.
    """

    evidence: Evidence
    coverage: float
    own: float
    said: int
    worth: float

    @property
    def is_enough(self) -> bool:
        """Whether it speaks of enough; one that says much of it itself needs less around it."""
        if self.own >= _MUCH_OWN:
            return self.coverage >= _LEAST_COVERAGE_OF_MUCH
        return self.coverage >= _LEAST_COVERAGE and self.own >= _LEAST_OWN


@dataclass(frozen=True)
class _Around:
    """How well what stands around the sentences of a passage speaks of each of the terms.

    Attributes:
        said: how well the passage itself does: what it does not say, none of its sentences says.
        beside: what that, its context or its headings add to a sentence.
    """

    said: Sequence[float]
    beside: Sequence[float]


@dataclass(frozen=True)
class _Wanted:
    """What is looked for in the sentences of one document.

    Attributes:
        tells: for each of the terms, whether it does more than name the document.
        predicate: terms of what the question wants to know whether it may be done.
    """

    sought: Sought
    tells: tuple[bool, ...]
    total: float
    telling_total: float
    predicate: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.sought.terms

    def around(self, evidence: Evidence) -> "_Around":
        """What the passage of a sentence, its context and its headings speak of."""
        passage, *rest = evidence.around
        said = self.sought.credits(passage)
        best = said
        for bag in rest:
            more = self.sought.credits(bag, wanted=[1.0 - credit for credit in best])
            best = list(map(max, best, more))
        return _Around(said=said, beside=[_CONTEXT * credit for credit in best])

    def coverage(self, own: Sequence[float], beside: Sequence[float]) -> float:
        """Share of the weight of the terms that a sentence, or what stands around it, speaks about."""
        got = sum(term.weight * max(credit, other) for term, credit, other in zip(self.terms, own, beside, strict=True))
        return got / self.total if self.total else 0.0

    def own_coverage(self, own: Sequence[float]) -> float:
        """Share of the weight of the telling terms that a sentence itself speaks about."""
        got = sum(
            term.weight * credit for term, credit, tells in zip(self.terms, own, self.tells, strict=True) if tells
        )
        return got / self.telling_total if self.telling_total else 0.0


def score_sentences(context: AskingContext) -> Iterator[Scored]:
    """The sentences that may answer at all, in the order of the passages that they stand in."""
    question = context.question
    named = [context.profiles[key] for key in context.scope.document_ids] if context.scope.is_named else []
    kinds = kinds_asked(question)
    wanted_in: dict[str, _Wanted] = {}
    for rank, hit in enumerate(context.hits, start=1):
        key = hit.passage.document_id
        profile = context.profiles.get(key)
        if profile is None or not _may_speak_of_named(context, profile, hit.passage):
            continue
        if key not in wanted_in:
            wanted_in[key] = _wanted(question, focus_terms(question, profile, *named))
        around: _Around | None = None
        for evidence in gather_evidence(hit.passage, context.defined):
            if _cannot_answer(question, evidence, profile, named) or (kinds and not _cites_kind(evidence.text, kinds)):
                continue
            around = around or wanted_in[key].around(evidence)
            yield _scored(question, evidence, wanted_in[key], around, early=1 / rank)


def _wanted(question: Question, terms: tuple[Term, ...]) -> _Wanted:
    telling = telling_terms(question, terms)
    ids = set(map(id, telling))
    return _Wanted(
        sought=Sought(terms, accentless=question.accentless),
        tells=tuple(id(term) in ids for term in terms),
        total=sum(term.weight for term in terms),
        telling_total=sum(term.weight for term in telling),
        predicate=predicate_terms(question),
    )


def _scored(question: Question, evidence: Evidence, wanted: _Wanted, around: _Around, *, early: float) -> Scored:
    credits = wanted.sought.credits(evidence.bag, wanted=around.said)
    coverage = wanted.coverage(credits, around.beside)
    own = wanted.own_coverage(credits) if wanted.total >= _LEAST_ASKED else 0.0
    worth = (
        _COVERAGE * coverage
        + _OWN * own
        + _EARLY * early
        + _SAME_WORDING * _shared_pairs(question, evidence)
        - _LENGTH * min(1.0, len(evidence.text) / _LONG_TEXT)
    )
    if wanted.predicate:
        own_credits = {one.word: credit for one, credit in zip(wanted.terms, credits, strict=True)}
        worth += predicate_worth(wanted.predicate, own_credits)
    said = sum(tells and credit > 0 for tells, credit in zip(wanted.tells, credits, strict=True))
    return Scored(evidence=evidence, coverage=coverage, own=own, said=said, worth=worth)


def _cannot_answer(question: Question, evidence: Evidence, profile: Profile, named: Sequence[Profile]) -> bool:
    """Whether the sentence is a form to be filled in, or lacks a name or day that the question gives."""
    return (
        BLANK.search(evidence.text) is not None
        or names_missing(question, evidence, [profile, *named])
        or day_missing(question, evidence, profile)
    )


def _may_speak_of_named(context: AskingContext, profile: Profile, passage: Passage) -> bool:
    """Whether the passage may tell of the documents that the question names: its document is, or cites, one of them."""
    question = context.question
    if context.scope.is_named or not (question.codes or question.mentions):
        return True
    return (
        profile.cites(question)
        or any(code in passage.codes for code in question.codes)
        or any(mention.begins(key) for mention in question.mentions for key in passage.codes)
    )


def _cites_kind(text: str, kinds: Sequence[str]) -> bool:
    """Whether `text` cites a document, by number or day, of one of `kinds` (folded); a law goes by its name."""
    said = fold(text)
    if said.rstrip(" *_").endswith(":"):
        return True
    if "luat" in kinds and _LAW.search(text):
        return True
    return any(re.search(rf"\b{re.escape(kind)}\b(?:[^.;]{{0,40}}?\bso\b)?[^.;]{{0,12}}?\d", said) for kind in kinds)


def _shared_pairs(question: Question, evidence: Evidence) -> float:
    """Share of the question's pairs of neighbours, little words too, that the sentence has ("có hiệu lực")."""
    pairs = _pairs_of(question.text)
    return sum(map(evidence.bag.holds, pairs)) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=256)
def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(map(" ".join, pairwise(exact_search_text(text).split())))
