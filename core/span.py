"""Where a piece of text stands: the evidence that everything derived carries."""

from typing import NamedTuple

from core.record import Record


class Box(NamedTuple):
    """A rectangle on the stored page image, in pixels, origin top-left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def common_area(self, other: "Box") -> float:
        """Square pixels that both cover."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def meets(self, other: "Box") -> bool:
        """Both cover some area in common."""
        return self.common_area(other) > 0

    def share_in(self, other: "Box") -> float:
        """How much of this box lies within `other`, 0..1.

        >>> Box(0, 0, 10, 10).share_in(Box(5, 0, 20, 20))
        0.5
        """
        return self.common_area(other) / max(1.0, (self.x1 - self.x0) * (self.bottom - self.top))


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
