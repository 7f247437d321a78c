"""Stretches of the stored text that are marked alike all over: what the words on a page are set from."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from core.directive import Directive
from core.record import Record
from service.web.word_notes import Notes, WordNote

_MOST_OVERLAPPING = 4
"""So many notes before a stretch may reach into it: words follow each other, and a correction may cut into one."""


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


@dataclass(frozen=True, slots=True)
class Piece:
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
    """The text of `part` cut wherever a mark or a noted word begins or ends; `notes` stand in the order of the text."""
    start, end = part
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    noted = _within(notes, part)
    if not here and not noted:
        return (Piece(start=start, text=directive.text[start:end]),) if start < end else ()
    edges = {start, end}
    for one in (*((mark.start, mark.end) for mark in here), *((first, last) for first, last, _ in noted)):
        edges.update(edge for edge in one if start < edge < end)
    cuts = sorted(edges)
    note_at = _notes_by_cut(noted, cuts)
    return tuple(_piece(directive, cut, here, note_at.get(cut[0])) for cut in itertools.pairwise(cuts))


def _within(notes: Notes, part: tuple[int, int]) -> Notes:
    """The notes that reach into a stretch."""
    first, last = (bisect_left(notes, edge, key=itemgetter(0)) for edge in part)
    return [note for note in notes[max(0, first - _MOST_OVERLAPPING) : last] if note[1] > part[0]]


def _notes_by_cut(notes: Notes, cuts: Sequence[int]) -> dict[int, WordNote]:
    """The note on the piece that begins at a cut, the earliest of several; every note begins and ends at cuts."""
    found: dict[int, WordNote] = {}
    for first, last, note in notes:
        for cut in cuts[bisect_left(cuts, first) : bisect_left(cuts, last)]:
            found.setdefault(cut, note)
    return found


def _piece(directive: Directive, cut: tuple[int, int], marks: Sequence[Mark], note: WordNote | None) -> Piece:
    start, end = cut
    covering = [mark for mark in marks if mark.start <= start and mark.end >= end]
    return Piece(
        start=start,
        text=directive.text[start:end],
        classes=" ".join(sorted({mark.kind.value for mark in covering})) if covering else "",
        note=note,
        opens=bool(covering) and any(mark.kind is MarkKind.LIT and _opens(directive, mark, start) for mark in covering),
    )


def _opens(directive: Directive, mark: Mark, start: int) -> bool:
    """Only white space and Markdown stand between the start of the mark and `start`."""
    return not directive.text[mark.start : start].strip("*#_ \n\t\f")
