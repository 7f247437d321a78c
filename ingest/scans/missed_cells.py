"""Reads the table cells that OCR of a whole page passes over or misreads: lone numbers, short words in narrow columns.

Tesseract's page segmentation takes a column of single digits for a rule or for dirt. The cells that hold ink but no
words, or doubtful ones, are cut out; lone figures are read by the line reader, the rest is set side by side like the
words of a line on a clean sheet, and read in one go.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import group_lines
from ingest.scans.figure_cells import read_empty_cells, read_figures
from ingest.scans.line_reader import LineReader
from ingest.scans.ocr import OcrEngine
from ingest.tables.aligned_tables import empty_places
from ingest.tables.ruled_tables import RuledTable

_FIGURES = re.compile(r"\d[/.,]\d")
_INSET_PX = 3.0
_DARK_BELOW_PAPER = 80
_LEAST_INK_PX = 14
_LEAST_HEIGHT_SHARE = 0.004
_MOST_HEIGHT_SHARE = 0.25
_PAD = 12
_WHITE = 255
_PAPER_GRAIN = 25
_MARGIN = 60
_GAP = 28
_SHEET_WIDTH = 1200
_ONE_LINE_SHARE = 0.025
_MOST_CELLS = 300
_LEAST_CONFIDENCE = 0.3
_SURE = 0.9
_EVEN = 0.5
_DOUBTFUL = 0.72
_SHORT = 3


class Readers(NamedTuple):
    """Who reads cut-outs, and the time that one reading may take."""

    ocr: OcrEngine
    lines: LineReader
    timeout_seconds: float


class _Piece(NamedTuple):
    """A cut-out and its left and top edge on the page and on the sheet."""

    page_x: int
    page_y: int
    sheet_x: int
    sheet_y: int
    image: Image.Image

    def holds(self, word: PlacedWord) -> bool:
        middle = (word.box.x0 + word.box.x1) / 2
        across = self.sheet_x <= middle < self.sheet_x + self.image.width
        return across and self.sheet_y <= word.centre_y < self.sheet_y + self.image.height


def read_missed_cells(
    picture: Image.Image,
    tables: Sequence[RuledTable],
    words: Sequence[PlacedWord],
    *,
    scale: float,
    readers: Readers,
) -> tuple[PlacedWord, ...]:
    """`words` of `tables`, with those of the cells that hold ink but no word of which OCR is sure read again.

    Args:
        picture: the grey page that was read, rules painted out; boxes of words are its pixels.
        scale: pixels of `picture` for one pixel of the tables' edges.

    Raises:
        PageError: as for `OcrEngine.read`.
    """
    return _read_figures_first(picture, _missed(tables, words, scale), words, readers)


def read_missed_places(
    picture: Image.Image, words: Sequence[PlacedWord], *, readers: Readers
) -> tuple[PlacedWord, ...]:
    """`words` that stand in no ruled table, with those of the places of tables without rules that hold unread ink.

    Raises:
        PageError: as for `OcrEngine.read`.
    """
    return _read_figures_first(picture, empty_places(group_lines(words)), words, readers)


def _read_figures_first(
    picture: Image.Image, places: Iterable[Box], words: Sequence[PlacedWord], readers: Readers
) -> tuple[PlacedWord, ...]:
    inked = {Box(*map(float, ink)): box for box in places if (ink := _ink_box(picture, box)) is not None}
    cut_outs = [(ink, _cleaned(picture.crop(ink))) for ink in inked]
    figures = read_figures(cut_outs, words, lines=readers.lines)
    left = [inked[ink] for ink in figures.left]
    again = read_again(picture, left, figures.words, ocr=readers.ocr, timeout_seconds=readers.timeout_seconds)
    return read_empty_cells(cut_outs, again, lines=readers.lines)


def read_again(
    picture: Image.Image, places: Iterable[Box], words: Sequence[PlacedWord], *, ocr: OcrEngine, timeout_seconds: float
) -> tuple[PlacedWord, ...]:
    """`words`, with what those of `places` that hold ink are read as on a clean sheet, where that is surer.

    Raises:
        PageError: as for `OcrEngine.read`.
    """
    inked = [ink for box in places if (ink := _ink_box(picture, box)) is not None]
    if not inked:
        return tuple(words)
    cut_outs = [(ink, _cleaned(picture.crop(ink))) for ink in inked[:_MOST_CELLS]]
    pieces = _laid_out(cut_outs, one_line=_ONE_LINE_SHARE * picture.height)
    width = max(piece.sheet_x + piece.image.width for piece in pieces) + _MARGIN
    height = max(piece.sheet_y + piece.image.height for piece in pieces) + _MARGIN
    sheet = Image.new("L", (width, height), _WHITE)
    for piece in pieces:
        sheet.paste(piece.image, (piece.sheet_x, piece.sheet_y))
    read = ocr.read(sheet, timeout_seconds=timeout_seconds, single_block=True)
    again = tuple(_back_on_page(read, pieces))
    kept, taken = list(words), []
    for ink in inked[:_MOST_CELLS]:
        old = [word for word in words if _is_in(word, ink)]
        new = [word for word in again if _is_in(word, ink)]
        if _sureness(new) > _sureness(old) and not _loses_figures(old, new):
            known = {id(word) for word in old}
            kept = [word for word in kept if id(word) not in known]
            taken += new
    return (*kept, *taken)


def _loses_figures(old: Sequence[PlacedWord], new: Sequence[PlacedWord]) -> bool:
    """A date or decimal was read at first, and the second reading lost its parting."""
    return any(_FIGURES.search(word.text) for word in old) and not any(_FIGURES.search(word.text) for word in new)


def _sureness(words: Sequence[PlacedWord]) -> float:
    """How many letters are more likely right than wrong, less those that are more likely wrong."""
    return sum((word.confidence - _EVEN) * len(word.text) for word in words)


def _is_in(word: PlacedWord, box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.box.x0 + word.box.x1) / 2 <= x1 and top <= word.centre_y <= bottom


def _cleaned(image: Image.Image) -> Image.Image:
    """The cut-out with its paper made white, so that its edge does not show on the sheet."""
    grey = np.asarray(image, dtype=np.float32)
    paper = float(np.median(grey)) - _PAPER_GRAIN
    return Image.fromarray(np.clip(grey * _WHITE / max(1.0, paper), 0, _WHITE).astype(np.uint8))


def _laid_out(cut_outs: Sequence[tuple[tuple[int, int, int, int], Image.Image]], *, one_line: float) -> list[_Piece]:
    """Cut-outs of one line of text side by side, higher ones each on a line of their own."""
    pieces: list[_Piece] = []
    x, y, line_height = _MARGIN, _MARGIN, 0
    for (page_x, page_y, _, _), image in cut_outs:
        is_high = image.height - 2 * _PAD > one_line
        if line_height and (is_high or x + image.width > _SHEET_WIDTH or line_height > one_line + 2 * _PAD):
            x, y, line_height = _MARGIN, y + line_height + _MARGIN // 2, 0
        pieces.append(_Piece(page_x, page_y, x, y, image))
        x, line_height = x + image.width + _GAP, max(line_height, image.height)
    return pieces


def _missed(tables: Sequence[RuledTable], words: Sequence[PlacedWord], scale: float) -> list[Box]:
    """Cells without words, or with doubtful ones, in pixels of the picture."""
    missed: list[Box] = []
    for table in tables:
        cells: dict[tuple[int, int] | None, list[PlacedWord]] = {}
        for word in words:
            at = table.place_of(word.model_copy(update={"box": Box(*(side / scale for side in word.box))}))
            cells.setdefault(at, []).append(word)
        for anchor in sorted({anchor for line in table.anchors for anchor in line}):
            if _is_unsure(cells.get(anchor, ())):
                missed.append(Box(*(side * scale for side in table.cell_box(anchor))))
    return missed


def _is_unsure(cell: Sequence[PlacedWord]) -> bool:
    letters = sum(len(word.text) for word in cell)
    if letters <= _SHORT:
        return not any(word.confidence >= _SURE for word in cell)
    return sum(word.confidence * len(word.text) for word in cell) < _DOUBTFUL * letters


def _ink_box(picture: Image.Image, cell: Box) -> tuple[int, int, int, int] | None:
    """The part of the cell that holds something as high as a letter, with a little paper around it."""
    inset = _INSET_PX
    x0, top, x1, bottom = round(cell.x0 + inset), round(cell.top + inset), round(cell.x1 - inset), round(cell.bottom)
    if x1 - x0 < 4 or bottom - top < 4:
        return None
    grey = np.asarray(picture.crop((x0, top, x1, bottom)), dtype=np.int16)
    dark = grey < _paper(picture) - _DARK_BELOW_PAPER
    if dark.sum() < _LEAST_INK_PX:
        return None
    rows, columns = np.nonzero(dark)
    high = rows.max() - rows.min()
    if not _LEAST_HEIGHT_SHARE * picture.height <= high <= _MOST_HEIGHT_SHARE * picture.height:
        return None
    return (
        max(x0, int(x0 + columns.min()) - _PAD),
        max(top, int(top + rows.min()) - _PAD),
        min(x1, int(x0 + columns.max()) + _PAD),
        min(bottom, int(top + rows.max()) + _PAD),
    )


def _paper(picture: Image.Image) -> int:
    histogram = picture.histogram()
    return max(range(128, 256), key=lambda level: histogram[level])


def _back_on_page(words: Iterable[PlacedWord], pieces: Sequence[_Piece]) -> Iterator[PlacedWord]:
    for word in words:
        piece = next((piece for piece in pieces if piece.holds(word)), None)
        if piece is None or word.confidence < _LEAST_CONFIDENCE:
            continue
        right, down = piece.page_x - piece.sheet_x, piece.page_y - piece.sheet_y
        box = Box(word.box.x0 + right, word.box.top + down, word.box.x1 + right, word.box.bottom + down)
        yield word.model_copy(update={"box": box, "line": None})
