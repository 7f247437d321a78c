"""An accepted file, before it is read."""

from enum import StrEnum

from core.record import Record


class MediaType(StrEnum):
    """Kinds of file that can be read; told by content, never by name."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODP = "application/vnd.oasis.opendocument.presentation"
    EMAIL = "message/rfc822"
    OUTLOOK = "application/vnd.ms-outlook"
    ZIP = "application/zip"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"


MAIL = frozenset({MediaType.EMAIL, MediaType.OUTLOOK})
"""E-mails: the files that are called by what they say they are about."""


class Source(Record):
    """A file that passed intake.

    Attributes:
        id: stable document id: the first 16 hex digits of `sha256`.
        sha256: of the bytes; a file ingested twice has the same.
        file_name: name shown to people, without folders or control characters.
        size_bytes: length of the file.
        pages: how many pages it has.
        container: names of the archive or e-mail that it came in, outermost first, parted by " › "; "" for a file
            that came by itself.
        part_of: id of the e-mail that it was attached to, or None.
    """

    id: str
    sha256: str
    file_name: str
    media_type: MediaType
    size_bytes: int
    pages: int
    container: str = ""
    part_of: str | None = None
