"""The documents in memory as one person may see them: hidden ones are not there, and nothing points to them."""

from collections.abc import Iterator, Mapping, Sequence

from core.directive import Letterhead
from ingest.citations.document_identity import merge_key
from service.records import DocumentRecord
from service.store.document_records import WHOLE_UNKNOWN
from service.store.holdings import Holding, Holdings, identity_of

_KEPT = 64


class SeenDocuments:
    """Lists of documents less those that are hidden; a record that tells nothing of them is the same object as before.

    Args:
        documents: all documents.
    """

    def __init__(self, documents: Sequence[DocumentRecord] = ()) -> None:
        self.all = tuple(documents)
        self._cited = {document.id: frozenset(_cited(document)) for document in self.all}
        self._seen: dict[frozenset[str], tuple[DocumentRecord, ...]] = {}

    def without(self, hidden: frozenset[str]) -> tuple[DocumentRecord, ...]:
        """All but the hidden documents; a number that is cited means what it would mean if those were not held."""
        if not hidden:
            return self.all
        if hidden not in self._seen:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            self._seen[hidden] = tuple(self._shown(hidden))
        return self._seen[hidden]

    def _shown(self, hidden: frozenset[str]) -> Iterator[DocumentRecord]:
        numbers = {key for document in self.all if document.id in hidden for key in _own(document)}
        shown = [document for document in self.all if document.id not in hidden]
        held = Holdings(
            Holding(document.id, identity)
            for document in shown
            if numbers.intersection(_own(document))
            and (identity := identity_of(document.letterhead or Letterhead())) is not None
        )
        for document in shown:
            changed: Mapping[str, object] = WHOLE_UNKNOWN if document.part_of in hidden else {}
            if numbers & self._cited[document.id]:
                changed = {**changed, "references": _resolved(document, held, numbers)}
            yield document.model_copy(update=changed) if changed else document


def _resolved(document: DocumentRecord, held: Holdings, numbers: set[str]) -> tuple[object, ...]:
    """References of the document; those with one of these numbers are looked up again among what is held."""
    anew = held.resolve(document.references, own_id=document.id)
    return tuple(
        new if new.number and merge_key(new.number) in numbers else former
        for former, new in zip(document.references, anew, strict=True)
    )


def _own(document: DocumentRecord) -> tuple[str, ...]:
    head = document.letterhead
    return (merge_key(head.number),) if head is not None and head.number else ()


def _cited(document: DocumentRecord) -> Iterator[str]:
    return (merge_key(reference.number) for reference in document.references if reference.number)
