"""Documents: hand in, list, look at, read again, remove."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile

from core.errors import DondocError
from core.page import AskedMethod
from core.record import Record
from service.access.records import Restriction
from service.api.uploads import received
from service.documents.conditions import DocumentCondition
from service.documents.room import urgency_of
from service.office import Office
from service.public_json import PublicDirective, PublicDocument, PublicDocuments, directive_json, document_json
from service.records import Accepted, TakenIn, Urgency
from service.wording import ErrorWording, describe_error


class Received(Record):
    """What became of the handed-in files; a bad one does no harm to the others.

    Attributes:
        documents: one for each document that was taken in or was held already; an archive or e-mail gives several.
        duplicates: ids of those that were held already.
        errors: one for each file that was refused; `where` names the file, and the archive or e-mail around it.
    """

    documents: tuple[PublicDocument, ...]
    duplicates: tuple[str, ...]
    errors: tuple[ErrorWording, ...]


def build_document_routes(office: Office) -> APIRouter:
    """Routes about documents. `{doc}` is an id, a unique prefix of one, or a số/ký hiệu (slash included).

    They must come after the routes on a document's files, because `{doc}` takes slashes.
    """
    router = APIRouter(tags=["Văn bản"])

    @router.post("/documents", status_code=202, summary="Nộp một hoặc nhiều tệp để đọc")
    def add_documents(
        files: list[UploadFile], unit: Annotated[str, Form()] = "", secrecy: Annotated[str, Form()] = ""
    ) -> Received:
        restriction = office.access.read(unit=unit, secrecy=secrecy)
        accepted: list[Accepted] = []
        errors: list[ErrorWording] = []
        for upload in files:
            try:
                taken = _add(office, upload, urgency_of(len(files)), restriction)
                accepted.extend(taken.accepted)
                errors.extend(taken.refused)
            except DondocError as error:
                if len(files) == 1:
                    raise
                errors.append(describe_error(error))
        return Received(
            documents=tuple(document_json(file.document) for file in accepted),
            duplicates=tuple(file.document.id for file in accepted if file.duplicate),
            errors=tuple(errors),
        )

    @router.get("/documents", summary="Danh sách văn bản, mới nhất trước")
    def list_documents(
        limit: Annotated[int | None, Query(ge=1)] = None, offset: Annotated[int, Query(ge=0)] = 0
    ) -> PublicDocuments:
        found = office.catalogue.page(DocumentCondition(), offset=offset, limit=limit, citing=True).documents
        return PublicDocuments(documents=tuple(document_json(document) for document in found))

    @router.post("/documents/{doc:path}/reread", status_code=202, summary="Đọc lại cả văn bản hoặc một trang")
    def reread(
        doc: str, page: Annotated[int | None, Query(ge=1)] = None, method: AskedMethod | None = None
    ) -> PublicDocument:
        return document_json(office.documents.reread(office.documents.find(doc).id, page, method=method))

    @router.get("/documents/{doc:path}", summary="Một văn bản: trang, mục, bảng, viện dẫn, điều cần lưu ý")
    def show(doc: str) -> PublicDirective:
        document = office.documents.find(doc)
        directive = office.documents.directive(document.id)
        return directive_json(document, directive, office.documents.head_suggestions(document, directive))

    @router.delete("/documents/{doc:path}", status_code=204, summary="Xóa văn bản cùng mọi thứ đã đọc được từ đó")
    def remove(doc: str) -> None:
        office.documents.remove(office.documents.find(doc).id)

    return router


def _add(office: Office, upload: UploadFile, urgency: Urgency, restriction: Restriction) -> TakenIn:
    limit = office.settings.limits.file_bytes
    with received(upload, office.documents.incoming_folder, most_bytes=limit) as path:
        return office.documents.add(path, file_name=upload.filename, urgency=urgency, restriction=restriction)
