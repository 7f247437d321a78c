"""Anomalies of a directive against itself: its number, date and kind as the letterhead and other places give them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from core.directive import Anomaly, BlockKind, Directive, Severity
from core.text import fold_aligned
from ingest.citations.document_numbers import (
    issuing_body_code,
    kind_code,
    kind_of_number,
    number_key,
    number_year,
    serial,
)
from ingest.citations.mentions import Mention
from ingest.citations.references import is_own
from ingest.letterheads.document_kinds import kinds_agree
from ingest.written_dates import as_date, written


def own_anomalies(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    """All anomalies of the directive's own number, date and kind."""
    return [
        *_year_of_number(directive),
        *_kind_of_number(directive),
        *_other_own_dates(directive, mentions),
        *_annex_of_another(directive, mentions),
    ]


def likely_issue(directive: Directive) -> date | None:
    """The latest day on which it can have been issued: its date, or the last of its number's year if that is later."""
    head = directive.letterhead
    year = number_year(head.number) if head.number else None
    if head.issued_on is None or year is None or head.issued_on.year >= year:
        return head.issued_on
    return date(year, 12, 31)


def _year_of_number(directive: Directive) -> list[Anomaly]:
    """`Số: 106/2025/TT-BCA … ngày 17 tháng 11 năm 2015`."""
    head = directive.letterhead
    year = number_year(head.number) if head.number else None
    if head.issued_on is None or year is None or year == head.issued_on.year:
        return []
    likely = as_date(head.issued_on.day, head.issued_on.month, year)
    return [
        Anomaly(
            code="number_against_date",
            severity=Severity.HIGH,
            message=f"Số {head.number} là của năm {year} nhưng ngày ban hành ghi {written(head.issued_on)}.",
            suggestion=f"Đối chiếu bản gốc: có thể là {written(likely)}." if likely else None,
            spans=(*head.spans.get("number", ()), *head.spans.get("issued_on", ())),
        )
    ]


def _kind_of_number(directive: Directive) -> list[Anomaly]:
    head = directive.letterhead
    code = kind_code(head.number) if head.number else None
    if head.kind is None or head.number is None or code is None or kinds_agree(code, head.kind):
        return []
    return [
        Anomaly(
            code="number_kind_mismatch",
            severity=Severity.HIGH,
            message=f"Văn bản là {head.kind.lower()} nhưng ký hiệu {head.number} "
            f"là của {(kind_of_number(head.number) or code).lower()}.",
            suggestion="Đối chiếu bản gốc để biết tên loại hay ký hiệu bị ghi nhầm.",
            spans=(*head.spans.get("number", ()), *head.spans.get("kind", ())),
        )
    ]


def _other_own_dates(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    """`Kèm theo Kế hoạch số 12/KH-… ngày …` with another day than the letterhead."""
    head = directive.letterhead
    found = []
    for mention in mentions:
        day = mention.issued_on
        if day is None or head.issued_on is None or day == head.issued_on or not is_own(mention, head):
            continue
        found.append(
            Anomaly(
                code="two_dates_one_document",
                severity=Severity.HIGH,
                message=f"Văn bản này ghi ngày {written(head.issued_on)} ở phần đầu, {written(day)} ở chỗ khác.",
                suggestion="Thống nhất một ngày theo bản gốc.",
                spans=(*head.spans.get("issued_on", ()), *directive.spans(mention.start, mention.end)),
            )
        )
    return found


def _annex_of_another(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    """An annex that says it belongs to a document of the same kind and body, under another number."""
    head = directive.letterhead
    if head.number is None or head.kind is None:
        return []
    heads = [block for block in directive.blocks if block.kind is BlockKind.ANNEX_HEAD]
    others: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        inside = any(block.start <= mention.start < block.end for block in heads)
        same_body = issuing_body_code(mention.number) == issuing_body_code(head.number)
        if not inside or not same_body or number_key(mention.number) == number_key(head.number):
            continue
        if fold_aligned(mention.kind or "") != fold_aligned(head.kind):
            continue
        others[mention.number].append(mention)
    return [
        Anomaly(
            code="annex_of_another_number",
            severity=Severity.LOW if serial(number) == serial(head.number) else Severity.HIGH,
            message=f"Phụ lục ghi kèm theo {group[0].kind} số {number}, văn bản này là số {head.number}.",
            suggestion="Đối chiếu để thống nhất số của văn bản và của phụ lục.",
            spans=(
                *head.spans.get("number", ()),
                *(span for mention in group for span in directive.spans(mention.start, mention.end)),
            ),
        )
        for number, group in others.items()
    ]
