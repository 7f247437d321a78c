"""Đ that OCR wrote twice: its model knows the letter as Ð too, and now and then gives both ("QĐĐ-UBND").

A number with such a code is another document's, or none. Two Đ in a row do stand in some codes (ĐĐBQH), so a second
reader looks at each such word, and only where it sees one Đ the other goes.
"""

from collections.abc import Sequence

from PIL import Image

from ingest.layout.placed_word import PlacedWord
from ingest.scans.line_reader import LineReader

_TWICE = "ĐĐ"
_MARGIN_HEIGHTS = 0.3
_LEAST_CONFIDENCE = 0.5


def without_doubled_letters(
    words: Sequence[PlacedWord], picture: Image.Image, *, lines: LineReader
) -> tuple[PlacedWord, ...]:
    """`words` of `picture`, each ĐĐ made Đ where the second reader surely sees a single one."""
    return tuple(_single(word, picture, lines) if _TWICE in word.text else word for word in words)


def _single(word: PlacedWord, picture: Image.Image, lines: LineReader) -> PlacedWord:
    margin = _MARGIN_HEIGHTS * word.height
    x0, top, x1, bottom = word.box
    cut = picture.crop((round(x0 - margin), round(top - margin), round(x1 + margin), round(bottom + margin)))
    letters = lines.read_line(cut)
    read = "".join(letter.text for letter in letters).upper().replace("Ð", "Đ")
    surely = all(letter.confidence > _LEAST_CONFIDENCE for letter in letters if letter.text in "ĐÐđ")
    if not surely or read.count("Đ") != word.text.upper().count("Đ") - word.text.count(_TWICE):
        return word
    return word.model_copy(update={"text": word.text.replace(_TWICE, "Đ"), "as_read": word.as_read or word.text})
