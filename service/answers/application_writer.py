"""Answers to whom a document applies, from the sentences in which it says so of itself."""

import re
from collections.abc import Iterator

from core.directive import Directive
from core.text import fold
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import sentence_stretches
from service.answers.lists import with_items
from service.answers.plain_words import plain_sentence
from service.answers.quoting import whole_words

_ASKED = re.compile(
    r"\b(?:thuoc (?:dien|doi tuong|pham vi)|doi tuong (?:ap dung|dieu chinh)|ap dung (?:cho|voi|doi voi)"
    r"|(?:bi|duoc|chiu) (?:ap dung|dieu chinh))\b"
)
_APPLIES = re.compile(
    r"\bnay (?:cung |chi |khong )?(?:duoc )?ap dung (?:doi voi|voi|cho|tai)\b|\bdoi tuong ap dung\W*$"
)
_MOST = 2


def write_from_application(context: AskingContext) -> Draft | None:
    """To whom the one document asked about says that it applies; None when the question asks something else."""
    if len(context.scope.document_ids) != 1 or not _ASKED.search(context.question.folded):
        return None
    document_id = context.scope.document_ids[0]
    statements = list(_statements(context.directive(document_id), document_id))[:_MOST]
    return Draft(statements=tuple(statements)) if statements else None


def _statements(directive: Directive, document_id: str) -> Iterator[Statement]:
    for start, end in sentence_stretches(directive.text):
        stretch = Stretch(document_id=document_id, start=start, end=end)
        if not _APPLIES.search(fold(directive.text[start:end])):
            continue
        stretches = with_items(directive, whole_words(directive, stretch))
        lead, *items = (plain_sentence(directive.text[one.start : one.end]).rstrip(".") for one in stretches)
        said = f"{lead.rstrip(':')}: {'; '.join(items)}." if items else f"{lead}."
        yield Statement(text=said, stretches=tuple(stretches))
