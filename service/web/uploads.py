"""Files that come in through the page: saved aside, handed to the office, each with its own outcome."""

from fastapi import UploadFile

from core.errors import DondocError
from core.record import Record
from service.api.uploads import received
from service.office import Office
from service.records import StoredError
from service.web.document_rows import DocumentRow, document_row
from service.wording import describe_error


class UploadOutcome(Record):
    """What became of one file: a row when it was taken in, else the error."""

    file_name: str
    row: DocumentRow | None = None
    duplicate: bool = False
    error: StoredError | None = None


def take_in(office: Office, upload: UploadFile) -> UploadOutcome:
    """Hands one uploaded file to the office; an error of one file is told and harms no other."""
    name = upload.filename or "không tên"
    try:
        with received(upload, office.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            accepted = office.add_file(path, file_name=name)
    except DondocError as error:
        return UploadOutcome(file_name=name, error=describe_error(error))
    return UploadOutcome(file_name=name, row=document_row(accepted.document), duplicate=accepted.duplicate)
