"""Placed words to visual lines and the segments that wide gaps cut them into."""

from collections.abc import Iterable, Sequence
from statistics import median

from core.span import Box
from core.text import fold, nfc
from ingest.placed_word import PlacedWord

VisualLine = tuple[PlacedWord, ...]
"""Words that stand side by side, left to right."""

_SAME_LINE_OVERLAP = 0.5
_LINES_LOOKED_BACK = 6
_WIDE_GAP_HEIGHTS = 0.6


def group_lines(words: Iterable[PlacedWord]) -> tuple[VisualLine, ...]:
    """Lines from top to bottom.

    A word joins the line that it shares most of its height with, measured against the neighbour on that line, so that
    a slightly slanted line stays one line.
    """
    lines: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.centre_y):
        line = max(lines[-_LINES_LOOKED_BACK:], key=lambda line: _shared_height(word, line), default=None)
        if line is None or _shared_height(word, line) < _SAME_LINE_OVERLAP:
            lines.append([word])
        else:
            line.append(word)
    ordered = [tuple(sorted(line, key=lambda word: word.box.x0)) for line in lines]
    return tuple(sorted(ordered, key=lambda line: median(word.centre_y for word in line)))


def _shared_height(word: PlacedWord, line: list[PlacedWord]) -> float:
    """Part of the lower of two heights that `word` shares with its nearest neighbour on `line`."""
    neighbour = min(line, key=lambda other: max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1))
    shared = min(word.box.bottom, neighbour.box.bottom) - max(word.box.top, neighbour.box.top)
    return shared / max(1.0, min(word.height, neighbour.height))


def cut_segments(line: Sequence[PlacedWord]) -> tuple[VisualLine, ...]:
    """Stretches of a line between gaps that are wider than any space between words."""
    if not line:
        return ()
    height = median(word.height for word in line)
    segments: list[list[PlacedWord]] = [[line[0]]]
    for word in line[1:]:
        if word.box.x0 - segments[-1][-1].box.x1 > _WIDE_GAP_HEIGHTS * height:
            segments.append([word])
        else:
            segments[-1].append(word)
    return tuple(tuple(segment) for segment in segments)


def line_box(line: Sequence[PlacedWord]) -> Box:
    """The smallest box around all words of a line."""
    return Box(
        min(word.box.x0 for word in line),
        min(word.box.top for word in line),
        max(word.box.x1 for word in line),
        max(word.box.bottom for word in line),
    )


def line_text(line: Sequence[PlacedWord]) -> str:
    """The words of a line, composed, parted by single spaces."""
    return nfc(" ".join(word.text for word in line))


def line_key(line: Sequence[PlacedWord]) -> str:
    """`line_text` without accents or case: what patterns are matched on."""
    return fold(line_text(line))
