"""Placed words to the lines of a page in reading order. Serves scans and PDF text alike: it sees only boxes."""

from collections.abc import Iterable, Sequence
from statistics import median

from ingest.page_text import TextLine
from ingest.placed_word import PlacedWord

_SAME_LINE_OVERLAP = 0.5


def arrange(words: Sequence[PlacedWord], *, width: float, height: float) -> tuple[TextLine, ...]:
    """Lines of the page whose image is `width` x `height` pixels, in reading order."""
    return tuple(TextLine(cells=(line,)) for line in group_lines(words))


def group_lines(words: Iterable[PlacedWord]) -> tuple[tuple[PlacedWord, ...], ...]:
    """Words that stand side by side, top to bottom, each line from left to right."""
    lines: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.centre_y):
        line = next((line for line in reversed(lines[-4:]) if _is_beside(word, line)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return tuple(tuple(sorted(line, key=lambda word: word.box.x0)) for line in lines)


def _is_beside(word: PlacedWord, line: list[PlacedWord]) -> bool:
    top = median(other.box.top for other in line)
    bottom = median(other.box.bottom for other in line)
    overlap = min(word.box.bottom, bottom) - max(word.box.top, top)
    return overlap > _SAME_LINE_OVERLAP * min(word.height, bottom - top)
