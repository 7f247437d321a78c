"""A second look at the signature block, where seal and handwriting make page segmentation miss the printed lines.

The block is cut out by where "Nơi nhận" stands and read as one block of text; what comes back surely is kept.
"""

from collections.abc import Sequence

from PIL import Image

from core.span import Box
from ingest.layout.columns import find_regions, is_recipients
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, group_lines, line_box, line_text
from ingest.scans.ocr import OcrEngine

_ABOVE_SHARE = 0.03
_BELOW_SHARE = 0.22
_SURE = 0.6
_NAME_WORDS = range(2, 6)


def look_at_signature(
    words: Sequence[PlacedWord], image: Image.Image, *, ocr: OcrEngine, timeout_seconds: float
) -> tuple[PlacedWord, ...]:
    """`words` with the signature block read again when no signer's name was read in it.

    Raises:
        PageError: OCR failed or took too long.
    """
    block = _signature_block(words, image)
    if block is None:
        return tuple(words)
    inside = [word for word in words if _is_inside(word, block)]
    if any(_is_name(line) for line in group_lines(inside)[1:]):
        return tuple(words)
    cut = image.crop((round(block.x0), round(block.top), round(block.x1), round(block.bottom)))
    cut.info.update(image.info)
    seen = [_moved(word, block) for word in ocr.read(cut, timeout_seconds=timeout_seconds, single_block=True)]
    sure = [word for word in seen if word.confidence >= _SURE and sum(c.isalpha() for c in word.text) > 1]
    if sum(word.confidence for word in sure) <= sum(word.confidence for word in inside):
        return tuple(words)
    outside = [word for word in words if not _is_inside(word, block)]
    first_line = max((word.line or 0 for word in outside), default=0) + 1
    return (*outside, *(word.model_copy(update={"line": first_line + (word.line or 0)}) for word in sure))


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
