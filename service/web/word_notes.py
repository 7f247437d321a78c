"""What is told about single words of a page: read with doubt, restored, or corrected by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.page import Word
from service.corrections.correction import Correction
from service.vietnamese_dates import show_moment

Notes = list[tuple[int, int, "WordNote"]]
"""Notes with the half-open range of the document's text that each is about."""

Corrected = Mapping[tuple[int, int], Correction]
"""Corrections by the range of the document's text where their words stand."""


@dataclass(frozen=True, slots=True)
class WordNote:
    """What is told about a word that was restored, read with doubt, or corrected.

    Attributes:
        start, end: half-open offsets into `Directive.text`.
        correction_id: the correction that put it there; None when the machine did.
        corrected_by: who corrected it and when.
    """

    start: int
    end: int
    as_read: str
    percent: int
    alternatives: tuple[str, ...] = ()
    is_doubtful: bool = False
    is_changed: bool = False
    correction_id: int | None = None
    corrected_by: str = ""


def noted_words(words: Sequence[Word], page_start: int, corrected: Corrected) -> Notes:
    """Notes on the words of a page that begins at `page_start`, in the order of the text."""
    here = [
        (page_start + word.start, page_start + word.end, word)
        for word in words
        if word.is_doubtful or word.as_read != word.text
    ]
    notes: Notes = [
        (start, end, _note(word, start, end))
        for start, end, word in here
        if not any(first <= start and end <= last for first, last in corrected)
    ]
    notes += [(*place, _corrected_note(place, correction)) for place, correction in corrected.items()]
    return sorted(notes, key=lambda note: note[0])


def _note(word: Word, start: int, end: int) -> WordNote:
    return WordNote(
        start=start,
        end=end,
        as_read=word.as_read,
        percent=round(word.confidence * 100),
        alternatives=word.alternatives[:4],
        is_doubtful=word.is_doubtful,
        is_changed=word.as_read != word.text,
    )


def _corrected_note(place: tuple[int, int], correction: Correction) -> WordNote:
    return WordNote(
        start=place[0],
        end=place[1],
        as_read=correction.before,
        percent=100,
        correction_id=correction.id,
        corrected_by=f"{correction.made_by}, {show_moment(correction.made_at)}",
    )
