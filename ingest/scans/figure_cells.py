"""Reads lone figures in table cells with the line reader, which was trained on single lines and sees figures as such.

Tesseract segments a page by its running text and makes "+", ">" or nothing of a single 4 in a narrow cell, even on a
clean sheet; numbers in tables are what people act on. Only a number, or a lone mark of a group or a choice, takes a
cell; words stay Tesseract's.
"""

import re
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

import numpy as np
from PIL import Image

from core.span import Box
from core.text import nfc
from ingest.layout.placed_word import PlacedWord
from ingest.scans.line_reader import LineReader, ReadLetter

_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})*(?:,\d{1,2})?%?|\d{1,7}%?|\d{1,2}/\d{1,2}(?:/\d{4})?")
_MARK = re.compile(r"[A-HĐa-hxX]|[IVX]{1,4}")
_ONES = re.compile(r"1+")
_SURE, _SURE_OF_ONES = 0.7, 0.85
"""What is a Roman I reads as 1 with at most 0.75."""
_SURE_OF_MARKS = 0.9
_MOST_CERTAIN, _ALONE = 0.97, 0.95
_READ_WELL, _MOST_CERTAIN_OF_WORDS = 0.8, 0.8
_ONE_LINE_SHARE = 0.8
_MOST_OBLONG = 8.0
_MOST_CELLS = 200


class FigureCells(NamedTuple):
    """The words after the look, and the places that hold no figure and are still to be read."""

    words: tuple[PlacedWord, ...]
    left: tuple[Box, ...]


def read_figures(
    cut_outs: Sequence[tuple[Box, Image.Image]], words: Sequence[PlacedWord], *, lines: LineReader
) -> FigureCells:
    """`words` with the figures of cells that the line reader surely reads as such.

    Args:
        cut_outs: where the ink of each doubtful cell stands, and its picture on clean paper.
    """
    kept, left = list(words), []
    for number, (box, image) in enumerate(cut_outs):
        is_wide = image.width > _MOST_OBLONG * image.height
        figure = None if is_wide or number >= _MOST_CELLS else _figure(lines.read_line(image))
        old = [word for word in kept if _is_in(word, box)]
        read = "".join(word.text for word in old)
        if figure is None:
            left.append(box)
            continue
        known = {id(word) for word in old}
        certain = _MOST_CERTAIN if read == figure.text else _ALONE
        sureness = round(min(certain, figure.confidence), 4)
        kept = [word for word in kept if id(word) not in known]
        kept.append(PlacedWord(text=figure.text, box=_ink(box, image), confidence=sureness, as_read=read))
    return FigureCells(tuple(kept), tuple(left))


def read_empty_cells(
    cut_outs: Sequence[tuple[Box, Image.Image]], words: Sequence[PlacedWord], *, lines: LineReader
) -> tuple[PlacedWord, ...]:
    """`words` and, in cut-outs of one line that still hold none, what the line reader sees: never as certain."""
    found = list(words)
    for box, image in cut_outs[:_MOST_CELLS]:
        if image.height > _ONE_LINE_SHARE * image.width or any(_is_in(word, box) for word in words):
            continue
        letters = lines.read_line(image)
        text = nfc("".join(letter.text for letter in letters)).strip()
        mean = fmean(letter.confidence for letter in letters) if letters else 0.0
        if mean >= _READ_WELL and sum(map(str.isalnum, text)) > 1:
            confidence = round(min(_MOST_CERTAIN_OF_WORDS, mean), 4)
            found += [PlacedWord(text=word, box=box, confidence=confidence) for word in text.split()]
    return tuple(found)


def _figure(letters: Sequence[ReadLetter]) -> ReadLetter | None:
    """The number or mark (A, II, x) that the letters make, as sure as the least sure of them; else None."""
    clear = [
        letter
        for letter in letters
        if letter.text.strip() and (letter.text.isalnum() or letter.confidence >= _SURE_OF_MARKS)
    ]
    text = "".join(letter.text for letter in clear)
    least = min((letter.confidence for letter in clear), default=0.0)
    if _FIGURE.fullmatch(text):
        enough = _SURE_OF_ONES if _ONES.fullmatch(text) else _SURE
    elif _MARK.fullmatch(text):
        enough = _SURE_OF_MARKS
    else:
        return None
    if least < enough:
        return None
    return ReadLetter(text=text, confidence=min(1.0, least))


def _ink(box: Box, image: Image.Image) -> Box:
    """The place of the figure within its cut-out, without the paper around it."""
    dark = np.asarray(image.convert("L")) < 128
    if not dark.any():
        return box
    rows, columns = np.nonzero(dark)
    return Box(
        box.x0 + float(columns.min()),
        box.top + float(rows.min()),
        box.x0 + float(columns.max()) + 1,
        box.top + float(rows.max()) + 1,
    )


def _is_in(word: PlacedWord, box: Box) -> bool:
    return box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1 and box.top <= word.centre_y <= box.bottom
