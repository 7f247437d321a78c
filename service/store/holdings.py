"""Which held document a cited number means."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.reference import Reference
from ingest.document_numbers import number_key


class Holdings:
    """Held documents by số/ký hiệu.

    Numbers recur from year to year, so a citation that gives a date means the document of that year only; one that
    gives none is resolved when just one document has the number.
    """

    def __init__(self, documents: Iterable[tuple[str, date | None, str]]) -> None:
        self._documents: dict[str, list[tuple[date | None, str]]] = {}
        for key, issued_on, document_id in documents:
            self._documents.setdefault(key, []).append((issued_on, document_id))

    def resolve(self, references: Sequence[Reference], *, own_id: str) -> tuple[Reference, ...]:
        """The references with `document_id` set where the cited document is held; a document never cites itself."""
        return tuple(
            reference.model_copy(update={"document_id": self._find(reference, own_id)}) for reference in references
        )

    def _find(self, reference: Reference, own_id: str) -> str | None:
        if reference.number is None:
            return None
        found = [
            document_id
            for issued_on, document_id in self._documents.get(number_key(reference.number), ())
            if document_id != own_id and _same_year(issued_on, reference.issued_on)
        ]
        return found[0] if len(found) == 1 else None


def _same_year(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one.year == other.year
