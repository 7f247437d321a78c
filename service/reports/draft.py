"""Drafts the report that a unit owes on a directive, from the directive and its task records alone."""

import re
from collections.abc import Sequence

from core.errors import InvalidInput
from core.report import Report
from core.task import Task, TaskStatus
from core.text import squeeze
from core.unit_result import UnitResult
from service.reports.blanks import blank
from service.reports.duty import ReportDuty, find_duty
from service.reports.house_outline import house_sections
from service.reports.occasion import closing_of, lead_of, title_of
from service.reports.order import Material, ReportOrder
from service.reports.own_outline import find_outline, own_sections
from service.reports.profile import BodyType, UnitProfile
from service.reports.progress import count, follow
from service.reports.proofs import proof_rows
from service.reports.responsibility import Assignment, assigned_tasks, selection_note
from service.reports.results import annex_row
from service.reports.scene import Scene
from service.store.unit_results import unit_key


def draft_report(material: Material, order: ReportOrder) -> Report:
    """The report that is ordered: what records support, and blanks for the rest.

    Raises:
        InvalidInput: no unit, or a period that ends before it starts.
        NotFound: the ordered duty is none of the unit's.
    """
    directive, profile = material.directive, material.profile
    _check_unit(profile)
    told = _told_by_unit(material)
    addressed = assigned_tasks(directive, [_with_told(task, told) for task in material.tasks], profile)
    duty = find_duty(directive, addressed, profile, order)
    _check_period(duty)
    assignments = tuple(item for item in addressed if not _is_answered(item.task, duty))
    progress = follow(assignments, duty.period.end)
    scene = Scene(
        directive=directive,
        profile=profile,
        duty=duty,
        progress=progress,
        totals=count(progress, assignments),
        dropped_ids=tuple(item.task.id for item in assignments if item.task.status is TaskStatus.DROPPED),
        told=tuple(told.values()),
    )
    outline = find_outline(directive)
    title = title_of(scene)
    return Report(
        document_id=material.document_id,
        unit=profile.name,
        parent_unit=profile.parent_name,
        recipient=duty.recipient,
        place=profile.place,
        title=title,
        period_start=duty.period.start,
        period_end=duty.period.end,
        lead=lead_of(scene),
        sections=own_sections(outline, scene) if outline else house_sections(scene),
        annex=tuple(annex_row(item) for item in progress),
        closing=closing_of(scene, title),
        recipients=_recipients(scene),
        totals=scene.totals if progress else None,
        selection=selection_note(addressed, profile.name, len(material.tasks)) + _answered_note(addressed, assignments),
        duty_task_id=duty.task_id,
        outline_spans=outline.spans if outline else (),
        kind=duty.kind,
        due=duty.due,
        proofs=proof_rows(progress, material.proofs, scene.told),
    )


def _check_unit(profile: UnitProfile) -> None:
    if not profile.name:
        raise InvalidInput("chưa có tên đơn vị báo cáo", where="unit", advice="nhập tên đơn vị lập báo cáo")


def _check_period(duty: ReportDuty) -> None:
    if duty.period.end < duty.period.start:
        raise InvalidInput(
            "kỳ báo cáo kết thúc trước khi bắt đầu", where="period", advice="đổi lại ngày đầu và ngày cuối kỳ"
        )


def _told_by_unit(material: Material) -> dict[str, UnitResult]:
    """What the unit told of each task, where a person stands by it."""
    own = unit_key(material.profile.name)
    return {
        result.task_id: result
        for result in material.results
        if result.is_confirmed and unit_key(result.unit) == own and (result.status or result.words)
    }


def _with_told(task: Task, told: dict[str, UnitResult]) -> Task:
    """The task with what the unit told of it; its note on one line, without final punctuation.

    A note without a word is none. What the unit told goes before what the register holds: it is told of this very unit.
    """
    result = told.get(task.id)
    status = result.status if result is not None and result.status is not None else task.status
    note = squeeze((result.words if result is not None else "") or task.note or "").rstrip(" .;")
    return task.model_copy(update={"status": status, "note": note if re.search(r"\w", note) else None})


def _is_answered(task: Task, duty: ReportDuty) -> bool:
    """The task is the duty to send this very report, and nobody has said anything else of it: it is not reported on."""
    return task.id == duty.task_id and task.status in (TaskStatus.PROPOSED, TaskStatus.CONFIRMED) and not task.note


def _answered_note(addressed: Sequence[Assignment], kept: Sequence[Assignment]) -> str:
    return " Không tính chế độ báo cáo mà chính báo cáo này thực hiện." if len(kept) < len(addressed) else ""


def _recipients(scene: Scene) -> tuple[str, ...]:
    """Nơi nhận: the addressee first, then those of the profile, then the file copy."""
    profile = scene.profile
    if profile.body_type is BodyType.PARTY:
        return (scene.recipient, *profile.recipients, f"Lưu {profile.drafter_code or blank('nơi lưu')}")
    file_copy = f"Lưu: VT, {profile.drafter_code or blank('đơn vị soạn thảo')}"
    return ("Như trên", *profile.recipients, file_copy)
