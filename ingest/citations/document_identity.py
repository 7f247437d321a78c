"""When two numbers mean one document: number + issuer + year for the State, + term of the committee for the Party.

Numbers begin again each year (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3), those of the Party with each congress
(Hướng dẫn 05-HD/VPTW): 11/CT-UBND exists in many places and years. What one side does not say decides nothing.
"""

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

from core.text import fold_aligned
from ingest.citations.document_numbers import canonical_number, number_key, number_year

_TERM_YEARS = 5
_CENTRAL_BOUNDARY = (2, 1)
"""Congresses of the whole Party met in January 2011, 2016, 2021 and 2026."""
_LOCAL_BOUNDARY = (7, 1)
"""Lower congresses met through the summer and autumn of 2010, 2015, 2020 and 2025; the true day differs by place."""
_LEVELS = (
    ("province", re.compile(r"\b(?:tinh|thanh pho (?:truc thuoc )?trung uong)\b")),
    ("district", re.compile(r"\b(?:huyen|quan|thi xa)\b")),
    ("commune", re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b")),
)
_PLACED = re.compile(r"\b(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\.?\s+(?P<name>[^,;.()]+)")
_PEOPLE = re.compile(r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\b")


class Identity(NamedTuple):
    """What is known of a document: its number, and date and issuer where they are stated."""

    number: str
    issued_on: date | None = None
    issuer: str | None = None


def merge_key(number: str) -> str:
    """Number key with the commonest misreadings of kind codes undone, so that variants of one number meet.

    >>> merge_key("662/OD-BTC") == merge_key("662/QĐ-BTC")
    True
    """
    key = number_key(number)
    return re.sub(r"(?<=[/-])(?:od|0d|cd(?=-))(?=[-/])", "qd", re.sub(r"(?<=[/-])n[o0](?=/|-)", "nq", key))


def may_be_same(one: Identity, other: Identity) -> bool:
    """Whether nothing that is known tells the two documents apart.

    >>> may_be_same(Identity("11/CT-UBND", date(2021, 5, 4)), Identity("11/CT-UBND", date(2024, 3, 1)))
    False
    >>> may_be_same(Identity("52-NQ/TW", date(2019, 9, 27)), Identity("52-NQ/TW", date(2029, 9, 27)))
    True
    """
    if merge_key(one.number) != merge_key(other.number):
        return False
    days = one.issued_on, other.issued_on
    in_one_run = same_series(one.number, *days) if is_party_number(one.number) else same_run(one.number, *days)
    return in_one_run and not other_issuer(one.issuer, other.issuer)


def same_run(number: str, one: date | None, other: date | None) -> bool:
    """Whether two dates of `number` lie in one run of numbers: a year of the State, a term of the Party."""
    if one is None or other is None or number_year(number) is not None:
        return True
    if is_party_number(number):
        return party_term(number, one) == party_term(number, other)
    return one.year == other.year


def same_series(number: str, one: date | None, other: date | None) -> bool:
    """`same_run`, or dates that differ in the year alone: a slip, inside one text or for the rarer Party numbers."""
    return same_run(number, one, other) or (
        one is not None and other is not None and (one.day, one.month) == (other.day, other.month)
    )


def is_party_number(number: str) -> bool:
    """The number is of the Party's grammar (`57-NQ/TW`)."""
    return "-" in canonical_number(number).partition("/")[0]


def party_term(number: str, day: date) -> int:
    """The year in which the term began that `day` lies in.

    >>> party_term("57-NQ/TW", date(2024, 12, 22)), party_term("12-KH/TU", date(2025, 11, 3))
    (2021, 2025)
    """
    is_central = number_key(number).endswith(("/tw", "tw"))
    first = 2011 if is_central else 2010
    boundary = _CENTRAL_BOUNDARY if is_central else _LOCAL_BOUNDARY
    year = day.year if (day.month, day.day) >= boundary else day.year - 1
    return year - (year - first) % _TERM_YEARS


def other_issuer(one: str | None, other: str | None) -> bool:
    """Whether two names cannot be one body: another province, another level, another commune.

    >>> other_issuer("UBND tỉnh Bắc Giang", "Ủy ban nhân dân huyện Hiệp Hòa"), other_issuer("UBND tỉnh", "UBND tỉnh A")
    (True, False)
    """
    if one is None or other is None:
        return False
    first, second = fold_aligned(one), fold_aligned(other)
    return (
        _differ(_provinces(first), _provinces(second))
        or (bool(_PEOPLE.search(first) and _PEOPLE.search(second)) and _differ(_levels(first), _levels(second)))
        or _differ(_place_names(first), _place_names(second))
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _levels(folded: str) -> frozenset[str]:
    return frozenset(level for level, pattern in _LEVELS if pattern.search(folded))


def _place_names(folded: str) -> frozenset[str]:
    return frozenset(match.group("name").strip() for match in _PLACED.finditer(folded))


def _provinces(folded: str) -> frozenset[str]:
    return frozenset(name for name in _known_provinces() if re.search(rf"\b{re.escape(name)}\b", folded))


@cache
def _known_provinces() -> frozenset[str]:
    text = (resources.files("ingest") / "lists" / "provinces.txt").read_text("utf-8")
    return frozenset(fold_aligned(line) for line in text.splitlines() if line)
