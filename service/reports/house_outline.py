"""The outline of a report when the directive brings none of its own.

Source: the accepted order of a báo cáo kết quả thực hiện: tình hình chỉ đạo, kết quả, hạn chế và nguyên nhân, phương
hướng, kiến nghị (NĐ 30/2020/NĐ-CP prescribes the frame of a báo cáo, not its sections).
"""

from core.report import Claim, ReportKind, ReportSection
from service.reports.blanks import blank
from service.reports.calendar_words import long_date
from service.reports.citing import brief_name
from service.reports.grouping import group_tasks
from service.reports.progress import ProgressState
from service.reports.results import next_claim, padded, task_claim, totals_claim
from service.reports.scene import Scene


def house_sections(scene: Scene) -> tuple[ReportSection, ...]:
    """The parts in order, as the occasion calls for them.

    A report that sums up (sơ kết, tổng kết) judges: merits and lessons stand beside shortfalls; one on request
    (đột xuất) goes to the results at once.
    """
    parts: list[tuple[str, tuple[ReportSection, ...]]] = [
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CHỈ TIÊU", result_parts(scene)),
    ]
    match scene.duty.kind:
        case ReportKind.PRELIMINARY | ReportKind.FINAL:
            parts.insert(0, ("TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI", guidance_parts(scene)))
            parts.append(("ĐÁNH GIÁ CHUNG", judging_parts(scene)))
        case ReportKind.AD_HOC:
            parts.append(("KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN", shortfall_parts(scene)))
        case ReportKind.PERIODIC:
            parts.insert(0, ("TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI", guidance_parts(scene)))
            parts.append(("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", shortfall_parts(scene)))
    parts.append(("PHƯƠNG HƯỚNG, NHIỆM VỤ TIẾP THEO", next_parts(scene)))
    numbered = [
        ReportSection(heading=scene.roman(number, title), children=children)
        for number, (title, children) in enumerate(parts, start=1)
    ]
    proposal = scene.roman(len(parts) + 1, "KIẾN NGHỊ, ĐỀ XUẤT")
    return (*numbered, ReportSection(heading=proposal, claims=(proposal_claim(scene),)))


def judging_parts(scene: Scene) -> tuple[ReportSection, ...]:
    """Merits, shortfalls, causes, lessons: counted where the records tell, asked for where only people can."""
    totals = scene.totals
    merits = [_blank_claim("ưu điểm, cách làm hay, mô hình hiệu quả")]
    if totals.done:
        ids = tuple(item.task.id for item in scene.progress)
        text = f"Đã hoàn thành {padded(totals.done)}/{padded(totals.total)} nhiệm vụ, chỉ tiêu."
        merits.insert(0, Claim(text=text, task_ids=ids))
    shortfalls, causes = shortfall_parts(scene)
    return (
        ReportSection(heading="1. Ưu điểm", claims=tuple(merits)),
        shortfalls.model_copy(update={"heading": "2. Tồn tại, hạn chế"}),
        causes.model_copy(update={"heading": "3. Nguyên nhân"}),
        ReportSection(heading="4. Bài học kinh nghiệm", claims=(_blank_claim("bài học kinh nghiệm rút ra"),)),
    )


def guidance_parts(scene: Scene) -> tuple[ReportSection, ...]:
    """How the unit took the directive up: nothing of it is in the records, so each line says what to supply."""
    directive = brief_name(scene.directive)
    return (
        ReportSection(
            heading="1. Công tác quán triệt, tuyên truyền",
            claims=(_blank_claim(f"hình thức, thời gian, số lượt người được quán triệt, phổ biến {directive}"),),
        ),
        ReportSection(
            heading="2. Ban hành văn bản chỉ đạo, hướng dẫn",
            claims=(_blank_claim("số, ký hiệu, ngày ban hành, trích yếu các văn bản triển khai của đơn vị"),),
        ),
        ReportSection(
            heading="3. Phân công thực hiện, kiểm tra, đôn đốc",
            claims=(_blank_claim("bộ phận, người được phân công theo dõi; số cuộc kiểm tra, đôn đốc và kết quả"),),
        ),
    )


def result_parts(scene: Scene) -> tuple[ReportSection, ...]:
    """The count, then the tasks under the headings that the directive gives them."""
    if not scene.progress:
        ask = f"các nhiệm vụ {scene.profile.name} đã thực hiện; văn bản không nêu nhiệm vụ giao cho đơn vị"
        return (ReportSection(heading="1. Kết quả chung", claims=(_blank_claim(ask),)),)
    counted = tuple(item.task.id for item in scene.progress) + scene.dropped_ids
    totals = totals_claim(
        scene.totals, counted, unit=scene.profile.name, basis=brief_name(scene.directive), day=scene.period_end
    )
    parts = [ReportSection(heading="1. Kết quả chung", claims=(totals,))]
    for number, group in enumerate(group_tasks(scene.directive, scene.progress, (scene.profile,)), start=2):
        claims = tuple(as_item(task_claim(item, scene.period_end, scene.told_of(item.task.id))) for item in group.items)
        parts.append(ReportSection(heading=f"{number}. {group.title}", claims=claims, spans=group.spans))
    return tuple(parts)


def shortfall_parts(scene: Scene) -> tuple[ReportSection, ...]:
    """Tasks whose time has passed without word of completion, then what only people can tell."""
    day = long_date(scene.period_end)
    claims: list[Claim] = []
    unfinished = [item for item in scene.overdue if item.state is ProgressState.IN_PROGRESS]
    untold = [item for item in scene.overdue if item.state is ProgressState.NO_INFORMATION]
    for items, words in ((unfinished, "nhưng chưa hoàn thành"), (untold, "nhưng chưa có thông tin về kết quả")):
        if items:
            ids = tuple(item.task.id for item in items)
            count = f"Đến {day}, {padded(len(items))} nhiệm vụ, chỉ tiêu đã đến thời hạn {words}:"
            claims.append(Claim(text=count, task_ids=ids))
            claims += [as_item(next_claim(item)) for item in items]
    claims.append(_blank_claim("những tồn tại, hạn chế khác trong quá trình thực hiện"))
    causes = (
        as_item(_blank_claim("nguyên nhân khách quan", lead="Khách quan: ")),
        as_item(_blank_claim("nguyên nhân chủ quan", lead="Chủ quan: ")),
    )
    return (
        ReportSection(heading="1. Tồn tại, hạn chế", claims=tuple(claims)),
        ReportSection(heading="2. Nguyên nhân", claims=causes),
    )


def next_parts(scene: Scene) -> tuple[ReportSection, ...]:
    """What is left: overdue first, then by last day, then what recurs; and a blank for how."""
    late = [item for item in scene.overdue if item.state is not ProgressState.DONE]
    lists = (
        (late, "Tập trung hoàn thành các nhiệm vụ, chỉ tiêu đã đến thời hạn:"),
        (scene.upcoming, "Thực hiện các nhiệm vụ, chỉ tiêu có thời hạn trong thời gian tới:"),
        (scene.standing, "Tiếp tục thực hiện các nhiệm vụ thường xuyên, định kỳ:"),
    )
    claims: list[Claim] = []
    for items, words in lists:
        if items:
            claims.append(Claim(text=words, task_ids=tuple(item.task.id for item in items)))
            claims += [as_item(next_claim(item)) for item in items]
    if not claims:
        claims.append(_blank_claim("nhiệm vụ trọng tâm thời gian tới"))
    return (
        ReportSection(heading="1. Nhiệm vụ trọng tâm", claims=tuple(claims)),
        ReportSection(
            heading="2. Giải pháp thực hiện",
            claims=(_blank_claim("giải pháp, phân công, thời gian thực hiện các nhiệm vụ nêu trên"),),
        ),
    )


def proposal_claim(scene: Scene) -> Claim:
    return _blank_claim("nội dung kiến nghị, đề xuất; nếu không có, ghi “Không”", lead=f"Đối với {scene.recipient}: ")


def as_item(claim: Claim) -> Claim:
    """The claim as a line of a list."""
    return claim.model_copy(update={"text": f"- {claim.text}"})


def _blank_claim(ask: str, *, lead: str = "") -> Claim:
    return Claim(text=f"{lead}{blank(ask)}.", is_blank=True)
