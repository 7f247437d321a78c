"""Takes words out of a text layer that nobody sees on the page: white, invisible, cropped away, or far too small.

What people cannot see they did not issue; such words are leftovers of an editor, or planted for machines to read.
"""

from collections.abc import Sequence

from PIL import Image

from ingest.layout.placed_word import PlacedWord

_LEAST_CONTRAST = 24
_LEAST_HEIGHT_PX = 3.0


def seen_words(words: Sequence[PlacedWord], image: Image.Image) -> tuple[PlacedWord, ...]:
    """`words` that show on `image`, in whose pixels their boxes are."""
    grey = image.convert("L")
    return tuple(word for word in words if _shows(word, grey))


def _shows(word: PlacedWord, grey: Image.Image) -> bool:
    """The word is on the page, large enough for an eye, and its box holds something darker or lighter than the rest."""
    box = word.box
    left, top = max(0, round(box.x0)), max(0, round(box.top))
    right, bottom = min(grey.width, round(box.x1) + 1), min(grey.height, round(box.bottom) + 1)
    if right - left < 1 or bottom - top < 1 or word.height < _LEAST_HEIGHT_PX:
        return False
    levels = grey.crop((left, top, right, bottom)).histogram()
    shown = [level for level, count in enumerate(levels) if count]
    return shown[-1] - shown[0] >= _LEAST_CONTRAST
