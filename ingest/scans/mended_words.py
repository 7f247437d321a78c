"""The words of a page that was read by OCR, mended in their context before they become the page's text."""

from collections.abc import Iterator, Sequence

from ingest.layout.page_text import TextLine
from ingest.layout.placed_word import PlacedWord
from ingest.restore.mend import MendedWord, Mender

_SENTENCE_END = "\n\n"
_NUMBER_MARKS = frozenset({"Số:", "Số"})
"""What stands before the number of a document; among codes and handwriting no context speaks for it."""


def mend_lines(lines: Sequence[TextLine], mender: Mender) -> tuple[TextLine, ...]:
    """`lines` with the words of running text and of cells mended; boxes, order and what was read are kept."""
    words = [word for line in lines for cell in line.cells for word in cell.words]
    mended = iter(mender.mend(_context(lines), [word.confidence for word in words]))
    return tuple(_mended_line(line, mended) for line in lines)


def _context(lines: Sequence[TextLine]) -> str:
    """What the mender reads: running lines follow each other, a cell of a table is a sentence of its own."""
    pieces: list[str] = []
    for line in lines:
        pieces.append(_SENTENCE_END if line.gap_before else "\n")
        pieces += [" ".join(word.text for word in cell.words) + _end(line) for cell in line.cells]
    return "".join(pieces)


def _end(line: TextLine) -> str:
    return _SENTENCE_END if len(line.cells) > 1 else ""


def _mended_line(line: TextLine, mended: Iterator[MendedWord]) -> TextLine:
    cells = [
        cell.model_copy(update={"words": tuple(_with(word, next(mended)) for word in cell.words)})
        for cell in line.cells
    ]
    first = line.cells[0].words[:1] if line.cells else ()
    if first and first[0].text in _NUMBER_MARKS:
        cells[0] = cells[0].model_copy(update={"words": (first[0], *cells[0].words[1:])})
    return line.model_copy(update={"cells": tuple(cells)})


def _with(word: PlacedWord, mended: MendedWord) -> PlacedWord:
    return word.model_copy(
        update={
            "text": mended.text,
            "as_read": word.as_read or word.text,
            "confidence": round(mended.confidence, 4),
            "alternatives": mended.alternatives,
        }
    )
