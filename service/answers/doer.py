"""Who does what a sentence says, when the sentence itself does not name it: from the task that was read there."""

import re

from core.directive import Directive
from core.text import fold_aligned, squeeze
from service.answers.asking_context import AskingContext
from service.answers.draft import Statement, Stretch
from service.answers.sorts_of_words import holds_office
from service.answers.unit_names import of_whom, without_mark
from service.tasks.units import as_units

_FARTHEST = 6_000
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def with_doer(context: AskingContext, statement: Statement) -> Statement:
    """The statement after the name of the unit in charge; unchanged when it names it, or no task tells."""
    place = statement.stretches[0]
    directive = context.directive(place.document_id)
    for task in context.register.list_tasks(place.document_id):
        if not any(span.start < place.end and span.end > place.start for span in task.spans):
            continue
        named = named_before(directive, task.lead_units[0], place) if task.lead_units else None
        if named is not None and not _says(statement.text, directive.text[named.start : named.end]):
            unit = squeeze(directive.text[named.start : named.end])
            return _said_of(statement, unit, named)
    heading = _heading_unit(directive, place)
    if heading is None:
        return statement
    unit = without_mark(directive.text[heading.start : heading.end])
    return statement if _says(statement.text, unit) else _said_of(statement, unit, heading)


def _said_of(statement: Statement, unit: str, named: Stretch) -> Statement:
    return statement.model_copy(
        update={"text": f"{unit}: {statement.text}", "stretches": (*statement.stretches, named)}
    )


def _heading_unit(directive: Directive, place: Stretch) -> Stretch | None:
    """The nearest heading above the place that names a unit or office and nothing else."""
    found: Stretch | None = None
    sections = directive.sections
    while (inner := next((one for one in sections if one.start <= place.start < one.end), None)) is not None:
        if inner.span.end <= place.start and _names_whom(inner.title):
            found = Stretch(document_id=place.document_id, start=inner.span.start, end=inner.span.end)
        sections = inner.children
    return found


def _names_whom(title: str) -> bool:
    """Whether a heading is nothing but the name of a unit, or says whose work or power stands under it."""
    whole, whom = _BRACKETS.sub("", without_mark(title)), _BRACKETS.sub("", of_whom(title))
    return bool(as_units(whom)) or (whom != whole and holds_office(whom))


def named_before(directive: Directive, unit: str, place: Stretch) -> Stretch | None:
    """Where the unit is named last before the end of `place`; None when that is nowhere near."""
    text = fold_aligned(directive.text[: place.end])
    start = text.rfind(fold_aligned(unit), max(0, place.start - _FARTHEST))
    if start < 0:
        return None
    return Stretch(document_id=place.document_id, start=start, end=start + len(unit))


def _says(text: str, unit: str) -> bool:
    return fold_aligned(squeeze(unit)) in fold_aligned(squeeze(text))
