"""The stored text of a page set like the paper it stood on: blocks of pieces, each piece knowing its offset.

The pieces of a block joined are exactly the stored text of the block, so that a quote found on the screen stands so in
the document. Marks (doubt, reference, anomaly, lit quote) only cut the text and name what covers each piece.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from core.directive import Block, BlockKind, Directive
from core.page import Page
from core.record import Record
from core.text import squeeze
from service.labels import METHOD
from service.web.page_marks import RegionView, regions_of
from service.web.paper_pieces import Mark, MarkKind, Piece, cut_pieces
from service.web.sheet_tables import SheetCell, merge_cells, row_cells
from service.web.word_notes import Corrected, Notes, noted_words

_MARKDOWN = re.compile(r"(?m)^#{1,6} +|\*\*|^---+$|(?<=\s)__|__(?=\s)")
_ITALIC = re.compile(r"(?<![\w*])(\*)[^\s*][^*\n]*[^\s*](\*)(?![\w*])")
_LIST_MARK = re.compile(r"^\s*([-+•*]|[a-zđ]\)|\d+[.)])\s")


class PaperBlock(Record):
    """One block of a page; a table row has cells in place of pieces.

    Attributes:
        kind: class of the style sheet: that of `BlockKind`, or `loose` for text outside all blocks.
        level: depth of a heading, 1 for the topmost; 0 for anything else.
        path: section that it belongs to.
        boxes: where it stands on the page picture, as `evidence.EvidenceLink.boxes`.
        is_indented: it opens with a list mark.
        is_header: it is the header row of its table.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    path: str = ""
    boxes: str = ""
    is_indented: bool = False
    is_header: bool = False
    pieces: tuple[Piece, ...] = ()
    cells: tuple[SheetCell, ...] = ()


class PaperPage(Record):
    """One page ready to be set.

    Attributes:
        start: offset of the page in `Directive.text`.
        method: how the text was obtained, in Vietnamese.
        error: stable code when the page could not be read.
        lit_boxes: boxes of the lit quote on the page picture.
        regions: seals, signatures, stamps and notes on the page picture.
    """

    page_no: int
    start: int
    method: str
    reasons: tuple[str, ...] = ()
    error: str | None = None
    is_changed: bool = False
    has_image: bool = False
    width: int = 0
    height: int = 0
    lit_boxes: tuple[tuple[float, float, float, float], ...] = ()
    regions: tuple[RegionView, ...] = ()
    blocks: tuple[PaperBlock, ...] = ()


def set_pages(
    directive: Directive,
    *,
    first: int,
    count: int,
    marks: Sequence[Mark],
    corrected: Corrected = MappingProxyType({}),
) -> tuple[PaperPage, ...]:
    """Pages `first` … `first + count - 1` (indexes from 0) with `marks` laid on them.

    Args:
        corrected: what people corrected, by the range of the text where it stands.
    """
    last = min(first + count, len(directive.pages))
    return tuple(_set_page(directive, index, marks, corrected) for index in range(first, last))


def _set_page(directive: Directive, index: int, marks: Sequence[Mark], corrected: Corrected) -> PaperPage:
    page, start = directive.pages[index], directive.page_starts[index]
    end = start + len(page.text)
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    here += [Mark(start=start + a, end=start + b, kind=MarkKind.MARKUP) for a, b in _markup(page.text)]
    notes = noted_words(page.words, start, corrected)
    lit = [span for mark in here if mark.kind is MarkKind.LIT for span in directive.spans(mark.start, mark.end)]
    return PaperPage(
        page_no=page.page_no,
        start=start,
        method=METHOD[page.method],
        reasons=page.reasons,
        error=page.error,
        is_changed=page.text != page.text_as_read,
        has_image=page.image_key is not None,
        width=page.width or 0,
        height=page.height or 0,
        lit_boxes=tuple(tuple(box) for span in lit if span.page_no == page.page_no for box in span.boxes),
        regions=regions_of(page),
        blocks=_with_merged_cells(tuple(_blocks(directive, (start, end), here, notes)), page, start),
    )


def _with_merged_cells(blocks: tuple[PaperBlock, ...], page: Page, page_start: int) -> tuple[PaperBlock, ...]:
    """The blocks, neighbouring rows of tables with their merged cells as one cell each."""
    merged = {page_start + cell.start: cell for cell in page.merged_cells}
    if not merged:
        return blocks
    found: list[PaperBlock] = []
    for is_table, run in itertools.groupby(blocks, key=lambda block: bool(block.cells)):
        rows = list(run)
        cells = merge_cells([row.cells for row in rows], merged) if is_table else ()
        found += (
            [row.model_copy(update={"cells": laid}) for row, laid in zip(rows, cells, strict=True)] if cells else rows
        )
    return tuple(found)


def _markup(text: str) -> Iterable[tuple[int, int]]:
    """Stretches that are Markdown signs, not words of the document."""
    yield from (match.span() for match in _MARKDOWN.finditer(text))
    for match in _ITALIC.finditer(text):
        yield match.span(1)
        yield match.span(2)


def _blocks(directive: Directive, bounds: tuple[int, int], marks: list[Mark], notes: Notes) -> Iterable[PaperBlock]:
    """Blocks of the page in order; text that no block holds is set as it stands."""
    start, end = bounds
    cursor = start
    for block in directive.blocks:
        if block.end <= start or block.start >= end:
            continue
        yield from _loose(directive, (cursor, max(cursor, block.start)), marks, notes)
        part = (max(block.start, start, cursor), min(block.end, end))
        if part[0] < part[1]:
            yield _set_block(directive, block, part, marks, notes)
        cursor = max(cursor, part[1])
    yield from _loose(directive, (cursor, end), marks, notes)


def _loose(directive: Directive, bounds: tuple[int, int], marks: list[Mark], notes: Notes) -> Iterable[PaperBlock]:
    text = directive.text[bounds[0] : bounds[1]]
    for match in re.finditer(r"\S[^\n]*", text):
        start, end = bounds[0] + match.start(), bounds[0] + match.end()
        if match.group().strip("*#-_ "):
            yield PaperBlock(
                kind="loose", start=start, end=end, pieces=cut_pieces(directive, (start, end), marks, notes)
            )


def _set_block(
    directive: Directive, block: Block, part: tuple[int, int], marks: list[Mark], notes: Notes
) -> PaperBlock:
    text = directive.text[part[0] : part[1]]
    boxes = ";".join(",".join(f"{side:g}" for side in box) for span in directive.spans(*part) for box in span.boxes)
    is_row = block.kind is BlockKind.TABLE_ROW and "\t" in text
    return PaperBlock(
        kind=block.kind.value,
        start=part[0],
        end=part[1],
        level=min(block.path.count(".") + 1, 4) if block.kind is BlockKind.HEADING else 0,
        path=block.path,
        boxes=boxes,
        is_indented=bool(_LIST_MARK.match(squeeze(text) + " ")),
        pieces=() if is_row else cut_pieces(directive, part, marks, notes),
        is_header=is_row and block.row_no is None,
        cells=row_cells(directive, block, part, lambda cell: cut_pieces(directive, cell, marks, notes))
        if is_row
        else (),
    )
