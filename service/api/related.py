"""The graph of documents, asked both ways."""

from fastapi import APIRouter

from core.record import Record
from service.documents.graph import CitedElsewhere, RelatedDocuments
from service.office import Office


class PublicRelated(Record):
    """Surroundings of one document, or of each document that bears the number asked about."""

    related: tuple[RelatedDocuments, ...]


class PublicUnresolved(Record):
    """Documents that are cited but not held, the most cited first."""

    unresolved: tuple[CitedElsewhere, ...]


def build_related_routes(office: Office) -> APIRouter:
    """Routes on relations; they must come before the other routes on documents, because `{doc}` takes slashes."""
    router = APIRouter(tags=["Văn bản"])

    @router.get(
        "/documents/{doc:path}/related",
        summary="Văn bản này dẫn gì, văn bản nào dẫn nó",
        description="`doc` là mã, hoặc số, ký hiệu, kể cả của văn bản chưa có trong kho.",
    )
    def related(doc: str) -> PublicRelated:
        return PublicRelated(related=office.documents.related(doc))

    @router.get("/references/unresolved", summary="Văn bản được viện dẫn nhưng chưa có trong kho")
    def unresolved() -> PublicUnresolved:
        return PublicUnresolved(unresolved=office.documents.unresolved_references())

    return router
