"""Corrections of a reading: words and letterhead fields set right by people, with their history."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import Field

from core.errors import InvalidInput
from core.record import Record
from service.api.numbers import RowNumber
from service.corrections.correction import Correction
from service.follow_up.actor import LOCAL_USER
from service.office import Office


class NewCorrection(Record):
    """Either `start`, `end` (offsets into the document's text) or `field` (of the letterhead), with the right words.

    Attributes:
        text: what belongs there; the words that stand there confirm them, "" takes them away.
    """

    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    field: str | None = None
    text: str
    actor: str = LOCAL_USER


class PublicCorrection(Record):
    """A correction; `start` is an offset into the text of the page as the machine read it."""

    id: int
    kind: str
    page_no: int | None
    start: int | None
    field: str | None
    before: str
    after: str
    made_by: str
    made_at: datetime
    undone_by: str | None
    undone_at: datetime | None


class PublicCorrections(Record):
    """Corrections of one document, oldest first, those taken back too."""

    corrections: tuple[PublicCorrection, ...]


def build_correction_routes(office: Office) -> APIRouter:
    """Routes on corrections; they must come before the other routes on documents, because `{doc}` takes slashes."""
    router = APIRouter(tags=["Văn bản"])

    @router.get("/documents/{doc:path}/corrections", summary="Những chỗ người dùng đã sửa, kể cả đã hoàn tác")
    def list_corrections(doc: str) -> PublicCorrections:
        made = office.corrections.of(office.documents.find(doc).id)
        return PublicCorrections(corrections=tuple(_public(one) for one in made))

    @router.post(
        "/documents/{doc:path}/corrections",
        status_code=202,
        summary="Sửa chữ đọc sai hoặc một mục thể thức",
        description="Nhiệm vụ, viện dẫn, chỉ mục được lập lại theo chữ đã sửa; đọc lại văn bản không làm mất chỗ sửa.",
    )
    def correct(doc: str, new: NewCorrection) -> PublicCorrection:
        document_id = office.documents.find(doc).id
        if new.field is not None:
            return _public(office.corrections.correct_field(document_id, new.field, new.text, actor=new.actor))
        if new.start is None or new.end is None:
            raise InvalidInput("chưa nói sửa ở đâu", where="start, end", advice="gửi start, end hoặc field")
        return _public(office.corrections.correct_words(document_id, new.start, new.end, new.text, actor=new.actor))

    @router.delete("/documents/{doc:path}/corrections/{number}", status_code=204, summary="Hoàn tác một chỗ sửa")
    def undo(doc: str, number: RowNumber, actor: str = LOCAL_USER) -> None:
        office.corrections.undo(office.documents.find(doc).id, number, actor=actor)

    return router


def _public(one: Correction) -> PublicCorrection:
    return PublicCorrection(**one.model_dump(include=set(PublicCorrection.model_fields)))
