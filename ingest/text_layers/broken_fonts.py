"""The marks of a broken font map: what stands in a text layer where letters with accents stood."""

import re
import unicodedata

from core.text import fold

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CID = re.compile(r"\(cid:\d+\)")
_PRIVATE = {"Co", "Cn", "Cs"}
_QUESTION_MARK_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<!\S)\?+[a-zà-ỹ]|[^\W\d_]\?\s+[a-zà-ỹ]")
_VOWEL = re.compile("[aeiouy]")
_LEAST_LOST, _LOST_SHARE = 4, 0.1


def broken_share(text: str) -> float:
    """Share of characters that cannot be text: glyph numbers, private use, replacement and control characters."""
    numbered = sum(len(found.group()) for found in _CID.finditer(text))
    odd = sum(character == "\ufffd" or _is_odd(character) for character in text)
    return (numbered + odd) / max(1, sum(not character.isspace() for character in text))


def _is_odd(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _PRIVATE or (category == "Cc" and not character.isspace())


def has_lost_letters(text: str) -> bool:
    """Whether the letters with accents are gone or have become question marks, though the others were kept.

    >>> has_lost_letters("Th?c hi?n Ngh? quy?t c?a B? Ch?nh tr?"), has_lost_letters("Bạn có khỏe không? Tôi khỏe.")
    (True, False)
    """
    marked = len(_QUESTION_MARK_LETTER.findall(text))
    words = _LETTERS.findall(text)
    if marked >= _LEAST_LOST and marked > _LOST_SHARE * len(words):
        return True
    kinds = {word for word in words if word[1:].islower()}
    mute = sum(not _VOWEL.search(fold(word)) for word in kinds)
    return mute >= _LEAST_LOST and mute > _LOST_SHARE * len(kinds)
