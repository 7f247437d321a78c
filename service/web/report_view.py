"""A report as pages show it: blanks cut out, evidence as links, whose words each sentence is in."""

from core.record import Record
from core.report import Claim, Report, ReportSection
from service.reports.blanks import split_blanks
from service.reports.occasion import KIND_NAMES
from service.reports.profile import UnitProfile
from service.reports.results import annex_result
from service.reports.word.layout import layout_for
from service.vietnamese_dates import show_date
from service.web.evidence import EvidenceLink, link_to, links_to


class TextPiece(Record):
    """A stretch of a sentence; a blank is to be filled by a person."""

    text: str
    is_blank: bool


class ClaimView(Record):
    """A sentence; `id` is "" in a draft that is not filed, `edited_by` "" while the words are as drafted."""

    id: str
    text: str
    pieces: tuple[TextPiece, ...]
    evidence: tuple[EvidenceLink, ...]
    edited_by: str
    as_drafted: str


class SectionView(Record):
    heading: str
    claims: tuple[ClaimView, ...]
    children: tuple["SectionView", ...]


class AnnexView(Record):
    number: str
    content: str
    lead_units: str
    deadline: str
    status: str
    result: tuple[TextPiece, ...]
    proofs: tuple[str, ...]
    evidence: tuple[EvidenceLink, ...]


class ReportView(Record):
    """A draft as it is shown.

    Attributes:
        motto: the lines above the date, as the unit's kind of body has them.
        blanks: how many blanks a person has to fill in the body.
        units: in a synthesis the lines of its table, heading first; else empty.
    """

    unit: str
    parent_unit: str
    place: str
    motto: tuple[str, ...]
    title: str
    kind: str
    due: str
    recipient: str
    period: str
    lead: ClaimView
    sections: tuple[SectionView, ...]
    annex: tuple[AnnexView, ...]
    closing: ClaimView
    recipients: tuple[str, ...]
    selection: str
    blanks: int
    units: tuple[tuple[str, ...], ...]


def report_view(report: Report, profile: UnitProfile) -> ReportView:
    """`report` with its blanks cut out and its evidence as links, headed as documents of `profile` are."""
    document_id = report.document_id
    sections = tuple(_section_view(section, document_id) for section in report.sections)
    proofs = {row.number: row.proofs for row in report.proofs}
    lead, closing = _claim_view(report.lead, document_id), _claim_view(report.closing, document_id)
    return ReportView(
        unit=report.unit,
        parent_unit=report.parent_unit or "",
        place=report.place or "",
        motto=layout_for(profile.body_type).motto_lines,
        title=report.title,
        kind=KIND_NAMES[report.kind],
        due=show_date(report.due) if report.due else "",
        recipient=report.recipient or "",
        period=f"{show_date(report.period_start)} – {show_date(report.period_end)}",
        lead=lead,
        sections=sections,
        annex=tuple(
            AnnexView(
                **row.model_dump(include={"number", "content", "lead_units", "deadline", "status"}),
                result=cut_blanks(annex_result(row)),
                proofs=proofs.get(row.number, ()),
                evidence=links_to(document_id, row.spans[:1]),
            )
            for row in report.annex
        ),
        closing=closing,
        recipients=report.recipients,
        selection=report.selection,
        units=_units(report),
        blanks=sum(piece.is_blank for claim in (lead, *_claims(sections), closing) for piece in claim.pieces),
    )


def _units(report: Report) -> tuple[tuple[str, ...], ...]:
    if not report.units:
        return ()
    from service.reports.word.units_table import UNIT_COLUMNS, unit_lines

    return (tuple(name for name, _ in UNIT_COLUMNS), *unit_lines(report.units))


def cut_blanks(text: str) -> tuple[TextPiece, ...]:
    """`text` cut into running words and blanks.

    >>> [piece.text for piece in cut_blanks("Có [điền: số người] dự.")]
    ['Có ', '[điền: số người]', ' dự.']
    """
    return tuple(TextPiece(text=words, is_blank=is_blank) for words, is_blank in split_blanks(text))


def _section_view(section: ReportSection, document_id: str) -> SectionView:
    return SectionView(
        heading=section.heading,
        claims=tuple(_claim_view(claim, document_id) for claim in section.claims),
        children=tuple(_section_view(child, document_id) for child in section.children),
    )


def _claim_view(claim: Claim, document_id: str) -> ClaimView:
    return ClaimView(
        id=claim.id,
        text=claim.text,
        pieces=cut_blanks(claim.text),
        evidence=(
            *(link_to(quote.document_id, quote.span) for quote in claim.quotes),
            *links_to(document_id, claim.spans),
        ),
        edited_by=claim.edited_by or "",
        as_drafted=claim.as_drafted or "",
    )


def _claims(sections: tuple[SectionView, ...]) -> list[ClaimView]:
    return [claim for section in sections for claim in (*section.claims, *_claims(section.children))]
