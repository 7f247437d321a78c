"""The sentences of a report that tell how the tasks stand: each from task records alone."""

import re
from datetime import date

from core.report import AnnexRow, Claim, SourceQuote, TaskTotals
from core.task import Task, TaskKind
from core.text import squeeze
from core.unit_result import UnitResult
from service.reports.asking import what_to_supply
from service.reports.blanks import blank, has_blank
from service.reports.calendar_words import long_date, short_date
from service.reports.measures import compare
from service.reports.progress import ProgressState, TaskProgress
from service.reports.responsibility import Role

_LONG_WORDS = 45
"""Longer contents are shortened in running text; the annex always has the whole."""

_STATE_LABELS = {
    ProgressState.DONE: "Đã hoàn thành",
    ProgressState.IN_PROGRESS: "Đang thực hiện",
    ProgressState.NO_INFORMATION: "Chưa có thông tin",
    ProgressState.NOT_DUE: "Chưa đến thời gian thực hiện",
}


def padded(number: int) -> str:
    """
    >>> padded(5), padded(12), padded(0)
    ('05', '12', '0')
    """
    return f"{number:02d}" if number else "0"


def clean_content(task: Task) -> str:
    """The words of a task without Markdown marks, list mark and final punctuation, capital first."""
    words = squeeze(task.content.replace("*", "")).lstrip("-–+•· ").rstrip(" ;:,")
    words = words if words.endswith(("...", "…")) else words.rstrip(".")
    words = re.sub(r"[ ,;]+(?:và|hoặc)$", "", words)
    return words[:1].upper() + words[1:]


def brief_content(task: Task, words: int = _LONG_WORDS) -> str:
    """The words of a task, cut at a clause where they are long.

    >>> brief_content(Task(id="t", document_id="d", kind=TaskKind.DUTY, content="Mở lớp tập huấn, tổ chức hội thi."), 4)
    'Mở lớp tập huấn…'
    """
    content = clean_content(task)
    if len(content.split()) <= words:
        return content
    head = " ".join(content.split()[:words])
    cuts = [match.start() for match in re.finditer(r"[;:,.](?=\s|$)| - ", head)]
    whole = [cut for cut in cuts if cut > len(head) // 3 and _is_balanced(head[:cut])]
    if not whole:
        return content
    return re.sub(r"[ ,;:.-]+(?:như|và|gồm|hoặc)?[ ,;:.-]*$", "", head[: whole[-1]] + " ") + "…"


def _is_balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("“”", "()", "[]")) and text.count('"') % 2 == 0


def totals_claim(totals: TaskTotals, counted: tuple[str, ...], *, unit: str, basis: str, day: date) -> Claim:
    """The sentence that counts; only states that occur are named, and the counts add up.

    Args:
        counted: ids of the tasks counted, the dropped ones too.
    """
    parts = (
        (totals.done, "đã hoàn thành"),
        (totals.in_progress, "đang thực hiện"),
        (totals.no_information, "chưa có thông tin về kết quả thực hiện"),
        (totals.not_due, "chưa đến thời gian thực hiện"),
    )
    listed = "; ".join(f"{padded(number)} {words}" for number, words in parts if number)
    text = (
        f"Tính đến {long_date(day)}, {unit} theo dõi {padded(totals.total)} nhiệm vụ, chỉ tiêu "
        f"theo {basis} (danh mục tại Phụ lục kèm theo), trong đó: {listed}."
    )
    if totals.dropped:
        text += f" Ngoài ra, {padded(totals.dropped)} nhiệm vụ không tiếp tục theo dõi."
    return Claim(text=text, task_ids=counted)


def task_claim(item: TaskProgress, period_end: date, told: UnitResult | None = None) -> Claim:
    """The line on one task: its words, its time, how it stands, and a blank for what nobody has told.

    Args:
        told: what the unit told of it, on which status and note rest.
    """
    task = item.task
    label = "Chỉ tiêu: " if task.kind is TaskKind.TARGET else ""
    text = f"{label}{brief_content(task)}{_in_brackets(item)}: {_standing(item, period_end)}"
    return Claim(
        text=text,
        spans=task.spans,
        task_ids=(task.id,),
        is_blank=has_blank(text),
        quotes=quotes_of(told),
        told_by=(told.told_by,) if told else (),
    )


def quotes_of(told: UnitResult | None) -> tuple[SourceQuote, ...]:
    """The words of the unit's own report that a result was read from."""
    if told is None or told.report_id is None:
        return ()
    source = f"Báo cáo của {told.unit}"
    return tuple(SourceQuote(document_id=told.report_id, source=source, span=span) for span in told.spans)


def next_claim(item: TaskProgress) -> Claim:
    """The line on a task that goes on after the period."""
    task = item.task
    text = f"{brief_content(task, 30)}{_in_brackets(item)}"
    text = text if text.endswith("…") else f"{text}."
    return Claim(text=text, spans=task.spans, task_ids=(task.id,))


def annex_row(item: TaskProgress) -> AnnexRow:
    task = item.task
    label = _STATE_LABELS[item.state]
    return AnnexRow(
        number=str(item.number),
        content=clean_content(task),
        lead_units="; ".join(task.lead_units),
        deadline=task.deadline.raw if task.deadline else "",
        status=f"{label}, đã đến thời hạn" if item.is_overdue and item.state is ProgressState.IN_PROGRESS else label,
        result=_sentence(task.note) if task.note else "",
        task_id=task.id,
        spans=task.spans,
    )


def annex_result(row: AnnexRow) -> str:
    """What the annex shows as the result of a task: as told, else a blank; "" for one that is not due."""
    if row.result or row.status == _STATE_LABELS[ProgressState.NOT_DUE]:
        return row.result
    return blank("kết quả, số liệu")


def _in_brackets(item: TaskProgress) -> str:
    facts = []
    if item.role is Role.COORDINATING:
        facts.append("phối hợp thực hiện")
    deadline = item.task.deadline
    words = squeeze(deadline.raw) if deadline else ""
    if deadline and words and words.lower() not in squeeze(item.task.content).lower():
        is_occasion = deadline.date is None and deadline.start is None and deadline.rrule is None
        facts.append(("" if is_occasion else "thời hạn: ") + words[:1].lower() + words[1:])
    return f" ({'; '.join(facts)})" if facts else ""


def _standing(item: TaskProgress, period_end: date) -> str:
    task, ask = item.task, what_to_supply(item.task)
    if item.state is ProgressState.NOT_DUE:
        return "chưa đến thời gian thực hiện."
    if item.state is ProgressState.DONE:
        return f"đã hoàn thành{_told(task, ask)}"
    if item.state is ProgressState.IN_PROGRESS:
        late = ", đã đến thời hạn nhưng chưa hoàn thành" if item.is_overdue else ""
        return f"đang thực hiện{late}{_told(task, f'{ask} (đến ngày {short_date(period_end)})')}"
    if task.note:
        return f"{_sentence(task.note)}{_against_target(task)} {blank('mức độ hoàn thành')}."
    return f"{blank(f'tình hình thực hiện; {ask}')}."


def _told(task: Task, ask: str) -> str:
    if task.note:
        return f". {_sentence(task.note)}{_against_target(task)}"
    return f"; {blank(ask)}."


def _against_target(task: Task) -> str:
    if task.kind is not TaskKind.TARGET or not task.measure or not task.note:
        return ""
    verdict = compare(task.measure, task.note, content=task.content)
    if verdict is None:
        return f" Chỉ tiêu giao: {task.measure}."
    return f" Kết quả {verdict}."


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."
