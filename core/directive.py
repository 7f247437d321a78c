"""A directive as read and understood: its pages, and what stands where in them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from pydantic import Field

from core.page import Page
from core.record import Record
from core.reference import Reference
from core.span import Box, Span

PAGE_BREAK = "\f"
"""Stands between the texts of two pages in `Directive.text`."""
_PLAIN_SPACES = {code: " " for code in range(0x3001) if chr(code).isspace()}


class BlockKind(StrEnum):
    """What a block of text is in the document."""

    LETTERHEAD = "letterhead"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE_ROW = "table_row"
    CLOSING = "closing"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    ANNEX_HEAD = "annex_head"
    FOOTNOTE = "footnote"


class Block(Record):
    """A paragraph, heading, list item or table row: the unit that sections, tasks and passages are made of.

    Attributes:
        kind: what it is.
        start, end: half-open offsets into `Directive.text`; a block may run over a page break.
        label: the list or heading mark as written, without punctuation (`II`, `1.1`, `a`, `-`), or None.
        path: path of the section it belongs to (`III.2`), "" before the first section. A heading has its own path.
        table_no: index into `Directive.tables` for a table row, else None; `row_no` is the row's index there.
    """

    kind: BlockKind
    start: int
    end: int
    label: str | None = None
    path: str = ""
    table_no: int | None = None
    row_no: int | None = None


class Section(Record):
    """A numbered part of a directive.

    Attributes:
        path: stable path (`III.2.b`, `PL.1.3`): labels from the root joined by dots; a label that already holds its
            parent's number (`1.1` under `1`) stands for both.
        label: the mark as written (`III`, `2`, `b`, `Điều 5`).
        title: heading words without the mark, on one line.
        span: the heading itself.
        start, end: half-open offsets of the whole section in `Directive.text`, heading included.
    """

    path: str
    label: str
    title: str
    span: Span
    start: int
    end: int
    children: tuple["Section", ...] = ()


class TablePlace(Record):
    """A place in the body of a table, both counted from 0."""

    row: int
    column: int


class Table(Record):
    """A table put together again over page breaks.

    Attributes:
        page_no: page of its first row.
        header: names of the columns; empty when it has no header. The levels of a header of several rows are parted
            by " / " (`Thời gian / Bắt đầu`).
        rows: body rows, each with as many cells as the widest row; an empty cell is "". A place that a merged cell
            reaches down into has that cell's words.
        row_spans: for each body row the spans that it was read from: two when it runs over a page break; the cells
            that reach into it from above stand last.
        group_rows: indexes of rows that only head those under them (`I. Nhiệm vụ chung`).
        inherited: places whose words stand in a merged cell above.
    """

    page_no: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[tuple[Span, ...], ...]
    group_rows: tuple[int, ...] = ()
    inherited: tuple[TablePlace, ...] = ()


class Letterhead(Record):
    """What head, title and signature block say; None where the text is silent.

    Attributes:
        kind: loại văn bản (`Kế hoạch`).
        number: số, ký hiệu in canonical spelling.
        issuer, parent_issuer: cơ quan ban hành, cơ quan chủ quản.
        issuers: every issuing body, several for a joint document (liên tịch); `issuer` then joins them with " - ".
        place: địa danh.
        title: trích yếu.
        signer, signer_role: người ký; quyền hạn, chức vụ as written (`TM. BAN THƯỜNG VỤ, PHÓ CHỦ TỊCH`).
        recipients: lines of Nơi nhận.
        urgency: độ khẩn (`Khẩn`, `Thượng khẩn`, `Hỏa tốc`, `Hỏa tốc hẹn giờ`).
        secrecy: độ mật (`Mật`, `Tối mật`, `Tuyệt mật`), or `Lưu hành nội bộ`.
        is_draft: marked DỰ THẢO.
        attached_to: số, ký hiệu of the document that this one is issued with (`Kèm theo Quyết định số …`).
        spans: field name to the words it was read from.
        doubtful: names of fields that were read with doubt (handwriting, restored words) and need a person's look.
    """

    kind: str | None = None
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_role: str | None = None
    recipients: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    attached_to: str | None = None
    is_draft: bool = False
    spans: dict[str, tuple[Span, ...]] = Field(default_factory=dict)
    doubtful: tuple[str, ...] = ()


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Anomaly(Record):
    """Something a careful officer would want to know before relying on the text.

    Attributes:
        code: stable name of the rule (`cited_after_issue`).
        message, suggestion: Vietnamese sentences; no suggestion when none can be supported.
    """

    code: str
    severity: Severity
    message: str
    suggestion: str | None = None
    spans: tuple[Span, ...] = ()


class Abbreviation(Record):
    """A short form that the document itself defines ("Công đoàn Giáo dục (CĐGD)", "sau đây viết tắt là …")."""

    short: str
    long: str
    span: Span


class Directive(Record):
    """A directive: pages as read, and what was understood, each item with its place in `text`."""

    pages: tuple[Page, ...]
    letterhead: Letterhead = Letterhead()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole stored text: page texts joined by `PAGE_BREAK`. All spans point into it."""
        return PAGE_BREAK.join(page.text for page in self.pages)

    @cached_property
    def page_starts(self) -> tuple[int, ...]:
        """Offset in `text` at which each page begins."""
        starts, offset = [], 0
        for page in self.pages:
            starts.append(offset)
            offset += len(page.text) + len(PAGE_BREAK)
        return tuple(starts)

    def page_index_at(self, offset: int) -> int:
        """Index into `pages` of the page that holds the character at `offset`."""
        return max(0, bisect_right(self.page_starts, offset) - 1)

    def flat(self, start: int, end: int) -> str:
        """`text[start:end]` with every white-space character turned into a plain space.

        Same length as the slice, so an offset found in it plus `start` is an offset into `text`.
        """
        return self.text[start:end].translate(_PLAIN_SPACES)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Spans of `text[start:end]`, one a page, trimmed of white space at both ends; blank parts are left out."""
        found = []
        first, last = self.page_index_at(start), self.page_index_at(max(start, end - 1))
        for index in range(first, last + 1):
            page_start = self.page_starts[index]
            page_end = page_start + len(self.pages[index].text)
            span = self._trimmed_span(index, max(start, page_start), min(end, page_end))
            if span is not None:
                found.append(span)
        return tuple(found)

    def span(self, start: int, end: int) -> Span:
        """The first of `spans(start, end)`.

        Raises:
            ValueError: the stretch holds nothing but white space.
        """
        found = self.spans(start, end)
        if not found:
            raise ValueError(f"no text between {start} and {end}")
        return found[0]

    def _trimmed_span(self, page_index: int, start: int, end: int) -> Span | None:
        raw = self.text[start:end]
        if not raw.strip():
            return None
        start += len(raw) - len(raw.lstrip())
        end -= len(raw) - len(raw.rstrip())
        page = self.pages[page_index]
        page_start = self.page_starts[page_index]
        here = (start - page_start, end - page_start)
        boxes = line_boxes(page.text, page.words_between(*here), *here)
        return Span(page_no=page.page_no, start=start, end=end, text=self.text[start:end], boxes=boxes)


class PlacedWord(Protocol):
    """As much of a `core.page.Word` as tells where it stands."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def box(self) -> Sequence[float] | None: ...


def line_boxes(text: str, words: Iterable[PlacedWord], start: int, end: int) -> tuple[Box, ...]:
    """One box for each line of the text of a page that has words between the page offsets."""
    lines: dict[int, list[Sequence[float]]] = {}
    line = counted = 0
    for word in words:
        first = word.start
        if word.box is None or word.end <= start or first >= end:
            continue
        line += text.count("\n", counted, first) if first >= counted else -text.count("\n", first, counted)
        counted = first
        lines.setdefault(line, []).append(word.box)
    return tuple(map(_around, lines.values()))


def _around(boxes: Iterable[Sequence[float]]) -> Box:
    """The smallest box that holds them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))
