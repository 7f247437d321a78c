"""Answers what a unit has to do: the items under its heading, and the tasks that name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from core.directive import Directive
from core.task import Task
from core.text import fold, squeeze
from index.rarity import rarity
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.focus import focus_terms
from service.answers.given_work import GivenWork, Item, all_sections
from service.answers.named_units import unit_missing
from service.answers.naming import naming
from service.answers.plain_words import plain_sentence
from service.answers.unit_names import of_whom, same_words
from service.tasks.units import as_units

_OTHER_ANSWERS = (
    Asked.COUNT, Asked.MONEY, Asked.PERCENT, Asked.PERSON, Asked.PHONE, Asked.LETTERHEAD, Asked.FORM, Asked.EXACT_DATE
)  # fmt: skip
_LEAST_MATCH, _LEAST_COMPARED = 0.8, 0.45
_MOST_COMPARED = 4
_SHORTEST_WEIGHT = 0.9
_MOST_LEFT_OUT = 0.4
_DUTY_WORD_LIST = (
    "duoc giao nhiem vu viec trach lam thuc hien trien khai phai chu tri phan cong so sanh khac chi tieu nam"
)
_DUTY_WORDS = frozenset(_DUTY_WORD_LIST.split())
_MOST = 16
_GIVEN_WORK = GivenWork()
_GIVING = ("cua", "cho", "giao")


@dataclass(frozen=True)
class Candidate:
    """A unit that the documents give work to.

    Attributes:
        name: as written.
        match: share of the name that the question holds, 0..1.
        weight: how much of a name that is, words of the issuer's name counted little.
        length: how much of a name that is, all words counted.
        spoken_of: share of the words of the name that the question holds, in any order.
        items: where its work is written.
    """

    document_id: str
    name: str
    match: float
    weight: float
    length: float
    spoken_of: float
    items: tuple[Item, ...]


def write_from_duties(context: AskingContext) -> Draft | None:
    """Everything that the unit named in the question has to do; None when it names no unit that is given work."""
    question = context.question
    if not question.asks(Asked.DUTIES, Asked.COMPARE) or question.asks(*_OTHER_ANSWERS):
        return None
    compares_documents = len(context.scope.document_ids) > 1 and context.scope.is_named
    if compares_documents and not question.asks(Asked.DUTIES):
        return None
    found = list(_found(context))
    if question.asks(Asked.COMPARE):
        units = [candidate for candidate in found if as_units(candidate.name)]
        chosen = _named_in_each(units) if compares_documents else _compared(found)
    else:
        fitting = [one for one in found if one.match >= _LEAST_MATCH and not _leaves_name_out(context, one)]
        chosen = [one for one in _named(fitting) if not _is_of_other_unit(context, one)]
    several = len({same_words(candidate.name, context.defined) for candidate in chosen}) > 1
    statements = [statement for candidate in chosen for statement in _statements(context, candidate, several)]
    if compares_documents:
        statements = [_of_document(context, statement) for statement in statements]
    unique = {(statement.text, statement.stretches): statement for statement in statements}
    return Draft(statements=tuple(unique.values())[:_MOST]) if unique else None


def _named(found: Sequence[Candidate]) -> list[Candidate]:
    """All candidates of the name that says most among those that the question holds."""
    fitting = [c for c in found if c.match >= _LEAST_MATCH and c.weight >= _SHORTEST_WEIGHT]
    if not fitting:
        return []
    best = max(fitting, key=lambda c: c.weight * c.match)
    return [c for c in fitting if c.weight * c.match >= 0.95 * best.weight * best.match]


def _named_in_each(found: Sequence[Candidate]) -> list[Candidate]:
    """As `_named`, of each document: what one calls "Văn phòng, CĐGD Việt Nam" another calls "Văn phòng"."""
    documents = dict.fromkeys(candidate.document_id for candidate in found)
    return [one for key in documents for one in _named([c for c in found if c.document_id == key])]


def _leaves_name_out(context: AskingContext, candidate: Candidate) -> bool:
    """Whether the question says more of the unit than its name and its work do: it means another one."""
    text = context.directive(candidate.document_id).text
    work = "\n".join(text[item.start : item.end] for item in candidate.items)
    around = bag_of(f"{candidate.name}\n{work}", context.defined)
    profile = context.profiles[candidate.document_id]
    guess = context.question.accentless
    mentioned = {word for one in context.question.mentions for word in (*one.kind.split(), one.number)}
    own = [
        term
        for term in focus_terms(context.question, profile)
        if fold(term.word) not in _DUTY_WORDS | mentioned and not profile.topic.credit(term, accentless=guess)
    ]
    missing = sum(t.weight * (1 - around.credit(t, accentless=guess)) for t in own)
    total = sum(term.weight for term in own)
    return total > 0 and missing / total > _MOST_LEFT_OUT


def _is_of_other_unit(context: AskingContext, candidate: Candidate) -> bool:
    """Whether the question names a unit by its sort that neither the name nor the work of the candidate speaks of."""
    directive = context.directive(candidate.document_id)
    texts = (candidate.name, *(directive.text[item.start : item.end] for item in candidate.items))
    bags = (bag_of(text, context.defined) for text in texts)
    return unit_missing(context.question.text, bags, (context.profiles[candidate.document_id].names,))


def _compared(found: Sequence[Candidate]) -> list[Candidate]:
    """The units that the question sets side by side, one candidate for each place and name."""
    fitting = sorted((c for c in found if c.spoken_of >= _LEAST_COMPARED), key=lambda c: -c.spoken_of)
    unlike: list[Candidate] = []
    for candidate in fitting:
        is_named = candidate.match > 0 and candidate.length >= _SHORTEST_WEIGHT
        if is_named and all(candidate.items != other.items for other in unlike):
            unlike.append(candidate)
    return unlike[:_MOST_COMPARED] if len(unlike) >= 2 else []


def _found(context: AskingContext) -> Iterator[Candidate]:
    """The units that the likely documents give work to."""
    outlines = context.register.task_outlines()
    for document_id in context.likely_documents:
        document, names = context.profiles[document_id].document, _Names.of(context, document_id)
        load = partial(_directive_and_tasks, context, document_id)
        for unit, items in _GIVEN_WORK.of(document, outlines.get(document_id, ()), load):
            yield _candidate(context, document_id, unit, items, names)


def _directive_and_tasks(context: AskingContext, document_id: str) -> tuple[Directive, Sequence[Task]]:
    return context.directive(document_id), context.register.list_tasks(document_id)


@dataclass(frozen=True)
class _Names:
    """The question as names of units are looked for in it.

    Attributes:
        words: its words, as `same_words` makes them.
        issuers: the names of who issued the document, made alike.
    """

    words: str
    pairs: frozenset[str]
    issuers: tuple[str, ...]

    @classmethod
    def of(cls, context: AskingContext, document_id: str) -> "_Names":
        words = same_words(context.question.text, context.defined)
        return cls(
            words=words,
            pairs=frozenset(map(" ".join, pairwise(words.split()))),
            issuers=tuple(same_words(issuer, context.defined) for issuer in _issuer_names(context, document_id)),
        )


def _candidate(
    context: AskingContext, document_id: str, name: str, items: tuple[Item, ...], asked: _Names
) -> Candidate:
    """How far the question names the unit; words of the issuer's own name say little about which unit it is."""
    issuer = " ".join(asked.issuers).split()
    words = _without_issuer(same_words(name, context.defined), asked.issuers).split()
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    asked_words = asked.words.split()
    weights = {word: rarity(word) * (0.3 if word in issuer else 1.0) for word in words}
    kept = {word for pair in pairs & asked.pairs for word in pair.split()}
    if len(words) == 1:
        kept = set(words) & set(asked_words)
    total = sum(weights.values())
    match = sum(weight for word, weight in weights.items() if word in kept) / total if total else 0.0
    length = sum(rarity(word) for word in words)
    spoken_of = sum(rarity(word) for word in words if word in asked_words) / length if length else 0.0
    if _is_given_to(" ".join(words), asked.words):
        total = max(total, _SHORTEST_WEIGHT)
    return Candidate(
        document_id=document_id, name=name, match=match, weight=total, length=length, spoken_of=spoken_of, items=items
    )


def _is_given_to(unit: str, asked: str) -> bool:
    """Whether the question opens with the unit, or asks of what is given to it."""
    return f"{asked} ".startswith(f"{unit} ") or any(f" {verb} {unit} " in f" {asked} " for verb in _GIVING)


def _without_issuer(name: str, issuers: Sequence[str]) -> str:
    """The key of a unit's name without that of the issuer behind it ("Văn phòng, CĐGD Việt Nam" is its Văn phòng)."""
    return next((name.removesuffix(f" {issuer}") for issuer in issuers if name.endswith(f" {issuer}")), name)


def _issuer_names(context: AskingContext, document_id: str) -> list[str]:
    head = context.profiles[document_id].document.letterhead
    return [name for name in (head.issuer, head.parent_issuer) if name] if head else []


def _statements(context: AskingContext, candidate: Candidate, with_name: bool) -> Iterator[Statement]:
    directive = context.directive(candidate.document_id)
    heading = _heading_stretch(directive, candidate)
    for item in candidate.items:
        own = Stretch(document_id=candidate.document_id, start=item.start, end=min(item.end, len(directive.text)))
        text = plain_sentence(directive.text[item.start : item.end])
        if with_name and heading is not None:
            yield Statement(text=f"{squeeze(candidate.name)}: {text}", stretches=(heading, own))
        else:
            yield Statement(text=text, stretches=(own,))


def _of_document(context: AskingContext, statement: Statement) -> Statement:
    """The statement after the name of the document that it is of."""
    name = naming(context.profiles[statement.stretches[0].document_id].document, short=True)
    if name is None:
        return statement
    return statement.model_copy(
        update={"text": f"{name.text}: {statement.text}", "stretches": (*statement.stretches, *name.stretches)}
    )


def _heading_stretch(directive: Directive, candidate: Candidate) -> Stretch | None:
    """The heading that names the unit."""
    for section in all_sections(directive.sections):
        if fold(of_whom(section.title)) == fold(candidate.name):
            span = section.span
            return Stretch(document_id=candidate.document_id, start=span.start, end=span.end)
    return None
