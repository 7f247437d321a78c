"""A line of text as tokens: what may be restored, what is protected, and what the language model sees.

A token is a run without white space: punctuation, one or more parts joined by `-` or `/`, punctuation. Each part is a
word that may be restored, or a protected stretch (number, date, code, Roman numeral, initial, list letter, address).

>>> parse_token("(GDDT)").parts
(Part(text='GDDT', kind=<PartKind.WORD: 'word'>),)
>>> parse_token("22/12/2024,").parts[0].kind
<PartKind.PROTECTED: 'protected'>
>>> [part.text for part in parse_token("té-x4").parts]
['té', 'x4']
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from core.text import tone_key

BOUNDARY = "<s>"
"""Language-model unit at the start of a sentence, list item or heading."""
NUMBER = "<n>"
"""Language-model unit for any protected stretch."""

_EDGES = re.compile(r"""^([("“”‘’'\[{«<\-–—+*•…._]*)(.*?)([)"”“’'\]}»>.,;:!?…\-–—*_]*)$""", re.DOTALL)
_NUMERIC = re.compile(r"^[\d.,:/\-–%+x=°²³]*\d[\d.,:/\-–%+x=°²³]*$")
_MEASURE = re.compile(
    r"^(\d[\d.,]+|\d+[.,]\d+)(h|g|m|km|kg|ha|m2|m3|cm|mm|tr|đ|%)?$"  # 1.200kg, 0,5%
    r"|^\d{1,2}h(\d\d)?$"  # 8h30
    r"|^\d{2,}[a-zđ]$"  # Điều 42a
)
_ADDRESS = re.compile(r"@\w+\.|https?:|www\.|\w\.(vn|com|org|net|gov|edu)\b", re.IGNORECASE)
_ROMAN = re.compile(r"^(?=[IVXLC]{2})(X{0,4}|XL|LX{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_LIKE_WORDS = {"VI", "XI", "LI", "CI", "LV", "MI"}
_CODE_PART = re.compile(r"^(\d+[a-zA-Z]?|[A-ZĐ&]{1,12}\d{0,3}|TTg|CTr|TTr|QyĐ|QyD|ĐTr|HĐ|TLĐ|TrS)$")
_SEPARATOR = re.compile(r"([-/–])")
_STRONG_END = re.compile(r"[.;:!?]")
_GLIDE_I = re.compile(r"^(h|k|l|m|s|t|qu)([iìíỉĩị])$")
_I_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")


class PartKind(StrEnum):
    WORD = "word"
    PROTECTED = "protected"


class Part(NamedTuple):
    text: str
    kind: PartKind


class Token(NamedTuple):
    """`before + separators woven between the parts + after` is the token as read."""

    before: str
    parts: tuple[Part, ...]
    separators: tuple[str, ...]
    after: str


@lru_cache(maxsize=200_000)
def parse_token(token: str) -> Token:
    """The token taken apart; nothing of it is lost."""
    if _ADDRESS.search(token):
        return Token("", (Part(token, PartKind.PROTECTED),), (), "")
    matched = _EDGES.match(token)
    assert matched is not None
    before, core, after = matched.groups()
    if not core:
        return Token(token, (), (), "")
    if is_protected(core, after):
        return Token(before, (Part(core, PartKind.PROTECTED),), (), after)
    pieces = _SEPARATOR.split(core)
    if not all(pieces[::2]):
        return Token(before, (Part(core, PartKind.WORD),), (), after)
    parts = tuple(Part(p, PartKind.PROTECTED if is_protected(p, "") else PartKind.WORD) for p in pieces[::2])
    return Token(before, parts, tuple(pieces[1::2]), after)


def is_protected(core: str, after: str) -> bool:
    """Whether `core`, followed by the punctuation `after`, must stand as it was read."""
    if _NUMERIC.match(core) or _MEASURE.match(core) or is_code(core):
        return True
    if not any(character.isalnum() for character in core):
        return not any(character in "¢¥$&€£@" for character in core)
    if _ROMAN.match(core):
        return core not in _ROMAN_LIKE_WORDS or after.startswith((".", ")"))
    return len(core) == 1 and core.isupper() and core not in "ÀÁẢÃẠÂĂÉÈÊÍÌÓÒÔƠÚÙƯÝỲỶỸỴ" and after.startswith((".", ")"))


def is_code(core: str) -> bool:
    """Whether `core` looks like a document code or part of one: `57-NQ/TW`, `1358/QD-BGDDT`, `KH-CĐN`.

    >>> is_code("1358/QD-BGDDT"), is_code("KT-XH"), is_code("Anh-em")
    (True, True, False)
    """
    pieces = [piece for piece in _SEPARATOR.split(core)[::2] if piece]
    return len(_SEPARATOR.split(core)) > 1 and all(_CODE_PART.match(piece) for piece in pieces)


def ends_sentence(after: str) -> bool:
    """Whether the punctuation after a token ends a sentence or opens a list."""
    return bool(_STRONG_END.search(after))


@lru_cache(maxsize=200_000)
def language_key(form: str) -> str:
    """The language model's word for a printed form: lower case, old tone placement, `y` for a lone final `i`.

    >>> language_key("Kĩ"), language_key("HOÀ"), language_key("quí")
    ('kỹ', 'hòa', 'quý')
    """
    key = tone_key(form)
    matched = _GLIDE_I.match(key)
    return matched.group(1) + matched.group(2).translate(_I_TO_Y) if matched else key


@lru_cache(maxsize=500_000)
def language_units(token: str) -> tuple[str, ...]:
    """What the language model sees of one clean token: its words, `NUMBER`s, and a `BOUNDARY` after strong punctuation.

    >>> language_units("16/5/2025;")
    ('<n>', '<s>')
    """
    parsed = parse_token(token)
    units = [NUMBER if part.kind is PartKind.PROTECTED else language_key(part.text) for part in parsed.parts]
    if ends_sentence(parsed.after):
        units.append(BOUNDARY)
    return tuple(units)
