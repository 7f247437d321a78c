"""The sentences of a report as one list: named, replaced, added and taken out without touching anything else."""

import secrets
from collections.abc import Callable, Iterator

from core.report import Claim, Report, ReportSection

Rewrite = Callable[[Claim], tuple[Claim, ...]]
"""Gives what stands in the place of a sentence: itself, another, several, or nothing."""


def walk_claims(report: Report) -> Iterator[Claim]:
    """Every sentence in reading order: lead, sections, closing."""
    yield report.lead
    for section in report.sections:
        yield from _walk_section(section)
    yield report.closing


def headed_claims(report: Report) -> Iterator[tuple[str, Claim]]:
    """Every sentence with the headings above it, joined with " › "; "" for lead and closing."""
    yield "", report.lead
    for section in report.sections:
        yield from _walk_headed(section, "")
    yield "", report.closing


def name_claims(report: Report) -> Report:
    """The report with an id for every sentence that has none; an id is drawn by chance, so none ever comes twice."""
    return rewrite_claims(
        report, lambda claim: (claim if claim.id else claim.model_copy(update={"id": secrets.token_hex(5)}),)
    )


def rewrite_claims(report: Report, rewrite: Rewrite) -> Report:
    """The report with each sentence rewritten; lead and closing are one sentence each and take only the first."""
    return report.model_copy(
        update={
            "lead": _only(rewrite(report.lead), report.lead),
            "sections": tuple(_rewrite_section(section, rewrite) for section in report.sections),
            "closing": _only(rewrite(report.closing), report.closing),
        }
    )


def _only(claims: tuple[Claim, ...], former: Claim) -> Claim:
    return claims[0] if claims else former


def _rewrite_section(section: ReportSection, rewrite: Rewrite) -> ReportSection:
    return section.model_copy(
        update={
            "claims": tuple(new for claim in section.claims for new in rewrite(claim)),
            "children": tuple(_rewrite_section(child, rewrite) for child in section.children),
        }
    )


def _walk_section(section: ReportSection) -> Iterator[Claim]:
    yield from section.claims
    for child in section.children:
        yield from _walk_section(child)


def _walk_headed(section: ReportSection, above: str) -> Iterator[tuple[str, Claim]]:
    path = f"{above} › {section.heading}" if above else section.heading
    for claim in section.claims:
        yield path, claim
    for child in section.children:
        yield from _walk_headed(child, path)
