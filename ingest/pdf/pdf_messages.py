"""What is asked of the PDFium process, and what it answers."""

from enum import StrEnum

from core.record import Record
from core.span import Box
from ingest.layout.placed_word import PlacedWord


class PdfOperation(StrEnum):
    COUNT = "count"
    WORDS = "words"
    RENDER = "render"


class PdfFault(StrEnum):
    """Why there is no answer."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TIMEOUT = "timeout"
    CRASH = "crash"


class PdfRequest(Record):
    """What to do with a page of a file.

    Attributes:
        page_no: counted from 1.
        dpi: resolution that boxes and pixels refer to; less where `max_pixels` asks for it.
    """

    operation: PdfOperation
    path: str
    page_no: int = 1
    dpi: float = 72.0
    max_pixels: int = 1_000_000


class PdfAnswer(Record):
    """What came back.

    Attributes:
        pages: of the file (`count`).
        words: of the text layer, boxes in pixels at the answered size (`words`).
        slanted: text that is set aslant across the page, a watermark; it is not among the words (`words`).
        width, height: pixels of the page at the resolution used.
        image_share: part of the page that its largest picture covers, 0..1 (`words`).
        picture_box: where that picture stands, pixels; None when there is none (`words`).
        picture_dpi: resolution of that picture; 0 when there is none (`words`).
        hidden_share: part of the text that is invisible or lies under a picture, 0..1 (`words`).
        pixel_bytes: length of the pixels that follow, RGB or, for a page without colour, grey (`render`).
        is_grey: the page holds no colour, its pixels are one byte each (`render`).
    """

    fault: PdfFault | None = None
    pages: int = 0
    words: tuple[PlacedWord, ...] = ()
    slanted: str = ""
    width: int = 0
    height: int = 0
    image_share: float = 0.0
    picture_box: Box | None = None
    picture_dpi: float = 0.0
    hidden_share: float = 0.0
    pixel_bytes: int = 0
    is_grey: bool = False


class PdfReply(Record):
    """An answer with the pixels that followed it, row by row."""

    answer: PdfAnswer
    pixels: bytes = b""
