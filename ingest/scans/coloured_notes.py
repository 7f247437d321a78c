"""What coloured ink on a scan is, and the words in it: stamps of receipt and notes by pen (bút phê) beside the text.

The page that OCR reads has coloured ink paled, so that it spoils no print; so what was stamped or written in colour is
cut out, parted from the black print that it crosses, read by itself, and never becomes text of the document.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import PageError
from core.page import Aside, AsideKind, PageRegion, RegionKind
from core.span import Box
from ingest.layout.asides import aside_of
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import group_lines, line_box, line_key
from ingest.pdf.signing_stamps import drop_signing_stamps
from ingest.scans.ink_regions import find_ink_regions
from ingest.scans.ocr import OcrEngine
from ingest.scans.printed_forms import is_stamped_mark

_ASIDES = {RegionKind.ARRIVAL_STAMP: AsideKind.ARRIVAL_STAMP, RegionKind.HANDWRITING: AsideKind.MARGIN_NOTE}
_PRINTED = 0.85
_INK_BELOW = 150
_CHROMA = 45
_TINT = 25
_WHITE = 255
_COLOURED_SHARE = 0.5
_LEAST_CONFIDENCE = 0.3
_FEWEST_LETTERS = 4
_MOST_CERTAIN = 0.85
_PAD_SHARE = 0.004
_LEAST_STAMP_SHARE = 0.12
_FRAME_SHARE = 0.7


class ColouredInk(NamedTuple):
    """Seals, stamps, signatures and notes in colour, and what was read of the stamps and notes.

    Attributes:
        marks: the words of stamped marks of urgency and secrecy, which are text of the letterhead.
    """

    regions: tuple[PageRegion, ...]
    asides: tuple[Aside, ...]
    marks: tuple[PlacedWord, ...] = ()


class _Cut(NamedTuple):
    """What was read in a region, boxes in pixels of the page as it is shown."""

    words: tuple[PlacedWord, ...]
    aside: Aside


def read_coloured_ink(
    shown: Image.Image,
    upright: Image.Image,
    words: Sequence[PlacedWord],
    *,
    known: Sequence[Box],
    ocr: OcrEngine,
    timeout_seconds: float,
) -> ColouredInk:
    """The coloured ink of a page.

    Args:
        shown: the page as it is shown; all boxes are its pixels.
        upright: the same at the resolution of the scan.
        words: those of the page; coloured print among them is no note.
        known: stamps and handwriting that were found otherwise.
    """
    found = find_ink_regions(shown)
    closing = _closing_top(words) if found else 0.0
    seals = [region.box for region in found if region.kind is RegionKind.SEAL]
    regions = [
        region if _meets(region.box, seals) else _told(region, closing)
        for region in found
        if region.kind is RegionKind.SEAL or not (_is_print(region.box, words, shown) or _meets(region.box, known))
    ]
    stamps = [region.box for region in regions if region.kind is RegionKind.ARRIVAL_STAMP]
    regions = [
        region for region in regions if region.kind is not RegionKind.HANDWRITING or not _meets(region.box, stamps)
    ]
    regions = _joined(regions)
    cuts = [
        (region, _read(region, shown, upright, ocr, timeout_seconds) if region.kind in _ASIDES else None)
        for region in regions
    ]
    stamps_read = [cut for region, cut in cuts if cut is not None and region.kind is RegionKind.ARRIVAL_STAMP]
    marks = [cut for cut in stamps_read if is_stamped_mark(cut.aside.text)]
    left = [(region, cut) for region, cut in cuts if cut not in marks and not _is_too_small(region, shown)]
    return ColouredInk(
        tuple(region for region, cut in left if not (cut and cut.aside.kind is AsideKind.SIGNING_STAMP)),
        tuple(cut.aside for _, cut in left if cut is not None),
        tuple(word for cut in marks for word in cut.words if any(map(str.isalpha, word.text))),
    )


def _is_too_small(region: PageRegion, shown: Image.Image) -> bool:
    """A red frame too small to be that of a receiving office, in which no mark could be read."""
    return region.kind is RegionKind.ARRIVAL_STAMP and region.box.x1 - region.box.x0 < _LEAST_STAMP_SHARE * shown.width


def _closing_top(words: Sequence[PlacedWord]) -> float:
    """Where the recipients and the signature begin on a first page; 0 on other pages, where that is not known."""
    lines = group_lines(words)
    if not any("cong hoa xa hoi" in line_key(line) or "dang cong san" in line_key(line) for line in lines):
        return 0.0
    ends = [line_box(line).top for line in lines if line_key(line).startswith("noi nhan")]
    return min(ends, default=float("inf"))


def _told(region: PageRegion, closing: float) -> PageRegion:
    """Pen ink above the closing of a first page is a note, not a signature."""
    if region.kind is RegionKind.SIGNATURE and region.box.bottom < closing:
        return region.model_copy(update={"kind": RegionKind.HANDWRITING})
    return region


def _joined(regions: Sequence[PageRegion]) -> list[PageRegion]:
    """Notes no further apart than they are high are one."""
    joined: list[PageRegion] = []
    for region in regions:
        near = [other for other in joined if _is_near(region, other)]
        sides = [list(side) for side in zip(*(part.box for part in (region, *near)), strict=True)]
        box = Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
        joined = [other for other in joined if other not in near]
        joined.append(region.model_copy(update={"box": box}))
    return joined


def _is_near(one: PageRegion, other: PageRegion) -> bool:
    reach = max(box.bottom - box.top for box in (one.box, other.box))
    wider = Box(one.box.x0 - reach, one.box.top - reach, one.box.x1 + reach, one.box.bottom + reach)
    return one.kind is other.kind is RegionKind.HANDWRITING and _meets(wider, (other.box,))


def _is_print(box: Box, words: Sequence[PlacedWord], shown: Image.Image) -> bool:
    """Most words in `box` that are set in colour themselves were read well: a digital signature, a link."""
    inside = [word for word in words if _meets(word.box, (box,)) and _is_coloured(word.box, shown)]
    sure = [word for word in inside if word.confidence >= _PRINTED]
    return 2 * len(sure) > len(inside)


def _is_coloured(box: Box, shown: Image.Image) -> bool:
    """Half of the ink in `box` or more is coloured."""
    pixels = np.asarray(shown.crop(box).convert("RGB"), dtype=np.int16)
    ink = pixels[pixels.min(axis=2) < _INK_BELOW]
    return bool(len(ink)) and float((np.ptp(ink, axis=1) > _CHROMA).mean()) > _COLOURED_SHARE


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box.meets(other) for other in others)


def _read(
    region: PageRegion, shown: Image.Image, upright: Image.Image, ocr: OcrEngine, timeout_seconds: float
) -> _Cut | None:
    """The words in a region, every one of them doubtful; None when hardly any can be read."""
    scale, pad = upright.width / shown.width, _PAD_SHARE * shown.width
    box = region.box
    corners = (box.x0 - pad, box.top - pad, box.x1 + pad, box.bottom + pad)
    left, top, right, bottom = (round(side * scale) for side in corners)
    cut = upright.crop((max(0, left), max(0, top), min(upright.width, right), min(upright.height, bottom)))
    pixels = np.asarray(cut.convert("RGB"))
    ink = np.where(np.ptp(pixels, axis=2) > _TINT, pixels.min(axis=2), _WHITE).astype(np.uint8)
    if region.kind is RegionKind.ARRIVAL_STAMP:
        ink = _without_frame(ink)
    try:
        read = ocr.read(Image.fromarray(ink), timeout_seconds=timeout_seconds, single_block=True)
    except PageError:
        return None
    kept = [word for word in read if word.confidence >= _LEAST_CONFIDENCE]
    if sum(map(str.isalnum, "".join(word.text for word in kept))) < _FEWEST_LETTERS:
        return None
    kind = _ASIDES[region.kind] if len(drop_signing_stamps(kept)) == len(kept) else AsideKind.SIGNING_STAMP
    aside = aside_of(kind, group_lines(kept))
    aside = aside.model_copy(update={"box": box, "confidence": min(aside.confidence, _MOST_CERTAIN)})
    return _Cut(tuple(_on_shown(word, max(0, left), max(0, top), scale) for word in kept), aside)


def _without_frame(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`ink` less what reaches along most of the cut-out: the frame of a stamp, which OCR takes for letters."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink < _INK_BELOW).astype(np.uint8), connectivity=8)
    height, width = ink.shape
    is_frame = (stats[:, 2] > _FRAME_SHARE * width) | (stats[:, 3] > _FRAME_SHARE * height)
    is_frame[0] = False
    near = cv2.dilate(is_frame[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where(near > 0, _WHITE, ink).astype(np.uint8) if count > 1 else ink


def _on_shown(word: PlacedWord, left: int, top: int, scale: float) -> PlacedWord:
    x0, upper, x1, lower = word.box
    box = Box((x0 + left) / scale, (upper + top) / scale, (x1 + left) / scale, (lower + top) / scale)
    return word.model_copy(update={"box": box, "line": None})
