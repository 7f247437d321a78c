"""What stands on a page beside the text of the document: taken out of the reading order, and kept.

Page numbers and running heads at the edges, large words drawn across the text (DỰ THẢO), the stamp of a digital
signature, the mark of a copy (SAO Y, SAO LỤC), and notes in the margin (bút phê), which assign work and must not be
read as part of a sentence.
"""

import re
from collections.abc import Iterable, Sequence
from statistics import fmean, median
from typing import NamedTuple

from core.page import Aside, AsideKind
from core.span import Box
from ingest.layout.margins import is_page_number, is_running_head
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_key, line_text
from ingest.pdf.signing_stamps import drop_signing_stamps

_COPY_MARK = re.compile(r"^\W*(?:sao y|sao luc|trich sao|ban sao|copy)\b(?! .{60})")
_COPY_TIME = re.compile(r"\d{1,2}[/.:-]\d{1,2}|^\W*(?:ngay|so|uy ban|ubnd|so|van phong)\b")
_WATERMARK_HEIGHTS = 3.0
_FEWEST_UNDER = 3
_COPY_TOP_SHARE = 0.16
_COPY_LEFT_SHARE = 0.45
_COPY_LINES = 4
_NEAR_HEIGHTS = 1.2
_BODY_LINE_SHARE = 0.5
_FEWEST_BODY_LINES = 6
_OUTSIDE_SHARE = 0.012
_FEWEST_NOTE_LETTERS = 5
_NOTE_GAP_HEIGHTS = 2.5


class SetApart(NamedTuple):
    """The words that are the text of the document, and what stands beside it."""

    words: tuple[PlacedWord, ...]
    asides: tuple[Aside, ...]


def set_apart(words: Sequence[PlacedWord], *, width: float, height: float) -> SetApart:
    """`words` of a page that is `width` x `height` pixels, parted from what is no text of the document."""
    across = _set_across(words)
    asides = [aside_of(AsideKind.WATERMARK, group_lines(across))] if across else []
    words = _less(words, across)
    rest = drop_signing_stamps(words)
    stamp = _less(words, rest)
    if stamp:
        asides.append(aside_of(AsideKind.SIGNING_STAMP, group_lines(stamp)))
    lines = group_lines(rest)
    taken: list[PlacedWord] = []
    for kind, found in (*_edge_lines(lines, height), *_copy_marks(lines, width, height), *_notes(lines, width)):
        note = aside_of(kind, found)
        touches = kind is AsideKind.MARGIN_NOTE and bool(stamp) and _touch(note.box, line_box(stamp))
        asides.append(note.model_copy(update={"kind": AsideKind.SIGNING_STAMP}) if touches else note)
        taken += [word for line in found for word in line]
    return SetApart(_less(rest, taken), tuple(asides))


def _set_across(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Words far larger than the text and drawn over it: a watermark (DỰ THẢO, SAO Y)."""
    if not words:
        return []
    large = _WATERMARK_HEIGHTS * median(word.height for word in words)
    text = [word for word in words if word.height < large]
    big = [word for word in words if word.height >= large]
    over = [
        word for word in big if len(word.text) > 1 and sum(_holds(word.box, other) for other in text) >= _FEWEST_UNDER
    ]
    return [word for word in big if any(word.box.top < known.centre_y < word.box.bottom for known in over)]


def _holds(box: Box, word: PlacedWord) -> bool:
    return box.x0 < (word.box.x0 + word.box.x1) / 2 < box.x1 and box.top < word.centre_y < box.bottom


def aside_of(kind: AsideKind, lines: Iterable[VisualLine]) -> Aside:
    """The words of `lines` as one aside."""
    kept = [line for line in lines if line]
    words = [word for line in kept for word in line]
    return Aside(
        kind=kind,
        text="\n".join(map(line_text, kept)),
        confidence=fmean(word.confidence for word in words),
        box=line_box(words),
    )


_Found = list[tuple[AsideKind, list[VisualLine]]]


def _less(words: Iterable[PlacedWord], taken: Iterable[PlacedWord]) -> tuple[PlacedWord, ...]:
    known = {id(word) for word in taken}
    return tuple(word for word in words if id(word) not in known)


def _edge_lines(lines: Sequence[VisualLine], height: float) -> _Found:
    found: _Found = []
    for line in lines:
        if is_page_number(line, height=height):
            found.append((AsideKind.PAGE_NUMBER, [line]))
        elif is_running_head(line, height=height):
            found.append((AsideKind.RUNNING_HEAD, [line]))
    return found


def _copy_marks(lines: Sequence[VisualLine], width: float, height: float) -> _Found:
    """SAO Y and the lines right under it that say who and when, at the top right of a page."""
    for index, line in enumerate(lines):
        for segment in cut_segments(line):
            box = line_box(segment)
            at_top_right = box.bottom < _COPY_TOP_SHARE * height and box.x0 > _COPY_LEFT_SHARE * width
            if at_top_right and _COPY_MARK.match(line_key(segment)):
                return [(AsideKind.COPY_MARK, [segment, *_under(lines[index + 1 :], segment)])]
    return []


def _under(lines: Sequence[VisualLine], mark: VisualLine) -> list[VisualLine]:
    """Small lines close under the mark that name a body or a time."""
    found: list[VisualLine] = []
    above = line_box(mark)
    for line in lines[:_COPY_LINES]:
        near = [
            segment
            for segment in cut_segments(line)
            if line_box(segment).top - above.bottom < _NEAR_HEIGHTS * (above.bottom - above.top)
            and line_box(segment).x1 > above.x0 - (above.bottom - above.top)
            and _COPY_TIME.search(line_key(segment))
        ]
        if not near:
            break
        found.append(near[-1])
        above = line_box(near[-1])
    return found


def _notes(lines: Sequence[VisualLine], width: float) -> _Found:
    """Words to the left or right of where the lines of the text begin and end, put together to notes."""
    body = [box for line in lines if (box := line_box(line)).x1 - box.x0 >= _BODY_LINE_SHARE * width]
    inner = [segment for line in lines for segment in cut_segments(line) if _is_long(segment, width)]
    if len(inner) < _FEWEST_BODY_LINES or not body:
        return []
    left = _second(line_box(segment).x0 for segment in inner) - _OUTSIDE_SHARE * width
    right = -_second(-line_box(segment).x1 for segment in inner) + _OUTSIDE_SHARE * width
    outside = [segment for line in lines for segment in cut_segments(line) if _is_outside(segment, left, right)]
    notes: list[list[VisualLine]] = []
    for segment in outside:
        box = line_box(segment)
        gap = _NOTE_GAP_HEIGHTS * (box.bottom - box.top)
        near = next((note for note in notes if box.top - line_box(note[-1]).bottom < gap and _beside(note, box)), None)
        if near is None:
            notes.append([segment])
        else:
            near.append(segment)
    return [(AsideKind.MARGIN_NOTE, note) for note in notes if _letters(note) >= _FEWEST_NOTE_LETTERS]


def _second(sides: Iterable[float]) -> float:
    """The side that all but one keep within: one line alone may run into a note."""
    return sorted(sides)[1]


def _is_long(segment: VisualLine, width: float) -> bool:
    box = line_box(segment)
    return box.x1 - box.x0 >= _BODY_LINE_SHARE * width


def _is_outside(segment: VisualLine, left: float, right: float) -> bool:
    box = line_box(segment)
    return box.x1 < left or box.x0 > right


def _beside(note: Sequence[VisualLine], box: Box) -> bool:
    known = line_box(note[-1])
    return known.x0 < box.x1 and box.x0 < known.x1


def _touch(note: Box | None, stamp: Box) -> bool:
    """The note stands at most a line away from the stamp: words of the stamp that it could not be told by."""
    if note is None:
        return False
    near = note.bottom - note.top
    across = note.x0 - near < stamp.x1 and stamp.x0 < note.x1 + near
    return across and note.top - near < stamp.bottom and stamp.top < note.bottom + near


def _letters(note: Sequence[VisualLine]) -> int:
    return sum(character.isalpha() for line in note for word in line for character in word.text)
