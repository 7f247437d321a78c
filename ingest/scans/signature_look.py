"""A second look at the signature block, where seal and handwriting make page segmentation miss the printed lines.

The block is cut out by where "Nơi nhận" stands and read as one block of text; what comes back surely is kept.
"""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from core.span import Box
from ingest.layout.columns import find_regions, is_recipients
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, group_lines, line_box, line_text
from ingest.scans.ocr import OcrEngine

_ABOVE_SHARE = 0.03
_BELOW_SHARE = 0.22
_LOWER_SHARE = 0.45
_SURE = 0.6
_NAME_WORDS = range(2, 6)
_HEAD_SHARE, _LEFT_SHARE = 0.3, 0.35
_BESIDE_SEAL, _OVER_SEAL, _UNDER_SEAL = 0.3, 0.6, 0.6
_TAKEN = 0.4
_REDNESS = 40
_WHITE = 255


def look_at_signature(
    words: Sequence[PlacedWord],
    image: Image.Image,
    *,
    coloured: Image.Image | None = None,
    seals: Sequence[Box] = (),
    ocr: OcrEngine,
    timeout_seconds: float,
) -> tuple[PlacedWord, ...]:
    """`words` with the signature block read again when no office with the signer's name under it was read in it.

    Args:
        image: the picture that OCR read, coloured ink paled.
        coloured: the same page in its own colours: the name may be stamped in red, like the seal.
        seals: on the picture; the block is told by one where "Nơi nhận" was not read.

    Raises:
        PageError: OCR failed or took too long.
    """
    block = _signature_block(words, image) or _sealed_block(seals, image)
    if block is None:
        return tuple(words)
    inside = [word for word in words if _is_inside(word, block)]
    lines = group_lines(inside)
    if any(_is_name(line) for line in lines[1:]):
        return tuple(words)

    def read_again(part: Box, *, of_red: bool = False) -> list[PlacedWord]:
        cut = _red_print(coloured, part, image.width) if of_red and coloured else _cut(image, part)
        cut.info.update(image.info)
        seen = [_moved(word, part) for word in ocr.read(cut, timeout_seconds=timeout_seconds, single_block=True)]
        return [word for word in seen if word.confidence >= _SURE and sum(c.isalpha() for c in word.text) > 1]

    sure = read_again(block)
    if lines and _is_name(lines[0]):
        return _with_lines(words, [line for line in group_lines(sure) if _is_office(line)])
    if any(line_text(line).isupper() for line in lines):
        lower = block._replace(top=block.top + _LOWER_SHARE * (block.bottom - block.top))
        red = _last_name(read_again(block, of_red=True)) if coloured is not None and not _last_name(sure) else None
        name = _last_name(sure) or red or _last_name(read_again(lower))
        return _with_lines(words, [name] if name else [])
    if sum(word.confidence for word in sure) <= sum(word.confidence for word in inside):
        return tuple(words)
    return _with_lines([word for word in words if not _is_inside(word, block)], group_lines(sure))


def _cut(image: Image.Image, part: Box) -> Image.Image:
    return image.crop((round(part.x0), round(part.top), round(part.x1), round(part.bottom)))


def _red_print(page: Image.Image, part: Box, width: int) -> Image.Image:
    """What is red in `part`, in black, at the size of a picture `width` pixels wide."""
    scale = page.width / width
    cut = _cut(page, Box(*(side * scale for side in part))).convert("RGB")
    red, green, blue = (np.asarray(band, dtype=np.int16) for band in cut.split())
    ink = np.where(red - np.maximum(green, blue) > _REDNESS, np.minimum(green, blue), _WHITE).astype(np.uint8)
    return Image.fromarray(ink).resize((round(part.x1 - part.x0), round(part.bottom - part.top)))


def _with_lines(words: Sequence[PlacedWord], lines: Sequence[VisualLine]) -> tuple[PlacedWord, ...]:
    """`words` with `lines` added; what of them was read before gives way."""
    added = [word for line in lines for word in line]
    places = [line_box(line) for line in lines if line]
    kept = [
        word
        for word in words
        if not any(_is_inside(word, other.box) for other in added)
        and not any(word.box.share_in(place) > _TAKEN for place in places)
    ]
    first = max((word.line or 0 for word in words), default=0) + 1
    numbered = [word.model_copy(update={"line": first + number}) for number, line in enumerate(lines) for word in line]
    return (*kept, *numbered)


def _last_name(words: Sequence[PlacedWord]) -> VisualLine | None:
    return next((line for line in reversed(group_lines(words)) if _is_name(line)), None)


def _is_office(line: VisualLine) -> bool:
    """Two words or more in capitals: the office of who signs. A single word is mostly one of the seal's."""
    return len(line) > 1 and line_text(line).isupper()


def _signature_block(words: Sequence[PlacedWord], image: Image.Image) -> Box | None:
    """Where the signature stands: right of the recipients, a little above and below them."""
    lines = group_lines(words)
    for region in find_regions(lines, width=image.width):
        anchor = next((line for line in lines[region.first : region.last + 1] if is_recipients(line)), None)
        if anchor is not None:
            top = line_box(anchor).top
            bottom = max(line_box(lines[region.last]).bottom, top + _BELOW_SHARE * image.height)
            left = min(region.strip_x, 0.55 * image.width)
            return Box(left, max(0.0, top - _ABOVE_SHARE * image.height), image.width, min(image.height, bottom))
    return None


def _sealed_block(seals: Sequence[Box], image: Image.Image) -> Box | None:
    """Where the signature stands by its seal: the last one that is neither at the head nor at the left edge."""
    low = [s for s in seals if s.top > _HEAD_SHARE * image.height and (s.x0 + s.x1) / 2 > _LEFT_SHARE * image.width]
    if not low:
        return None
    seal = max(low, key=lambda box: box.top)
    high = seal.bottom - seal.top
    left, top = max(0.0, seal.x0 - _BESIDE_SEAL * high), max(0.0, seal.top - _OVER_SEAL * high)
    return Box(left, top, image.width, min(image.height, seal.bottom + _UNDER_SEAL * high))


def _is_name(line: VisualLine) -> bool:
    """Two to five capitalised words that were surely read: the printed name under a signature."""
    words = line_text(line).split()
    is_sure = all(word.confidence >= _SURE for word in line)
    return is_sure and len(words) in _NAME_WORDS and all(word.istitle() for word in words)


def _is_inside(word: PlacedWord, block: Box) -> bool:
    x = (word.box.x0 + word.box.x1) / 2
    return block.x0 <= x <= block.x1 and block.top <= word.centre_y <= block.bottom


def _moved(word: PlacedWord, block: Box) -> PlacedWord:
    x0, top, x1, bottom = word.box
    box = Box(x0 + block.x0, top + block.top, x1 + block.x0, bottom + block.top)
    return word.model_copy(update={"box": box})
