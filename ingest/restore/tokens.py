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

_EDGES = re.compile(r"""^([("“”‘’'\[{«<\-–—+*•…._/|\ue000-\uf8ff]*)(.*?)([)"”“’'\]}»>.,;:!?…\-–—*_/|]*)$""", re.DOTALL)
_MISREAD_EDGES = re.compile(
    r"""^((?:[("“”‘’'{«<\-–—+*•…._/\ue000-\uf8ff]|[\[|](?![a-zà-ỹ]))*)(.*?)([)"”“\]}>.,;:…\-–—*_/]*)$""", re.DOTALL
)
"""In a misread text `?`, `!` and `’` at the end of a word are more often half a letter than punctuation, and so are `|`
and `[` before a small letter (`|uat` for `luật`)."""
_NUMERIC = re.compile(r"^[\d.,:/\-–%+=°²³]*\d(x(?=\d)|[\d.,:/\-–%+=°²³])*$")
_MEASURE = re.compile(
    r"^(\d[\d.,]+|\d+[.,]\d+)(h|g|m|km|kg|ha|m2|m3|cm|mm|tr|đ|%)?$"  # 1.200kg, 0,5%
    r"|^\d{1,2}h(\d\d)?$"  # 8h30
    r"|^\d{1,2}[A-Z]\d{0,2}$"  # class 8A2
    r"|^\d{2,}[a-eđ]$"  # Điều 42a
)
_ADDRESS = re.compile(r"\(cid:\d|@\w+\.|https?:|www\.|\w\.(vn|com|org|net|gov|edu)\b", re.IGNORECASE)
_ROMAN = re.compile(r"^(?=[IVXLC]{2})(X{0,4}|XL|LX{0,3})(IX|IV|V?I{0,3})$")
_MISREAD_ROMAN = re.compile(r"^(?=.*[IVX])(?=.*[l1|L])[IVXl1|L]{2,5}$")
_ROMAN_LIKE_WORDS = {"VI", "XI", "LI", "CI", "LV", "MI"}
_CODE_PART = re.compile(r"^(\d+[a-zA-Z]?|[A-ZĐ&]{1,12}\d{0,3}|TTg|CTr|TTr|QyĐ|QyD|ĐTr|HĐ|TLĐ|TrS)$")
_NUMBERED_CODE = re.compile(r"^[A-ZĐ]{1,6}\d{2,}$")
_CODE_SEPARATOR = re.compile(r"[-/–]")
_WHOLE = {"v/v", "đ/c", "d/c", "b/c", "k/g", "t/m", "tp.hcm"}
_SEPARATOR = re.compile(r"""([-/–—,;:…“”"()]+|\.{2,})""")
_GLUED_NUMBER = re.compile(r"^([^\W\d_]{3,})(\d{2,4})$")
_GLUED_MARK = re.compile(r"^((?:\d{1,2}|[A-ZĐ])(?:\.(?:\d{1,2}|[A-ZĐ]))*|[A-ZĐ]{2,4}|Th[sS])([.)])([^\W\d_]{2,})$")
"""A list mark, initials or an abbreviation before a word, without a space: `3.Quy`, `P.Hiéu`, `TS.Nguyén`."""
_INITIALS = re.compile(r"^[\dA-ZĐ](\d|\.[\dA-ZĐ])*$")
_NUMBER_SIGN = re.compile(r"^S[068]{2}$")
"""`Số` or `Sở`, not a code."""
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
def parse_token(token: str, *, is_misread: bool = False) -> Token:
    """The token taken apart; nothing of it is lost.

    Args:
        token: without white space.
        is_misread: it comes from an OCR model that does not know Vietnamese.
    """
    if _ADDRESS.search(token):
        return Token("", (Part(token, PartKind.PROTECTED),), (), "")
    matched = (_MISREAD_EDGES if is_misread else _EDGES).match(token)
    assert matched is not None
    before, core, after = matched.groups()
    if not core:
        return Token(token, (), (), "")
    if is_misread and (core == "§" or _NUMBER_SIGN.match(core)):  # nothing else stands for a whole word so often
        return Token(before, (Part(core, PartKind.WORD),), (), after)
    if is_protected(core, after) or (is_misread and not before and _is_list_letter(core, after)):
        return Token(before, (Part(core, PartKind.PROTECTED),), (), after)
    if core.lower() in _WHOLE:
        return Token(before, (Part(core, PartKind.WORD),), (), after)
    pieces = _SEPARATOR.split(core)
    glued = _GLUED_NUMBER.match(core)
    if glued and not glued.group(1).isupper():
        pieces = [glued.group(1), "", glued.group(2)]
    marked = _GLUED_MARK.match(core)
    if marked and core.lower() not in _WHOLE:
        pieces = [*marked.groups()]
    if not all(pieces[::2]):
        return Token(before, (Part(core, PartKind.WORD),), (), after)
    kinds = [PartKind.PROTECTED if is_protected(piece, "") else PartKind.WORD for piece in pieces[::2]]
    if marked and _INITIALS.match(pieces[0]):
        kinds[0] = PartKind.PROTECTED
    return Token(before, tuple(map(Part, pieces[::2], kinds)), tuple(pieces[1::2]), after)


def is_protected(core: str, after: str) -> bool:
    """Whether `core`, followed by the punctuation `after`, must stand as it was read."""
    if misread_roman(core):
        return False
    if _NUMERIC.match(core) or _MEASURE.match(core) or is_code(core):
        return True
    if not any(character.isalnum() for character in core):
        return not any(character in "¢¥$&€£@" for character in core)
    if _ROMAN.match(core):
        return core not in _ROMAN_LIKE_WORDS or after.startswith((".", ")"))
    return len(core) == 1 and core.isupper() and core not in "ÀÁẢÃẠÂĂÉÈÊÍÌÓÒÔƠÚÙƯÝỲỶỸỴ" and after.startswith((".", ")"))


def _is_list_letter(core: str, after: str) -> bool:
    return len(core) == 1 and core in "abcdđeghiklmnpqrs" and after.startswith(")")


def is_code(core: str) -> bool:
    """Whether `core` looks like a document code or part of one: `57-NQ/TW`, `1358/QD-BGDDT`, `KH-CĐN`, `QH15`.

    >>> is_code("1358/QD-BGDDT"), is_code("KT-XH"), is_code("QH15"), is_code("Anh-em")
    (True, True, True, False)
    """
    pieces = [piece for piece in _CODE_SEPARATOR.split(core) if piece]
    if len(pieces) == 1 and pieces[0] == core:
        return bool(_NUMBERED_CODE.match(core))
    return all(_CODE_PART.match(piece) for piece in pieces)


def misread_roman(core: str) -> str | None:
    """The Roman numeral that was read with l, 1, L or | for I; None when it is none.

    >>> misread_roman("Ill"), misread_roman("X1V"), misread_roman("III"), misread_roman("Il1a")
    ('III', 'XIV', None, None)
    """
    if not _MISREAD_ROMAN.match(core):
        return None
    numeral = re.sub(r"[l1|L]", "I", core)
    return numeral if _ROMAN.match(numeral) else None


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
