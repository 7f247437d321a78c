"""Text written for the Vietnamese fonts of the 1990s, turned into Unicode.

Before Unicode a Vietnamese letter was a byte (TCVN3, VISCII, VPS) or a plain letter and a mark (VNI) that only the
right font showed as that letter. A program that does not know the font takes the bytes for Western European text:
`ViÖt Nam` for `Việt Nam`. Each table lists what stands for each letter of `_LETTERS`, in the same order.

>>> convert_legacy("§éc lËp - Tù do - H¹nh phóc", "TCVN3")
'Độc lập - Tự do - Hạnh phúc'
>>> convert_legacy("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI")
'Độc lập - Tự do - Hạnh phúc'

Source: TCVN 5712:1993 (its third set, the .Vn fonts; the H faces show small letters as capitals); RFC 1456 (VISCII);
the tables of the VNI and VPS font makers.
"""

import re
from functools import cache
from itertools import product

from core.text import nfc
from ingest.restore.syllables import is_syllable
from ingest.text_layers.legacy_capitals import raise_capitals
from ingest.text_layers.misread_utf8 import MISREAD_UTF8, read_as_utf8

ENCODINGS = ("TCVN3", "VNI", "VISCII", "VPS")
CONVERTED = (*ENCODINGS, MISREAD_UTF8)
"""All that `convert_legacy` turns into Unicode."""
CAPITAL_FACE = "-H"
"""`TCVN3-H` names TCVN3 text set in a capital face (.VnTimeH): its letters are all capitals."""

_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"

_TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ"
_TCVN3_CAPITALS = ("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ")
_TCVN3_IN_PDF = ("\u2212\u2010\u2219\u03bc", "ưưãà")
"""What PDF readers give for the soft hyphen, the middle dot and the micro sign."""

_VNI = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò "
    "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
)

_VISCII = (
    "E0E4E3E1D5E5A2C6C7A1A3E2A5A6E7A4A7F0E8EBA8E9A9EAABACADAAAEECEFEEEDB8F2F6F5F3"
    "F7F4B0B1B2AFB5BDB6B7DEBEFEF9FCFBFAF8DFD7D8E6D1F1CFD6DBFDDC"
)
_VISCII_CAPITALS = (
    "C0C4C3C180C58202058183C28586068487D0C8CB88C989CA8B8C8D8A8ECC9BCECD98D299A0D3"
    "9AD49091928F93B49697B39594D99C9DDA9EBFBBBCFFBAB99F1419DD1E"
)
_VPS = (
    "E0E4E3E1E5E6A2A3A4A1A5E2C0C4C5C3C6C7E8C8EBE9CBEA8A8BCD898CECCCEFEDCEF2D5F5F3"
    "86F4D2B087D3B6D6A9AAABA7AEF9FBDBFAF8DCD8BABBD9BFFF9BCF9A9C"
)
_VPS_CAPITALS = (
    "808182C102888E8FF08D04C284851C8303F1D7DEFEC905CA9394959006B5B7B8B410BCBDBEB9"
    "11D49798999612F79E9FA69D13A8D1ACDA14D0AFB11DAD15B2FDB3DD19"
)

_HOLDS_UNICODE = re.compile("[\u0300-\u036f\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_WORD = re.compile(r"\S+")
_MARKS = "“”‘’–—…"
_QUOTED = re.compile(f"[{_MARKS}]")
_ASCII_MARKS = ".,;:!?()[]\"'/-" + _MARKS
_OPENING, _CLOSING = re.compile(f"^[{_MARKS}(\\[]+"), re.compile(f"[{_MARKS}.,;:!?)\\]]+$")
_Converter = tuple[re.Pattern[str], dict[str, str]]


def convert_legacy(text: str, encoding: str) -> str:
    """`text` in Unicode, NFC; words that already hold Unicode Vietnamese letters are kept as they are.

    Args:
        text: as a program that does not know the font decodes it (Latin-1 or Windows-1252).
        encoding: one of `CONVERTED`; `TCVN3-H` for a capital face.

    Raises:
        ValueError: an encoding that is not known.
    """
    name = encoding.removesuffix(CAPITAL_FACE)
    if name == MISREAD_UTF8:
        return nfc(read_as_utf8(text))
    if name not in ENCODINGS:
        raise ValueError(f"unknown legacy encoding {encoding!r}; known: {', '.join(CONVERTED)}")
    pattern, table = _converter(name)
    converted = nfc(_WORD.sub(lambda word: _convert_word(word.group(), pattern, table), text))
    if encoding.endswith(CAPITAL_FACE):
        return converted.upper()
    return raise_capitals(converted) if name == "TCVN3" else converted


def holds_unicode(word: str) -> bool:
    """There is a letter or a mark in `word` that no old encoding has."""
    return _HOLDS_UNICODE.search(word) is not None


def _convert_word(word: str, pattern: re.Pattern[str], table: dict[str, str]) -> str:
    if holds_unicode(word) or not word.strip(_ASCII_MARKS):
        return word
    whole = pattern.sub(lambda found: table[found.group()], word)
    if not _QUOTED.search(word) or is_syllable(whole.strip(_ASCII_MARKS)):
        return whole
    return _without_quotes(word, pattern, table) or whole


def _without_quotes(word: str, pattern: re.Pattern[str], table: dict[str, str]) -> str | None:
    """The word with marks kept that Windows puts where VISCII and VPS have letters; None when that makes no syllable.

    Windows' quotation marks and dashes are letters there (`“` is ồ), so a word is tried with more and more of them kept
    at its ends.
    """
    before, after = (len(found.group()) if (found := edge.search(word)) else 0 for edge in (_OPENING, _CLOSING))
    cuts = sorted(product(range(before + 1), range(after + 1)), key=sum)
    for start, end in cuts[1:]:
        inner = word[start : len(word) - end]
        converted = pattern.sub(lambda found: table[found.group()], inner)
        if inner.isascii() or is_syllable(converted.strip(_ASCII_MARKS)):
            return word[:start] + converted + word[len(word) - end :]
    return None


@cache
def _converter(name: str) -> _Converter:
    if name == "TCVN3":
        table = _pairs(_TCVN3, _LETTERS) | _pairs(*_TCVN3_CAPITALS) | _pairs(*_TCVN3_IN_PDF)
    elif name == "VNI":
        table = _vni_table()
    else:
        small, capital = (_VISCII, _VISCII_CAPITALS) if name == "VISCII" else (_VPS, _VPS_CAPITALS)
        table = _byte_table(capital, _LETTERS.upper()) | _byte_table(small, _LETTERS)
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def _pairs(written: str, meant: str) -> dict[str, str]:
    return dict(zip(written, meant, strict=True))


def _vni_table() -> dict[str, str]:
    """VNI letters in small, in capitals, and as a capital with a small mark."""
    table: dict[str, str] = {}
    for written, letter in zip(_VNI.split(), _LETTERS, strict=True):
        table[written] = letter
        table[written.upper()] = letter.upper()
        if len(written) == 2:
            table[written[0].upper() + written[1]] = letter.upper()
    return table


def _byte_table(codes: str, letters: str) -> dict[str, str]:
    """Table for both readings of each byte: Latin-1, and Windows-1252 where that has a character for it."""
    table: dict[str, str] = {}
    for code, letter in zip(bytes.fromhex(codes), letters, strict=True):
        table[chr(code)] = letter
        in_windows = bytes([code]).decode("cp1252", "ignore")
        if in_windows:
            table[in_windows] = letter
    return table
