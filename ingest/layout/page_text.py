"""Lines of placed words to the text of a page, each word knowing its offsets."""

from collections.abc import Sequence

from core.page import Footnote, MergedCell, Word
from core.record import Record
from core.text import nfc
from ingest.layout.placed_word import PlacedWord


class LaidText(Record):
    """A page's text with its words and merged cells in order; their offsets point into `text`."""

    text: str
    text_as_read: str
    words: tuple[Word, ...]
    merged_cells: tuple[MergedCell, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class TextCell(Record):
    """The words of a cell in reading order; `rows` and `columns` count the places of the table that it takes."""

    words: tuple[PlacedWord, ...] = ()
    rows: int = 1
    columns: int = 1


class TextLine(Record):
    """A line of a page in reading order.

    Attributes:
        cells: the cells of a table row; one for a line that is no table row.
        gap_before: a blank line stands before it.
        is_footnote: it belongs to a footnote.
    """

    cells: tuple[TextCell, ...]
    gap_before: bool = False
    is_footnote: bool = False


def text_line(words: Sequence[PlacedWord], *, gap_before: bool = False) -> TextLine:
    """A line that is no table row."""
    return TextLine(cells=(TextCell(words=tuple(words)),), gap_before=gap_before)


def write_lines(lines: Sequence[TextLine]) -> LaidText:
    """The page text of `lines`: words parted by a space, cells by a tab, each line ended by a newline."""
    pieces: list[str] = []
    as_read: list[str] = []
    words: list[Word] = []
    merged: list[MergedCell] = []
    notes: list[Footnote] = []
    offset = 0

    def put(text: str, read: str) -> None:
        nonlocal offset
        pieces.append(text)
        as_read.append(read)
        offset += len(text)

    for index, line in enumerate(lines):
        if line.gap_before and index:
            put("\n", "\n")
        start = offset
        for at, cell in enumerate(line.cells):
            if at:
                put("\t", "\t")
            if cell.rows > 1 or cell.columns > 1:
                merged.append(MergedCell(start=offset, rows=cell.rows, columns=cell.columns))
            for position, word in enumerate(cell.words):
                if position:
                    put(" ", " ")
                text = nfc(word.text)
                words.append(_word(word, text, offset))
                put(text, word.as_read or word.text)
        if line.is_footnote:
            notes.append(Footnote(start=start, end=offset))
        put("\n", "\n")
    return LaidText(
        text="".join(pieces),
        text_as_read="".join(as_read),
        words=tuple(words),
        merged_cells=tuple(merged),
        footnotes=tuple(notes),
    )


def _word(placed: PlacedWord, text: str, start: int) -> Word:
    return Word(
        start=start,
        end=start + len(text),
        text=text,
        as_read=placed.as_read or placed.text,
        confidence=placed.confidence,
        alternatives=placed.alternatives,
        box=placed.box,
    )
