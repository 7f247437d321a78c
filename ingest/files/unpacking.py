"""What is inside a file that holds others (an archive, an e-mail), unpacked into a folder by an isolated process."""

from pathlib import Path

from core.errors import FileTooLarge, IntakeError, error_of_code
from core.limits import Limits
from core.record import Record
from core.source import MediaType
from ingest.files.archive_file import unpack_archive
from ingest.files.isolation import call_isolated
from ingest.formats.email_file import attachments_of, parse_email
from ingest.formats.outlook_message import read_outlook_message


class UnpackRequest(Record):
    path: str
    media_type: MediaType
    folder: str
    limits: Limits
    where: str


class UnpackedFile(Record):
    """One file that was inside: where it now lies, or the code and parts of the error.

    Attributes:
        name: as the archive or the sender named it.
        path: None when it could not be unpacked.
    """

    name: str
    path: str | None = None
    error: tuple[str, str, str, str] | None = None

    def reason(self) -> IntakeError:
        """Why it could not be unpacked."""
        code, what, where, advice = self.error or (IntakeError.code, "", self.name, "")
        kind = error_of_code(code)
        return (kind if issubclass(kind, IntakeError) else IntakeError)(what, where=where, advice=advice)


class UnpackedFiles(Record):
    files: tuple[UnpackedFile, ...]


def holds_files(media_type: MediaType) -> bool:
    """Files of this kind hold others."""
    return media_type in (MediaType.ZIP, MediaType.EMAIL, MediaType.OUTLOOK)


def unpack(path: Path, media_type: MediaType, folder: Path, *, limits: Limits, where: str) -> tuple[UnpackedFile, ...]:
    """The files inside the one at `path`, unpacked into the empty `folder`.

    Raises:
        IntakeError: the file itself cannot be taken apart.
    """
    request = UnpackRequest(
        path=str(path.resolve()), media_type=media_type, folder=str(folder.resolve()), limits=limits, where=where
    )
    return call_isolated(unpack_files, request, limits=limits, where=where).files


def unpack_files(request: UnpackRequest) -> UnpackedFiles:
    """As `unpack`; runs in the isolated process."""
    path, folder = Path(request.path), Path(request.folder)
    if request.media_type is MediaType.ZIP:
        members = unpack_archive(path, folder, limits=request.limits, where=request.where)
        return UnpackedFiles(files=tuple(_told(member.name, member.path, member.error) for member in members))
    is_outlook = request.media_type is MediaType.OUTLOOK
    message = read_outlook_message(path, where=request.where) if is_outlook else parse_email(path.read_bytes())
    attachments = list(attachments_of(message))
    if len(attachments) > request.limits.members:
        raise FileTooLarge(
            f"thư có {len(attachments)} tệp kèm theo, quá {request.limits.members} tệp",
            where=request.where,
            advice="lưu riêng các tệp kèm theo rồi nộp từng phần",
        )
    files = []
    for number, attachment in enumerate(attachments):
        target = folder / f"{number:05}"
        target.write_bytes(attachment.content)
        files.append(_told(attachment.name, target, None))
    return UnpackedFiles(files=tuple(files))


def _told(name: str, path: Path | None, error: IntakeError | None) -> UnpackedFile:
    parts = None if error is None else (error.code, error.what, error.where, error.advice)
    return UnpackedFile(name=name, path=None if path is None else str(path), error=parts)
