"""Answers which documents a directive rests on, and which directives rest on a document, from the references."""

import re
from collections.abc import Sequence

from core.reference import Reference, Relation
from core.span import Span
from core.text import fold, squeeze
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.focus import terms_beyond_naming, weight_beyond_naming
from service.answers.naming import naming
from service.answers.places import sentence_around
from service.answers.question import Question, Term
from service.answers.scope import Profile, is_named_reference

_RESTS_ON = re.compile(r"\b(?:thuc hien|trien khai|can cu|theo|cu the hoa|tren co so|dua (?:tren|vao|theo))\b")
_MENTIONS = re.compile(r"\b(?:nhac|vien dan|de cap|trich dan|neu (?:ten|ra)|lien quan)\b")
_KINDS = "|".join(re.escape(fold(kind)) for kind in KIND_NAMES)
_KIND_ASKED = re.compile(rf"\b({_KINDS})\b(?! (?:so )?\d)")
_WHICH_OF_KIND = re.compile(rf"\b({_KINDS})(?: so)? nao\b|\b(?:nhung|cac) ({_KINDS}) (?:gi|nao)\b")
_DESCRIBED = re.compile(
    rf"\b(?:{_KINDS})\b(?! (?:so )?\d)(?! nao).*\b(?:{_KINDS}) (?:so )?\d.*\b(?:van ban|{_KINDS}) nao\b"
)
"""A document that is called by what it carries out, and of which another is asked for: "kế hoạch thực hiện Chỉ thị 41
dựa trên kế hoạch nào"."""
_FIRM = frozenset({Relation.BASIS, Relation.IMPLEMENTS})
_OTHER_RELATIONS: tuple[tuple[re.Pattern[str], frozenset[Relation]], ...] = (
    (re.compile(r"\bthay the\b|\bthay cho\b"), frozenset({Relation.REPLACES, Relation.REPEALS})),
    (re.compile(r"\bbai bo\b|\bhuy bo\b|\bhet hieu luc\b"), frozenset({Relation.REPEALS, Relation.REPLACES})),
    (re.compile(r"\bsua doi\b|\bbo sung\b"), frozenset({Relation.AMENDS})),
    (re.compile(r"\bhuong dan\b(?! so)"), frozenset({Relation.GUIDES})),
    (re.compile(r"\bkem theo\b"), frozenset({Relation.ATTACHED_TO})),
)
_NO_LONGER = re.compile(r"\bhet hieu luc\b|\bduoc thay the\b|\bbi bai bo\b")
_RELATION_WORD_LIST = """
thuc hien trien khai can cu theo cu the hoa tren co so dua vao van ban nhac den vien dan de cap trich dan neu ten lien
quan thay the bai bo sua doi bo sung huong dan kem ban hanh so cap cua bo truong uy nhan dan tinh nhung cac gi nao
"""
_RELATION_WORDS = frozenset(_RELATION_WORD_LIST.split()) | frozenset(
    word for kind in KIND_NAMES for word in fold(kind).split()
)
_LEAST_OTHER_WORDS = 0.6
_LEAST_SHARE, _NEAR_BEST = 0.6, 0.85
_MOST_SPANS, _BEFORE_MENTION = 6, 60
_MOST = 12
_MOST_CITING = 30


def write_from_references(context: AskingContext) -> Draft | None:
    """Documents that a directive cites, or directives that cite a document; None when the question asks neither."""
    question = context.question
    if not question.asks(Asked.DOCUMENTS) or question.asks(Asked.TIME, Asked.REPORTS, Asked.FAULTS):
        return None
    kinds = kinds_asked(question)
    citing = [one for one in context.profiles.values() if one.cites(question) and (not kinds or _is_of(one, kinds))]
    if not context.scope.is_named and citing and not _DESCRIBED.search(question.folded):
        return _directives_citing(context, citing)
    speaks = _other_relation(question) or _RESTS_ON.search(question.folded) or _MENTIONS.search(question.folded)
    if len(context.scope.document_ids) == 1 and speaks:
        return _cited_by(context, context.scope.document_ids[0])
    return None


def _is_of(profile: Profile, kinds: Sequence[str]) -> bool:
    """Whether the document is of one of `kinds`, or of no kind that is known."""
    return not profile.kind or any(profile.kind.startswith(kind) for kind in kinds)


def kinds_asked(question: Question) -> tuple[str, ...]:
    """The kinds, folded, of which the question wants a document told ("theo quyết định nào")."""
    if not question.asks(Asked.DOCUMENTS):
        return ()
    return tuple(kind for found in _WHICH_OF_KIND.findall(question.folded) for kind in found if kind)


def _where_asked(context: AskingContext, document_id: str, references: Sequence[Reference]) -> list[Reference]:
    """The references whose sentences speak of what is asked beyond the document itself."""
    terms = terms_beyond_naming(context.question, context.profiles[document_id], _RELATION_WORDS)
    shares = [_share_said(context, document_id, reference, terms) for reference in references]
    best = max(shares, default=0.0)
    if best < _LEAST_SHARE:
        return []
    return [one for one, share in zip(references, shares, strict=True) if share >= _NEAR_BEST * best]


def _share_said(context: AskingContext, document_id: str, reference: Reference, terms: Sequence[Term]) -> float:
    """Share of the weight of `terms` that the best sentence citing the document speaks of."""
    directive = context.directive(document_id)
    total = sum(term.weight for term in terms)
    best = 0.0
    for span in reference.spans[:_MOST_SPANS]:
        around = sentence_around(directive, span.start, document_id)
        bag = bag_of(directive.text[around.start : around.end], context.defined)
        said = sum(term.weight * bag.credit(term, accentless=context.question.accentless) for term in terms)
        best = max(best, said / total)
    return best


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
    question, profile = context.question, context.profiles[document_id]
    references = [r for r in profile.document.references if r.spans and not is_named_reference(r, question)]
    others = set(_KIND_ASKED.findall(question.folded)) - {profile.kind}
    kinds = set(kinds_asked(question)) or others
    of_kind = [r for r in references if r.kind and any(fold(r.kind).startswith(kind) for kind in kinds)]
    of_kind = [r for r in of_kind if _is_of_issuer(question, r)] or of_kind
    if weight_beyond_naming(question, profile, _RELATION_WORDS) <= _LEAST_OTHER_WORDS:
        chosen = _of_relation(question, of_kind) or _of_relation(question, references)
        chosen = chosen or _told_to_end(context, document_id, of_kind)
    else:
        chosen = _where_asked(context, document_id, of_kind or references)
    if not chosen:
        return None
    return Draft(statements=tuple(_cited_statement(context, document_id, r) for r in chosen[:_MOST]))


def _told_to_end(context: AskingContext, document_id: str, references: Sequence[Reference]) -> list[Reference]:
    """The references of which the document says that they are no longer in force, when that is asked for."""
    if Relation.REPLACES not in (_other_relation(context.question) or ()):
        return []
    directive = context.directive(document_id)

    def ends(span: Span) -> bool:
        around = sentence_around(directive, span.start, document_id)
        return _NO_LONGER.search(fold(directive.text[span.end : around.end])) is not None

    return [one for one in references if any(map(ends, one.spans[:_MOST_SPANS]))]


def _is_of_issuer(question: Question, reference: Reference) -> bool:
    """Whether the question asks for documents of that issuer ("nghị quyết nào của Bộ Chính trị")."""
    issuer = fold(squeeze(reference.issuer)) if reference.issuer else ""
    return issuer != "" and f"cua {issuer}" in question.folded


def _of_relation(question: Question, references: Sequence[Reference]) -> list[Reference]:
    """The references of the relation asked for; those that the document rests on when none is, or all."""
    relations = _other_relation(question)
    if relations is not None:
        return [r for r in references if r.relation in relations]
    if _MENTIONS.search(question.folded):
        return list(references)
    return [r for r in references if r.relation in _FIRM] or list(references)


def _cited_statement(context: AskingContext, document_id: str, reference: Reference) -> Statement:
    """The fullest mention of the document that says the relation asked for, with the sentence that it stands in."""
    asks = next((pattern for pattern, _ in _OTHER_RELATIONS if pattern.search(context.question.folded)), _RESTS_ON)
    text = context.directive(document_id).text

    def fitness(span: Span) -> tuple[bool, int]:
        return asks.search(fold(text[max(0, span.start - _BEFORE_MENTION) : span.start])) is not None, len(span.text)

    span = max(reference.spans[:_MOST_SPANS], key=fitness)
    around = sentence_around(context.directive(document_id), span.start, document_id)
    mention = Stretch(document_id=document_id, start=span.start, end=span.end)
    return Statement(text=f"{squeeze(span.text).rstrip(' ;,.')}.", stretches=(mention, around))
