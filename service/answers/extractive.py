"""Answers in the very words of the documents: the sentences that speak about what was asked."""

from collections.abc import Sequence

from core.text import squeeze
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.evidence import Evidence, gather_evidence
from service.answers.plain_words import plain_sentence
from service.answers.question import Question, Term
from service.answers.scope import Profile
from service.answers.sorts_of_words import is_answer_of_sort

_LEAST_COVERAGE = 0.62
_LEAST_OWN = 0.35
_NEAR_BEST = 0.88
_MOST_SENTENCES, _MOST_LISTED = 3, 8
_NAME_DISCOUNT, _TOPIC_DISCOUNT = 0.15, 0.5


class Scored:
    """A piece of evidence with its worth for a question."""

    def __init__(self, evidence: Evidence, coverage: float, own: float, rank: int) -> None:
        self.evidence, self.coverage, self.own = evidence, coverage, own
        self.worth = 0.55 * own + 0.45 * coverage + 0.12 / (1 + rank)


def quote_passages(context: AskingContext) -> Draft | None:
    """The sentences of the found passages that answer the question, or None when none speaks about enough of it."""
    question = context.question
    scored = []
    for rank, hit in enumerate(context.hits):
        terms = focus_terms(question, context.profiles.get(hit.passage.document_id))
        for evidence in gather_evidence(hit.passage, context.defined):
            if not is_answer_of_sort(evidence.text, question):
                continue
            own = evidence.own_coverage(question, terms)
            scored.append(Scored(evidence, evidence.coverage(question, terms), own, rank))
    fitting = [one for one in scored if one.coverage >= _LEAST_COVERAGE and one.own >= _LEAST_OWN]
    if not fitting:
        return None
    fitting.sort(key=lambda one: -one.worth)
    return Draft(statements=tuple(_statement(one) for one in _chosen(question, fitting)))


def focus_terms(question: Question, profile: Profile | None) -> tuple[Term, ...]:
    """The question's terms, with those that merely name the document made light."""
    if profile is None:
        return question.terms
    guess = question.accentless
    named = {word for mention in question.mentions for word in (*mention.kind.split(), mention.number)}
    return tuple(
        term.model_copy(update={"weight": term.weight * _discount(term, profile, named, guess)})
        for term in question.terms
    )


def _discount(term: Term, profile: Profile, named: set[str], guess: bool) -> float:
    if term.word in named or profile.names.credit(term, accentless=guess) == 1.0:
        return _NAME_DISCOUNT
    return _TOPIC_DISCOUNT if profile.topic.credit(term, accentless=guess) == 1.0 else 1.0


def _chosen(question: Question, fitting: Sequence[Scored]) -> list[Scored]:
    """The best, and those nearly as good; a question for a list may have more of them."""
    most = _MOST_LISTED if question.asks(Asked.LIST, Asked.COMPARE) else _MOST_SENTENCES
    best = fitting[0]
    near = [one for one in fitting if one.worth >= _NEAR_BEST * best.worth]
    chosen: list[Scored] = []
    for one in near:
        text = squeeze(one.evidence.text)
        if all(text not in squeeze(other.evidence.text) for other in chosen):
            chosen.append(one)
    return chosen[:most]


def _statement(one: Scored) -> Statement:
    return Statement(text=plain_sentence(one.evidence.text), stretches=(one.evidence.stretch,))
