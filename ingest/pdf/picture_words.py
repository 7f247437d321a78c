"""Reads the text in a picture that is part of a page with a good text layer: half of a page pasted in as an image."""

from collections.abc import Sequence

from PIL import Image

from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.scans.ocr import OcrEngine
from ingest.scans.page_image import for_ocr

_LEAST_SHARE = 0.06
_FEW_WORDS = 3
_LEAST_WORDS = 6
_LEAST_CERTAINTY = 0.75


def holds_unread_picture(picture: Box | None, words: Sequence[PlacedWord], *, width: float, height: float) -> bool:
    """`picture` is a sizable part of the page, and the text layer says next to nothing where it stands."""
    if picture is None or (picture.x1 - picture.x0) * (picture.bottom - picture.top) < _LEAST_SHARE * width * height:
        return False
    inside = [word for word in words if _is_inside(word, picture)]
    return len(inside) <= _FEW_WORDS


def read_picture(
    page: Image.Image, picture: Box, *, scale: float, ocr: OcrEngine, timeout_seconds: float
) -> tuple[PlacedWord, ...]:
    """Words in the part `picture` of the page, nothing where it holds no text (an emblem, a photograph).

    Args:
        page: the drawn page, `scale` of its pixels for one of `picture` and of the words that come back.
        picture: the part to read.

    Raises:
        PageError: OCR failed or took too long.
    """
    x0, top, x1, bottom = (side * scale for side in picture)
    cut = page.crop((round(x0), round(top), round(x1), round(bottom)))
    clear = for_ocr(cut)
    words = ocr.read(clear, timeout_seconds=timeout_seconds)
    letters = sum(len(word.text) for word in words)
    if len(words) < _LEAST_WORDS or sum(w.confidence * len(w.text) for w in words) < _LEAST_CERTAINTY * letters:
        return ()
    shrink = cut.width / clear.width / scale
    return tuple(_moved(word, picture, shrink) for word in words)


def _moved(word: PlacedWord, picture: Box, scale: float) -> PlacedWord:
    x0, top, x1, bottom = (side * scale for side in word.box)
    box = Box(x0 + picture.x0, top + picture.top, x1 + picture.x0, bottom + picture.top)
    return word.model_copy(update={"box": box, "line": None})


def _is_inside(word: PlacedWord, box: Box) -> bool:
    return box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1 and box.top <= word.centre_y <= box.bottom
