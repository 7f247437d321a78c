"""Anomalies of names: one unit under two names (`Phòng Tổ chức - Hành chính`, `Phòng Hành chính - Tổ chức`)."""

import re
from collections import defaultdict

from core.directive import Anomaly, Directive, Severity
from core.text import fold_aligned, squeeze
from ingest.letters import LOWER, UPPER

_HEADS = "Ban|Phòng|Sở|Vụ|Cục|Chi cục|Văn phòng|Trung tâm|Khoa|Viện|Tổ|Bộ|Hội"
_CHUNK = rf"(?!(?:{_HEADS}) [{UPPER}])[{UPPER}][{LOWER}]+ [{LOWER}]+"
"""A field of work is written with two syllables: `Hành chính`, `Tổ chức`."""
_NAME = re.compile(
    rf"(?<!\w)(?P<head>{_HEADS}) (?P<own>{_CHUNK}(?:(?: ?[-–] ?| và | & |, | ){_CHUNK}){{1,4}})(?![{LOWER}{UPPER}\w])"
)
_WORD = re.compile(r"[^\W_]+")
_LINKS = frozenset({"va"})
_FEWEST_WORDS = 4


def unit_anomalies(directive: Directive) -> list[Anomaly]:
    """Units whose names have the same words in another order."""
    flat = directive.flat(0, len(directive.text))
    places: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], re.Match[str]]] = defaultdict(dict)
    for match in _NAME.finditer(flat):
        words = [word for word in _WORD.findall(fold_aligned(match.group("own"))) if word not in _LINKS]
        if len(words) >= _FEWEST_WORDS:
            places[match.group("head"), tuple(sorted(words))].setdefault(tuple(words), match)
    found = []
    for variants in places.values():
        if len(variants) < 2:
            continue
        names = ", ".join(f"“{squeeze(match.group())}”" for match in variants.values())
        found.append(
            Anomaly(
                code="unit_named_differently",
                severity=Severity.MEDIUM,
                message=f"Một đơn vị được gọi bằng nhiều tên: {names}.",
                suggestion="Thống nhất tên đơn vị theo quyết định thành lập.",
                spans=tuple(
                    span for match in variants.values() for span in directive.spans(match.start(), match.end())
                ),
            )
        )
    return found
