"""Documents cited by name alone: laws, congress resolutions, schemes and programmes with a quoted title."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

from core.directive import BlockKind, Directive
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.letters import UPPER
from ingest.written_dates import find_written_dates

_LAW_START = re.compile(r"\b(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh|LUẬT)\s+(?=\w)")
_BASIS_LAW = re.compile(
    r"Căn cứ (?P<name>(?P<kind>Luật|Bộ luật|Pháp lệnh)\s+[^;.()\d]{4,120}?)\s*(?=ngày|năm|;|,\s|\(|$)"
)
_PLACE = r"tỉnh|thành phố|huyện|xã|phường|các"
_BODY = (
    r"(?:Đảng bộ|Đảng|Công đoàn|Liên đoàn|Hội|Đoàn)"
    rf"(?:\s+(?:{_PLACE}|[{UPPER}]\w*(?:\s+(?!và\b|với\b|về\b|của\b|theo\b)\w+(?=\s+(?:{_PLACE}|[{UPPER}])))?))*"
)
_CONGRESS = re.compile(
    r"Nghị quyết\s+(?:của\s+)?(?P<name>Đại hội\s+"
    r"(?:\d{1,2}\b|(?:[^\W\d_]+\s+){0,12}?(?:[XVI]{1,6}\b|lần thứ\s+(?:\d+|[XVI]+)\b))"
    rf"(?:\s+(?:của\s+)?{_BODY})?)"
)
_QUOTED = re.compile(
    r"\b(?P<kind>Đề án|Chương trình|Kế hoạch|Nghị quyết|Quy chế|Dự án|Chiến lược)\s+(?:về\s+)?"
    r"[“\"](?P<title>[^”\"]{15,300})[”\"]",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\s+của\s+((?:Tổng|Bộ|Chính|Thủ|Ủy|UBND|Ban|Công|Liên|Đảng|Quốc)[^,;.()]{2,60}?)(?=\s+(?:để|về|ban|nhằm|trong|và)\b|[,;.()]|$)"
)


class NamedDocument(NamedTuple):
    """A document cited without a number, with every place that cites it (half-open offsets)."""

    kind: str
    title: str
    issued_on: date | None
    issuer: str | None
    places: tuple[tuple[int, int], ...]


def find_named_documents(directive: Directive, taken: Sequence[Span]) -> tuple[NamedDocument, ...]:
    """Documents cited by name, in order; places inside `taken` (citations by number) are left out."""
    flat = directive.flat(0, len(directive.text))
    own = fold_aligned(directive.letterhead.title or "")
    found: dict[str, NamedDocument] = {}
    for document in sorted([*_laws(flat), *_congresses(flat), *_quoted(flat)], key=lambda item: item.places[0]):
        start, end = document.places[0]
        title = fold_aligned(document.title).strip('“”" ')
        if any(span.start < end and start < span.end for span in taken) or _is_own_title(title, own):
            continue
        if _in_head(directive, start):
            continue
        key = f"{fold_aligned(document.kind)} {title}"
        key = next((other for other in found if other.startswith(f"{key} ")), key)
        known = found.get(key)
        found[key] = (
            document
            if known is None
            else known._replace(
                places=known.places + document.places,
                issued_on=known.issued_on or document.issued_on,
                issuer=known.issuer or document.issuer,
            )
        )
    return tuple(found.values())


def _is_own_title(title: str, own: str) -> bool:
    return bool(own) and (title in own or own in title or title[:40] in own)


def _in_head(directive: Directive, offset: int) -> bool:
    return any(
        block.start <= offset < block.end
        for block in directive.blocks
        if block.kind in (BlockKind.LETTERHEAD, BlockKind.RECIPIENTS, BlockKind.SIGNATURE)
    )


def _laws(flat: str) -> list[NamedDocument]:
    found = []
    folded = fold_aligned(flat)
    for match in _LAW_START.finditer(flat):
        length = _known_law_length(folded, match.start())
        end = match.start() + length if length else 0
        if not end:
            basis = _BASIS_LAW.match(flat, max(0, match.start() - 7))
            end = basis.end("name") if basis and basis.start("name") == match.start() else 0
        if not end or re.match(r"\s+(?:số\s*)?:?\s*\d+/\d{4}/", flat[end : end + 20]):
            continue
        kind = "Bộ luật" if folded[match.start() :].startswith("bo luat") else squeeze(match.group()).capitalize()
        issued_on, year_end = _date_or_year(flat, end)
        found.append(
            NamedDocument(kind, squeeze(flat[match.start() : year_end]), issued_on, None, ((match.start(), year_end),))
        )
    return found


def _date_or_year(flat: str, end: int) -> tuple[date | None, int]:
    """The date right after a law's name; `năm 2019` belongs to the name."""
    window = flat[end : end + 40]
    dates = [found for found in find_written_dates(window) if found.start <= 8]
    if dates and re.match(r"\s*,?\s*(?:ngày)?\s*$", window[: dates[0].start]):
        return dates[0].value, end
    year = re.match(r"\s+(?:năm\s+)?(?:19|20)\d\d\b(?!\s*/)", window)
    return None, end + (year.end() if year else 0)


def _known_law_length(folded: str, start: int) -> int:
    """Length of the longest known law name at `start`, 0 when there is none."""
    window = folded[start : start + 110]
    for length in sorted(_law_lengths(), reverse=True):
        name = window[:length]
        if name in _laws_known() and not window[length : length + 1].isalnum():
            return length
    return 0


@cache
def _laws_known() -> frozenset[str]:
    text = (resources.files("ingest") / "lists" / "laws.txt").read_text("utf-8")
    return frozenset(fold_aligned(line) for line in text.splitlines() if line)


@cache
def _law_lengths() -> frozenset[int]:
    return frozenset(len(name) for name in _laws_known())


def _congresses(flat: str) -> list[NamedDocument]:
    return [
        NamedDocument("Nghị quyết", squeeze(match.group("name")), None, None, ((match.start(), match.end()),))
        for match in _CONGRESS.finditer(flat)
    ]


def _quoted(flat: str) -> list[NamedDocument]:
    found = []
    for match in _QUOTED.finditer(flat):
        issuer = _ISSUER.match(flat, match.end(), match.end() + 90)
        kind = match.group("kind")
        found.append(
            NamedDocument(
                kind=kind[0].upper() + kind[1:],
                title=f"“{squeeze(match.group('title')).strip('*_ ')}”",
                issued_on=None,
                issuer=squeeze(issuer.group(1)) if issuer else None,
                places=((match.start(), match.end()),),
            )
        )
    return found
