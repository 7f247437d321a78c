"""Whether a version still agrees with the records it was drafted from, and what changed since."""

from collections.abc import Iterable, Sequence

from core.report import Report
from core.review import TaskBasis
from core.task import Task, TaskStatus
from core.unit_result import UnitResult
from service.labels import TASK_STATUS
from service.review.claims import walk_claims
from service.store.unit_results import unit_key

_LONGEST_NAME = 90


def as_told(tasks: Sequence[Task], results: Sequence[UnitResult], report: Report) -> tuple[Task, ...]:
    """The tasks as the report takes them: with what its unit told, or in a synthesis what all its units told.

    Only what a person stands by counts.
    """
    units = {unit_key(line.unit) for line in report.units[:-1]} or {unit_key(report.unit)}
    told: dict[str, list[UnitResult]] = {}
    for result in results:
        if result.is_confirmed and unit_key(result.unit) in units:
            told.setdefault(result.task_id, []).append(result)
    join = _joined if report.units else _own
    return tuple(join(task, told[task.id]) if task.id in told else task for task in tasks)


def _own(task: Task, told: Sequence[UnitResult]) -> Task:
    result = told[-1]
    return task.model_copy(update={"status": result.status or task.status, "note": result.words or task.note})


def _joined(task: Task, told: Sequence[UnitResult]) -> Task:
    words = [
        f"{result.unit}: {TASK_STATUS[result.status].lower() if result.status else ''} {result.words}".strip()
        for result in sorted(told, key=lambda result: unit_key(result.unit))
    ]
    return task.model_copy(update={"note": "; ".join(words)})


def basis_of(report: Report, tasks: Iterable[Task]) -> tuple[TaskBasis, ...]:
    """What the tasks that `report` speaks of say now, by id."""
    spoken_of = {row.task_id for row in report.annex} | {
        task_id for claim in walk_claims(report) for task_id in claim.task_ids
    }
    return tuple(_basis(task) for task in sorted(tasks, key=lambda task: task.id) if task.id in spoken_of)


def changes_since(basis: Sequence[TaskBasis], tasks: Iterable[Task]) -> tuple[str, ...]:
    """A Vietnamese sentence for each task that no longer says what it said; () while the version is up to date."""
    now = {task.id: _basis(task) for task in tasks}
    sentences: list[str] = []
    for before in basis:
        after = now.get(before.task_id)
        if after is None:
            sentences.append(f"Nhiệm vụ “{_short(before.content)}” không còn trong bảng nhiệm vụ.")
        elif after != before:
            sentences.append(f"Nhiệm vụ “{_short(before.content)}”: {'; '.join(_differences(before, after))}.")
    return tuple(sentences)


def quotes_gone(report: Report, text: str) -> tuple[str, ...]:
    """A Vietnamese sentence for each sentence of a report that quotes words which the directive no longer has.

    Words go when somebody corrects what was misread; the number or the date in the report may be the misread one.
    """
    return tuple(
        f"Câu “{_short(claim.text)}” dẫn “{_short(gone)}”, nhưng văn bản sau khi sửa không còn những chữ ấy."
        for claim in walk_claims(report)
        for gone in (span.text for span in claim.spans)
        if gone not in text
    )


def _basis(task: Task) -> TaskBasis:
    return TaskBasis(
        task_id=task.id,
        content=task.content,
        status=task.status.value,
        note=task.note,
        deadline=task.deadline.raw if task.deadline else None,
        lead_units=task.lead_units,
    )


def _differences(before: TaskBasis, after: TaskBasis) -> list[str]:
    found = []
    if before.status != after.status:
        labels = (TASK_STATUS[TaskStatus(before.status)], TASK_STATUS[TaskStatus(after.status)])
        found.append(f"tình trạng đổi từ “{labels[0]}” sang “{labels[1]}”")
    if before.note != after.note:
        found.append(_changed("ghi chú", before.note, after.note))
    if before.deadline != after.deadline:
        found.append(_changed("thời hạn", before.deadline, after.deadline))
    if before.lead_units != after.lead_units:
        found.append(_changed("đơn vị chủ trì", ", ".join(before.lead_units), ", ".join(after.lead_units)))
    if before.content != after.content:
        found.append(f"nội dung nay là “{_short(after.content)}”")
    return found


def _changed(what: str, before: str | None, after: str | None) -> str:
    if not before:
        return f"{what} mới: “{_short(after or '')}”"
    if not after:
        return f"{what} đã bỏ (trước là “{_short(before)}”)"
    return f"{what} đổi từ “{_short(before)}” sang “{_short(after)}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
