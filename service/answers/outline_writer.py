"""Answers how many parts, chapters or articles a directive has, from its section tree."""

import re
from collections.abc import Iterator

from core.directive import Section
from core.text import fold
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.unit_names import without_mark

_PARTS = re.compile(r"\b(?:may|bao nhieu) (phan(?! tram)|muc|chuong|dieu)\b")
_WORDS = {"phan": "phần", "muc": "mục", "chuong": "chương", "dieu": "điều"}
_MOST_NAMED = 12


def write_from_outline(context: AskingContext) -> Draft | None:
    """The number of parts with their headings; None when the question does not ask for it of one directive."""
    asked = _PARTS.search(context.question.folded)
    if asked is None or len(context.scope.document_ids) != 1:
        return None
    document_id = context.scope.document_ids[0]
    sections = context.directive(document_id).sections
    named = [section for section in _walk(sections) if fold(section.label).startswith(f"{asked[1]} ")]
    parts = named or ([] if asked[1] in ("chuong", "dieu") else [s for s in sections if not s.path.startswith("PL")])
    if len(parts) < 2:
        return None
    total = str(len(parts))
    headings = "; ".join(f"{part.label}. {without_mark(part.title)}" for part in parts[:_MOST_NAMED])
    stretches = tuple(Stretch(document_id=document_id, start=part.span.start, end=part.span.end) for part in parts)
    text = f"Có {total} {_WORDS[asked[1]]}: {headings}."
    return Draft(statements=(Statement(text=text, stretches=stretches, counted=(total,)),))


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)
