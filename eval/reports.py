"""Checks on a drafted report against the directive and the task records alone: nothing in it may stand without support.

Pure: they know nothing of how the draft was made, so a draft that a person or a chat model changed is judged the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from core.directive import Directive
from core.record import Record
from core.report import Claim, Report, ReportSection
from core.task import Task, TaskStatus
from core.text import fold

_BLANK: Final = re.compile(r"\[điền: [^\]]+\]")
_NUMBER: Final = re.compile(r"\d+(?:[.,/]\d+)*")
_LONG_DATE: Final = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_COUNT: Final = re.compile(
    r"(\d+) (nhiệm vụ, chỉ tiêu|đã hoàn thành|đang thực hiện|chưa có thông tin|chưa đến thời gian|nhiệm vụ không)"
)
_CODE: Final = re.compile(r"\d+(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w&Đđ]*(?:[-/][A-ZĐ][\w&Đđ]*)*")
_COUNTS: Final = re.compile(r"\d+ nhiệm vụ, chỉ tiêu")
_WORD: Final = re.compile(r"[\w&]+")
_HOUSE_WORDS: Final = frozenset(("phu luc",))


class Fault(Record):
    """Something in a draft that the records do not bear out.

    Attributes:
        code: `span`, `task`, `number`, `code`, `name`, `totals`, `annex` or `silent` (nothing told, and no blank).
        text: the claim or line.
        detail: what in it is wrong.
    """

    code: str
    text: str
    detail: str


def report_faults(report: Report, *, directive: Directive, tasks: Sequence[Task]) -> tuple[Fault, ...]:
    """Every fault of the draft; empty when each claim is traced, each number recomputed, each gap a blank."""
    known = {task.id: task for task in tasks}
    faults = [fault for claim in claims_of(report) for fault in _claim_faults(claim, report, directive, known)]
    return (*faults, *_annex_faults(report, known), *_totals_faults(report, known), *_silence(report, known))


def traced_share(report: Report, *, directive: Directive, tasks: Sequence[Task]) -> float:
    """Share of claims without a fault of their own, 0..1."""
    known = {task.id: task for task in tasks}
    claims = tuple(claims_of(report))
    good = sum(not any(True for _ in _claim_faults(claim, report, directive, known)) for claim in claims)
    return good / len(claims) if claims else 1.0


def claims_of(report: Report) -> Iterator[Claim]:
    """All claims in reading order."""
    yield report.lead
    for section in report.sections:
        yield from _claims_in(section)
    yield report.closing


def _claims_in(section: ReportSection) -> Iterator[Claim]:
    yield from section.claims
    for child in section.children:
        yield from _claims_in(child)


def _claim_faults(claim: Claim, report: Report, directive: Directive, known: Mapping[str, Task]) -> Iterator[Fault]:
    for span in claim.spans:
        if directive.text[span.start : span.end] != span.text:
            yield Fault(code="span", text=claim.text, detail=span.text)
    for task_id in claim.task_ids:
        if task_id not in known:
            yield Fault(code="task", text=claim.text, detail=task_id)
    stated = _BLANK.sub(" ", claim.text)
    for number, words in _miscounted(stated, claim, report, known):
        yield Fault(code="number", text=claim.text, detail=f"{number} {words}")
    for code, words in _unsupported(stated, _support(claim, report, directive, known)):
        yield Fault(code=code, text=claim.text, detail=words)


def _unsupported(stated: str, supports: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Numbers, codes and names of a statement that its support does not hold."""
    support = "\n".join(supports)
    known = set(_figures(support))
    for number in _figures(stated):
        if number not in known:
            yield "number", number
    folded = fold(support)
    for code in _CODE.findall(stated):
        if fold(re.sub(r"\s", "", code)) not in re.sub(r"\s", "", folded):
            yield "code", code
    for name in _names(stated):
        if fold(name) not in folded and not _is_spelled_out(fold(name), folded):
            yield "name", name


def _figures(text: str) -> list[str]:
    """Figures and dates, each as one, without leading zeros: "ngày 05 tháng 02 năm 2026" and "05/02/2026" are one.

    >>> _figures("ngày 05 tháng 02 năm 2026: 08/30, 1.250")
    ['5/2/2026', '8/30', '1.250']
    """
    dated = _LONG_DATE.sub(r"\1/\2/\3", text)
    return ["/".join(part.lstrip("0") or "0" for part in found.split("/")) for found in _NUMBER.findall(dated)]


def _names(stated: str) -> Iterator[str]:
    """Runs of two or more words with a capital, the first word of a sentence left out."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(stated):
        gap = stated[end : match.start()]
        is_capital = match.group()[:1].isupper() and not (end == 0 or "." in gap or ":" in gap)
        if run and (not is_capital or gap != " "):
            if len(run) > 1:
                yield " ".join(run)
            run = []
        if is_capital:
            run.append(match.group())
        end = match.end()
    if len(run) > 1:
        yield " ".join(run)


def _is_spelled_out(name: str, support: str) -> bool:
    """Every word of a name stands in the support, or the name is one of the house's own words."""
    return name in _HOUSE_WORDS or all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", support) for word in name.split())


def _support(claim: Claim, report: Report, directive: Directive, known: Mapping[str, Task]) -> list[str]:
    """All words that may bear a claim out: its spans and tasks, what a person entered, and the recomputed counts."""
    told = [span.text for span in claim.spans]
    for task_id in claim.task_ids:
        if task_id in known:
            told += _words_of(known[task_id])
    told += [report.unit, report.recipient or ""]
    counts = len(claim.task_ids) != 1 or _COUNTS.search(claim.text) is not None
    if counts or claim in (report.lead, report.closing):
        told += [report.title, _dates(report.period_start), _dates(report.period_end), *_letterhead_words(directive)]
    if counts or len(report.annex) == 1:
        told += _recounted(claim, report, known)
    return told


def _letterhead_words(directive: Directive) -> list[str]:
    """The letterhead record: read from the page, or put right by a person."""
    head = directive.letterhead
    day = _dates(head.issued_on) if head.issued_on else ""
    return [
        word for word in (head.kind, head.number, day, head.issuer, head.parent_issuer, head.place, head.title) if word
    ]


def _words_of(task: Task) -> list[str]:
    deadline = task.deadline.raw if task.deadline else ""
    return [task.content, task.note or "", task.measure or "", deadline, task.report_to or "", *task.lead_units]


def _recounted(claim: Claim, report: Report, known: Mapping[str, Task]) -> list[str]:
    """Counts over the tasks that the claim names, by their status, and of all of them."""
    named = [known[task_id] for task_id in claim.task_ids if task_id in known]
    counts = {len(named), *(sum(task.status is status for task in named) for status in TaskStatus)}
    if report.totals is not None:
        counts |= set(report.totals.model_dump().values())
        return [*map(str, counts), f"{report.totals.done}/{report.totals.total}"]
    return [str(count) for count in counts]


def _miscounted(stated: str, claim: Claim, report: Report, known: Mapping[str, Task]) -> Iterator[tuple[str, str]]:
    """Counts that are not those of the tasks that the claim names, by what they are said to count."""
    totals = report.totals
    named = sum(task_id in known for task_id in claim.task_ids)
    if totals is None or named == 0:
        return
    right = {
        "đã hoàn thành": {totals.done},
        "đang thực hiện": {totals.in_progress},
        "chưa có thông tin": {totals.no_information},
        "chưa đến thời gian": {totals.not_due},
        "nhiệm vụ không": {totals.dropped},
        "nhiệm vụ, chỉ tiêu": {named, named - totals.dropped} if named < len(report.annex) else {totals.total},
    }
    for number, words in _COUNT.findall(stated):
        if int(number) not in right[words]:
            yield number, words


def _dates(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year} năm {day.year}"


def _annex_faults(report: Report, known: Mapping[str, Task]) -> Iterator[Fault]:
    for number, row in enumerate(report.annex, start=1):
        task = known.get(row.task_id)
        if task is None or row.number != str(number):
            yield Fault(code="annex", text=row.content, detail=row.task_id)
            continue
        is_told_done = row.status.startswith("Đã hoàn thành")
        if is_told_done != (task.status is TaskStatus.DONE):
            yield Fault(code="annex", text=row.content, detail=row.status)
        if (row.result != "") != _has_note(task):
            yield Fault(code="annex", text=row.content, detail=row.result)


def _has_note(task: Task) -> bool:
    """Somebody wrote at least a word about the task."""
    return re.search(r"\w", task.note or "") is not None


def _totals_faults(report: Report, known: Mapping[str, Task]) -> Iterator[Fault]:
    """The totals recomputed from the records of the annex."""
    totals = report.totals
    if totals is None:
        if report.annex:
            yield Fault(code="totals", text="", detail="annex without totals")
        return
    tasks = [known[row.task_id] for row in report.annex if row.task_id in known]
    parts = totals.done + totals.in_progress + totals.no_information + totals.not_due
    wanted = (
        ("total", totals.total, len(report.annex)),
        ("sum", parts, totals.total),
        ("done", totals.done, sum(task.status is TaskStatus.DONE for task in tasks)),
        ("in_progress", totals.in_progress, sum(task.status is TaskStatus.IN_PROGRESS for task in tasks)),
    )
    for name, stated, counted in wanted:
        if stated != counted:
            yield Fault(code="totals", text=name, detail=f"{stated} != {counted}")


def _silence(report: Report, known: Mapping[str, Task]) -> Iterator[Fault]:
    """Tasks of which nobody has told anything must have a blank in one of their own lines."""
    blanks = {
        claim.task_ids[0] for claim in claims_of(report) if len(claim.task_ids) == 1 and _BLANK.search(claim.text)
    }
    for row in report.annex:
        task = known.get(row.task_id)
        is_untold = task is not None and not _has_note(task) and row.status == "Chưa có thông tin"
        if is_untold and row.task_id not in blanks and not report.outline_spans:
            yield Fault(code="silent", text=row.content, detail=row.task_id)
