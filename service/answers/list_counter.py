"""Answers how many things a list holds, when no sentence says so: the items under the words that lead it in."""

import re

from core.text import squeeze
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.lists import MOST_ITEMS, with_items
from service.answers.plain_words import plain_sentence
from service.answers.quoting import whole_words
from service.answers.scoring import Scored
from service.answers.unit_names import without_mark

_COUNTED = re.compile(
    r"(?<!\w)(?:bao nhiêu|mấy)\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)(?=\s*(?:[,.?;]|$|là|gồm|ở|trong))"
)
_ARTICLE = re.compile(r"^(?:điều|mục|chương|phần) [\divx]+\W*")
_LEAST_COVERAGE, _LEAST_OWN, _LEAST_OWN_NAMING = 0.75, 0.7, 0.45
"""A lead-in that names what is to be counted need say less of the rest."""


def count_listed(context: AskingContext) -> Draft | None:
    """How many items the list has that the question asks about, with the items; None when no lead-in speaks of it."""
    asked = _COUNTED.search(context.question.text.lower())
    if asked is None or not context.question.asks(Asked.COUNT) or context.question.stated_figures:
        return None
    leads = sorted((one for one in context.scored if _is_spoken_of(one, asked["noun"])), key=lambda one: -one.worth)
    for lead in leads:
        statement = _counted(context, lead, asked["noun"])
        if statement is not None:
            return Draft(statements=(statement,))
    return None


def _is_spoken_of(one: Scored, noun: str) -> bool:
    """Whether the sentence speaks of what is asked; less of it is enough when it leads in the very things counted."""
    text = one.evidence.text.lower()
    opens = _ARTICLE.sub("", without_mark(one.evidence.text).lower()).startswith(noun.split()[0])
    leads_in = (opens and not text.rstrip().endswith((".", ";"))) or re.search(rf"{noun}(?: \w+){{0,3}}\W*:\W*$", text)
    return one.coverage >= _LEAST_COVERAGE and one.own >= (_LEAST_OWN_NAMING if leads_in else _LEAST_OWN)


def _counted(context: AskingContext, lead: Scored, noun: str) -> Statement | None:
    directive = context.directive(lead.evidence.stretch.document_id)
    stretches = with_items(directive, whole_words(directive, lead.evidence.stretch))
    items = [plain_sentence(directive.text[one.start : one.end]).rstrip(".") for one in stretches[1:]]
    named = [item for item in items if item.lower().startswith(squeeze(noun).lower())]
    items = named if len(named) > 1 else items
    if not 2 <= len(items) < MOST_ITEMS:
        return None
    total = str(len(items))
    said = plain_sentence(directive.text[stretches[0].start : stretches[0].end]).rstrip(".:")
    text = f"{said}: có {total} {squeeze(noun)}: {'; '.join(items)}."
    return Statement(text=text, stretches=tuple(stretches), counted=(total,))
