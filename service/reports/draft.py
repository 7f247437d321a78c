"""Drafts the report that a unit owes on a directive, from the directive and its task records alone."""

import re
from collections.abc import Sequence
from datetime import date

from core.directive import Directive
from core.errors import InvalidInput
from core.report import Claim, Report
from core.task import Task, TaskStatus
from core.text import squeeze
from service.reports.blanks import blank, has_blank
from service.reports.calendar_words import period_name, period_phrase
from service.reports.citing import full_name, short_name
from service.reports.duty import ReportDuty, find_duty
from service.reports.house_outline import house_sections
from service.reports.own_outline import find_outline, own_sections
from service.reports.profile import BodyType, UnitProfile, profile_for
from service.reports.progress import count, follow
from service.reports.responsibility import Assignment, assigned_tasks, selection_note
from service.reports.results import annex_row
from service.reports.scene import Scene


def draft_report(
    *,
    directive: Directive,
    document_id: str,
    tasks: Sequence[Task],
    unit: str | UnitProfile,
    period_start: date,
    period_end: date,
) -> Report:
    """The report of `unit` on `directive` for a period: what records support, and blanks for the rest.

    Args:
        tasks: tasks of the directive with the status and notes that people gave them.
        unit: the reporting unit: its profile, or its name alone when nothing more is known.

    Raises:
        InvalidInput: no unit, or a period that ends before it starts.
    """
    profile = profile_for(unit) if isinstance(unit, str) else unit
    _check(profile, period_start, period_end)
    addressed = assigned_tasks(directive, [_with_plain_note(task) for task in tasks], profile)
    duty = find_duty(directive, addressed, profile, period_end)
    assignments = tuple(item for item in addressed if not _is_answered(item.task, duty))
    progress = follow(assignments, period_end)
    scene = Scene(
        directive=directive,
        profile=profile,
        period_start=period_start,
        period_end=period_end,
        duty=duty,
        progress=progress,
        totals=count(progress, assignments),
        dropped_ids=tuple(item.task.id for item in assignments if item.task.status is TaskStatus.DROPPED),
    )
    outline = find_outline(directive)
    return Report(
        document_id=document_id,
        unit=profile.name,
        parent_unit=profile.parent_name,
        recipient=scene.duty.recipient,
        place=profile.place,
        title=_title(scene),
        period_start=period_start,
        period_end=period_end,
        lead=_lead(scene),
        sections=own_sections(outline, scene) if outline else house_sections(scene),
        annex=tuple(annex_row(item) for item in progress),
        closing=_closing(scene),
        recipients=_recipients(scene),
        totals=scene.totals if progress else None,
        selection=selection_note(addressed, profile.name, len(tasks)) + _answered_note(addressed, assignments),
        duty_task_id=scene.duty.task_id,
        outline_spans=outline.spans if outline else (),
    )


def _check(profile: UnitProfile, period_start: date, period_end: date) -> None:
    if not profile.name:
        raise InvalidInput("chưa có tên đơn vị báo cáo", where="unit", advice="nhập tên đơn vị lập báo cáo")
    if period_end < period_start:
        raise InvalidInput(
            "kỳ báo cáo kết thúc trước khi bắt đầu", where="period", advice="đổi lại ngày đầu và ngày cuối kỳ"
        )


def _with_plain_note(task: Task) -> Task:
    """The task with its note on one line without final punctuation; a note that holds no word is none."""
    note = squeeze(task.note or "").rstrip(" .;")
    return task.model_copy(update={"note": note if re.search(r"\w", note) else None})


def _is_answered(task: Task, duty: ReportDuty) -> bool:
    """The task is the duty to send this very report, and nobody has said anything else of it: it is not reported on."""
    return task.id == duty.task_id and task.status in (TaskStatus.PROPOSED, TaskStatus.CONFIRMED) and not task.note


def _answered_note(addressed: Sequence[Assignment], kept: Sequence[Assignment]) -> str:
    return " Không tính chế độ báo cáo mà chính báo cáo này thực hiện." if len(kept) < len(addressed) else ""


def _title(scene: Scene) -> str:
    return f"Kết quả thực hiện {short_name(scene.directive).text} {period_name(scene.period_start, scene.period_end)}"


def _lead(scene: Scene) -> Claim:
    named = full_name(scene.directive, scene.profile.body_type)
    period = period_phrase(scene.period_start, scene.period_end)
    text = f"Thực hiện {named.text}, {scene.profile.name} báo cáo kết quả thực hiện {period} như sau:"
    return Claim(text=text, spans=named.spans, is_blank=named.is_blank)


def _closing(scene: Scene) -> Claim:
    named = short_name(scene.directive)
    end = "." if scene.profile.body_type is BodyType.PARTY else "./."
    period = period_name(scene.period_start, scene.period_end)
    text = (
        f"Trên đây là báo cáo kết quả thực hiện {named.text} {period}, "
        f"{scene.profile.name} trân trọng báo cáo {scene.recipient}{end}"
    )
    spans = named.spans + scene.duty.spans
    task_ids = (scene.duty.task_id,) if scene.duty.task_id else ()
    return Claim(text=text, spans=spans, task_ids=task_ids, is_blank=has_blank(text))


def _recipients(scene: Scene) -> tuple[str, ...]:
    """Nơi nhận: the addressee first, then those of the profile, then the file copy."""
    profile = scene.profile
    if profile.body_type is BodyType.PARTY:
        return (scene.recipient, *profile.recipients, f"Lưu {profile.drafter_code or blank('nơi lưu')}")
    file_copy = f"Lưu: VT, {profile.drafter_code or blank('đơn vị soạn thảo')}"
    return ("Như trên", *profile.recipients, file_copy)
