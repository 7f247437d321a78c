"""Takes out of OCR words what seals, signatures, stamps and dirt were misread as."""

import re
from collections.abc import Sequence
from statistics import fmean

from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_text

_NUMBER = re.compile(r"\d/\d{2,4}|/[A-ZĐ]{2}|\d{2,}[/.]\d")
_RULED = re.compile(r"_+[^\W\d_]{2}")
_JUNK_MEAN = 0.5
_SURE = 0.75
_SURE_LETTERS = 2
_NEAR_HEIGHTS = 2.5
_MISREAD_DASHES = frozenset("~—–_¬−")
_SPECKS = frozenset("ˆ^`´¨¬°'‘’\"|¸·")
_SPECK_BELOW = 0.7
_BULLETS = _MISREAD_DASHES | frozenset("-+•*")


def drop_specks(words: Sequence[PlacedWord]) -> tuple[PlacedWord, ...]:
    """`words` less the lone marks that specks of dirt were read as, which no text has by themselves."""
    return tuple(
        word for word in words if word.confidence >= _SPECK_BELOW or not all(mark in _SPECKS for mark in word.text)
    )


def drop_noise(words: Sequence[PlacedWord]) -> tuple[PlacedWord, ...]:
    """`words` less the stretches that the engine itself hardly believes and that hold no word it is sure of.

    A doubtful word between sure ones stays: a handwritten number after "Số:" is such a word. A dash at the head of a
    line that was read as "~" or a longer dash becomes "-".
    """
    kept: set[int] = set()
    bullets: dict[int, PlacedWord] = {}
    for line in group_lines(words):
        segments = cut_segments(line)
        good = _good_segments(segments)
        words_kept = [word for segment, is_good in zip(segments, good, strict=True) if is_good for word in segment]
        kept |= {id(word) for word in words_kept}
        if len(words_kept) > 1 and words_kept[0].text in _MISREAD_DASHES:
            first = words_kept[0]
            bullets[id(first)] = first.model_copy(update={"text": "-", "as_read": first.text})
    return tuple(_off_its_rule(bullets.get(id(word), word)) for word in words if id(word) in kept)


def _off_its_rule(word: PlacedWord) -> PlacedWord:
    """`word` without the rule above or beside it that was read as underscores before its capital."""
    if not _RULED.match(word.text):
        return word
    return word.model_copy(update={"text": word.text.lstrip("_"), "as_read": word.as_read or word.text})


def _good_segments(segments: Sequence[VisualLine]) -> list[bool]:
    """Which segments of a line to keep: those that were read well, and doubtful ones set among them as text is."""
    good = [not _is_junk(segment) for segment in segments]
    kept = list(good)
    for at in range(len(segments)):
        before = at > 0 and good[at - 1] and _is_near(segments[at - 1], segments[at])
        after = at + 1 < len(segments) and good[at + 1] and _is_near(segments[at], segments[at + 1])
        if (before and after) or (at == 0 and after and _is_bullet(segments[at])):
            kept[at] = True
    return kept


def _is_near(left: VisualLine, right: VisualLine) -> bool:
    gap = right[0].box.x0 - left[-1].box.x1
    return gap <= _NEAR_HEIGHTS * max(left[-1].height, right[0].height)


def _is_junk(segment: VisualLine) -> bool:
    has_sure_word = any(word.confidence >= _SURE and _letters(word.text) >= _SURE_LETTERS for word in segment)
    if has_sure_word:
        return False
    if _NUMBER.search(line_text(segment)):
        return False
    weak = fmean(word.confidence for word in segment) < _JUNK_MEAN
    return weak or not any(character.isalnum() for word in segment for character in word.text)


def _is_bullet(segment: VisualLine) -> bool:
    return len(segment) == 1 and segment[0].text in _BULLETS


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
