"""Answers which documents a directive rests on, and which directives rest on a document, from the references."""

import re
from collections.abc import Sequence

from core.reference import Reference, Relation
from core.text import fold, squeeze
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.focus import weight_beyond_naming
from service.answers.naming import naming
from service.answers.places import sentence_around
from service.answers.question import Question
from service.answers.scope import Profile, is_named_reference

_RESTS_ON = re.compile(r"\b(?:thuc hien|trien khai|can cu|theo|cu the hoa|tren co so|dua (?:tren|vao|theo))\b")
_MENTIONS = re.compile(r"\b(?:nhac|vien dan|de cap|trich dan|neu (?:ten|ra)|lien quan)\b")
_KIND_ASKED = re.compile(rf"\b({'|'.join(re.escape(fold(kind)) for kind in KIND_NAMES)})\b(?! (?:so )?\d)")
_FIRM = frozenset({Relation.BASIS, Relation.IMPLEMENTS})
_OTHER_RELATIONS: tuple[tuple[re.Pattern[str], frozenset[Relation]], ...] = (
    (re.compile(r"\bthay the\b|\bthay cho\b"), frozenset({Relation.REPLACES, Relation.REPEALS})),
    (re.compile(r"\bbai bo\b|\bhuy bo\b|\bhet hieu luc\b"), frozenset({Relation.REPEALS, Relation.REPLACES})),
    (re.compile(r"\bsua doi\b|\bbo sung\b"), frozenset({Relation.AMENDS})),
    (re.compile(r"\bhuong dan\b(?! so)"), frozenset({Relation.GUIDES})),
    (re.compile(r"\bkem theo\b"), frozenset({Relation.ATTACHED_TO})),
)
_RELATION_WORD_LIST = """
thuc hien trien khai can cu theo cu the hoa tren co so dua vao van ban nhac den vien dan de cap trich dan neu ten lien
quan thay the bai bo sua doi bo sung huong dan kem ban hanh so cap cua bo truong uy nhan dan tinh nhung cac gi nao
"""
_RELATION_WORDS = frozenset(_RELATION_WORD_LIST.split()) | frozenset(
    word for kind in KIND_NAMES for word in fold(kind).split()
)
_MOST_OTHER_WORDS = 2.0
_MOST = 12
_MOST_CITING = 30


def write_from_references(context: AskingContext) -> Draft | None:
    """Documents that a directive cites, or directives that cite a document; None when the question asks neither."""
    question = context.question
    if not question.asks(Asked.DOCUMENTS) or question.asks(Asked.TIME, Asked.REPORTS, Asked.FAULTS):
        return None
    citing = [profile for profile in context.profiles.values() if profile.cites(question)]
    if not context.scope.is_named and citing:
        return _directives_citing(context, citing)
    speaks = _other_relation(question) or _RESTS_ON.search(question.folded) or _MENTIONS.search(question.folded)
    if len(context.scope.document_ids) == 1 and speaks and _asks_of_whole(context):
        return _cited_by(context, context.scope.document_ids[0])
    return None


def _asks_of_whole(context: AskingContext) -> bool:
    """Whether the question asks what the document as a whole cites, and not what one provision of it does."""
    profile = context.profiles[context.scope.document_ids[0]]
    return weight_beyond_naming(context.question, profile, _RELATION_WORDS) <= _MOST_OTHER_WORDS


def _other_relation(question: Question) -> frozenset[Relation] | None:
    """The relation asked for when it is not that of resting on a document."""
    return next((relations for pattern, relations in _OTHER_RELATIONS if pattern.search(question.folded)), None)


def _directives_citing(context: AskingContext, citing: Sequence[Profile]) -> Draft | None:
    """The newest directives that rest on the document asked about, as many as can be read."""
    statements: list[Statement] = []
    for profile in citing:
        if len(statements) == _MOST_CITING:
            break
        references = [r for r in profile.document.references if is_named_reference(r, context.question)]
        relations = _other_relation(context.question)
        firm = [reference for reference in references if reference.relation in (relations or _FIRM)]
        if not firm and (relations is not None or not _MENTIONS.search(context.question.folded)):
            continue
        statement = _citing_statement(context, profile, (firm or references)[0])
        if statement is not None:
            statements.append(statement)
    return Draft(statements=tuple(statements)) if statements else None


def _citing_statement(context: AskingContext, profile: Profile, reference: Reference) -> Statement | None:
    name = naming(profile.document)
    if name is None or not reference.spans:
        return None
    around = sentence_around(context.directive(profile.document.id), reference.spans[-1].start, profile.document.id)
    first = sentence_around(context.directive(profile.document.id), reference.spans[0].start, profile.document.id)
    return Statement(text=f"{name.text}.", stretches=(*name.stretches, first, around))


def _cited_by(context: AskingContext, document_id: str) -> Draft | None:
    references = [r for r in context.profiles[document_id].document.references if r.spans]
    relations = _other_relation(context.question)
    if relations is not None:
        references = [r for r in references if r.relation in relations]
    elif not _MENTIONS.search(context.question.folded):
        references = [r for r in references if r.relation in _FIRM] or references
    kinds = set(_KIND_ASKED.findall(context.question.folded)) - {context.profiles[document_id].kind}
    of_kind = [r for r in references if r.kind and any(fold(r.kind).startswith(kind) for kind in kinds)]
    chosen = (of_kind or references)[:_MOST]
    return Draft(statements=tuple(_cited_statement(context, document_id, r) for r in chosen)) if chosen else None


def _cited_statement(context: AskingContext, document_id: str, reference: Reference) -> Statement:
    """The fullest mention of the document, with the sentence that it stands in."""
    span = max(reference.spans[:4], key=lambda candidate: len(candidate.text))
    around = sentence_around(context.directive(document_id), span.start, document_id)
    mention = Stretch(document_id=document_id, start=span.start, end=span.end)
    return Statement(text=f"{squeeze(span.text).rstrip(' ;,.')}.", stretches=(mention, around))
