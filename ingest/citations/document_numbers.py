"""Số, ký hiệu of documents: how they are found, spelled and compared.

Two grammars are in use: the State's `487/KH-LĐLĐ`, `30/2020/NĐ-CP`, `93/2025/QH15` and the Party's `57-NQ/TW`.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3; Hướng dẫn 05-HD/VPTW.
"""

import re

from core.text import nfc, strip_accents
from ingest.letterheads.document_kinds import KINDS_BY_CODE, kind_of_code, known_code

_GAP = r"[ \t\n\f]{0,3}"
_WIDE_GAP = r"[ \t]{0,14}"
_DASH = r"[-–—‑−]"
_LETTERS = r"[A-ZĐƯ][A-Za-zĐđƯ]{0,11}(?:&[A-ZĐ][A-Za-zĐđ]{0,9})*"
_BODY = rf"{_LETTERS}(?:\.[A-ZĐ]{{2,8}}(?![a-zà-ỹ.]))?\d{{0,2}}"
_CODES = "|".join(
    sorted(
        (re.escape(code) for code in {*KINDS_BY_CODE, "QD", "ND", "KLTW", "CTR", "CTHD", "TTR"}), key=len, reverse=True
    )
)
_DIGITS = r"\d{1,5}(?:\.\d{1,2})?[a-zA-Z]?"
_STATE = rf"{_DIGITS}{_GAP}/{_GAP}(?:\d?(?:19|20)\d\d{_GAP}/{_GAP})?{_BODY}(?:{_GAP}[-–—‑/]{_GAP}-?{_BODY}){{0,3}}"
_PARTY = rf"\d{{1,4}}{_GAP}{_DASH}{_GAP}(?:{_CODES}){_GAP}/{_GAP}{_BODY}(?:{_DASH}{_BODY}){{0,2}}"
NUMBER = re.compile(rf"(?<![\w/.])(?:{_PARTY}|{_STATE})(?![\wĐđ]|/(?:19|20)\d\d)")
"""Finds a số, ký hiệu of either grammar, spaces and all. A candidate must still pass `is_document_number`."""
HEAD_NUMBER = re.compile(NUMBER.pattern.replace(_GAP, _WIDE_GAP))
"""The same on a letterhead line, where the number is stamped or written into a wide gap (`Số: 453      /TB-UBND`)."""

_PARTS = re.compile(r"[/-]")
_UNITS = frozenset(
    {"KM", "HA", "KG", "TV", "NGAY", "THANG", "NAM", "GIO", "PHUT", "KWH", "VND", "USD", "MG", "ML", "MW"}
)
_UNION = re.compile(r"(?:cd|ldld|tld)")
"""How codes of trade union bodies begin (CĐN, LĐLĐ, TLĐ), folded."""


def canonical_number(text: str) -> str:
    """The number in canonical spelling: no spaces, plain hyphens, NFC; letters are left as they are.

    >>> canonical_number("02 - CTr/ĐĐ TLĐ")
    '02-CTr/ĐĐTLĐ'
    >>> canonical_number("487 /KH – LĐLĐ")
    '487/KH-LĐLĐ'
    """
    joined = "".join(nfc(text).split())
    return re.sub(r"-{2,}", "-", re.sub(r"[–—‑−]", "-", joined)).rstrip("-/.,;:")


def number_key(text: str) -> str:
    """Key for comparing numbers: blind to accents, case, spaces and leading zeros.

    >>> number_key("15 / kh-cdn") == number_key("15/KH-CĐN")
    True
    >>> number_key("06/HD-CĐN") == number_key("6/HD-CĐN")
    True
    """
    return strip_accents(canonical_number(text)).lower().lstrip("0")


def is_document_number(text: str) -> bool:
    """What `NUMBER` found is a document number, not a fraction, a rate or a date."""
    canonical = canonical_number(text)
    head, _, tail = canonical.partition("/")
    if not tail:
        return False
    letters = [part for part in _PARTS.split(canonical) if part and not part[0].isdigit()]
    if not letters:
        return False
    if "-" in head:
        return True
    first = letters[0]
    if strip_accents(first).upper() in _UNITS and len(letters) == 1:
        return False
    capitals = sum(letter.isupper() for letter in first)
    return capitals >= 2 or first in ("L", "TTg", "CP") or len(letters) > 1


def kind_code(number: str) -> str | None:
    """The code of the kind in a number as the list of kinds spells it; None when it has none (công văn, laws).

    >>> kind_code("899/KH-BGDĐT"), kind_code("30/2020/NĐ-CP"), kind_code("507/UBND-KGVX")
    ('KH', 'NĐ', None)
    """
    for part in _PARTS.split(canonical_number(number)):
        if part and not part[0].isdigit():
            return known_code(part)
    return None


def kind_of_number(number: str) -> str | None:
    """The kind that a number names first; None when it names none.

    The union's TTr and the Party's TT are thông tri, where the State's are tờ trình and thông tư.

    >>> kind_of_number("138/TTr-CĐN"), kind_of_number("3367/TTr-SNV"), kind_of_number("12-TT/TU")
    ('Thông tri', 'Tờ trình', 'Thông tri')
    """
    code = kind_code(number)
    is_party = "-" in canonical_number(number).partition("/")[0]
    if (code == "TTr" and _UNION.match(issuing_body_code(number))) or (code == "TT" and is_party):
        return "Thông tri"
    return kind_of_code(code) if code else None


def is_joint(number: str) -> bool:
    """The number is one of a document that several bodies issue together (liên tịch).

    >>> is_joint("55/2005/TTLT-BNV-VPCP"), is_joint("12/KH-UBND")
    (True, False)
    """
    return (kind_code(number) or "").endswith("LT")


def serial(number: str) -> str:
    """The running number without zeros in front: `02-CTr/ĐĐTLĐ` is number 2.

    >>> serial("02-CTr/ĐĐTLĐ"), serial("30/2020/NĐ-CP")
    ('2', '30')
    """
    match = re.match(r"0*(\d+)", canonical_number(number))
    return match.group(1) if match else ""


def number_year(number: str) -> int | None:
    """The year that a number itself states (`30/2020/NĐ-CP`), or None."""
    match = re.match(r"\d+[a-zA-Z]?/((?:19|20)\d\d)/", canonical_number(number))
    return int(match.group(1)) if match else None


def issuing_body_code(number: str) -> str:
    """The part of a number that stands for the body that issued it (`CĐN`, `TW`), folded for comparison.

    >>> issuing_body_code("15/KH-CĐN"), issuing_body_code("57-NQ/TW")
    ('cdn', 'tw')
    """
    parts = [part for part in _PARTS.split(canonical_number(number)) if part and not part[0].isdigit()]
    if len(parts) > 1 and known_code(parts[0]) is not None:
        parts = parts[1:]
    return strip_accents("-".join(parts)).lower()
