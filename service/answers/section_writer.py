"""Answers what a section holds, when the question asks for what its heading names ("có những chỉ tiêu nào")."""

from collections.abc import Iterator

from core.directive import BlockKind, Section
from core.text import fold
from index.rarity import rarity
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.focus import focus_terms
from service.answers.places import block_stretch
from service.answers.plain_words import plain_sentence
from service.answers.unit_names import same_words, without_mark

_LEAST_ASKED, _LEAST_NAMED, _LEAST_WEIGHT = 0.6, 0.95, 0.6
_MOST_WORDS = 16
_MOST = 14
_ITEMS = {BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW}
_GENERAL = frozenset(
    {"quy", "dinh", "ve", "noi", "dung", "cong", "tac", "mot", "so", "cac", "nhung", "va", "thuc", "hien"}
)
_FILLERS = frozenset({"co", "neu", "ra", "de", "dat", "chinh", "chu", "yeu", "cu", "loai", "phan"})


def write_from_sections(context: AskingContext) -> Draft | None:
    """The items of the section whose heading the question asks for; None when no heading fits."""
    if not context.question.asks(Asked.LIST) or len(context.scope.document_ids) != 1:
        return None
    document_id = context.scope.document_ids[0]
    fitting = [(_share_asked(context, document_id, s), s) for s in _sections(context, document_id)]
    share, section = max(fitting, key=lambda pair: pair[0], default=(0.0, None))
    if section is None or share < _LEAST_ASKED:
        return None
    directive = context.directive(document_id)
    heading = Stretch(document_id=document_id, start=section.span.start, end=section.span.end)
    items = [b for b in directive.blocks if section.start <= b.start < section.end and b.kind in _ITEMS][:_MOST]
    statements = [
        Statement(
            text=plain_sentence(directive.text[block.start : block.end]),
            stretches=(block_stretch(directive, block, document_id), heading),
        )
        for block in items
    ]
    return Draft(statements=tuple(statements)) if statements else None


def _sections(context: AskingContext, document_id: str) -> Iterator[Section]:
    """Sections whose heading stands wholly in the question."""
    asked = bag_of(context.question.text, context.defined)
    for section in _walk(context.directive(document_id).sections):
        words = [w for w in same_words(without_mark(section.title), context.defined).split() if w not in _GENERAL]
        weight = sum(rarity(word) for word in words)
        held = sum(rarity(word) for word in words if asked.holds(word))
        if words and len(words) <= _MOST_WORDS and weight >= _LEAST_WEIGHT and held >= _LEAST_NAMED * weight:
            yield section


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _share_asked(context: AskingContext, document_id: str, section: Section) -> float:
    """How much of what is asked, beyond the name and topic of the document, the heading says."""
    profile, question = context.profiles[document_id], context.question
    terms = [
        term
        for term in focus_terms(question, profile)
        if fold(term.word) not in _FILLERS
        and profile.topic.credit(term, accentless=question.accentless) != 1.0
        and profile.names.credit(term, accentless=question.accentless) != 1.0
    ]
    heading = bag_of(section.title, context.defined)
    total = sum(term.weight for term in terms)
    said = sum(term.weight * heading.credit(term, accentless=question.accentless) for term in terms)
    return said / total if total else 0.0
