"""Anomalies of citations: a date after the directive's own, a number against its kind, two dates or numbers for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from core.directive import Anomaly, Directive, Severity
from core.span import Span
from core.text import fold_aligned
from ingest.anomalies.own_statements import likely_issue
from ingest.citations.document_identity import merge_key
from ingest.citations.document_numbers import kind_code, number_key, number_year
from ingest.citations.mentions import Mention
from ingest.citations.references import is_own
from ingest.letterheads.document_kinds import kind_of_code, kinds_agree
from ingest.written_dates import as_date, written

_FAR_YEARS = 2


def citation_anomalies(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    """All anomalies of the citations by number."""
    cited = [mention for mention in mentions if not is_own(mention, directive.letterhead)]
    by_reference = _by_reference(directive, cited)
    found = [
        *_cited_after_issue(directive, cited),
        *_year_of_number(directive, cited),
        *_kind_mismatches(directive, cited),
    ]
    for group in by_reference:
        found.extend(_two_dates(directive, group))
        found.extend(_two_numbers(directive, group))
    return found


def _by_reference(directive: Directive, mentions: Sequence[Mention]) -> list[list[Mention]]:
    groups = []
    for reference in directive.references:
        starts = {span.start for span in reference.spans}
        group = [mention for mention in mentions if mention.start in starts]
        if len(group) > 1:
            groups.append(group)
    return groups


def _spans(directive: Directive, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    return tuple(span for mention in mentions for span in directive.spans(mention.start, mention.end))


def _cited_after_issue(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    issued_on = likely_issue(directive)
    late: dict[tuple[str, date], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if issued_on is not None and mention.issued_on is not None and mention.issued_on > issued_on:
            late[number_key(mention.number), mention.issued_on].append(mention)
    found = []
    for (_, cited_on), group in late.items():
        assert issued_on is not None
        likely = _likely_date(cited_on, issued_on)
        reason = (
            f"có thể là {written(likely)} (cùng ngày, tháng, năm sớm hơn)"
            if likely
            else "có thể một trong hai ngày ghi nhầm"
        )
        found.append(
            Anomaly(
                code="cited_after_issue",
                severity=Severity.HIGH,
                message=f"Văn bản {group[0].number} được dẫn với ngày {written(cited_on)}, "
                f"sau ngày ban hành văn bản này ({written(issued_on)}).",
                suggestion=f"Đối chiếu bản gốc: {reason}.",
                spans=_spans(directive, group),
            )
        )
    return found


def _likely_date(cited_on: date, issued_on: date) -> date | None:
    """The same day and month with one digit of the year mended: the year before, or ten years before."""
    step = 1 if cited_on.year - issued_on.year < _FAR_YEARS else 10
    if cited_on.day == 29 and cited_on.month == 2:
        return None
    likely = cited_on.replace(year=cited_on.year - step)
    return likely if likely <= issued_on else None


def _kind_mismatches(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    wrong: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        code = kind_code(mention.number)
        named = mention.kind is not None and directive.text[mention.start].isupper()
        if not named or mention.kind is None or code is None or kinds_agree(code, mention.kind):
            continue
        wrong[number_key(mention.number), fold_aligned(mention.kind)].append(mention)
    found = []
    for group in wrong.values():
        code = kind_code(group[0].number) or ""
        found.append(
            Anomaly(
                code="number_kind_mismatch",
                severity=Severity.HIGH,
                message=f"Gọi là “{group[0].kind}” nhưng ký hiệu {group[0].number} "
                f"là của {(kind_of_code(code) or code).lower()}.",
                suggestion="Đối chiếu bản gốc để biết tên loại hay ký hiệu bị ghi nhầm.",
                spans=_spans(directive, group),
            )
        )
    return found


def _two_dates(directive: Directive, group: Sequence[Mention]) -> list[Anomaly]:
    dates = sorted({mention.issued_on for mention in group if mention.issued_on is not None})
    if len(dates) < 2:
        return []
    listed = " và ".join(written(day) for day in dates)
    return [
        Anomaly(
            code="two_dates_one_document",
            severity=Severity.MEDIUM,
            message=f"Văn bản {group[0].number} được dẫn với {len(dates)} ngày khác nhau: {listed}.",
            suggestion="Đối chiếu bản gốc để thống nhất một ngày.",
            spans=_spans(directive, [mention for mention in group if mention.issued_on is not None]),
        )
    ]


def _two_numbers(directive: Directive, group: Sequence[Mention]) -> list[Anomaly]:
    lower = {mention.number.lower(): mention.number for mention in group}
    # In a title in capitals the codes are in capitals too: no second spelling.
    spelled = {lower[mention.number.lower()]: mention for mention in reversed(group)}
    spaced = {_as_printed(directive, mention): mention for mention in reversed(group)}
    spaced = {name: spaced[name] for name in {name.lower(): name for name in spaced}.values()}
    if len(spelled) > 1:
        severity, variants = _severity_of(spelled), spelled
    elif len(spaced) > 1:
        severity, variants = Severity.LOW, spaced
    else:
        return []
    return [
        Anomaly(
            code="two_numbers_one_document",
            severity=severity,
            message="Một văn bản được viết với nhiều số, ký hiệu: "
            + ", ".join(f"“{name}”" for name in sorted(variants))
            + ".",
            suggestion="Thống nhất một cách ghi theo bản gốc.",
            spans=_spans(directive, sorted(variants.values(), key=lambda mention: mention.start)),
        )
    ]


def _severity_of(numbers: Iterable[str]) -> Severity:
    """How grave it is that one document goes by these numbers: mere slips of reading and zeros are not."""
    known = list(numbers)
    if len({merge_key(number) for number in known}) == 1:
        return Severity.LOW
    return Severity.HIGH if len({kind_code(number) for number in known}) > 1 else Severity.MEDIUM


def _year_of_number(directive: Directive, mentions: Sequence[Mention]) -> list[Anomaly]:
    """`Nghị định số 06/2024/NĐ-CP ngày 15/11/2025`: the number is of another year than the date."""
    wrong: dict[tuple[str, date], list[Mention]] = defaultdict(list)
    issued_on = likely_issue(directive)
    for mention in mentions:
        day, year = mention.issued_on, number_year(mention.number)
        is_late = issued_on is not None and day is not None and day > issued_on
        if day is not None and year is not None and day.year != year and not is_late:
            wrong[number_key(mention.number), day].append(mention)
    found = []
    for (_, day), group in wrong.items():
        likely = as_date(day.day, day.month, number_year(group[0].number) or day.year)
        found.append(
            Anomaly(
                code="number_against_date",
                severity=Severity.MEDIUM,
                message=f"Số {group[0].number} là của năm {number_year(group[0].number)} nhưng được dẫn với "
                f"ngày {written(day)}.",
                suggestion=f"Đối chiếu bản gốc: có thể là {written(likely)}." if likely else None,
                spans=_spans(directive, group),
            )
        )
    return found


def _as_printed(directive: Directive, mention: Mention) -> str:
    """The number with its spaces; a line break inside it says nothing about how it was typed."""
    printed = directive.text[mention.number_start : mention.number_end]
    broken = "\n" in printed or "\f" in printed or printed.replace("- ", "-") == mention.number
    return mention.number if broken else printed
