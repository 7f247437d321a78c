"""Two versions of a report side by side: which sentences are new, gone or changed, and in which words."""

from enum import StrEnum

from core.record import Record
from core.report import Claim, Report
from service.review.claims import headed_claims
from service.text_changes import Change, DiffPiece, diff_words


class Fate(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class ClaimChange(Record):
    """One sentence in two versions.

    Attributes:
        heading: the headings above it, joined with " › ".
        claim: as it stands in the newer version; the older one's when it was removed.
        pieces: its words, each kept, taken out or put in.
    """

    fate: Fate
    heading: str
    claim: Claim
    pieces: tuple[DiffPiece, ...]


class Comparison(Record):
    """All sentences of two versions in the order of the newer one; removed ones stand where they stood."""

    changes: tuple[ClaimChange, ...]

    @property
    def differing(self) -> tuple[ClaimChange, ...]:
        """Only what is not the same."""
        return tuple(change for change in self.changes if change.fate is not Fate.SAME)


def compare_reports(before: Report, after: Report) -> Comparison:
    """What changed between two versions of one filed report; sentences are matched by their ids."""
    old = {claim.id: (heading, claim) for heading, claim in headed_claims(before)}
    new_ids = [claim.id for _, claim in headed_claims(after)]
    removed_after = _removed_after(list(old), set(new_ids))
    changes = [_removed(*old[gone]) for gone in removed_after.get("", ())]
    for heading, claim in headed_claims(after):
        changes.append(_kept(heading, old[claim.id][1], claim) if claim.id in old else _added(heading, claim))
        changes += [_removed(*old[gone]) for gone in removed_after.get(claim.id, ())]
    return Comparison(changes=tuple(changes))


def _removed_after(old_ids: list[str], new_ids: set[str]) -> dict[str, list[str]]:
    """The ids that are gone, under the id of the nearest sentence before them that is still there."""
    gone: dict[str, list[str]] = {}
    last = ""
    for identity in old_ids:
        if identity in new_ids:
            last = identity
        else:
            gone.setdefault(last, []).append(identity)
    return gone


def _kept(heading: str, before: Claim, after: Claim) -> ClaimChange:
    fate = Fate.SAME if before.text == after.text else Fate.CHANGED
    return ClaimChange(fate=fate, heading=heading, claim=after, pieces=diff_words(before.text, after.text))


def _added(heading: str, claim: Claim) -> ClaimChange:
    pieces = (DiffPiece(change=Change.ADDED, text=claim.text),)
    return ClaimChange(fate=Fate.ADDED, heading=heading, claim=claim, pieces=pieces)


def _removed(heading: str, claim: Claim) -> ClaimChange:
    pieces = (DiffPiece(change=Change.REMOVED, text=claim.text),)
    return ClaimChange(fate=Fate.REMOVED, heading=heading, claim=claim, pieces=pieces)
