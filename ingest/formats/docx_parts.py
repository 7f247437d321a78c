"""The XML parts of a DOCX file that text comes from."""

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from core.errors import DamagedFile
from core.limits import Limits
from ingest.files.packed_parts import Package, open_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_USUAL_NAME = "word/document.xml"


class DocxParts(NamedTuple):
    """The parts that text comes from; None when the file lacks one."""

    document: ElementTree.Element
    numbering: ElementTree.Element | None
    styles: ElementTree.Element | None
    footnotes: ElementTree.Element | None
    endnotes: ElementTree.Element | None
    comments: ElementTree.Element | None
    headers: tuple[ElementTree.Element, ...]


def open_docx(path: Path, *, limits: Limits, where: str) -> DocxParts:
    """The parsed parts of the file at `path`.

    Raises:
        EncryptedFile: parts are locked with a password.
        FileTooLarge: unpacked it would pass the limits.
        DamagedFile: it cannot be unpacked or parsed.
    """
    with open_package(path, limits=limits, where=where) as package:
        name = package.main_part() or _USUAL_NAME
        document = package.part(name)
        if document is None:
            raise DamagedFile("the Word file has no text part", where=where, advice="open it in Word and save it again")
        headers = [package.part(header) for header in package.related(name, "header")]
        return DocxParts(
            document=document,
            numbering=_related(package, name, "numbering"),
            styles=_related(package, name, "styles"),
            footnotes=_related(package, name, "footnotes"),
            endnotes=_related(package, name, "endnotes"),
            comments=_related(package, name, "comments"),
            headers=tuple(header for header in headers if header is not None),
        )


def _related(package: Package, name: str, kind: str) -> ElementTree.Element | None:
    """The one part of this kind: by relation, else by its usual name."""
    names = package.related(name, kind) or [f"word/{kind}.xml"]
    return package.part(names[0])
