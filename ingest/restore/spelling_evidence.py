"""What single words say for or against the spelling of a Vietnamese text."""

import re
from functools import cache
from importlib.resources import files

from ingest.restore.syllables import is_syllable
from ingest.restore.typing_style import has_accents

_DIGIT_IN_WORD = re.compile(r"^[a-zà-ỹ]{1,5}[0-9]{1,2}[a-zà-ỹ]{0,4}$")
_UNIT = re.compile(r"^(m|km|cm|dm|mm|h|q|t|co|a|b|c|d|e)\d$")
_LETTER_MADE_SYMBOL = re.compile(r"[^\W\d_][¢¥€§]|[¢¥€§][^\W\d_]")


def speaks_against(word: str) -> bool:
    """Whether clean Vietnamese hardly ever has `word`: accents are missing, or a wrong OCR model read it.

    >>> [word for word in ("quyet", "quyét", "s6", "theo", "của", "A4", "Kđăm") if speaks_against(word)]
    ['quyet', 'quyét', 's6']
    """
    lower = word.lower()
    if lower in always_accented():
        return True
    if _LETTER_MADE_SYMBOL.search(word):
        return True
    if _DIGIT_IN_WORD.match(word):
        return not _UNIT.match(word)
    if word.istitle() and has_accents(word):  # a name of another people: Kđăm, Krông, H’Bhem Byă
        return False
    return word.isalpha() and not word.isascii() and not is_syllable(word)


@cache
def always_accented() -> frozenset[str]:
    """Syllables without their accents that clean text hardly ever has that way."""
    listed = files("ingest.restore").joinpath("model/always_accented.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())
