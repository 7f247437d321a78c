"""Answers in the very words of the documents: the sentences that speak about what was asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.another_matter import is_another_matter
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.doer import with_doer
from service.answers.draft import Draft, Statement
from service.answers.evidence import bag_of
from service.answers.focus import focus_terms, weight_beyond_naming
from service.answers.further_questions import asked_label, further_words, is_label_of
from service.answers.lists import with_items
from service.answers.naming import naming
from service.answers.people_below import people_below
from service.answers.plain_words import plain_sentence
from service.answers.premise import holds_figure, judge_premise
from service.answers.quoting import whole_words
from service.answers.scoring import Scored
from service.answers.sorts_of_words import does_itself, holds_sorts, is_labelled, names_actor, sorts_asked
from service.answers.standing_out import stands_out
from service.answers.tell_tales import tell_tale_worth
from service.answers.under_unit import favour_named_unit

_LEAST_OF_SEVERAL, _LEAST_OWN_OF_SEVERAL = 0.5, 0.35
_LABEL_SAYS, _LITTLE = 0.4, 0.6
_CONTEXT = 0.85
_LONGEST_DOCUMENT = 40_000
_LONGEST_LABEL = 6
_NEAR_BEST, _NEAR_BEST_LISTED = 0.18, 0.15
"""How much less than the best one a sentence may be worth that is told beside it."""
_PEOPLE = (Asked.UNIT, Asked.PERSON, Asked.HOLDER)
_AS_GOOD, _OWN_ALIKE = 0.07, 0.05
_MOST_SENTENCES, _MOST_LISTED = 3, 8
_MOTTO = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI")
_MORE_TRIES = 2
"""Where who is asked and the best sentences name nobody, the next best are looked at, at most so often."""

_KINDS = "|".join(re.escape(kind) for kind in KIND_NAMES)
_SAYS_WHAT_IT_IS = re.compile(
    rf"^.{{0,80}}(?<!\w)(?:(?:{_KINDS}) này|ban hành (?:{_KINDS})) (?:quy định|hướng dẫn|sửa đổi)(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_WHAT_IT_IS = re.compile(
    r"\b(?:quy dinh|huong dan|sua doi|noi|viet|dieu chinh|ve) (?:ve )?(?:noi dung |viec |van de |cai |nhung )?gi\b"
    r"|\bpham vi\b"
)
"""A sentence that repeats the title of its document says what that is about, and answers nothing else."""


def quote_passages(context: AskingContext) -> Draft | None:
    """The sentences of the found passages that answer the question, or None when none speaks about enough of it.

    A question that asks for several sorts of thing gets the best sentence for each that is found.
    """
    pool = [one for one in favour_named_unit(context, context.scored) if not _is_head(one.evidence.text)]
    if context.question.asks(Asked.UNIT):
        pool = [one for one in pool if does_itself(one.evidence.text, context.question)]
    chosen, statements = _told(context, pool)
    for _ in range(_MORE_TRIES if context.question.asks(Asked.UNIT) else 0):
        if statements or not chosen:
            break
        pool = [one for one in pool if one not in chosen]
        chosen, statements = _told(context, pool)
    return judge_premise(context.question, statements) if statements else None


def _is_head(text: str) -> bool:
    """Whether the line is of the head of a paper, which names whom it is of and tells nothing."""
    return any(motto in text for motto in _MOTTO)


def _told(context: AskingContext, pool: Sequence[Scored]) -> tuple[list[Scored], tuple[Statement, ...]]:
    """The sentences of the pool that answer, and what is told of them; where who is asked, only what names somebody."""
    chosen = _chosen(context, pool)
    statements = _without_repeats(_named(context, _statement(context, one)) for one in chosen)
    if context.question.asks(Asked.UNIT):
        statements = tuple(statement for statement in statements if names_actor(statement.text, context.question))
    return chosen, statements


def _chosen(context: AskingContext, pool: Sequence[Scored]) -> list[Scored]:
    """The best sentences of the pool for each sort of thing asked for."""
    about = _document_about(context, pool)
    chosen: list[Scored] = []
    for sorts in sorts_asked(context.question):
        suited = sorted(
            (
                _for_sorts(context, one, sorts, about)
                for one in pool
                if holds_sorts(one.evidence.text, sorts, context.question) or _leads_in_sorts(context, one, sorts)
            ),
            key=lambda one: -one.worth,
        )
        chosen += [one for one in _best(context, suited, pool) if one not in chosen]
    if not chosen and context.scope.is_named:
        chosen = list(_labelled_as(pool, asked_label(context.question)))[:1]
    if not chosen:
        return []
    chosen += [one for one in _labelled_beside(context, pool, chosen) if one not in chosen]
    return _confirming_first(context, chosen)[:1] if context.question.stated_figures else chosen


def _leads_in_sorts(context: AskingContext, one: Scored, sorts: frozenset[Asked]) -> bool:
    """Whether the sentence is but a label ("Thời gian công khai:"), and what stands under it is of the sorts."""
    text = one.evidence.text
    if not (sorts and text.rstrip(" *_").endswith(":") and is_labelled(text, sorts)):
        return False
    return holds_sorts(_statement(context, one).text, sorts, context.question)


def _confirming_first(context: AskingContext, chosen: Sequence[Scored]) -> list[Scored]:
    """As `chosen`, but of those as good as the best one that holds the figures stated comes first."""
    figures = context.question.stated_figures
    best = max(one.worth for one in chosen)

    def confirms(one: Scored) -> bool:
        is_as_good = one.worth >= best - _AS_GOOD and one.own >= chosen[0].own - _OWN_ALIKE
        return is_as_good and all(holds_figure(one.evidence.text, figure) for figure in figures)

    return sorted(chosen, key=lambda one: not confirms(one))


def _document_about(context: AskingContext, pool: Sequence[Scored]) -> str | None:
    """The one document that the question is about, or the one whose sentence speaks best of it."""
    if len(context.scope.document_ids) == 1:
        return context.scope.document_ids[0]
    best = max(pool, key=lambda one: one.worth, default=None)
    return best.evidence.stretch.document_id if best is not None and best.is_enough else None


def _for_sorts(context: AskingContext, one: Scored, sorts: frozenset[Asked], about: str | None) -> Scored:
    """A sentence that says "Thời gian: …" speaks about the time asked for, though not in the words of the question.

    In the one document that the question is about, it need not be said of what.
    """
    if told := tell_tale_worth(context.question, one.evidence.text):
        one = replace(one, worth=one.worth + told, own=min(1.0, one.own + told / 2))
    if not is_labelled(one.evidence.text, sorts):
        return one
    coverage = max(one.coverage, _covered_by_document(context, one, about))
    says = _LABEL_SAYS + (_LABEL_SAYS if _asks_of_document(context, one) else 0.0)
    return replace(one, coverage=coverage, own=min(1.0, one.own + _LABEL_SAYS), worth=one.worth + says)


def _asks_of_document(context: AskingContext, one: Scored) -> bool:
    """Whether the question says little beyond naming the document: a sentence in those words merely names it too."""
    profile = context.profiles[one.evidence.stretch.document_id]
    return weight_beyond_naming(context.question, profile, frozenset()) <= _LITTLE


def _covered_by_document(context: AskingContext, one: Scored, about: str | None) -> float:
    """Share of the question that the one document it is about speaks of anywhere; 0 when it may be about others."""
    if about is None or one.evidence.stretch.document_id != about:
        return 0.0
    text, profile = context.directive(about).text, context.profiles[about]
    if len(text) > _LONGEST_DOCUMENT:
        return 0.0
    terms = focus_terms(context.question, profile)
    bags = (bag_of(text, context.defined), profile.names, profile.topic, *one.evidence.around)
    guess = context.question.accentless
    said = sum(term.weight * max(bag.credit(term, accentless=guess) for bag in bags) for term in terms)
    total = sum(term.weight for term in terms)
    return _CONTEXT * said / total if total else 1.0


def _best(context: AskingContext, suited: Sequence[Scored], pool: Sequence[Scored]) -> list[Scored]:
    """The best, and those nearly as good; one that says too little only when it stands out from the whole pool.

    None when the best is of another matter. Of several documents that the question names, the best of each: it need
    not speak about what is asked of the others.
    """
    fitting = [one for one in suited if one.is_enough]
    if not _ASKS_WHAT_IT_IS.search(context.question.folded):
        fitting = [one for one in fitting if not _SAYS_WHAT_IT_IS.search(one.evidence.text)] or fitting
    if not fitting:
        is_letterhead = context.question.asks(Asked.LETTERHEAD)
        return [one for one in suited[:1] if not is_letterhead and stands_out(one, pool)]
    if is_another_matter(context, fitting[0], suited):
        return []
    listed = context.question.asks(Asked.LIST, Asked.COMPARE)
    least = fitting[0].worth - (_NEAR_BEST_LISTED if listed else _NEAR_BEST)
    near = [one for one in fitting if one.worth >= least]
    if context.scope.is_named and len(context.scope.document_ids) > 1:
        of_several = [one for one in suited if one.coverage >= _LEAST_OF_SEVERAL and one.own >= _LEAST_OWN_OF_SEVERAL]
        firsts = {one.evidence.stretch.document_id: one for one in reversed(of_several)}
        near = [*near[:1], *(one for one in firsts.values() if one not in near), *near[1:]]
    return near[: _MOST_LISTED if listed else _MOST_SENTENCES]


def _labelled_beside(context: AskingContext, pool: Sequence[Scored], chosen: Sequence[Scored]) -> Iterator[Scored]:
    """For each further thing asked ("…, hình thức gì?"), the sentence of the same document that is labelled with it."""
    documents = {one.evidence.stretch.document_id for one in chosen}
    beside = [one for one in pool if one.evidence.stretch.document_id in documents]
    for words in further_words(context.question):
        yield from list(_labelled_as(beside, words))[:1]


def _labelled_as(pool: Sequence[Scored], words: tuple[str, ...]) -> Iterator[Scored]:
    """The sentences that are labelled with `words`."""
    for one in pool:
        label, colon, said = one.evidence.text.partition(":")
        if words and colon and said.strip() and is_label_of(label, words):
            yield one


def _without_repeats(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements, less those that another says already."""
    kept: list[Statement] = []
    for statement in statements:
        words = _bare(statement.text)
        if any(words in _bare(other.text) for other in kept):
            continue
        kept = [other for other in kept if _bare(other.text) not in words]
        kept.append(statement)
    return tuple(kept)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _statement(context: AskingContext, one: Scored) -> Statement:
    """The sentence; one that leads in a list, with the items of it unless it says itself what is asked."""
    document_id = one.evidence.stretch.document_id
    directive = context.directive(document_id)
    lead = whole_words(directive, one.evidence.stretch)
    if _says_it_all(context, directive.text[lead.start : lead.end]):
        stretches = [lead]
    elif context.question.asks(*_PEOPLE) and (people := people_below(directive, lead)):
        stretches = [lead, *people]
    else:
        stretches = with_items(directive, lead)
    parts = [plain_sentence(directive.text[stretch.start : stretch.end]) for stretch in stretches]
    if len(parts) == 1:
        return Statement(text=parts[0], stretches=tuple(stretches))
    items = "; ".join(part.rstrip(".") for part in parts[1:])
    return Statement(text=f"{parts[0].rstrip('.')}: {items}.", stretches=tuple(stretches))


def _named(context: AskingContext, statement: Statement) -> Statement:
    """The statement with the unit that does it, or the document that says it, when that is what is asked for."""
    if context.question.asks(Asked.UNIT):
        return with_doer(context, statement)
    if not context.question.asks(Asked.DOCUMENTS) or context.scope.is_named:
        return statement
    name = naming(context.profiles[statement.stretches[0].document_id].document, short=True)
    if name is None:
        return statement
    return statement.model_copy(
        update={"text": f"{name.text}: {statement.text}", "stretches": (*statement.stretches, *name.stretches)}
    )


def _says_it_all(context: AskingContext, text: str) -> bool:
    """Whether a figure, day or place is asked for, no list, and `text` holds it."""
    sorts = sorts_asked(context.question)
    is_label = text.rstrip().endswith(":") and len(text.split()) <= _LONGEST_LABEL
    if sorts == (frozenset(),) or context.question.asks(Asked.LIST) or is_label:
        return False
    return all(holds_sorts(text, sort, context.question) for sort in sorts)
