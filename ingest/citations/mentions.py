"""Single places of a text that cite a document by its number, with what stands beside it: kind, date, issuer, title."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.text import fold_aligned, squeeze
from ingest.citations.document_numbers import NUMBER, canonical_number, is_document_number, number_key
from ingest.letterheads.document_kinds import KIND_NAMES
from ingest.letterheads.organisations import opens_body_name, without_definition
from ingest.letters import UPPER
from ingest.written_dates import WrittenDate, find_written_dates

_KINDS = "|".join(fold_aligned(name) for name in KIND_NAMES)
_KIND = re.compile(
    rf"({_KINDS}|van ban|cv|nd|tt|qd|nq|ct|tb|kh)"
    r"\s*(?:so|s[o0-9]{0,2}|lien tich so)?\s*[:.]?\s*$"
)
_KIND_OF_BODY = re.compile(rf"({_KINDS}) cua (?:(?!{_KINDS})[^.;,]){{3,60}}? so\s*[:.]?\s*$")
_LAW = re.compile(r"\b(Luật|Bộ luật|Bộ Luật|Pháp lệnh|Nghị quyết|Hiến pháp)\s+([^.;()]{0,160}?)\s*(?:số)?\s*:?\s*$")
_LAW_NUMBER = re.compile(r"/(?:QH|UBTVQH|PL-UBTVQH|L-CTN|NQ-UBTVQH)\d*$")
_DATE_LEAD = re.compile(r"\s*[,(]?\s*(?:duoc\s+)?(?:(?:ky|ban hanh|thong qua|cong bo)\s+)?(?:ngay)?\s*")
_ISSUED_BY_BEFORE = re.compile(r"\s*,?\s*(.{4,110}?)\s+(?:đã\s+)?(?:có|ký|ban hành|ký ban hành)\s*$")
_ISSUER = re.compile(r"\s*[,)]?\s*(?:được\s+)?(?:do|của)\s+")
_ISSUER_END = re.compile(
    rf"[.;:“”\"\[\]\t]|\((?![{UPPER}&]{{2,12}}\))|,(?!\s+(?:Thể thao|Trẻ em|Lao động|Xã hội))"
    r"|\s(?i:về|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|triển khai|thực hiện|giao|công bố|bằng|trong|đến|tại|để"
    r"|và việc|nhằm|thì|có|được|là|theo|gắn|cho|V/v|ký|yêu cầu|đề nghị|thông báo|thay thế|ngày|đã|tới|một cách|vào|chỉ"
    r"|và đề ra|và các)\b"
    r"|\s(?:và|hoặc)\s+(?:các\s+)?(?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Chương trình|Công văn|Thông tư|Nghị định"
    r"|Luật|Hướng dẫn)"
)
_TITLE = re.compile(
    r"\s*[,)]?\s*(?=(?:về|V/v|phê duyệt|quy định|ban hành|hướng dẫn|sửa đổi|triển khai|thực hiện|giao|công bố|“)\s?)"
)
_TITLE_END = re.compile(
    r"[;\t]|\.(?:\s|$|\.)|\((?:sau đây|dưới đây|gọi tắt|viết tắt|gửi kèm)|”(?=\s*[,.;)]|\s*$)|\)(?=\s*[,.;]|\s*$)"
)
_SERIES = re.compile(r"\s*(?:,|;|và|hoặc)?\s*(?:số)?\s*")
_FORM = re.compile(
    r"\b(?:mau|bieu|bieu mau|phu luc|ky hieu|ma so|tieu chuan|quy chuan)(?: so)?(?: [\d, ]{1,20}va)?\s*:?\s*$"
    r"|(?:tcvn|qcvn)\W*\d+:$"
)
_FORM_REACH = 40
_REACH_BACK = 90
_LAW_REACH = 200
_REACH_FORWARD = 60
_TITLE_LENGTH = 400


class Mention(NamedTuple):
    """One citation of a numbered document.

    Attributes:
        start, end: half-open offsets of kind, number and date.
        number: canonical spelling; `number_start`, `number_end` are where it stands.
        kind: as written, None when the words before the number name none.
        written_date: the date beside the number.
        issuer, title: as written, on one line.
        reach: end of everything that belongs to the citation, title included.
    """

    start: int
    end: int
    number: str
    number_start: int
    number_end: int
    kind: str | None
    written_date: WrittenDate | None
    issuer: str | None
    title: str | None
    reach: int

    @property
    def issued_on(self) -> date | None:
        return self.written_date.value if self.written_date else None


def find_mentions(flat: str, stops: Sequence[int]) -> tuple[Mention, ...]:
    """All citations by number in `flat`; no citation reaches over an offset of `stops` (ends of blocks), ascending."""
    found = _without_forms(flat, [match for match in NUMBER.finditer(flat) if is_document_number(match.group())])
    keys = {number_key(match.group()) for match in found}
    mentions: list[Mention] = []
    for index, match in enumerate(found):
        start, end = _whole_number(flat, match, keys)
        following = found[index + 1].start() if index + 1 < len(found) else len(flat)
        at = bisect_left(stops, end)
        stop = stops[at] if at < len(stops) else len(flat)
        floor = max(stops[at - 1] if at else 0, mentions[-1].end if mentions else 0)
        before = mentions[-1] if mentions else None
        mentions.append(_read_mention(flat, (start, end), (floor, stop), following=following, before=before))
    return tuple(mentions)


def _without_forms(flat: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers that are no numbers of forms or annexes (`Mẫu số 02/KK-TNCN và 04/…`)."""
    kept: list[re.Match[str]] = []
    form_end = -1
    for match in found:
        before = fold_aligned(flat[max(0, match.start() - _FORM_REACH) : match.start()])
        in_series = form_end >= 0 and _SERIES.fullmatch(flat[form_end : match.start()]) is not None
        if _FORM.search(before) or in_series:
            form_end = match.end()
        else:
            kept.append(match)
    return kept


def _whole_number(flat: str, match: re.Match[str], keys: set[str]) -> tuple[int, int]:
    """Offsets of the number with parts that a stray space cut off (`1 17/2018`, `ĐĐ TLĐ`)."""
    start, end = match.span()
    cut = re.search(r"\bsố\s+(\d{1,3})\s$", flat[max(0, start - 12) : start])
    if cut is not None:
        start -= len(cut.group(1)) + 1
    tail = re.match(rf" ([{UPPER}]{{2,10}})\b", flat[end : end + 14])
    if tail is not None and number_key(flat[start:end] + tail.group(1)) in keys:
        end += tail.end()
    return start, end


def _read_mention(
    flat: str, place: tuple[int, int], bounds: tuple[int, int], *, following: int, before: Mention | None
) -> Mention:
    """What stands beside the number at `place`; nothing is read outside `bounds`."""
    start, end = place
    floor, stop = bounds
    number = canonical_number(flat[start:end])
    kind, kind_start, title = _kind_before(flat, start, number, floor=min(floor, start))
    if kind is None and before is not None and _SERIES.fullmatch(flat[before.end : start]):
        kind = before.kind
    written, reach = _date_after(flat, end, stop)
    issuer, reach = _issuer_after(flat, reach, stop)
    if written is None:
        late, late_reach = _date_after(flat, reach, min(stop, following))
        if late is not None and re.match(r"\s*,?\s*\(?(?:ký |ban hành )?ngày", flat[reach : reach + 24]):
            written, reach = late, late_reach
    if written is None and issuer is None:
        written, issuer = _issued_before(flat, kind_start)
    found_title, reach = _title_after(flat, reach, stop)
    return Mention(
        start=kind_start,
        end=max(end, written.end if written and written.start >= end else end),
        number=number,
        number_start=start,
        number_end=end,
        kind=kind,
        written_date=written,
        issuer=issuer,
        title=title or found_title,
        reach=reach,
    )


def _kind_before(flat: str, start: int, number: str, *, floor: int) -> tuple[str | None, int, str | None]:
    """Kind as written, where it begins, and for a law its name."""
    begin = max(floor, start - _REACH_BACK)
    if _LAW_NUMBER.search(number):
        begin = max(floor, start - _LAW_REACH)
        laws = list(re.finditer(r"\b(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh|Nghị quyết)\b", flat[begin:start]))
        for law in laws:
            match = _LAW.match(flat[begin + law.start() : start])
            if match is not None and not re.search(r"\d{4}|,\s+Luật| và Luật", match.group(2)):
                name = squeeze(match.group(2)).rstrip(" ,")
                return match.group(1), begin + law.start(), name or None
        return None, start, None
    before = fold_aligned(flat[begin:start])
    match = _KIND.search(before) or _KIND_OF_BODY.search(before)
    if match is None or (match.start() and flat[begin + match.start() - 1].isalnum()):
        return None, start, None
    written = squeeze(flat[begin + match.start(1) : begin + match.end(1)])
    return _tidy_kind(written), begin + match.start(1), None


def _tidy_kind(written: str) -> str | None:
    if len(written) <= 3 or fold_aligned(written) == "van ban":
        return None
    return written[0].upper() + written[1:].lower() if written.isupper() else written[0].upper() + written[1:]


def _date_after(flat: str, at: int, stop: int) -> tuple[WrittenDate | None, int]:
    window = flat[at : min(stop, at + _REACH_FORWARD)]
    lead = _DATE_LEAD.match(fold_aligned(window))
    begin = lead.end() if lead else 0
    found = next(iter(find_written_dates(window)), None)
    if found is None or found.start > begin or (lead is not None and begin == 0 and found.start > 0):
        return None, at
    end = at + found.end
    if flat[end : end + 1] == ")":
        end += 1
    moved = found._replace(start=at + found.start, end=at + found.end)
    return moved, end


def _issuer_after(flat: str, at: int, stop: int) -> tuple[str | None, int]:
    lead = _ISSUER.match(flat, at, min(stop, at + 20))
    if lead is None:
        return None, at
    window = flat[lead.end() : min(stop, lead.end() + 150)]
    end = _ISSUER_END.search(window + " . ")
    name = without_definition(window[: end.start()] if end else window)
    name = name.rstrip(" )*_-–")
    if not name or not (opens_body_name(name) or name[0].isupper()) or len(name) > 130:
        return None, at
    return name, lead.end() + (end.start() if end else len(window))


def _issued_before(flat: str, start: int) -> tuple[WrittenDate | None, str | None]:
    """Date and issuer of `Ngày 19/6/2025 Tổng Liên đoàn … ban hành Kế hoạch số …`."""
    begin = max(0, start - 160)
    window = flat[begin:start]
    for found in reversed(find_written_dates(window)):
        issuer = _ISSUED_BY_BEFORE.fullmatch(window[found.end :])
        if issuer is not None and opens_body_name(issuer.group(1)) and issuer.group(1)[0].isupper():
            moved = found._replace(start=begin + found.start, end=begin + found.end)
            return moved, without_definition(issuer.group(1))
        break
    return None, None


def _title_after(flat: str, at: int, stop: int) -> tuple[str | None, int]:
    lead = _TITLE.match(flat, at, min(stop, at + 40))
    if lead is None:
        return None, at
    window = flat[lead.end() : min(stop, lead.end() + _TITLE_LENGTH)]
    end = _TITLE_END.search(window)
    close = end.start() + (window[end.start()] == "”") if end else len(window)
    title = squeeze(window[:close]).rstrip(" ,-–*")
    return (title, lead.end() + close) if len(title) > 6 else (None, at)
