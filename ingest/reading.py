"""What the reading of a page needs and gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.limits import Limits
from core.page import Page, ReadingMethod, TextJudgement
from core.record import Record
from ingest.files.office_conversion import LIBREOFFICE
from ingest.restore import Restorer
from ingest.restore.mend import Mender
from ingest.scans.line_reader import LineReader, TrueOcrLines
from ingest.scans.ocr import OcrEngine


class PageReading(Record):
    """A page as read.

    Attributes:
        page: the page; `image_key` is for the store to fill in.
        image: the page image that boxes refer to, as WebP; None for files without layout.
    """

    page: Page
    image: bytes | None = None


@dataclass(frozen=True)
class ReadingTools:
    """What reading needs: an OCR engine, the limits to keep within, the converter of old files, and the language parts.

    The restorer and the mender are loaded when first needed: a page with a good text layer does not wait for them.
    """

    ocr: OcrEngine
    limits: Limits
    libreoffice: str = LIBREOFFICE
    lines: LineReader = field(default_factory=TrueOcrLines)
    load_restorer: Callable[[], Restorer] = Restorer.load
    load_mender: Callable[[], Mender] = Mender.load

    @property
    def restorer(self) -> Restorer:
        """What restores ruined text."""
        return self.load_restorer()

    @property
    def mender(self) -> Mender:
        """What mends the words that OCR read."""
        return self.load_mender()


def failed_page(page_no: int, code: str) -> PageReading:
    """A page that could not be read, with the code of the error."""
    page = Page(
        page_no=page_no,
        judgement=TextJudgement.EMPTY,
        method=ReadingMethod.FAILED,
        text="",
        text_as_read="",
        error=code,
    )
    return PageReading(page=page)
