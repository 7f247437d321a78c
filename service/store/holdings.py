"""Which held document a cited number means."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.directive import Letterhead
from core.reference import Reference
from ingest.citations.document_identity import Identity, may_be_same, merge_key
from ingest.citations.document_numbers import number_key
from service.store.tables import DocumentRow

_MOST_KEYS = 1_000
"""Past so many cited numbers all held ones are looked at, rather than asking for each."""


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


def holdings_for(session: Session, references: Iterable[Reference]) -> "Holdings":
    """What is held under the numbers that these references cite."""
    numbers = [reference.number for reference in references if reference.number]
    keys = {key for number in numbers for key in (number_key(number), merge_key(number))}
    query = select(DocumentRow.id, DocumentRow.letterhead)
    query = query.where(DocumentRow.number_key.is_not(None), DocumentRow.removed_at.is_(None))
    rows = session.execute(query.where(DocumentRow.number_key.in_(keys)) if len(keys) <= _MOST_KEYS else query)
    held = ((row.id, identity_of(Letterhead.model_validate_json(row.letterhead))) for row in rows if row.letterhead)
    return Holdings(Holding(document_id, identity) for document_id, identity in held if identity is not None)


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
