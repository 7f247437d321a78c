"""Corrections of words laid on a page: the text people see, with every word, cell and footnote in its new place."""

from collections.abc import Sequence

from core.page import Footnote, MergedCell, Page, Word
from core.span import Box
from service.corrections.correction import Applied, Correction
from service.corrections.lines import stretches
from service.corrections.placing import find_place


def apply_corrections(page: Page, corrections: Sequence[Correction]) -> tuple[Page, tuple[Applied, ...]]:
    """`page` with the corrections that find their place in it, and where each of those stands now.

    Of corrections that overlap only the newest counts. `page` is as the machine read it.
    """
    places = _places(page, corrections)
    if not places:
        return page, ()
    applied, parts, cursor, length = [], [], 0, 0
    for start, end, correction in places:
        parts += [page.text[cursor:start], correction.after]
        length += start - cursor
        applied.append(
            Applied(
                correction=correction,
                start=length,
                end=length + len(correction.after),
                read_start=start,
                read_end=end,
            )
        )
        cursor, length = end, length + len(correction.after)
    text = "".join(parts) + page.text[cursor:]
    return _with_text(page, text, applied), tuple(applied)


def _places(page: Page, corrections: Sequence[Correction]) -> list[tuple[int, int, Correction]]:
    """Places in the machine's text, in order, none overlapping another."""
    found: list[tuple[int, int, Correction]] = []
    for correction in sorted(corrections, key=lambda one: one.id, reverse=True):
        if correction.page_no != page.page_no or not correction.is_active:
            continue
        place = find_place(page.text, correction)
        if place is not None and all(place[1] <= start or place[0] >= end for start, end, _ in found):
            found.append((*place, correction))
    return sorted(found, key=lambda each: each[0])


def _with_text(page: Page, text: str, applied: Sequence[Applied]) -> Page:
    footnotes = [
        Footnote(start=moved(applied, note.start), end=moved(applied, note.end, at_end=True)) for note in page.footnotes
    ]
    cells = [
        MergedCell(start=moved(applied, cell.start), rows=cell.rows, columns=cell.columns) for cell in page.merged_cells
    ]
    words = _words(page, text, applied)
    return page.model_copy(
        update={
            "text": text,
            "words": words,
            "mean_confidence": sum(word.confidence for word in words) / len(words) if words else page.mean_confidence,
            "footnotes": tuple(note for note in footnotes if note.end > note.start),
            "merged_cells": tuple(cells),
        }
    )


def moved(applied: Sequence[Applied], offset: int, *, at_end: bool = False) -> int:
    """The offset in the corrected text of an offset in the text as read; one inside a correction moves to its edge."""
    shift = 0
    for one in applied:
        if one.read_end <= offset:
            shift = one.end - one.read_end
        elif one.read_start < offset:
            return one.end if at_end else one.start
    return offset + shift


def _words(page: Page, text: str, applied: Sequence[Applied]) -> tuple[Word, ...]:
    """Words that no correction touches, moved; and one for each line of a correction, certain, where it was read."""
    kept = [
        word.model_copy(update={"start": start, "end": start + len(word.text)})
        for word in page.words
        if not any(word.start < one.read_end and word.end > one.read_start for one in applied)
        for start in (moved(applied, word.start),)
    ]
    kept += [word for one in applied if one.end > one.start for word in _corrected_words(page, one, text)]
    return tuple(sorted(kept, key=lambda word: word.start))


def _corrected_words(page: Page, one: Applied, text: str) -> list[Word]:
    now = stretches(text, one.start, one.end)
    read = stretches(page.text, one.read_start, one.read_end)
    if len(read) != len(now):
        read = ((one.read_start, one.read_end),) * len(now)
    return [_corrected_word(page, place, text[start:end], start) for place, (start, end) in zip(read, now, strict=True)]


def _corrected_word(page: Page, read: tuple[int, int], words: str, start: int) -> Word:
    former = [word for word in page.words if word.start < read[1] and word.end > read[0]]
    boxes = [word.box for word in former if word.box is not None]
    return Word(
        start=start,
        end=start + len(words),
        text=words,
        as_read=" ".join(word.as_read for word in former) or page.text[read[0] : read[1]],
        confidence=1.0,
        box=_around(boxes) if boxes else None,
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
