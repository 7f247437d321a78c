"""A report that comes back edited in Word: its sentences, known by their bookmarks."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from core.limits import Limits
from core.record import Record
from core.text import nfc, squeeze
from ingest.formats.docx_parts import W, open_docx
from ingest.formats.docx_runs import RunReader
from ingest.formats.docx_styles import RunLook
from service.reports.word.revisions import CLAIM_BOOKMARK

_CORE_PART = "docProps/core.xml"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_HEADING = re.compile(r"(?i)(heading|demuc)\s?\d")


class ReturnedParagraph(Record):
    """One paragraph of the edited file, its tracked changes accepted.

    Attributes:
        claim_ids: sentences whose bookmarks begin in it; several when people joined paragraphs.
        is_heading: it has a heading style.
    """

    text: str
    claim_ids: tuple[str, ...]
    is_heading: bool


class ReturnedFile(Record):
    """What an edited file says.

    Attributes:
        identifier: the mark that the file was given when it was written; "" when it is gone.
        paragraphs: those outside tables, in order, empty ones too.
    """

    identifier: str
    paragraphs: tuple[ReturnedParagraph, ...]


def read_returned(path: Path, *, limits: Limits) -> ReturnedFile:
    """The edited file at `path`.

    Raises:
        IntakeError: no Word file, locked, damaged, or past a limit.
    """
    parts = open_docx(path, limits=limits, where=path.name)
    body = parts.document.find(f"{W}body")
    runs = RunReader(RunLook(parts.styles))
    paragraphs = () if body is None else tuple(_paragraph(element, runs) for element in _paragraphs(body))
    return ReturnedFile(identifier=_identifier(path), paragraphs=paragraphs)


def _paragraphs(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs in order; those of a table only where sentences of a report stand in it, as a template may have it."""
    for element in parent:
        if element.tag == f"{W}p":
            yield element
        elif element.tag != f"{W}tbl" or any(
            mark.get(f"{W}name", "").startswith(CLAIM_BOOKMARK) for mark in element.iter(f"{W}bookmarkStart")
        ):
            yield from _paragraphs(element)


def _paragraph(element: ElementTree.Element, runs: RunReader) -> ReturnedParagraph:
    text = "".join(stretch.text for stretch in runs.stretches(element))
    names = (mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart"))
    style = element.find(f"{W}pPr/{W}pStyle")
    return ReturnedParagraph(
        text=squeeze(nfc(text)),
        claim_ids=tuple(name.removeprefix(CLAIM_BOOKMARK) for name in names if name.startswith(CLAIM_BOOKMARK)),
        is_heading=style is not None and _HEADING.match(style.get(f"{W}val", "")) is not None,
    )


def _identifier(path: Path) -> str:
    """The identifier in the core properties; the archive was checked against the limits when it was opened."""
    with zipfile.ZipFile(path) as archive:
        if _CORE_PART not in archive.namelist():
            return ""
        try:
            found = ElementTree.fromstring(archive.read(_CORE_PART)).findtext(_IDENTIFIER)
        except ElementTree.ParseError:
            return ""
    return (found or "").strip()
