"""Two versions as one report whose differences Word shows as tracked changes."""

from core.report import Claim, Report
from core.review import ReportVersion
from service.reports.word.copies import Revisions
from service.review.claims import rewrite_claims
from service.review.compare import Comparison, Fate, compare_reports


def tracked_report(before: ReportVersion, after: ReportVersion) -> tuple[Report, Revisions]:
    """The newer report with the sentences that are gone put back where they stood, and what to mark in it."""
    comparison = compare_reports(before.report, after.report)
    pieces = {change.claim.id: change.pieces for change in comparison.differing}
    revisions = Revisions(author=after.made_by, made_at=after.made_at, pieces=pieces)
    return _with_removed(after.report, comparison), revisions


def _with_removed(report: Report, comparison: Comparison) -> Report:
    behind: dict[str, list[Claim]] = {}
    last = ""
    for change in comparison.changes:
        if change.fate is Fate.REMOVED:
            behind.setdefault(last, []).append(change.claim)
        else:
            last = change.claim.id
    return rewrite_claims(report, lambda claim: (claim, *behind.get(claim.id, ())))
