"""Where a piece of text stands: the evidence that everything derived carries."""

from typing import NamedTuple

from core.record import Record


class Box(NamedTuple):
    """A rectangle on the stored page image, in pixels, origin top-left."""

    x0: float
    top: float
    x1: float
    bottom: float


class Span(Record):
    """A stretch of a directive's text that lies on one page.

    Attributes:
        page_no: the page, counted from 1.
        start, end: half-open code-point offsets into `Directive.text`.
        text: the very words; `directive.text[start:end] == text` always holds.
        boxes: where the words stand on the page image, one box a line; empty when the file has no layout.
    """

    page_no: int
    start: int
    end: int
    text: str
    boxes: tuple[Box, ...] = ()
