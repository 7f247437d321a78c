"""An accepted file, before it is read."""

from enum import StrEnum

from core.record import Record


class MediaType(StrEnum):
    """Kinds of file that can be read; told by content, never by name."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"


class Source(Record):
    """A file that passed intake.

    Attributes:
        id: stable document id: the first 16 hex digits of `sha256`.
        sha256: of the bytes; a file ingested twice has the same.
        file_name: name shown to people, without folders or control characters.
        size_bytes: length of the file.
        pages: how many pages it has.
    """

    id: str
    sha256: str
    file_name: str
    media_type: MediaType
    size_bytes: int
    pages: int
