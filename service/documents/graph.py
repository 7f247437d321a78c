"""The documents and their relations, asked both ways: what a document cites, and what cites it, held or not."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from core.directive import Letterhead
from core.errors import NotFound
from core.record import Record
from core.reference import Reference, Relation
from core.span import Span
from ingest.citations.document_identity import Identity, may_be_same, merge_key
from ingest.citations.document_numbers import canonical_number, kind_of_number
from service.records import DocumentRecord
from service.store.holdings import cited_identity

_NUMBER = re.compile(r"\d+[^/]*/.+")
_EVERYDAY = frozenset({Relation.MENTIONS})


class GraphDocument(Record):
    """A document as the graph knows it; `document_id` is None when it is not held."""

    document_id: str | None = None
    number: str | None = None
    kind: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None


class GraphLink(Record):
    """One relation, seen from the document that was asked about; `spans` stand in the citing document."""

    relation: Relation
    document: GraphDocument
    spans: tuple[Span, ...] = ()


class RelatedDocuments(Record):
    """What stands around one document.

    Attributes:
        document: the one asked about.
        cites: what it cites, in the order of its text; empty when it is not held.
        cited_by: held documents that cite it, the strongest relation first, then the newest.
        unresolved: those of `cites` that are not held.
    """

    document: GraphDocument
    cites: tuple[GraphLink, ...] = ()
    cited_by: tuple[GraphLink, ...] = ()
    unresolved: tuple[GraphLink, ...] = ()


class CitedElsewhere(Record):
    """A document that is not held, and the held ones that cite it."""

    document: GraphDocument
    cited_by: tuple[GraphLink, ...]


class GraphStore(Protocol):
    """What the graph reads of the register."""

    def find_document(self, key: str) -> DocumentRecord:
        """The document that `key` names. Raises `NotFound` or `Ambiguous`."""

    def citing(self, number: str) -> Sequence[DocumentRecord]:
        """Held documents that cite this number, their references resolved."""

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first, their references resolved."""


def related(store: GraphStore, key: str) -> tuple[RelatedDocuments, ...]:
    """The surroundings of the document that `key` names: one answer, or one for each document of that number.

    Args:
        key: an id, a prefix of one, or a số/ký hiệu, held or not; of several documents with a number that is not held
            each gets its own answer.

    Raises:
        NotFound: nothing held has this id or number, or cites it.
        Ambiguous: several held documents have this number.
    """
    try:
        return (around_held(store, store.find_document(key)),)
    except NotFound:
        if not _is_number(key):
            raise
        found = _around_number(store, canonical_number(key))
        if not found:
            raise
        return found


def around_held(store: GraphStore, record: DocumentRecord) -> RelatedDocuments:
    """The surroundings of a held document."""
    head = record.letterhead or Letterhead()
    cites = tuple(_outward(reference) for reference in record.references)
    citing = store.citing(head.number) if head.number else ()
    cited_by = [
        _inward(other, reference)
        for other in citing
        for reference in other.references
        if reference.document_id == record.id and other.id != record.id
    ]
    return RelatedDocuments(
        document=_held(record),
        cites=cites,
        cited_by=_ordered(cited_by),
        unresolved=tuple(link for link in cites if link.document.document_id is None),
    )


def unresolved(records: Iterable[DocumentRecord]) -> tuple[CitedElsewhere, ...]:
    """Every numbered document that is cited but not held, the most cited first."""
    citations = [
        (record, reference)
        for record in records
        for reference in record.references
        if reference.number and reference.document_id is None
    ]
    groups = [
        CitedElsewhere(document=document, cited_by=_ordered([_inward(*citation) for citation in group]))
        for document, group in _by_document(citations)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.cited_by), group.document.number or "")))


_Citation = tuple[DocumentRecord, Reference]


def _around_number(store: GraphStore, number: str) -> tuple[RelatedDocuments, ...]:
    """One answer for each document of this number that held ones cite and that is not held itself."""
    wanted = merge_key(number)
    citations = [
        (record, reference)
        for record in store.citing(number)
        for reference in record.references
        if reference.number and merge_key(reference.number) == wanted
    ]
    return tuple(
        RelatedDocuments(document=document, cited_by=_ordered([_inward(*citation) for citation in group]))
        for document, group in _by_document(citations)
    )


def _by_document(citations: Sequence[_Citation]) -> list[tuple[GraphDocument, list[_Citation]]]:
    """Citations brought together by the document that they mean; those with a date come first and gather the others."""
    groups: list[tuple[Identity, list[_Citation]]] = []
    for citation in sorted(citations, key=lambda each: each[1].issued_on is None):
        identity = cited_identity(citation[1])
        if identity is None:
            continue
        known = next((group for group in groups if may_be_same(group[0], identity)), None)
        if known is None:
            groups.append((identity, [citation]))
        else:
            known[1].append(citation)
    return [(_merged([reference for _, reference in group]), group) for _, group in groups]


def _merged(references: Sequence[Reference]) -> GraphDocument:
    """One document from all that its citations tell: each field from the first that has it."""
    number = references[0].number
    return GraphDocument(
        document_id=next((each.document_id for each in references if each.document_id), None),
        number=number,
        kind=next((each.kind for each in references if each.kind), kind_of_number(number or "")),
        issued_on=next((each.issued_on for each in references if each.issued_on), None),
        issuer=next((each.issuer for each in references if each.issuer), None),
        title=next((each.title for each in references if each.title), None),
    )


def _held(record: DocumentRecord) -> GraphDocument:
    head = record.letterhead or Letterhead()
    return GraphDocument(
        document_id=record.id,
        number=head.number,
        kind=head.kind,
        issued_on=head.issued_on,
        issuer=head.issuer,
        title=head.title or record.file_name,
    )


def _outward(reference: Reference) -> GraphLink:
    return GraphLink(relation=reference.relation, document=_merged([reference]), spans=reference.spans)


def _inward(record: DocumentRecord, reference: Reference) -> GraphLink:
    return GraphLink(relation=reference.relation, document=_held(record), spans=reference.spans)


def _ordered(links: Sequence[GraphLink]) -> tuple[GraphLink, ...]:
    newest = sorted(links, key=lambda link: link.document.issued_on or date.min, reverse=True)
    return tuple(sorted(newest, key=lambda link: link.relation in _EVERYDAY))


def _is_number(key: str) -> bool:
    """A số/ký hiệu in any spelling of case and spaces."""
    return _NUMBER.fullmatch(canonical_number(key)) is not None
