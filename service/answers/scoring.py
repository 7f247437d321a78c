"""Every sentence of the passages found, with how much of the question it speaks about and what it is worth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.directive import BlockKind
from core.text import fold
from index.passage import Passage
from index.passage_index import Hit
from index.rarity import rarity
from index.words import exact_search_text
from service.answers.asking_context import AskingContext
from service.answers.capitals import CAPITAL
from service.answers.evidence import Evidence, gather_evidence
from service.answers.focus import day_missing, focus_terms, names_missing, telling_terms
from service.answers.question import Question, Term
from service.answers.reference_writer import kinds_asked
from service.answers.scope import Profile
from service.answers.sentence_worth import SentenceLooks, worth_of

_LEAST_COVERAGE, _LEAST_OWN = 0.62, 0.35
_LEAST_ASKED = 0.5
_LONG_TEXT = 600
_LAW = re.compile(rf"(?<!\w)(?:Luật|LUẬT)\s+{CAPITAL}")
BLANK = re.compile(r"(?:…\s?){2,}|…\.{2,}|(?:\.\s?){5,}|_{4,}")
"""Dots or lines to write on: a form to be filled in says nothing."""


@dataclass(frozen=True)
class Scored:
    """A piece of evidence with its worth for a question.

    Attributes:
        coverage: share of what was asked that it and its surroundings speak about.
        own: share that it speaks about itself.
        worth: what candidates are ordered by.
        looks: what `worth` was made of.
    """

    evidence: Evidence
    coverage: float
    own: float
    worth: float
    looks: SentenceLooks

    @property
    def is_enough(self) -> bool:
        return self.coverage >= _LEAST_COVERAGE and self.own >= _LEAST_OWN


def score_sentences(context: AskingContext) -> Iterator[Scored]:
    """The sentences that may answer at all, in the order of the passages that they stand in."""
    question = context.question
    named = [context.profiles[key] for key in context.scope.document_ids] if context.scope.is_named else []
    kinds = kinds_asked(question)
    best = context.hits[0].score if context.hits else 0.0
    for rank, hit in enumerate(context.hits, start=1):
        profile = context.profiles.get(hit.passage.document_id)
        if profile is None or not _may_speak_of_named(context, profile, hit.passage):
            continue
        terms = focus_terms(question, profile, *named)
        for evidence in gather_evidence(hit.passage, context.defined):
            if _cannot_answer(question, evidence, profile, named) or (kinds and not _cites_kind(evidence.text, kinds)):
                continue
            yield _scored(question, evidence, terms, early=1 / rank, found=_share(hit, best))


def _scored(question: Question, evidence: Evidence, terms: Sequence[Term], *, early: float, found: float) -> Scored:
    coverage = evidence.coverage(question, terms)
    asks_enough = sum(term.weight for term in terms) >= _LEAST_ASKED
    own = evidence.own_coverage(question, telling_terms(question, terms)) if asks_enough else 0.0
    looks = SentenceLooks.model_construct(
        coverage=coverage,
        own=own,
        both=coverage * own,
        early=early,
        found=found,
        same_wording=_shared_pairs(question, evidence),
        dense=_density(question, evidence),
        length=min(1.0, len(evidence.text) / _LONG_TEXT),
        leads_in=float(evidence.text.rstrip(" *_").endswith(":")),
        is_row=float(evidence.passage.kind == BlockKind.TABLE_ROW.value),
        is_heading=float(evidence.passage.kind == BlockKind.HEADING.value),
    )
    return Scored(evidence=evidence, coverage=coverage, own=own, worth=worth_of(looks), looks=looks)


def _share(hit: Hit, best: float) -> float:
    return max(0.0, min(1.0, hit.score / best)) if best > 0 else 0.0


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
    if "luat" in kinds and _LAW.search(text):
        return True
    return any(re.search(rf"\b{re.escape(kind)}\b(?:[^.;]{{0,40}}?\bso\b)?[^.;]{{0,12}}?\d", said) for kind in kinds)


def _shared_pairs(question: Question, evidence: Evidence) -> float:
    """Share of the question's pairs of neighbours, little words too, that the sentence has ("có hiệu lực")."""
    words = exact_search_text(question.text).split()
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return len(pairs & evidence.bag.pairs) / len(pairs) if pairs else 0.0


def _density(question: Question, evidence: Evidence) -> float:
    """Share of the weight of the sentence's words that stand in the question."""
    asked = {term.word for term in question.terms}
    weights = [(rarity(word), word in asked) for word in set(exact_search_text(evidence.text).split())]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, is_asked in weights if is_asked) / total if total else 0.0
