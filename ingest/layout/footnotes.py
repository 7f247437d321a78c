"""Footnotes: small print at the foot of a page, each with its mark; kept in the text, apart from its paragraphs."""

import re
from collections.abc import Sequence
from statistics import median

from core.directive import Directive
from ingest.layout.page_text import TextLine, text_line
from ingest.layout.visual_lines import VisualLine, cut_segments, line_box, line_text
from ingest.structure.lines import Line

_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,2}\)|\d{1,2}|\*{1,3})\s*(?=\S)")
_BRACKETED = re.compile(r"\[(\d{1,3})\]\s+\S")
_SMALLER = 0.9
_LOWER_PART = 0.4
_FEWEST_LINES = 4
_COLUMNS = 3
_UNFINISHED = re.compile(r"[^.:;!?”\"…]\s*$")


def split_footnotes(lines: Sequence[VisualLine], *, height: float) -> tuple[Sequence[VisualLine], Sequence[VisualLine]]:
    """The lines of a page `height` pixels high, top to bottom: text and, when there are any, footnotes under it."""
    if len(lines) < _FEWEST_LINES:
        return lines, ()
    sizes = [median(word.height for word in line) for line in lines]
    body = median(sizes)
    at = len(lines)
    while at > 0 and sizes[at - 1] < _SMALLER * body and _may_be_note(lines[at - 1], height):
        at -= 1
    while at < len(lines) and not _MARK.match(line_text(lines[at])):
        at += 1
    return lines[:at], lines[at:]


def _may_be_note(line: VisualLine, height: float) -> bool:
    """The line stands in the lower part of the page and is not set in columns."""
    return line_box(line).top > _LOWER_PART * height and len(cut_segments(line)) < _COLUMNS


def footnote_lines(lines: Sequence[VisualLine]) -> list[TextLine]:
    """Footnotes as lines of text; each begins with its mark."""
    return [
        text_line(line, gap_before=bool(_MARK.match(line_text(line)))).model_copy(update={"is_footnote": True})
        for line in lines
    ]


def with_footnotes(text: Sequence[TextLine], notes: Sequence[TextLine]) -> list[TextLine]:
    """`text` with its footnotes where they cut no sentence: at the end, or before a paragraph that the page breaks."""
    at = len(text)
    words = [word for cell in text[-1].cells for word in cell.words] if text and notes else []
    if words and _UNFINISHED.search(words[-1].text):
        opening = next((index for index in range(len(text) - 1, 0, -1) if text[index].gap_before), None)
        at = opening if opening is not None else at
    return [*text[:at], *notes, *text[at:]]


def footnotes_of(directive: Directive, lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines that are footnotes: known from the layout, or a run of "[1] …" at the end of a page."""
    places = [
        (start + note.start, start + note.end)
        for page, start in zip(directive.pages, directive.page_starts, strict=True)
        for note in page.footnotes
    ]
    found = {at for at, line in enumerate(lines) if any(start <= line.start < end for start, end in places)}
    at = len(lines) - 1
    while at >= 0:
        last = at
        while at >= 0 and lines[at].page_index == lines[last].page_index and _BRACKETED.match(lines[at].text):
            found.add(at)
            at -= 1
        while at >= 0 and lines[at].page_index == lines[last].page_index:
            at -= 1
    return frozenset(found)
