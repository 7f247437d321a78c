"""What was read from one page, and how far it can be trusted."""

from bisect import bisect_left, bisect_right
from enum import StrEnum
from operator import attrgetter

from core.record import Record
from core.span import Box

DOUBTFUL_BELOW = 0.9
"""A word with a lower probability than this is shown as doubtful."""


class TextJudgement(StrEnum):
    """What the text layer of a page turned out to be."""

    GOOD = "good"
    RUINED = "ruined"
    LEGACY_ENCODING = "legacy_encoding"
    BROKEN_FONT_MAP = "broken_font_map"
    STAMP_ONLY = "stamp_only"
    EMPTY = "empty"


class ReadingMethod(StrEnum):
    """How the stored text of a page was obtained."""

    TEXT_LAYER = "text_layer"
    CONVERTED = "converted"
    OCR = "ocr"
    RESTORED = "restored"
    FAILED = "failed"


class AskedMethod(StrEnum):
    """How a person asks for a page to be read, whatever the program would choose."""

    OCR = "ocr"
    TEXT = "text"
    RESTORE = "restore"


class RegionKind(StrEnum):
    """What stands in a part of a page that is no printed text."""

    SEAL = "seal"
    SIGNATURE = "signature"
    ARRIVAL_STAMP = "arrival_stamp"
    HANDWRITING = "handwriting"


class PageRegion(Record):
    """A part of a page that holds a seal, a signature, a stamp or handwriting; `box` in pixels of the page image."""

    kind: RegionKind
    box: Box


class Word(Record):
    """One word of a page.

    Attributes:
        start, end: half-open offsets into `Page.text`.
        text: the word as stored; `page.text[start:end] == text`.
        as_read: the word as the file or the OCR gave it, before restoring.
        confidence: probability that `text` is right, 0..1.
        alternatives: other likely forms, best first.
        box: where it stands on the page image; None when the file has no layout.
    """

    start: int
    end: int
    text: str
    as_read: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < DOUBTFUL_BELOW


class MergedCell(Record):
    """A table cell that takes the place of several.

    Attributes:
        start: offset into `Page.text` at which its words begin, or would begin when it is empty.
        rows, columns: how many rows (downwards) and columns (to the right) of its table on this page it takes.
    """

    start: int
    rows: int = 1
    columns: int = 1


class AsideKind(StrEnum):
    """What stands on a page beside the text of the document."""

    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"
    COPY_MARK = "copy_mark"
    ARRIVAL_STAMP = "arrival_stamp"
    SIGNING_STAMP = "signing_stamp"
    MARGIN_NOTE = "margin_note"
    WATERMARK = "watermark"


class Aside(Record):
    """Words on a page that are no part of the document's text: stamps, page numbers, notes written in the margin.

    Attributes:
        text: its words, a line a line.
        confidence: mean confidence of the words, 0..1.
        box: where it stands on the page image; None when the file has no layout.
    """

    kind: AsideKind
    text: str
    confidence: float = 1.0
    box: Box | None = None


class Footnote(Record):
    """A line of a footnote: half-open offsets into `Page.text`."""

    start: int
    end: int


class Page(Record):
    """One page: the stored text, what was read, and each word that is known to have a place or a doubt.

    Attributes:
        page_no: counted from 1.
        judgement: what the text layer was found to be; `reasons` say why, in Vietnamese.
        method: how `text` was obtained; `FAILED` pages carry `error` and an empty text.
        text: NFC text that everything downstream quotes; lines end in a newline, no form feed inside.
        text_as_read: the text before conversion or restoring; equal to `text` when nothing was changed.
        words: words with a box, a confidence or a change, in reading order; may be empty for good plain text.
        mean_confidence: mean of the words' confidence, 0..1; None when there are no words.
        width, height: size of the stored page image in pixels; None when there is no image.
        image_key: name of the page image in the file store; None when there is no image.
        error: stable code of what went wrong on a failed page, else None.
        regions: seals, signatures, stamps and handwriting that were found; none for files without layout.
        merged_cells: cells of tables that take the place of several, in the order of the text.
        footnotes: lines of `text` that are footnotes.
        asides: what stands on the page beside the text, in the order in which it was found.
    """

    page_no: int
    judgement: TextJudgement
    method: ReadingMethod
    text: str
    text_as_read: str
    reasons: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    mean_confidence: float | None = None
    width: int | None = None
    height: int | None = None
    image_key: str | None = None
    error: str | None = None
    merged_cells: tuple[MergedCell, ...] = ()
    asides: tuple[Aside, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    regions: tuple[PageRegion, ...] = ()

    @property
    def doubtful(self) -> tuple[Word, ...]:
        """The words to mark for the reader."""
        return tuple(word for word in self.words if word.is_doubtful)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of which some part stands in `text[start:end]`."""
        first = bisect_right(self.words, start, key=attrgetter("end"))
        last = bisect_left(self.words, end, key=attrgetter("start"))
        return self.words[first:last]
