"""A word where it was found, before it is part of a page's text: the common currency of OCR, PDF text and layout."""

from core.record import Record
from core.span import Box


class PlacedWord(Record):
    """One word with its place.

    Attributes:
        text: the word; as the file holds it for a text layer, NFC from OCR.
        box: pixels of the image that was read, origin top-left.
        confidence: probability that the word is right, 0..1; 1.0 for a text layer.
        as_read: the word as the source gave it; "" when it is `text`.
        line: number of the line that the source put it on, or None when the source knows no lines.
        alternatives: other likely forms, best first.
        font: name of the font of its first letter in a text layer; "" when nothing names it.
    """

    text: str
    box: Box
    confidence: float = 1.0
    as_read: str = ""
    line: int | None = None
    alternatives: tuple[str, ...] = ()
    font: str = ""

    @property
    def height(self) -> float:
        """Height of the box, pixels."""
        return self.box.bottom - self.box.top

    @property
    def centre_y(self) -> float:
        """Vertical middle of the box."""
        return (self.box.top + self.box.bottom) / 2
