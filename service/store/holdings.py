"""Which held document a cited number means."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.directive import Letterhead
from core.reference import Reference
from ingest.document_identity import Identity, may_be_same, merge_key


class Holding(NamedTuple):
    """A held document and what is known of its identity."""

    document_id: str
    identity: Identity


def identity_of(head: Letterhead) -> Identity | None:
    """Identity of a held document; None when it has no number. Its superior and its place tell where it is from."""
    if head.number is None:
        return None
    parts = (head.issuer, head.parent_issuer, head.place)
    return Identity(head.number, head.issued_on, ", ".join(part for part in parts if part) or None)


def cited_identity(reference: Reference) -> Identity | None:
    """Identity of a cited document; None when it is cited by name only."""
    if reference.number is None:
        return None
    return Identity(reference.number, reference.issued_on, reference.issuer)


class Holdings:
    """Held documents by số/ký hiệu.

    Numbers recur from year to year and from office to office: a citation means a held document only when nothing known
    tells them apart and no other held one could be meant.
    """

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._holdings: dict[str, list[Holding]] = {}
        for holding in holdings:
            self._holdings.setdefault(merge_key(holding.identity.number), []).append(holding)

    def resolve(self, references: Sequence[Reference], *, own_id: str) -> tuple[Reference, ...]:
        """The references with `document_id` set where the cited document is held; a document never cites itself."""
        return tuple(
            reference.model_copy(update={"document_id": self._find(reference, own_id)}) for reference in references
        )

    def _find(self, reference: Reference, own_id: str) -> str | None:
        cited = cited_identity(reference)
        if cited is None:
            return None
        known = self._holdings.get(merge_key(cited.number), ())
        found = [each for each in known if each.document_id != own_id and may_be_same(each.identity, cited)]
        same_day = [
            each for each in found if cited.issued_on is not None and each.identity.issued_on == cited.issued_on
        ]
        found = same_day or found
        return found[0].document_id if len(found) == 1 else None
