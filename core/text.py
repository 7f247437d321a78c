"""The only place that normalises, folds or compares Vietnamese text.

Source: Unicode Standard Annex #15 (NFC, NFD); the two placements of the tone mark in oa, oe, uy (hòa, hoà).
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ƣ": "ư", "Ƣ": "Ư", "\u00a0": " ", "\u00ad": None})
_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")
_GLIDE_PAIR = re.compile(r"^(.*?)(oa|oe|uy)$", re.IGNORECASE)


def nfc(text: str) -> str:
    """Composed form of `text`, with look-alike letters (Ð for Đ, ƣ for ư) made Vietnamese and no-break spaces plain.

    >>> nfc("Ðo\\u0302\\u0323i ngu\\u031b\\u0303")
    'Đội ngữ'
    """
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES) if _LOOKALIKE.search(text) else text)


def strip_accents(text: str) -> str:
    """`text` as typed without accents: marks removed and đ turned into d. Case is kept.

    >>> strip_accents("Đôn đốc")
    'Don doc'
    """
    if _UNCOMMON.search(text) is None:
        return text.translate(_BARE)
    return _bare(text)


def _bare(text: str) -> str:
    """`text` taken apart, without its marks."""
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", letters).replace("đ", "d").replace("Đ", "D")


_COMMON_LETTERS = (*range(0x00, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2030))
_UNCOMMON = re.compile(f"[^{re.escape(''.join(map(chr, _COMMON_LETTERS)))}]")
_BARE = {code: bare for code in _COMMON_LETTERS if (bare := _bare(chr(code))) != chr(code)}
"""Letters of Latin scripts with their marks in them lose these one by one; other text is taken apart."""


def fold(text: str) -> str:
    """Key for accent-blind, case-blind comparison: same length as NFC `text` for Vietnamese letters.

    >>> fold("KẾ HOẠCH số 15/KH-CĐN")
    'ke hoach so 15/kh-cdn'
    """
    return strip_accents(text).lower()


_ALIGNED = {
    code: folded
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if len(folded := fold(chr(code))) == 1
}


def fold_aligned(text: str) -> str:
    """`fold` letter by letter: always of the same length, so offsets found in it hold in `text`.

    A combining mark that stands alone stays where it is.

    >>> fold_aligned("SỞ GIÁO DỤC"), len(fold_aligned("t\u0301a"))
    ('so giao duc', 3)
    """
    return text.translate(_ALIGNED)


def tone_key(text: str) -> str:
    """Key that is equal for both tone placements of a syllable and for either case.

    >>> tone_key("Hoà") == tone_key("hòa")
    True
    >>> tone_key("thuý") == tone_key("thúy")
    True
    """
    return re.sub(r"[^\W\d_]+", lambda match: _old_style(match.group().lower()), nfc(text))


@lru_cache(maxsize=65_536)
def _old_style(syllable: str) -> str:
    """A lower-case open syllable in oa, oe, uy with its tone on the first vowel; others are unchanged."""
    bare, tone = [], ""
    for character in unicodedata.normalize("NFD", syllable):
        if character in _TONES:
            tone = character
        else:
            bare.append(character)
    plain = unicodedata.normalize("NFC", "".join(bare))
    match = _GLIDE_PAIR.match(plain)
    if not tone or match is None or (plain.startswith("q") and plain.endswith("uy")):
        return syllable
    stem, pair = match.groups()
    return unicodedata.normalize("NFC", stem + pair[0] + tone + pair[1])


def squeeze(text: str) -> str:
    """`text` on one line: runs of white space become one space, none at the ends."""
    return " ".join(text.split())
