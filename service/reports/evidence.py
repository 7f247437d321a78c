"""What a claim rests on, in words for the person who checks the draft."""

from typing import Final

from core.report import AnnexRow, Claim, Report
from core.span import Span
from service.reports.calendar_words import short_date

_MOST_QUOTES: Final = 6
_LONGEST_QUOTE: Final = 400


def evidence_text(claim: Claim, report: Report) -> str:
    """Quotes with their pages, and lines of the annex; "" for a claim that is nothing but a blank."""
    rows = {row.task_id: row for row in report.annex}
    cited = [rows[task_id] for task_id in claim.task_ids if task_id in rows]
    lines = []
    if len(cited) == 1:
        lines.append(_record_line(cited[0]))
    elif cited:
        lines.append(f"Tính từ các dòng {_numbers(cited)} của Phụ lục.")
    lines += [quote_line(span) for span in claim.spans[:_MOST_QUOTES]]
    if len(claim.spans) > _MOST_QUOTES:
        lines.append(f"Và {len(claim.spans) - _MOST_QUOTES} chỗ khác trong văn bản.")
    lines += [f"{quote.source}. {quote_line(quote.span)}" for quote in claim.quotes[:_MOST_QUOTES]]
    if claim.told_by:
        lines.append(f"Theo số liệu do {', '.join(claim.told_by)} nhập hoặc xác nhận.")
    if claim.edited_by is not None:
        lines.append(_edit_line(claim))
    return "\n".join(lines)


def draft_note(report: Report) -> str:
    """How the draft was made up: which tasks were taken, whose outline was followed."""
    notes = [report.selection]
    if report.due is not None:
        notes.append(f"Hạn gửi báo cáo: {short_date(report.due)}.")
    if report.outline_spans:
        notes.append(f"Bố cục theo đề cương của văn bản. {quote_line(report.outline_spans[0])}")
    return "\n".join(note for note in notes if note)


def _edit_line(claim: Claim) -> str:
    if claim.as_drafted is None:
        return f"Câu do {claim.edited_by} thêm."
    return f"Lời của {claim.edited_by}; dự thảo ban đầu: “{claim.as_drafted}”"


def _record_line(row: AnnexRow) -> str:
    told = f"; ghi chú của đơn vị: “{row.result}”" if row.result else "; chưa có ghi chú của đơn vị"
    return f"Dòng {row.number} Phụ lục: {row.status.lower()}{told}."


def _numbers(rows: list[AnnexRow]) -> str:
    """
    >>> _numbers([AnnexRow(number=n, content="", lead_units="", deadline="", status="", result="", task_id=n)
    ...           for n in ("1", "2", "3", "7")])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(int(row.number) for row in rows):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def quote_line(span: Span) -> str:
    """Words of a document with their page; long ones are cut."""
    quote = span.text if len(span.text) <= _LONGEST_QUOTE else span.text[:_LONGEST_QUOTE].rstrip()
    more = "" if quote == span.text else " (còn tiếp)"
    return f"Trang {span.page_no}: “{quote}”{more}"
