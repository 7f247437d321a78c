"""What was written by pen in black, apart from the text: notes (bút phê), initials, signatures, and round black seals.

Such writing assigns work or vouches for the page; read as text it makes a sentence end in "thành phầnJSÌÀ". Words that
are pen leave the text, words that a stroke runs into are read again without it, and each place is noted. What a note
says is kept beside the text, never as certain. Number and date of the letterhead are left to `handwriting_look`.
"""

from collections.abc import Sequence
from itertools import chain
from statistics import fmean
from typing import NamedTuple

from PIL import Image

from core.page import Aside, AsideKind, PageRegion, RegionKind
from core.span import Box
from ingest.layout.asides import aside_of
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import cut_segments, group_lines, line_box
from ingest.scans.missed_cells import read_again
from ingest.scans.ocr import OcrEngine
from ingest.scans.pen_strokes import find_strokes, made_small
from ingest.scans.pen_words import closing_top, find_pen_words, spared_words
from ingest.scans.seal_rings import find_seal_rings

_UNSURE = 0.8
_NEAR_SHARE = 0.03
_LEAST_SHARE = 0.015
_NOTE_WIDTH_SHARE = 0.15
_FEWEST_LETTERS = 5
_MOST_CERTAIN = 0.5
_WITHIN = 0.5
_CORE_SHARE = 0.62


class PenWriting(NamedTuple):
    """The words without what is written by pen, where that stands, and what notes were read as."""

    words: tuple[PlacedWord, ...]
    regions: tuple[PageRegion, ...]
    asides: tuple[Aside, ...]


def part_pen_writing(
    words: Sequence[PlacedWord],
    picture: Image.Image,
    *,
    printed: Sequence[Box],
    ocr: OcrEngine,
    timeout_seconds: float,
) -> PenWriting:
    """`words` of the grey `picture` parted from pen writing and round seals.

    Args:
        printed: tables and frames, in which large pieces of ink are rules.

    Raises:
        PageError: as for `OcrEngine.read`.
    """
    small = made_small(picture)
    seals = [_grown(seal, 1 / small.scale) for seal in find_seal_rings(Image.fromarray(small.pixels))]
    words = _without_seals(words, seals)
    regions = [PageRegion(kind=RegionKind.SEAL, box=seal) for seal in seals]
    strokes = find_strokes(small, words, known=printed)
    if strokes is None:
        return PenWriting(tuple(words), tuple(regions), ())
    closing = closing_top(words, seals)
    spared = spared_words(words, size=picture.size, printed=printed, closing=closing)
    pen, touched = find_pen_words(words, strokes, spared=spared)
    known = {id(word) for word in pen}
    kept: Sequence[PlacedWord] = [word for word in words if id(word) not in known]
    if touched:
        kept = read_again(strokes.erased(picture), touched, kept, ocr=ocr, timeout_seconds=timeout_seconds)
    free = [box for box in strokes.boxes if not any(box.share_in(seal) > _WITHIN for seal in seals)]
    reach = _NEAR_SHARE * min(picture.size)
    notes = _grouped([box for box in (*free, *(word.box for word in pen)) if _middle(box) < closing], reach)
    signatures = _grouped([box for box in free if _middle(box) >= closing], reach)
    least = _LEAST_SHARE * min(picture.size)
    regions += [PageRegion(kind=RegionKind.HANDWRITING, box=box) for box in notes if _side(box) > least]
    regions += [PageRegion(kind=RegionKind.SIGNATURE, box=box) for box in signatures if _side(box) > least]
    asides = [_note([word for word in pen if word.box.share_in(box) > _WITHIN], box, picture) for box in notes]
    return PenWriting(tuple(kept), tuple(regions), tuple(filter(None, asides)))


def _without_seals(words: Sequence[PlacedWord], seals: Sequence[Box]) -> list[PlacedWord]:
    """`words` less those of the seals themselves: alone in the middle of a ring, or unsure anywhere in it."""
    if not seals:
        return list(words)
    sealed: set[int] = set()
    for line in chain.from_iterable(map(cut_segments, group_lines(words))):
        for seal in seals:
            inside = [word for word in line if word.box.share_in(seal) > _WITHIN]
            is_whole = len(inside) == len(line) and line_box(line).share_in(_core(seal)) > _WITHIN
            sealed |= {id(word) for word in inside if is_whole or word.confidence < _UNSURE}
    return [word for word in words if id(word) not in sealed]


def _grown(box: Box, scale: float) -> Box:
    return Box(*(side * scale for side in box))


def _core(seal: Box) -> Box:
    """The middle of a seal, where the name of the body stands."""
    across, down = (1 - _CORE_SHARE) / 2 * (seal.x1 - seal.x0), (1 - _CORE_SHARE) / 2 * (seal.bottom - seal.top)
    return Box(seal.x0 + across, seal.top + down, seal.x1 - across, seal.bottom - down)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _side(box: Box) -> float:
    return max(box.x1 - box.x0, box.bottom - box.top)


def _grouped(boxes: Sequence[Box], reach: float) -> list[Box]:
    """`boxes` that stand no further than `reach` apart, put together."""
    groups: list[Box] = []
    for box in boxes:
        wide = Box(box.x0 - reach, box.top - reach, box.x1 + reach, box.bottom + reach)
        near = [group for group in groups if wide.meets(group)]
        sides = list(zip(*(box, *near), strict=True))
        groups = [group for group in groups if group not in near]
        groups.append(Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])))
    return sorted(groups, key=lambda group: group.top)


def _note(words: Sequence[PlacedWord], box: Box, picture: Image.Image) -> Aside | None:
    """What was read of a note; None for initials, a scrawl, or what can hardly be read."""
    letters = sum(map(str.isalpha, "".join(word.text for word in words)))
    if letters < _FEWEST_LETTERS or box.x1 - box.x0 < _NOTE_WIDTH_SHARE * picture.width:
        return None
    note = aside_of(AsideKind.MARGIN_NOTE, group_lines(words))
    certain = min(_MOST_CERTAIN, fmean(word.confidence for word in words))
    return note.model_copy(update={"box": box, "confidence": certain})
