"""Answers what looks wrong in a directive, from the anomalies that were found in it."""

from collections.abc import Iterator

from core.directive import Anomaly
from core.text import fold
from index.words import code_keys
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.focus import weight_beyond_naming
from service.answers.places import sentence_around

_FAULT_WORD_LIST = """
luu y sai sot bat thuong mau thuan loi khop thong nhat hop ly nham dang ngo la can co gi nao van ban ngay thang nam so
ghi neu noi dung dieu diem cho trong
"""
_FAULT_WORDS = frozenset(_FAULT_WORD_LIST.split())
_MOST_OTHER_WORDS = 1.5
_MOST = 6


def write_from_anomalies(context: AskingContext) -> Draft | None:
    """What looks wrong at the place asked about, or in the whole directive; None when nothing was found there."""
    question = context.question
    if not question.asks(Asked.FAULTS):
        return None
    pairs = [
        (document_id, anomaly)
        for document_id in context.scope.document_ids[:3]
        for anomaly in context.profiles[document_id].document.anomalies
    ]
    named = [(document_id, anomaly) for document_id, anomaly in pairs if _is_asked_about(context, anomaly)]
    if not named and _asks_of_content(context):
        return None
    chosen = named or ([] if question.codes and not context.scope.is_named else pairs)
    statements = [s for document_id, anomaly in chosen[:_MOST] for s in _statements(context, document_id, anomaly)]
    return Draft(statements=tuple(statements)) if statements else None


def _asks_of_content(context: AskingContext) -> bool:
    """Whether the question says much besides naming the document and asking for faults: what to mind of something."""
    document_id = context.scope.document_ids[0]
    return weight_beyond_naming(context.question, context.profiles[document_id], _FAULT_WORDS) > _MOST_OTHER_WORDS


def _is_asked_about(context: AskingContext, anomaly: Anomaly) -> bool:
    words = " ".join([anomaly.message, *(span.text for span in anomaly.spans)])
    codes = set(code_keys(words))
    if codes & set(context.question.codes):
        return True
    return any(figure in fold(words) for figure in context.question.figures)


def _statements(context: AskingContext, document_id: str, anomaly: Anomaly) -> Iterator[Statement]:
    """The message, resting on the words that it is about and the sentences around them."""
    directive = context.directive(document_id)
    if not anomaly.spans:
        return
    own = tuple(Stretch(document_id=document_id, start=span.start, end=span.end) for span in anomaly.spans)
    around = tuple(sentence_around(directive, span.start, document_id) for span in anomaly.spans[:2])
    head = context.profiles[document_id].document.letterhead
    dated = tuple(
        Stretch(document_id=document_id, start=span.start, end=span.end)
        for name in ("number", "issued_on")
        for span in (head.spans.get(name, ()) if head else ())
    )
    yield Statement(text=anomaly.message, stretches=(*own, *around, *dated))
