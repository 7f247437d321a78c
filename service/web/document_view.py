"""Everything that the page of one document shows, with the place of each item in the text."""

from collections.abc import Iterable, Sequence

from core.directive import Directive, Section, Severity
from core.record import Record
from core.reference import Reference
from core.text import squeeze
from service.documents.graph import GraphDocument, RelatedDocuments
from service.labels import RELATION, SEVERITY
from service.vietnamese_dates import show_date
from service.web.evidence import EvidenceLink, link_to, links_to, parse_range
from service.web.paper_pieces import Mark, MarkKind
from service.web.task_rows import TaskRow

PAGES_AT_ONCE = 20
"""Pages set on one screen; a longer document is leafed through."""

_CONTEXT = 32
_LONGEST_OUTLINE_TITLE = 160


class OutlineItem(Record):
    """A section in the outline; `level` 1 is the topmost."""

    label: str
    title: str
    level: int
    place: EvidenceLink
    children: tuple["OutlineItem", ...] = ()


class ReferenceView(Record):
    """A cited document; `held_id` names it when it is held here."""

    name: str
    detail: str
    relation: str
    held_id: str | None
    mentions: tuple[EvidenceLink, ...]


class CitingView(Record):
    """A held document that cites this one, and how."""

    relation: str
    name: str
    detail: str
    document_id: str | None


class AnomalyView(Record):
    severity: str
    severity_label: str
    message: str
    suggestion: str | None
    places: tuple[EvidenceLink, ...]


class DoubtView(Record):
    """A doubtful word between the words around it."""

    before: str
    word: str
    after: str
    as_read: str
    percent: int
    alternatives: tuple[str, ...]
    place: EvidenceLink
    start: int
    end: int


def outline(sections: Sequence[Section], document_id: str, *, level: int = 1) -> tuple[OutlineItem, ...]:
    """The section tree as links."""
    return tuple(
        OutlineItem(
            label=section.label,
            title=_shortened(squeeze(section.title)),
            level=level,
            place=link_to(document_id, section.span),
            children=outline(section.children, document_id, level=level + 1),
        )
        for section in sections
    )


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_OUTLINE_TITLE else title[:_LONGEST_OUTLINE_TITLE].rsplit(" ", 1)[0] + "…"


def reference_views(directive: Directive, document_id: str) -> tuple[ReferenceView, ...]:
    """Cited documents in the order of the text."""
    return tuple(
        ReferenceView(
            name=_reference_name(reference),
            detail=_reference_detail(reference),
            relation=RELATION[reference.relation],
            held_id=reference.document_id if reference.document_id != document_id else None,
            mentions=links_to(document_id, reference.spans),
        )
        for reference in directive.references
    )


def _reference_name(reference: Reference) -> str:
    if reference.number:
        return f"{reference.kind or 'Văn bản'} số {reference.number}"
    return squeeze(reference.title or reference.kind or "Văn bản không ghi số")


def _reference_detail(reference: Reference) -> str:
    parts = [f"ngày {show_date(reference.issued_on)}" if reference.issued_on else "", squeeze(reference.issuer or "")]
    if reference.short_name:
        parts.append(f"viết tắt: {squeeze(reference.short_name)}")
    return " · ".join(part for part in parts if part)


def citing_views(around: RelatedDocuments) -> tuple[CitingView, ...]:
    """Held documents that cite the one shown, the strongest relation first."""
    return tuple(
        CitingView(
            relation=RELATION[link.relation],
            name=_named(link.document),
            detail=squeeze(link.document.title or ""),
            document_id=link.document.document_id,
        )
        for link in around.cited_by
    )


def _named(document: GraphDocument) -> str:
    name = f"{document.kind or 'Văn bản'} số {document.number}" if document.number else document.kind or "Văn bản"
    return f"{name} ngày {show_date(document.issued_on)}" if document.issued_on else name


def anomaly_views(directive: Directive, document_id: str) -> tuple[AnomalyView, ...]:
    """Anomalies, the gravest first."""
    gravest = list(Severity)
    return tuple(
        AnomalyView(
            severity=anomaly.severity.value,
            severity_label=SEVERITY[anomaly.severity],
            message=anomaly.message,
            suggestion=anomaly.suggestion,
            places=links_to(document_id, anomaly.spans),
        )
        for anomaly in sorted(directive.anomalies, key=lambda anomaly: gravest.index(anomaly.severity))
    )


def doubts(directive: Directive, document_id: str, *, first: int, count: int) -> tuple[DoubtView, ...]:
    """Doubtful words of the pages that are shown, in reading order."""
    found = []
    for index in range(first, min(first + count, len(directive.pages))):
        page, start = directive.pages[index], directive.page_starts[index]
        for word in page.doubtful:
            found.append(
                DoubtView(
                    before=squeeze(page.text[max(0, word.start - _CONTEXT) : word.start]),
                    word=word.text,
                    after=squeeze(page.text[word.end : word.end + _CONTEXT]),
                    as_read=word.as_read,
                    percent=round(word.confidence * 100),
                    alternatives=word.alternatives[:4],
                    place=link_to(document_id, directive.span(start + word.start, start + word.end)),
                    start=start + word.start,
                    end=start + word.end,
                )
            )
    return tuple(found)


def marks_of(directive: Directive, tasks: Iterable[TaskRow], lit: tuple[int, int] | None) -> tuple[Mark, ...]:
    """Stretches to be shown differently: what is cited, what is odd, what is a task, and the lit quote."""
    marks = [
        Mark(start=span.start, end=span.end, kind=MarkKind.REFERENCE)
        for reference in directive.references
        for span in reference.spans
    ]
    marks += [
        Mark(start=span.start, end=span.end, kind=MarkKind.ANOMALY)
        for anomaly in directive.anomalies
        for span in anomaly.spans
    ]
    ranges = [parse_range(place.range) for task in tasks for place in task.evidence]
    marks += [Mark(start=place[0], end=place[1], kind=MarkKind.TASK) for place in ranges if place is not None]
    if lit is not None:
        marks.append(Mark(start=lit[0], end=lit[1], kind=MarkKind.LIT))
    return tuple(marks)


def first_shown(directive: Directive, *, page_no: int | None, lit: tuple[int, int] | None) -> int:
    """Index of the first page of the screenful that holds the lit quote, else the wished page."""
    index = directive.page_index_at(lit[0]) if lit else max(0, (page_no or 1) - 1)
    index = min(index, max(0, len(directive.pages) - 1))
    return index - index % PAGES_AT_ONCE
