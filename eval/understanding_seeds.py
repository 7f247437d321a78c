"""Faults put into clean documents by program, one at a time: how many of them are found.

Each seeder takes the text and what was understood of it and returns the text with one fault, or None where the
document gives no hold for it. The fault counts as found when an alarm of its codes appears that was not there before.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from core.directive import BlockKind, Directive
from ingest.citations.document_numbers import kind_code
from ingest.letterheads.document_kinds import KIND_NAMES

Seeder = Callable[[Directive], str | None]


class Seed(NamedTuple):
    """A kind of fault: the codes of which any is right, and what puts it in."""

    name: str
    codes: frozenset[str]
    put: Seeder


def _after_body(directive: Directive, words: str) -> str | None:
    """The text with a paragraph of `words` after the first long paragraph of the body."""
    block = next(
        (
            block
            for block in directive.blocks
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and block.end - block.start > 80
        ),
        None,
    )
    if block is None:
        return None
    return f"{directive.text[: block.end]}\n\n{words}\n\n{directive.text[block.end :].lstrip()}"


def _late_citation(directive: Directive) -> str | None:
    issued_on = directive.letterhead.issued_on
    for reference in directive.references:
        span = reference.spans[0]
        years = re.findall(r"(?:19|20)\d\d", span.text)
        if reference.issued_on is None or issued_on is None or not years or not reference.number:
            continue
        late = span.text[::-1].replace(years[-1][::-1], str(issued_on.year + 4)[::-1], 1)[::-1]
        return directive.text[: span.start] + late + directive.text[span.end :]
    return None


def _other_kind(directive: Directive) -> str | None:
    for reference in directive.references:
        span, code = reference.spans[0], kind_code(reference.number or "")
        kind = next((name for name in KIND_NAMES if span.text.startswith(name)), None)
        if code in ("KH", "QĐ", "NĐ", "TT", "NQ", "CT") and kind is not None:
            other = "Chỉ thị" if code != "CT" else "Kế hoạch"
            return directive.text[: span.start] + other + directive.text[span.start + len(kind) :]
    return None


def _second_date(directive: Directive) -> str | None:
    for reference in directive.references:
        day = reference.issued_on
        if reference.number and reference.kind and day is not None and day.day < 25:
            other = day + timedelta(days=3)
            words = f"Các đơn vị tiếp tục thực hiện {reference.kind} số {reference.number} ngày {other:%d/%m/%Y}."
            return _after_body(directive, words)
    return None


def _due(pattern: str, days: int) -> Seeder:
    def put(directive: Directive) -> str | None:
        issued_on = directive.letterhead.issued_on
        if issued_on is None:
            return None
        return _after_body(directive, pattern.format(day=issued_on + timedelta(days=days)))

    return put


def _insert(words: str) -> Seeder:
    return lambda directive: _after_body(directive, words)


def _without(field: str) -> Seeder:
    def put(directive: Directive) -> str | None:
        spans = directive.letterhead.spans.get(field, ())
        if not spans or getattr(directive.letterhead, field) is None:
            return None
        return directive.text[: spans[0].start] + directive.text[spans[0].end :]

    return put


def _cut_sentence(directive: Directive) -> str | None:
    for block in directive.blocks:
        words = directive.text[block.start : block.end]
        cut = re.search(r"(?s)^.{70,}?\b(?:và|của|các)(?= )", words)
        if block.kind is BlockKind.BULLET and cut is not None:
            return directive.text[: block.start + cut.end()] + "\n" + directive.text[block.end :]
    return None


def _annex_row(deadline: str, unit: str) -> Seeder:
    def put(directive: Directive) -> str | None:
        work = "tổ chức hội nghị quán triệt, tuyên truyền sâu rộng nội dung văn bản tới toàn thể cán bộ trong đơn vị"
        text = _after_body(directive, f"- Giao Văn phòng chủ trì {work}, hoàn thành trước ngày 30/6/2031.")
        rows = "\n".join(f"{number}\tViệc thứ {number} của kế hoạch\tVăn phòng\tNăm 2031" for number in (2, 3, 4))
        table = f"TT\tNội dung\tĐơn vị chủ trì\tThời gian\n1\t{work.capitalize()}\t{unit}\t{deadline}\n{rows}\n"
        return None if text is None else f"{text}\n\nPHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n\n{table}"

    return put


def _seed(name: str, codes: str, put: Seeder) -> Seed:
    return Seed(name, frozenset(codes.split()), put)


_ASK = "Các đơn vị báo cáo kết quả thực hiện về cơ quan thường trực trước ngày {day:%d/%m/%Y}."
_SEND = "Đề nghị gửi báo cáo bằng văn bản chậm nhất ngày {day:%d/%m/%Y} để tổng hợp."
SEEDS: tuple[Seed, ...] = (
    _seed("citation after issue", "cited_after_issue number_against_date", _late_citation),
    _seed("number against kind", "number_kind_mismatch", _other_kind),
    _seed("two dates", "two_dates_one_document number_against_date", _second_date),
    _seed("impossible date", "impossible_date", _insert("Hội nghị tổng kết tổ chức vào ngày 31/02/2031 tại trụ sở.")),
    _seed("impossible month", "impossible_date", _insert("Việc này hoàn thành trong tháng 13/2031 theo phân công.")),
    _seed("deadline before issue", "deadline_before_issue", _due(_ASK, -20)),
    _seed("deadline before issue, latest", "deadline_before_issue", _due(_SEND, -45)),
    _seed("deadline on issue", "deadline_on_issue", _due(_ASK, 0)),
    _seed("percentage", "percentage_mismatch", _insert("Kết quả: 23/24 đơn vị hoàn thành, đạt 100%.")),
    _seed("percentage in brackets", "percentage_mismatch", _insert("Có 92% (23/24) đơn vị hoàn thành nhiệm vụ.")),
    _seed("total of parts", "total_mismatch", _insert("Có 45 đồng chí, gồm: 20 đồng chí nam và 24 đồng chí nữ.")),
    _seed("overlapping phases", "overlapping_phases",
          _insert("Giai đoạn 1: từ tháng 3/2031 đến tháng 6/2031.\nGiai đoạn 2: từ tháng 5/2031 đến tháng 12/2031.")),
    _seed("overlapping years", "overlapping_phases",
          _insert("- Giai đoạn I (2031 - 2033): thí điểm.\n- Giai đoạn II (2032 - 2035): nhân rộng.")),
    _seed("period that runs backwards", "period_ends_before_start",
          _insert("Thời gian nộp hồ sơ từ ngày 15/6/2031 đến ngày 10/6/2031.")),
    _seed("weekday", "weekday_mismatch", _insert("Hội nghị họp lúc 8 giờ, thứ Hai, ngày 17/12/2031.")),
    _seed("annex with another deadline", "annex_against_body", _annex_row("Trước ngày 30/9/2031", "Văn phòng")),
    _seed("annex with another unit", "annex_against_body", _annex_row("Trước ngày 30/6/2031", "Phòng Tài chính")),
    _seed("unit under two names", "unit_named_differently",
          _insert("Phòng Tổ chức - Hành chính lập danh sách; Phòng Hành chính - Tổ chức tổng hợp.")),
    _seed("sentence cut off", "broken_off_text", _cut_sentence),
    _seed("leftovers of reading", "ocr_leftovers", _insert("Các đơn vị đẩy mạnh chuyén d6i s6 trong quản lý ✓")),
    _seed("no number", "missing_number", _without("number")),
    _seed("no date", "missing_date", _without("issued_on")),
    _seed("no signer", "missing_signer", _without("signer")),
)  # fmt: skip


def seeded(directive: Directive, understand_text: Callable[[str], Directive]) -> Iterator[tuple[str, bool]]:
    """For each fault that the document can hold: its name, and whether it is found."""
    before = {(anomaly.code, anomaly.message) for anomaly in directive.anomalies}
    for seed in SEEDS:
        text = seed.put(directive)
        if text is None:
            continue
        found = {(anomaly.code, anomaly.message) for anomaly in understand_text(text).anomalies} - before
        yield seed.name, any(code in seed.codes for code, _ in found)
