"""A second look at the number and the date of a letterhead, which clerks write by hand into printed lines.

Tesseract knows print only. The line is cut out of the page as it was scanned (pen ink is often blue) and read by a line
reader. What comes back as digits takes the place of what Tesseract was unsure of, and never as certain.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from core.span import Box
from core.text import fold, fold_aligned
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import group_lines, line_box
from ingest.scans.line_reader import LineReader, ReadLetter

_TOP_SHARE = 0.4
_RIGHT_COLUMN_SHARE = 0.3
_MOST_CERTAIN = 0.85
_DISPUTED = 0.45
_SURE = 0.9
_MARGINS_HEIGHTS = (0.05, 0.2, 0.35)
_FAR_HEIGHTS = 2.0
_PARTS = re.compile(
    r"(?<=^so:)|(?<=^so)(?=[a-z]{0,2}\d)|(?<=^ngay)|(?=thang)|(?<=thang)|(?<!/\d{4})(?=/(?:\d{4}/)?[a-z]{2})"
)
_READ_NUMBER = re.compile(r"^\W*s\w[:.]?(?P<number>.*?)/ ?(?:20\d\d/)?[a-z]{2}")
_READ_DATE = re.compile(r"ng\w[yvi](?P<day>.*?)t\w{1,2}ng(?P<month>.*?)n\w{1,2}m")
_NOISE = " .,_-:;'|"
_CODE = re.compile(r"/(?:\d{4}/)?[A-ZĐ]{2,}-?[A-ZĐ]*")
_INK_BELOW_PAPER, _LEAST_INK_HEIGHT = 50, 0.45
_DEPARTMENT = "Sở"
_MOST_PIECES = 4
_MARK, _UNREAD = "Số:", " "
_MARK_HEIGHTS, _ROOM_HEIGHTS = 1.5, 4.5


class _Slot(NamedTuple):
    """Where handwriting is expected: words `first` to `last` (half-open) of a line, a number from 1 to `most`."""

    name: str
    first: int
    last: int
    most: int


class HandwrittenHead(NamedTuple):
    """The words after the second look, and where handwriting was taken to be."""

    words: tuple[PlacedWord, ...]
    places: tuple[Box, ...]


def look_at_handwriting(
    words: Sequence[PlacedWord], image: Image.Image, *, scale: float, lines: LineReader
) -> HandwrittenHead:
    """`words` with number, day and month of the letterhead as the second reader has them where the first was unsure.

    Args:
        words: of the page, boxes in pixels of the picture that OCR read.
        image: the upright page in its own colours.
        scale: pixels of `image` for one pixel of that picture.
        lines: the second reader.
    """
    changed: dict[int, tuple[PlacedWord, ...]] = {}
    places: list[Box] = []
    for line in group_lines(word for word in words if word.centre_y * scale < _TOP_SHARE * image.height):
        parted = tuple(part for word in _with_mark(line) for part in _parted(word))
        slots = _number_slots(parted) + _date_slots(parted, image.width / scale)
        opened = [slot for slot in slots if _is_open(parted[slot.first : slot.last])]
        if not opened:
            continue
        filled = _filled(parted, opened, image, scale, lines)
        inked = (slot for slot in opened if slot.first < slot.last or _has_ink(_place(parted, slot), image, scale))
        places += [_place(parted, slot) for slot in inked]
        changed |= {id(word): () for word in line}
        changed[id(line[0])] = filled
    return HandwrittenHead(tuple(new for word in words for new in changed.get(id(word), (word,))), tuple(places))


def _with_mark(line: Sequence[PlacedWord]) -> Sequence[PlacedWord]:
    """`line` with "Số:" before a code that opens it, where the hand was so large that OCR passed over both.

    No clerk writes "/GM-SYT" alone: what stands before the code is looked at, and stays open when no number is there.
    """
    first = line[0]
    if _CODE.match(first.text) is None:
        return line
    width = _MARK_HEIGHTS * first.height
    left = first.box.x0 - _ROOM_HEIGHTS * first.height
    mark = first.model_copy(
        update={
            "text": _MARK,
            "as_read": _UNREAD,
            "confidence": _DISPUTED,
            "box": first.box._replace(x0=left, x1=left + width),
        }
    )
    return (mark, *line) if left > 0 else line


def _parted(word: PlacedWord) -> list[PlacedWord]:
    """`Số:574/UBND` as `Số:`, `574`, `/UBND`; `ngày23` as `ngày`, `23`; other words whole. Boxes in proportion."""
    parts, at = _PARTS.split(fold_aligned(word.text)), 0
    width = (word.box.x1 - word.box.x0) / max(1, len(word.text))
    parted = []
    for part in filter(None, parts):
        box = word.box._replace(x0=word.box.x0 + at * width, x1=word.box.x0 + (at + len(part)) * width)
        parted.append(word.model_copy(update={"text": word.text[at : at + len(part)], "box": box}))
        at += len(part)
    return parted


def _number_slots(line: Sequence[PlacedWord]) -> list[_Slot]:
    """Between "Số:" at the head of the line and the code that begins with a slash."""
    if not line or re.match(r"s[o0][:.]?$", fold(line[0].text)) is None or not line[0].text.startswith("S"):
        return []
    if line[0].text == _DEPARTMENT:
        return []
    code = next(
        (at for at, word in enumerate(line) if at and re.match(r"/(?:\d{4}/?)?(?:[A-ZĐ]{2}|$)", word.text)), None
    )
    return [] if code is None or code > _MOST_PIECES else [_Slot("number", 1, code, 99_999)]


def _date_slots(line: Sequence[PlacedWord], width: float) -> list[_Slot]:
    """Day and month of "ngày … tháng … năm" that stands in the right column."""
    keys = [fold(word.text) for word in line]
    if "ngay" not in keys or "thang" not in keys[keys.index("ngay") :]:
        return []
    day = keys.index("ngay")
    month = keys.index("thang", day)
    year = next((at for at in range(month + 1, len(keys)) if re.match(r"n\w{1,2}m", keys[at])), None)
    start = day
    while start and line[start].box.x0 - line[start - 1].box.x1 < _FAR_HEIGHTS * line[start].height:
        start -= 1
    if year is None or line[start].box.x0 < _RIGHT_COLUMN_SHARE * width or month - day > 4 or year - month > 4:
        return []
    return [_Slot("day", day + 1, month, 31), _Slot("month", month + 1, year, 12)]


def _is_open(words: Sequence[PlacedWord]) -> bool:
    """The first reader did not surely read a number here."""
    return not words or any(word.confidence < _SURE or not word.text.isdecimal() for word in words)


def _filled(
    line: Sequence[PlacedWord], slots: Sequence[_Slot], image: Image.Image, scale: float, lines: LineReader
) -> tuple[PlacedWord, ...]:
    """The words of `line` with its slots read again; the rightmost slot first, so that the others keep their place."""
    filled = list(line)
    for slot in sorted(slots, key=lambda slot: -slot.first):
        first, last, pattern = _stretch(line, slot)
        around, height = line_box(line[first:last]), line[first].height
        cuts = [_cut(image, around, scale, share * height) for share in _MARGINS_HEIGHTS]
        readings = [_digits(lines.read_line(cut), pattern, slot) for cut in cuts]
        filled[slot.first : slot.last] = _settled(line[slot.first : slot.last], readings, _place(line, slot), line[0])
        if slot.name != "number":
            filled = [_printed_year_mark(word) if word is line[last - 1] else word for word in filled]
    return tuple(filled)


def _cut(image: Image.Image, around: Box, scale: float, margin: float) -> Image.Image:
    x0, top, x1, bottom = around
    sides = ((x0 - margin) * scale, (top - margin) * scale, (x1 + margin) * scale, (bottom + margin) * scale)
    left, upper, right, lower = (round(side) for side in sides)
    return image.crop((left, upper, right, lower))


def _printed_year_mark(word: PlacedWord) -> PlacedWord:
    """The word after the month, which the form prints, spelt as it is printed."""
    return word if fold(word.text) == "nam" else word.model_copy(update={"text": "năm", "as_read": word.text})


def _stretch(line: Sequence[PlacedWord], slot: _Slot) -> tuple[int, int, re.Pattern[str]]:
    """The printed words around a slot, which tell where in the reading it is, and the pattern that finds it."""
    if slot.name == "number":
        return 0, slot.last + 1, _READ_NUMBER
    day = max(at for at in range(slot.first) if fold(line[at].text) == "ngay")
    year = next(at for at in range(slot.last, len(line)) if re.match(r"n\w{1,2}m", fold(line[at].text)))
    return day, year + 1, _READ_DATE


def _digits(letters: Sequence[ReadLetter], pattern: re.Pattern[str], slot: _Slot) -> ReadLetter | None:
    """The number in the slot with the confidence of its least sure digit; None when it is no number that fits."""
    found = pattern.search(fold_aligned("".join(letter.text[:1] for letter in letters)))
    if found is None:
        return None
    inside = [letter for letter in letters[slice(*found.span(slot.name))] if letter.text not in _NOISE]
    text = "".join(letter.text for letter in inside)
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text) <= slot.most:
        return None
    return ReadLetter(text=text, confidence=min(_MOST_CERTAIN, *(letter.confidence for letter in inside), 1.0))


def _settled(
    words: Sequence[PlacedWord], readings: Sequence[ReadLetter | None], place: Box, mark: PlacedWord
) -> list[PlacedWord]:
    """The number that the readings, the first one with them, back most, as sure as they agree.

    What none of them reads as a number stays as the first one has it, with little confidence.
    """
    first = "".join(word.text for word in words).strip(_NOISE)
    votes: dict[str, float] = {}
    for reading in filter(None, readings):
        votes[reading.text] = votes.get(reading.text, 0.0) + reading.confidence
    voters = len(readings)
    if first.isdecimal():
        votes[first] = votes.get(first, 0.0) + min(word.confidence for word in words)
        voters += 1
    if not votes:
        return [word.model_copy(update={"confidence": min(word.confidence, _DISPUTED)}) for word in words]
    text, backing = max(votes.items(), key=lambda vote: vote[1])
    as_read = " ".join(word.text for word in words)
    confidence = round(min(_MOST_CERTAIN, backing / voters), 4)
    return [PlacedWord(text=text, box=place, confidence=confidence, as_read=as_read, line=mark.line)]


def _has_ink(place: Box, image: Image.Image, scale: float) -> bool:
    """Something as high as a figure stands there; a blank, or its dots, is no handwriting."""
    grey = np.asarray(_cut(image, place, scale, 0.0).convert("L"))
    if not grey.size:
        return False
    rows = np.flatnonzero((grey < np.median(grey) - _INK_BELOW_PAPER).any(axis=1))
    return bool(rows.size) and float(np.ptp(rows)) > _LEAST_INK_HEIGHT * grey.shape[0]


def _place(line: Sequence[PlacedWord], slot: _Slot) -> Box:
    """From the printed word before a slot to the one after it."""
    before, after = line[slot.first - 1].box, line[slot.last].box
    return Box(before.x1, min(before.top, after.top), max(before.x1 + 1, after.x0), max(before.bottom, after.bottom))
