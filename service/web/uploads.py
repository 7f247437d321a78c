"""Files that come in through the page: saved aside, handed to the office, each with its own outcome."""

from fastapi import UploadFile

from core.errors import DondocError
from core.record import Record
from service.access.records import NO_RESTRICTION, Restriction
from service.api.uploads import received
from service.documents.room import urgency_of
from service.office import Office
from service.records import Accepted, StoredError
from service.web.document_rows import DocumentRow, document_row
from service.wording import describe_error


class UploadOutcome(Record):
    """What became of one file: a row when it was taken in, else the error."""

    file_name: str
    row: DocumentRow | None = None
    duplicate: bool = False
    error: StoredError | None = None


def take_in(
    office: Office, upload: UploadFile, *, files: int = 1, restriction: Restriction = NO_RESTRICTION
) -> tuple[UploadOutcome, ...]:
    """Hands one uploaded file to the office: an outcome for each document in it; an error of one harms no other.

    Args:
        files: how many are handed in at one stroke.
        restriction: whom the documents are open to.
    """
    name = upload.filename or "không tên"
    try:
        with received(upload, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            taken = office.documents.add(path, file_name=name, urgency=urgency_of(files), restriction=restriction)
    except DondocError as error:
        return (UploadOutcome(file_name=name, error=describe_error(error)),)
    return (
        *(_outcome(accepted) for accepted in taken.accepted),
        *(UploadOutcome(file_name=error.where, error=error) for error in taken.refused),
    )


def _outcome(accepted: Accepted) -> UploadOutcome:
    document = accepted.document
    return UploadOutcome(file_name=document.file_name, row=document_row(document), duplicate=accepted.duplicate)
