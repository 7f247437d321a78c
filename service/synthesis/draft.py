"""Drafts a superior's synthesis (báo cáo tổng hợp) of what many units did on one directive."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from core.errors import InvalidInput
from core.report import AnnexRow, Claim, Report, ReportSection, SourceQuote, UnitTotals
from core.task import TaskKind
from service.reports.blanks import blank, has_blank
from service.reports.calendar_words import long_date
from service.reports.citing import brief_name
from service.reports.draft import draft_report
from service.reports.grouping import group_tasks
from service.reports.order import Material, ReportOrder
from service.reports.profile import BodyType, UnitProfile
from service.reports.progress import ProgressState, TaskProgress
from service.reports.responsibility import Role
from service.reports.results import brief_content, clean_content, padded, quotes_of
from service.synthesis.standing import Standing, count_units, standings

_STATE_WORDS = (
    (ProgressState.DONE, "đã hoàn thành"),
    (ProgressState.IN_PROGRESS, "đang thực hiện"),
    (ProgressState.NO_INFORMATION, "chưa có thông tin"),
    (ProgressState.NOT_DUE, "chưa đến thời gian thực hiện"),
)
_ROMAN = ("I", "II", "III", "IV", "V")


def draft_synthesis(material: Material, order: ReportOrder, units: Sequence[UnitProfile]) -> Report:
    """The synthesis of the superior in `material` over the units: what confirmed results support, blanks for the rest.

    Raises:
        InvalidInput: no units, or a period that ends before it starts.
        NotFound: the ordered duty is none of the superior's.
    """
    if not units:
        raise InvalidInput("chưa có đơn vị nào để tổng hợp", where="đơn vị", advice="nêu các đơn vị cần tổng hợp")
    frame = draft_report(material, order)
    directive, day = material.directive, frame.period_end
    names = [unit.name for unit in units]
    found = standings(directive, material.tasks, material.results, units, day)
    totals = count_units(found, names)
    unconfirmed = sum(not result.is_confirmed for result in material.results)
    return frame.model_copy(
        update={
            "title": f"Tổng hợp {frame.title[:1].lower()}{frame.title[1:]}",
            "sections": _sections(material, found, units, day),
            "annex": _annex(found),
            "units": totals,
            "totals": None,
            "selection": _selection(len(names), unconfirmed),
            "proofs": (),
        }
    )


def _selection(units: int, unconfirmed: int) -> str:
    note = f"Tổng hợp {units} đơn vị, chỉ tính số liệu đã có người nhập hoặc xác nhận."
    return note if not unconfirmed else f"{note} Còn {unconfirmed} đề xuất đọc từ báo cáo chờ xác nhận, chưa tính."


def _sections(
    material: Material, found: Sequence[Standing], units: Sequence[UnitProfile], period_end: date
) -> tuple[ReportSection, ...]:
    directive = material.directive
    totals = count_units(found, [unit.name for unit in units])
    mark = "-" if material.profile.body_type is BodyType.PARTY else "."
    parts = (
        ("TÌNH HÌNH CHUNG", (_overview(found, totals, period_end, brief_name(directive)), *_silent(found, totals))),
        ("KẾT QUẢ THEO NHIỆM VỤ, CHỈ TIÊU", ()),
        ("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", (*_late(found), _ask("nguyên nhân của những việc chậm, chưa thực hiện"))),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ TIẾP THEO", (_ask("nhiệm vụ trọng tâm và giải pháp thời gian tới"),)),
        ("KIẾN NGHỊ, ĐỀ XUẤT", (_ask("nội dung kiến nghị, đề xuất; nếu không có, ghi “Không”"),)),
    )
    sections = [
        ReportSection(heading=f"{_ROMAN[number]}{mark} {title}", claims=claims)
        for number, (title, claims) in enumerate(parts)
    ]
    sections[1] = sections[1].model_copy(update={"children": _by_heading(material, found, (material.profile, *units))})
    return tuple(sections)


def _by_heading(
    material: Material, found: Sequence[Standing], profiles: Sequence[UnitProfile]
) -> tuple[ReportSection, ...]:
    """The tasks under the headings that the directive gives them, each with what its units told."""
    by_task = {task_id: list(group) for task_id, group in groupby(found, key=lambda item: item.task.id)}
    progress = [
        TaskProgress(
            number=number,
            task=items[0].task,
            role=Role.LEAD,
            state=items[0].state,
            is_overdue=False,
            is_upcoming=False,
        )
        for number, items in enumerate(by_task.values(), start=1)
    ]
    return tuple(
        ReportSection(
            heading=f"{number}. {group.title}",
            claims=tuple(claim for item in group.items for claim in _task_claims(by_task[item.task.id])),
            spans=group.spans,
        )
        for number, group in enumerate(group_tasks(material.directive, progress, profiles), start=1)
    )


def _overview(found: Sequence[Standing], totals: Sequence[UnitTotals], day: date, basis: str) -> Claim:
    """The count over all units, which adds up; each unit's line stands in the table."""
    every = totals[-1]
    counts = (every.done, every.in_progress, every.no_information, every.not_due)
    listed = "; ".join(
        f"{padded(number)} lượt {words}" for number, (_, words) in zip(counts, _STATE_WORDS, strict=True) if number
    )
    text = (
        f"Tính đến {long_date(day)}, {padded(len(totals) - 1)} đơn vị có {padded(every.total)} lượt nhiệm vụ, chỉ tiêu "
        f"theo {basis}, trong đó: {listed or 'chưa có lượt nào'}. Số liệu từng đơn vị tại bảng dưới đây."
    )
    return Claim(text=text, task_ids=_task_ids(found), told_by=_tellers(found))


def _silent(found: Sequence[Standing], totals: Sequence[UnitTotals]) -> tuple[Claim, ...]:
    told = {item.unit for item in found if item.result is not None}
    silent = [line.unit for line in totals[:-1] if line.unit not in told]
    if not silent:
        return ()
    return (Claim(text=f"Chưa có thông tin của {padded(len(silent))} đơn vị: {'; '.join(silent)}."),)


def _task_claims(items: Sequence[Standing]) -> list[Claim]:
    """How many units stand where with a task, then what the units told of it; who is meant stands in the annex."""
    task = items[0].task
    counts = [(sum(item.state is state for item in items), words) for state, words in _STATE_WORDS]
    states = "; ".join(f"{padded(count)}/{padded(len(items))} đơn vị {words}" for count, words in counts if count)
    label = "Chỉ tiêu: " if task.kind is TaskKind.TARGET else ""
    told = [_told(item) for item in items if item.result is not None and item.result.words]
    line = Claim(
        text=f"- {label}{brief_content(task)}: {states}{'. Cụ thể:' if told else '.'}",
        spans=task.spans,
        task_ids=(task.id,),
        quotes=_quotes(items),
        told_by=_tellers(items),
    )
    return [line, *told]


def _named_states(items: Sequence[Standing]) -> str:
    """Which units stand where with a task."""
    found = ((words, [item.unit for item in items if item.state is state]) for state, words in _STATE_WORDS)
    return " ".join(f"{words[:1].upper()}{words[1:]}: {'; '.join(names)}." for words, names in found if names)


def _told(item: Standing) -> Claim:
    assert item.result is not None
    words = item.result.words.rstrip(" .;")
    return Claim(
        text=f"+ {item.unit}: {words}.",
        spans=item.task.spans,
        task_ids=(item.task.id,),
        quotes=_quotes([item]),
        told_by=_tellers([item]),
        is_blank=has_blank(words),
    )


def _late(found: Sequence[Standing]) -> list[Claim]:
    late = [item for item in found if item.is_overdue]
    if not late:
        return []
    claims = [
        Claim(
            text=f"{padded(len(late))} lượt nhiệm vụ đã đến thời hạn nhưng chưa hoàn thành:", task_ids=_task_ids(late)
        )
    ]
    for unit, group in groupby(sorted(late, key=lambda item: item.unit), key=lambda item: item.unit):
        items = list(group)
        listed = "; ".join(brief_content(item.task, 20) for item in items)
        claims.append(
            Claim(
                text=f"- {unit} ({padded(len(items))}): {listed}.", task_ids=_task_ids(items), told_by=_tellers(items)
            )
        )
    return claims


def _annex(found: Sequence[Standing]) -> tuple[AnnexRow, ...]:
    """One line for each task, its units' states in it."""
    rows = []
    for number, (task_id, group) in enumerate(groupby(found, key=lambda item: item.task.id), start=1):
        items = list(group)
        done = sum(item.state is ProgressState.DONE for item in items)
        task = items[0].task
        rows.append(
            AnnexRow(
                number=str(number),
                content=clean_content(task),
                lead_units="; ".join(task.lead_units),
                deadline=task.deadline.raw if task.deadline else "",
                status=f"{done}/{len(items)} đơn vị hoàn thành",
                result=_named_states(items),
                task_id=task_id,
                spans=task.spans,
            )
        )
    return tuple(rows)


def _quotes(items: Sequence[Standing]) -> tuple[SourceQuote, ...]:
    return tuple(quote for item in items for quote in quotes_of(item.result))


def _tellers(items: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.result.told_by for item in items if item.result is not None))


def _task_ids(items: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.task.id for item in items))


def _ask(what: str) -> Claim:
    return Claim(text=f"{blank(what)}.", is_blank=True)
