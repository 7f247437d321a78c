"""Placed words to visual lines and the segments that wide gaps cut them into."""

from collections.abc import Iterable, Sequence
from statistics import median

from core.span import Box
from core.text import fold, nfc
from ingest.layout.placed_word import PlacedWord

VisualLine = tuple[PlacedWord, ...]
"""Words that stand side by side, left to right."""

_SAME_LINE_OVERLAP = 0.5
_OVERLAP_SHARE = 0.3
_LINES_LOOKED_BACK = 6
_WIDE_GAP_HEIGHTS = 0.6


def group_lines(words: Iterable[PlacedWord]) -> tuple[VisualLine, ...]:
    """Lines from top to bottom.

    Words that their source put on one line stay together. A piece joins the line whose nearest word it shares most of
    its height with, so that a slightly slanted line stays one line.
    """
    lines: list[list[PlacedWord]] = []
    boxes: list[Box] = []
    for piece in sorted(_pieces(words), key=_middle):
        own = line_box(piece)
        near = range(max(0, len(lines) - _LINES_LOOKED_BACK), len(lines))
        shares = [(_shared_height((piece, own), (lines[at], boxes[at])), at) for at in near]
        share, at = max(shares, key=lambda found: found[0], default=(0.0, -1))
        if share < _SAME_LINE_OVERLAP:
            lines.append(list(piece))
            boxes.append(own)
        else:
            lines[at].extend(piece)
            boxes[at] = _around(boxes[at], own)
    ordered = [tuple(sorted(line, key=lambda word: word.box.x0)) for line in lines]
    return tuple(sorted(ordered, key=_middle))


def _pieces(words: Iterable[PlacedWord]) -> list[list[PlacedWord]]:
    """Words of one line of the source together; others alone."""
    alone: list[list[PlacedWord]] = []
    known: dict[int, list[PlacedWord]] = {}
    for word in words:
        if word.line is None:
            alone.append([word])
        else:
            known.setdefault(word.line, []).append(word)
    return alone + list(known.values())


def _middle(line: Sequence[PlacedWord]) -> float:
    return median(word.centre_y for word in line)


def _shared_height(
    placed_piece: tuple[Sequence[PlacedWord], Box], placed_line: tuple[Sequence[PlacedWord], Box]
) -> float:
    """Part of the lower of two heights that the nearest words of `piece` and `line` share; 0 when they overlap."""
    (piece, left), (line, right) = placed_piece, placed_line
    if min(left.bottom, right.bottom) <= max(left.top, right.top):
        return 0.0
    across = min(left.x1, right.x1) - max(left.x0, right.x0)
    if len(piece) > 1 and across > _OVERLAP_SHARE * min(left.x1 - left.x0, right.x1 - right.x0):
        return 0.0
    one, other = min(
        ((one, other) for one in (piece[0], piece[-1]) for other in line), key=lambda pair: _gap(pair[0], pair[1])
    )
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared / max(1.0, min(one.height, other.height))


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom))


def _gap(one: PlacedWord, other: PlacedWord) -> float:
    return max(one.box.x0 - other.box.x1, other.box.x0 - one.box.x1)


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


def rejoin_hyphened(lines: Sequence[VisualLine]) -> tuple[VisualLine, ...]:
    """`lines` with a code or range that a line end cut after its hyphen (2026-|2030, 57-|NQ/TW) whole again.

    The whole word stands where its first part did.
    """
    whole: list[VisualLine] = []
    for line in lines:
        if whole and whole[-1] and line and _is_cut(whole[-1][-1].text, line[0].text):
            head, tail = whole[-1][-1], line[0]
            as_read = f"{head.as_read or head.text}{tail.as_read or tail.text}"
            text, confidence = f"{head.text}{tail.text}", min(head.confidence, tail.confidence)
            joined = head.model_copy(update={"text": text, "confidence": confidence, "as_read": as_read})
            whole[-1] = (*whole[-1][:-1], joined)
            line = line[1:]
        if line:
            whole.append(line)
    return tuple(whole)


def _is_cut(word: str, following: str) -> bool:
    """The word ends in a hyphen that parts letters or figures, not in a dash."""
    return len(word) > 1 and word[-1] == "-" and word[-2].isalnum() and following[0].isalnum()


def line_box(line: Sequence[PlacedWord]) -> Box:
    """The smallest box around all words of a line."""
    lefts, tops, rights, bottoms = zip(*(word.box for word in line), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def line_text(line: Sequence[PlacedWord]) -> str:
    """The words of a line, composed, parted by single spaces."""
    return nfc(" ".join(word.text for word in line))


def line_key(line: Sequence[PlacedWord]) -> str:
    """`line_text` without accents or case: what patterns are matched on."""
    return fold(line_text(line))
