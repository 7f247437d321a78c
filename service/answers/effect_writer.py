"""Answers from when a document is in force, and until when, from the sentences in which it says so of itself."""

import re
from collections.abc import Iterator

from core.text import fold
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import sentence_stretches
from service.answers.focus import terms_beyond_naming
from service.answers.naming import naming
from service.answers.plain_words import plain_sentence
from service.answers.premise import judge_premise
from service.answers.quoting import whole_words

_IN_FORCE = re.compile(r"\bhieu luc\b")
_SINCE = re.compile(r"(?<!\btinh )\b(?:tu|ke tu) (?:ngay|hom|khi|thang|nam|bao gio|luc)\b")
_ENDS = re.compile(r"\bhet hieu luc\b|\bhieu luc (?:den|toi)\b")
_ENDS_SAID = re.compile(rf"{_ENDS.pattern}|\bhieu luc\b.*\b(?:den|toi)(?: het)? ngay\b")
_OF_ITSELF = re.compile(
    rf"(?<!\bkhi )(?<!\bngay )\b(?:{'|'.join(re.escape(fold(kind)) for kind in KIND_NAMES)}|van ban) nay"
    r"(?: (?:co|het|chinh thuc|bat dau))+ hieu luc\b"
)
_DAY_SAID = re.compile(r"\d|\bngay ky\b|\bngay ban hanh\b|\btu ngay\b")
_EFFECT_WORD_LIST = """
co het hieu luc thi hanh ap dung tu ke ngay hom nao khi bao gio thang nam den toi dung phai khong so sanh thoi gian diem
"""
_EFFECT_WORDS = frozenset(_EFFECT_WORD_LIST.split())
_MOST_OTHER_WORDS = 1.3
_MOST_DOCUMENTS = 3


def write_from_effect(context: AskingContext) -> Draft | None:
    """What each document asked about says of its own days of force; None when the question asks no such thing."""
    question = context.question
    asks_when = question.asks(Asked.TIME, Asked.EXACT_DATE, Asked.YEAR, Asked.YES_NO, Asked.COMPARE)
    documents = context.scope.document_ids
    if not asks_when or not 1 <= len(documents) <= _MOST_DOCUMENTS:
        return None
    if not _IN_FORCE.search(question.folded):
        return _from_when_it_does(context) if _SINCE.search(question.folded) else None
    beyond = [set(terms_beyond_naming(question, context.profiles[key], _EFFECT_WORDS)) for key in documents]
    if sum(term.weight for term in set.intersection(*beyond) if not term.word.isdecimal()) > _MOST_OTHER_WORDS:
        return None
    statements = [one for document_id in documents if (one := _statement(context, document_id)) is not None]
    if not statements:
        return None
    return judge_premise(question, statements) if len(documents) == 1 else Draft(statements=tuple(statements))


def _from_when_it_does(context: AskingContext) -> Draft | None:
    """From when the one document asked about does what its title says ("giải thể … từ ngày nào"): its day of force."""
    if len(context.scope.document_ids) != 1:
        return None
    document_id = context.scope.document_ids[0]
    profile, question = context.profiles[document_id], context.question
    beyond = terms_beyond_naming(question, profile, _EFFECT_WORDS)
    says_title = any(profile.topic.says_all(term, accentless=question.accentless) for term in question.terms)
    statement = _statement(context, document_id) if says_title and not beyond else None
    return Draft(statements=(statement,)) if statement is not None else None


def _statement(context: AskingContext, document_id: str) -> Statement | None:
    profile = context.profiles[document_id]
    directive = context.directive(document_id)
    wants_end = _ENDS.search(context.question.folded) is not None
    for stretch in _sentences(directive.text, document_id):
        whole = whole_words(directive, stretch)
        said = fold(directive.text[whole.start : whole.end])
        if (_ENDS_SAID.search(said) is not None) >= wants_end and _OF_ITSELF.search(said) and _DAY_SAID.search(said):
            text = plain_sentence(directive.text[whole.start : whole.end])
            name = naming(profile.document, short=True) if len(context.scope.document_ids) > 1 else None
            if name is None:
                return Statement(text=text, stretches=(whole,))
            return Statement(text=f"{name.text}: {text}", stretches=(whole, *name.stretches))
    return None


def _sentences(text: str, document_id: str) -> Iterator[Stretch]:
    for start, end in sentence_stretches(text):
        yield Stretch(document_id=document_id, start=start, end=end)
