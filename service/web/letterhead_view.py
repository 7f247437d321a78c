"""The fields of the letterhead as a form shows them: what is read, what is in doubt, what a person set."""

from collections.abc import Sequence
from datetime import date

from core.directive import Directive
from core.record import Record
from core.text import squeeze
from service.corrections.correction import Correction, CorrectionKind
from service.corrections.fields import written
from service.documents.head_evidence import HeadSuggestion
from service.labels import IS_DRAFT, LETTERHEAD_FIELDS, RARE_FIELDS
from service.vietnamese_dates import show_date, show_moment
from service.web.evidence import EvidenceLink, links_to

_LIST_FIELD = "recipients"


class FieldView(Record):
    """A field of the letterhead; no values when the text is silent.

    Attributes:
        field: its name in `Letterhead`.
        written: the value as it is typed in the form.
        is_list: several lines can be typed.
        is_rare: most documents lack it by right.
        set_by: who set it by hand, and when; "" when it is as read.
        as_read: what the machine had read, where a person set something else.
        correction_id: the correction that set it, to be taken back.
        suggestions: values that other held documents speak for, to be confirmed by a person.
    """

    field: str
    label: str
    values: tuple[str, ...]
    evidence: tuple[EvidenceLink, ...]
    is_doubtful: bool
    written: str
    is_list: bool
    is_rare: bool
    set_by: str = ""
    as_read: str = ""
    correction_id: int | None = None
    suggestions: tuple[HeadSuggestion, ...] = ()


def letterhead_fields(
    directive: Directive,
    document_id: str,
    corrections: Sequence[Correction] = (),
    suggestions: Sequence[HeadSuggestion] = (),
) -> tuple[FieldView, ...]:
    """Every field of the letterhead in the order of a form; the rare ones that are silent come last."""
    set_fields = {
        one.field: one for one in corrections if one.kind is CorrectionKind.FIELD and one.is_active and one.field
    }
    fields = [
        _field_view(directive, document_id, (name, label), set_fields.get(name))
        for name, label in (*LETTERHEAD_FIELDS.items(), ("is_draft", IS_DRAFT))
    ]
    fields = [
        view.model_copy(update={"suggestions": tuple(told for told in suggestions if told.field == view.field)})
        for view in fields
    ]
    return tuple(sorted(fields, key=lambda field: field.is_rare and not (field.values or field.set_by)))


def _field_view(
    directive: Directive, document_id: str, named: tuple[str, str], correction: Correction | None
) -> FieldView:
    head, (name, label) = directive.letterhead, named
    view = FieldView(
        field=name,
        label=label,
        values=_values(getattr(head, name)),
        evidence=links_to(document_id, head.spans.get(name, ())),
        is_doubtful=name in head.doubtful,
        written=written(head, name),
        is_list=name == _LIST_FIELD,
        is_rare=name in RARE_FIELDS or name == "is_draft",
    )
    if correction is None:
        return view
    told = {"set_by": f"{correction.made_by}, {show_moment(correction.made_at)}", "correction_id": correction.id}
    return view.model_copy(update={**told, "as_read": correction.before if correction.before != view.written else ""})


def _values(value: str | bool | date | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None or value is False:
        return ()
    if value is True:
        return ("Có dấu “Dự thảo”",)
    if isinstance(value, date):
        return (show_date(value),)
    return (squeeze(value),) if isinstance(value, str) else tuple(squeeze(line) for line in value)
