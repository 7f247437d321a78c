"""What the reading of a page needs and gives back."""

from dataclasses import dataclass

from core.limits import Limits
from core.page import Page, ReadingMethod, TextJudgement
from core.record import Record
from ingest.ocr import OcrEngine
from ingest.restore import Restorer


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
    """What reading needs: an OCR engine, the restorer, and the limits to keep within."""

    ocr: OcrEngine
    restorer: Restorer
    limits: Limits


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
