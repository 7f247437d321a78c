"""The whole way of a file to a Directive, in one minute's reading."""

from pathlib import Path

from core.directive import Directive
from core.limits import Limits
from core.source import Source
from ingest.intake import accept_file
from ingest.reader import ReadingTools, read_page
from ingest.scans.ocr import TesseractEngine
from ingest.understand import understand


def default_tools(limits: Limits) -> ReadingTools:
    """Tesseract, the packaged restorer and mender, and `limits`."""
    return ReadingTools(ocr=TesseractEngine(), limits=limits)


def read_document(path: Path, *, tools: ReadingTools) -> tuple[Source, Directive]:
    """The file at `path` as it was accepted, and the directive that it holds.

    Raises:
        IntakeError: the file is not taken in.
    """
    source = accept_file(path, limits=tools.limits, libreoffice=tools.libreoffice)
    pages = [read_page(path, source, page_no, tools=tools).page for page_no in range(1, source.pages + 1)]
    return source, understand(pages)
