"""Who does what a sentence says, when the sentence itself does not name it: from the task that was read there."""

from core.directive import Directive
from core.text import fold_aligned, squeeze
from service.answers.asking_context import AskingContext
from service.answers.draft import Statement, Stretch

_FARTHEST = 6_000


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
            return statement.model_copy(
                update={"text": f"{unit}: {statement.text}", "stretches": (*statement.stretches, named)}
            )
    return statement


def named_before(directive: Directive, unit: str, place: Stretch) -> Stretch | None:
    """Where the unit is named last before the end of `place`; None when that is nowhere near."""
    text = fold_aligned(directive.text[: place.end])
    start = text.rfind(fold_aligned(unit), max(0, place.start - _FARTHEST))
    if start < 0:
        return None
    return Stretch(document_id=place.document_id, start=start, end=start + len(unit))


def _says(text: str, unit: str) -> bool:
    return fold_aligned(squeeze(unit)) in fold_aligned(squeeze(text))
