"""The marks of a broken font map: what stands in a text layer where letters with accents stood."""

import re
import unicodedata

from ingest.restore.lost_letters import has_gaps, has_marks, has_question_marks

_CID = re.compile(r"\(cid:\d+\)")
_MOST_NUMBERED = 0.2
_PRIVATE = {"Co", "Cn", "Cs"}


def broken_share(text: str) -> float:
    """Share of characters that cannot be text: glyph numbers, private use, replacement and control characters."""
    numbered = sum(len(found.group()) for found in _CID.finditer(text))
    odd = sum(character == "\ufffd" or _is_odd(character) for character in text)
    return (numbered + odd) / max(1, sum(not character.isspace() for character in text))


def has_only_glyph_numbers(text: str) -> bool:
    """Whether a fifth of the characters or more name glyphs by number: what they showed cannot be told."""
    numbered = sum(len(found.group()) for found in _CID.finditer(text))
    return numbered > _MOST_NUMBERED * sum(not character.isspace() for character in text)


def _is_odd(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _PRIVATE or (category == "Cc" and not character.isspace())


def has_lost_letters(text: str) -> bool:
    """Whether letters with accents are gone or have become other signs, though the others were kept."""
    return has_marks(text) or has_question_marks(text) or has_gaps(text)
