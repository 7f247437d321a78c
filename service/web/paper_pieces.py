"""Stretches of the stored text that are marked alike all over: what the words on a page are set from."""

import itertools
from collections.abc import Sequence
from enum import StrEnum

from core.directive import Directive
from core.record import Record
from service.web.word_notes import Notes, WordNote


class MarkKind(StrEnum):
    """What a stretch of text is marked as; the value is its class in the style sheet."""

    LIT = "lit"
    REFERENCE = "ref"
    ANOMALY = "odd"
    TASK = "task"
    MARKUP = "md"


class Mark(Record):
    """A stretch of `Directive.text` that is shown differently."""

    start: int
    end: int
    kind: MarkKind


class Piece(Record):
    """A stretch of text that is marked alike all over.

    Attributes:
        start: offset into `Directive.text`.
        classes: classes of the marks that cover it, joined by a space.
        note: the word that it is (part of), when something is to be told about that word.
        opens: it begins the lit quote: the place that a link jumps to.
    """

    start: int
    text: str
    classes: str = ""
    note: WordNote | None = None
    opens: bool = False


def cut_pieces(directive: Directive, part: tuple[int, int], marks: Sequence[Mark], notes: Notes) -> tuple[Piece, ...]:
    """The text of `part` cut wherever a mark or a noted word begins or ends."""
    start, end = part
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    noted = [note for note in notes if note[0] < end and note[1] > start]
    edges = {start, end}
    for one in (*((mark.start, mark.end) for mark in here), *((first, last) for first, last, _ in noted)):
        edges.update(edge for edge in one if start < edge < end)
    cuts = sorted(edges)
    return tuple(_piece(directive, cut, here, noted) for cut in itertools.pairwise(cuts))


def _piece(directive: Directive, cut: tuple[int, int], marks: Sequence[Mark], notes: Notes) -> Piece:
    start, end = cut
    covering = [mark for mark in marks if mark.start <= start and mark.end >= end]
    return Piece(
        start=start,
        text=directive.text[start:end],
        classes=" ".join(sorted({mark.kind.value for mark in covering})),
        note=next((note for first, last, note in notes if first <= start and last >= end), None),
        opens=any(mark.kind is MarkKind.LIT and _opens(directive, mark, start) for mark in covering),
    )


def _opens(directive: Directive, mark: Mark, start: int) -> bool:
    """Only white space and Markdown stand between the start of the mark and `start`."""
    return not directive.text[mark.start : start].strip("*#_ \n\t\f")
