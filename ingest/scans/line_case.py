"""Short lines of small letters that OCR took for capitals: "với các cơ" alone on a line is read as "VỚI Các CƠ".

Tesseract learns the height of a line from its tall letters; where there are none, c, o, s, u, v, x are as good as C, O,
S, U, V, X. The line above, which runs on into it, tells how high small letters are on this page.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from core.text import fold
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, group_lines, line_box

_ALIKE = frozenset("COƠSUƯVXZW")
_MOST_WORDS, _FEWEST_ABOVE = 4, 6
_SMALL = 0.74
_PITCH_HEIGHTS = 2.2
_MARGIN_HEIGHTS = 1.5
_ENDS = ".:;!?"


def with_small_letters(words: Sequence[PlacedWord]) -> tuple[PlacedWord, ...]:
    """`words`, those of short lines that were taken for capitals in small letters again; what was read is kept."""
    lines = group_lines(words)
    small = {id(word) for above, line in pairwise(lines) if _is_small(above, line) for word in line}
    return tuple(_lowered(word) if id(word) in small else word for word in words)


def _is_small(above: VisualLine, line: VisualLine) -> bool:
    """The sentence of the line `above` runs on into `line`, whose capitals are too low to be capitals."""
    if len(line) > _MOST_WORDS or len(above) < _FEWEST_ABOVE or above[-1].text[-1:] in _ENDS:
        return False
    height = median(word.height for word in above)
    one, other = line_box(above), line_box(line)
    follows = other.top - one.top < _PITCH_HEIGHTS * height and abs(other.x0 - one.x0) < _MARGIN_HEIGHTS * height
    is_running = sum(word.text.islower() for word in above) > len(above) / 2
    telling = [word.height for word in line if word.text.isupper() and _tells(word.text)]
    return follows and is_running and bool(telling) and max(telling) < _SMALL * height


def _tells(text: str) -> bool:
    """Two letters or more, each as good a capital as a small letter, and no mark above them that adds height."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter in _ALIKE and fold(letter) in "cosuvxzw" for letter in letters)


def _lowered(word: PlacedWord) -> PlacedWord:
    lower = word.text.lower()
    return word if lower == word.text else word.model_copy(update={"text": lower, "as_read": word.as_read or word.text})
