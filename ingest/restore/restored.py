"""What the restorer gives back: a text and, for each word of it, how sure it is."""

from core.record import Record


class RestoredWord(Record):
    """One word of a restored text.

    Attributes:
        start, end: half-open offsets into `RestoredText.text`.
        text: the word as restored; `restored.text[start:end] == text`.
        as_read: what stood in its place before.
        confidence: probability that `text` is right, 0..1.
        alternatives: other likely forms, best first.
    """

    start: int
    end: int
    text: str
    as_read: str
    confidence: float
    alternatives: tuple[str, ...] = ()


class RestoredText(Record):
    """A restored text with as many lines as the text that was read."""

    text: str
    words: tuple[RestoredWord, ...]
