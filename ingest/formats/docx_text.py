"""The blocks of a DOCX file as text: paragraphs with their list marks, tables as tab-separated rows, notes."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from core.text import squeeze
from ingest.formats.docx_numbering import NumberingMarks
from ingest.formats.docx_parts import DocxParts, W
from ingest.formats.docx_runs import BREAK, RunReader, note_ids, text_boxes
from ingest.formats.docx_styles import RunLook, is_on
from ingest.layout.side_by_side import is_side_by_side, stack_columns
from ingest.tables.merge_marks import ABOVE, LEFT, without_marks
from ingest.text_layers.legacy_stretches import FontEncodings, Stretch, learn_fonts, unify_stretches

NOTE_START, NOTE_END = "\x0e", "\x0f"
"""Around a note's text, where it is referred to; the page moves it to its end."""
COMMENT_START, COMMENT_END = "\x10", "\x11"
"""Around a comment and who made it, where it is referred to; the page keeps it beside its text."""

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_CONTENTS_STYLE = re.compile(r"(?:TOC|TableofFigures)\d?", re.IGNORECASE)
_MOST_COLUMNS = 64


class _Row(NamedTuple):
    """A table row: its cells as blocks of text, the columns each takes, which go on with the cell above; and
    whether a page starts at it or breaks in it.
    """

    cells: tuple[str, ...]
    widths: tuple[int, ...]
    merged: tuple[bool, ...]
    starts_page: bool
    breaks_page: bool


class DocxText:
    """Reads blocks of one file. `unified` text is in Unicode; the other is as the file holds it, laid out alike.

    Attributes:
        encodings: old encodings that were converted.
    """

    def __init__(self, parts: DocxParts, *, layout: "DocxText | None" = None) -> None:
        self._parts = parts
        self._marks = NumberingMarks(parts)
        self._runs = RunReader(RunLook(parts.styles))
        self._fonts: FontEncodings = {} if layout else learn_fonts(self._all_stretches())
        self._is_unified = layout is None
        self._frames: dict[ElementTree.Element, bool] = layout._frames if layout else {}
        self._note_numbers: dict[tuple[str, str], int] = {}
        self.encodings: set[str] = set()

    def blocks(self, parent: ElementTree.Element) -> Iterator[str]:
        """Text of all blocks in `parent`, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS and not _is_contents(child):
                yield from self.blocks(child)

    def _all_stretches(self) -> Iterator[Stretch]:
        for part in (self._parts.document, self._parts.footnotes, self._parts.endnotes, *self._parts.headers):
            for paragraph in part.iter(f"{W}p") if part is not None else ():
                yield from self._runs.stretches(paragraph)

    def _unified(self, stretches: list[Stretch]) -> str:
        if not self._is_unified:
            return "".join(stretch.text for stretch in stretches)
        unified = unify_stretches(stretches, self._fonts)
        self.encodings |= unified.encodings
        return unified.text

    def _paragraph(self, paragraph: ElementTree.Element) -> Iterator[str]:
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _value(properties, "pStyle")
        if _CONTENTS_STYLE.fullmatch(style):
            return
        text = self._unified(self._runs.stretches(paragraph))
        if text.strip(f" \n{BREAK}"):
            text = self._marked(text, paragraph)
        if is_on(properties, "pageBreakBefore"):
            yield BREAK
        ends = properties is None or properties.find(f"{W}rPr/{W}del") is None
        yield text + self._notes(paragraph) + self._comments(paragraph) + ("\n\n" if ends else "")
        for box in text_boxes(paragraph):
            yield from self.blocks(box)

    def _marked(self, text: str, paragraph: ElementTree.Element) -> str:
        """`text` with the mark that Word numbers the paragraph with."""
        mark = self._marks.next_mark(paragraph)
        if mark is None:
            return text
        written = self._unified([Stretch(mark.text, mark.font or self._runs.look.font(None, paragraph))])
        lead = text[: len(text) - len(text.lstrip(f" \n{BREAK}"))]
        return f"{lead}{written} {text[len(lead) :]}"

    def _notes(self, paragraph: ElementTree.Element) -> str:
        """Footnotes and endnotes that the paragraph refers to, numbered in their order, as Word does."""
        found = []
        for kind, part in (("footnote", self._parts.footnotes), ("endnote", self._parts.endnotes)):
            for note_id in note_ids(paragraph, kind):
                note = _note(part, kind, note_id)
                text = "" if note is None else squeeze("".join(self.blocks(note)))
                number = self._note_numbers.setdefault(
                    (kind, note_id), 1 + sum(k == kind for k, _ in self._note_numbers)
                )
                found.append(f"{NOTE_START}[{number}] {text}{NOTE_END}" if text else "")
        return "".join(found)

    def _comments(self, paragraph: ElementTree.Element) -> str:
        """Comments that the paragraph refers to, each after the name of who made it."""
        found = []
        for comment_id in note_ids(paragraph, "comment"):
            comment = _note(self._parts.comments, "comment", comment_id)
            text = "" if comment is None else squeeze("".join(self.blocks(comment)))
            if comment is not None and text:
                author = squeeze(comment.get(f"{W}author", ""))
                found.append(
                    f"{COMMENT_START}{author}: {text}{COMMENT_END}" if author else f"{COMMENT_START}{text}{COMMENT_END}"
                )
        return "".join(found)

    def _table(self, table: ElementTree.Element) -> Iterator[str]:
        rows = [self._row(element) for element in _table_rows(table)]
        if table not in self._frames:
            self._frames[table] = is_side_by_side([row.cells for row in rows])
        if self._frames[table]:
            yield stack_columns([row.cells for row in rows])
        elif rows and max(len(row.cells) for row in rows) == 1:
            yield from (f"{row.cells[0]}\n" for row in rows if row.cells)
        else:
            yield "\n"
            for row in rows:
                yield from _row_lines(row)
            yield "\n"

    def _row(self, row: ElementTree.Element) -> _Row:
        """A row's cells; one merged with its upper neighbour is empty."""
        before, after = (_count(row.find(f"{W}trPr/{W}{name}")) for name in ("gridBefore", "gridAfter"))
        cells, widths = [""] * (before > 0), [before] * (before > 0)
        merged = [False] * (before > 0)
        starts_page, breaks_page = False, False
        for cell in _row_cells(row):
            text = "".join(self.blocks(cell))
            breaks_page = breaks_page or BREAK in text
            starts_page = starts_page or (not any(cells) and text.lstrip(" \n").startswith(BREAK))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            is_merged = merge is not None and merge.get(f"{W}val") != "restart"
            cells.append("" if is_merged else text.replace(BREAK, " ").strip("\n"))
            widths.append(_count(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            merged.append(is_merged)
        if after:
            cells, widths, merged = [*cells, ""], [*widths, after], [*merged, False]
        return _Row(tuple(cells), tuple(widths), tuple(merged), starts_page, breaks_page)


def _row_lines(row: _Row) -> Iterator[str]:
    """The row on one line, a cell for each column of the grid; those that another cell covers are marked."""
    if row.starts_page:
        yield BREAK
    columns = [
        text
        for cell, width, is_merged in zip(row.cells, row.widths, row.merged, strict=True)
        for text in (ABOVE if is_merged else squeeze(cell), *[LEFT] * (width - 1))
    ]
    line = "\t".join(columns)
    yield f"{line}\n" if without_marks(line).strip() else ""
    if row.breaks_page and not row.starts_page:
        yield BREAK


def _table_rows(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _table_rows(child)


def _row_cells(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _row_cells(child)


def _note(part: ElementTree.Element | None, kind: str, note_id: str) -> ElementTree.Element | None:
    notes = part.findall(f"{W}{kind}") if part is not None else []
    return next((note for note in notes if note.get(f"{W}id") == note_id), None)


def _is_contents(element: ElementTree.Element) -> bool:
    """A generated table of contents: it repeats the headings and says nothing of its own."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _count(element: ElementTree.Element | None) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else 0


def _value(parent: ElementTree.Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
