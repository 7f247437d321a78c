"""A small directive with its tasks, and units that report on it."""

from datetime import date

from core.directive import Directive, Letterhead, Section
from core.page import Page, ReadingMethod, TextJudgement
from core.report import Report
from core.task import Bound, Deadline, Task, TaskKind, TaskStatus
from service.reports.draft import draft_report
from service.reports.order import Material, ReportOrder
from service.reports.profile import BodyType, UnitProfile, profile_for

TEXT = """KẾ HOẠCH
Triển khai Tháng Công nhân năm 2025
I. NHIỆM VỤ
1. Tuyên truyền, vận động đoàn viên
- Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân trước ngày 15/5/2025.
- Công đoàn cơ sở tổ chức thăm, tặng quà đoàn viên khó khăn.
2. Chỉ tiêu
- Phấn đấu 100% đoàn viên được khám sức khỏe trong năm 2025.
- Liên đoàn Lao động tỉnh tổng kết vào quý I năm 2026.
II. TỔ CHỨC THỰC HIỆN
Các công đoàn cơ sở báo cáo kết quả về Liên đoàn Lao động tỉnh trước ngày 10/6/2025.
"""
PERIOD = (date(2025, 5, 1), date(2025, 5, 31))


def page_of(text: str) -> Page:
    return Page(page_no=1, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER, text=text, text_as_read=text)


def directive(text: str = TEXT, *, letterhead: Letterhead | None = None) -> Directive:
    """The directive with its letterhead; pass `Letterhead()` for one that says nothing."""
    bare = Directive(pages=(page_of(text),))
    spans = {"title": _span(bare, "Triển khai Tháng Công nhân năm 2025")} if letterhead is None else {}
    head = letterhead or Letterhead(
        kind="Kế hoạch",
        number="12/KH-LĐLĐ",
        issued_on=date(2025, 4, 2),
        issuer="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG",
        title="Triển khai Tháng Công nhân năm 2025",
        spans=spans,
    )
    sections = tuple(
        Section(path=path, label=path.split(".")[-1], title=title, span=span[0], start=span[0].start, end=span[0].end)
        for path, title in (
            ("I", "NHIỆM VỤ"),
            ("I.1", "Tuyên truyền, vận động đoàn viên"),
            ("I.2", "Chỉ tiêu"),
            ("II", "TỔ CHỨC THỰC HIỆN"),
        )
        if (span := _span(bare, title))
    )
    return Directive(pages=bare.pages, letterhead=head, sections=sections)


def _span(source: Directive, words: str):  # type: ignore[no-untyped-def]
    start = source.text.find(words)
    return source.spans(start, start + len(words)) if start >= 0 else ()


def task(identity: str, words: str, **fields: object) -> Task:
    """A task whose content stands in the directive; `fields` set the rest."""
    return Task.model_validate(
        {
            "id": identity,
            "document_id": "d1",
            "kind": TaskKind.DUTY,
            "content": words,
            "section": "I.1",
            "spans": _span(directive(), words),
        }
        | fields
    )


def tasks() -> tuple[Task, ...]:
    """Five tasks: two duties, a target, one that is another unit's, and the duty to report."""
    return (
        task(
            "hoi-nghi",
            "Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân",
            deadline=Deadline(raw="trước ngày 15/5/2025", date=date(2025, 5, 15), exclusive=True, bound=Bound.BEFORE),
        ),
        task("tang-qua", "tổ chức thăm, tặng quà đoàn viên khó khăn", lead_units=("Công đoàn cơ sở",)),
        task(
            "kham",
            "Phấn đấu 100% đoàn viên được khám sức khỏe trong năm 2025",
            kind=TaskKind.TARGET,
            measure="100%",
            section="I.2",
            deadline=Deadline(
                raw="trong năm 2025", start=date(2025, 1, 1), date=date(2025, 12, 31), bound=Bound.WITHIN
            ),
        ),
        task(
            "tong-ket",
            "tổng kết vào quý I năm 2026",
            section="I.2",
            lead_units=("Liên đoàn Lao động tỉnh",),
            deadline=Deadline(raw="quý I năm 2026", start=date(2026, 1, 1), date=date(2026, 3, 31), bound=Bound.WITHIN),
        ),
        task(
            "bao-cao",
            "báo cáo kết quả về Liên đoàn Lao động tỉnh trước ngày 10/6/2025",
            kind=TaskKind.REPORT,
            section="II",
            lead_units=("Các công đoàn cơ sở",),
            report_to="Liên đoàn Lao động tỉnh",
            deadline=Deadline(raw="trước ngày 10/6/2025", date=date(2025, 6, 10), exclusive=True, bound=Bound.BEFORE),
        ),
    )


def with_state(identity: str, status: TaskStatus, note: str | None = None) -> tuple[Task, ...]:
    """The tasks, one of them with a status and a note."""
    return tuple(
        item.model_copy(update={"status": status, "note": note}) if item.id == identity else item for item in tasks()
    )


UNION = UnitProfile(
    name="Công đoàn Trường THPT Chu Văn An",
    parent_name="Liên đoàn Lao động tỉnh Hà Giang",
    code="CĐCVA",
    place="Hà Giang",
    signer_capacity="TM. BAN CHẤP HÀNH",
    signer_role="CHỦ TỊCH",
    signer_name="Nguyễn Thị Hoa",
    recipients=("Chi ủy, Ban Giám hiệu",),
    body_type=BodyType.UNION,
    drafter_code="VP",
)
STATE = UnitProfile(
    name="Trường THPT Chu Văn An",
    parent_name="Sở Giáo dục và Đào tạo",
    code="THPTCVA",
    place="Hà Giang",
    signer_capacity="KT. HIỆU TRƯỞNG",
    signer_role="PHÓ HIỆU TRƯỞNG",
    signer_name="Trần Văn Nam",
    drafter_code="VP",
)
PARTY = UnitProfile(
    name="Đảng ủy Trường Đại học Tân Trào",
    parent_name="Đảng bộ tỉnh Tuyên Quang",
    code="ĐU",
    place="Tuyên Quang",
    signer_capacity="T/M ĐẢNG ỦY",
    signer_role="BÍ THƯ",
    signer_name="Lê Văn Bình",
    body_type=BodyType.PARTY,
    drafter_code="Văn phòng Đảng ủy",
)


def draft(items: tuple[Task, ...] | None = None, unit: str | UnitProfile = UNION, **fields: object) -> Report:
    """A report of a unit on the directive for May 2025; `fields` set what else stands in material or order."""
    profile = profile_for(unit) if isinstance(unit, str) else unit
    given = {"directive": directive(), "period_start": PERIOD[0], "period_end": PERIOD[1], "as_of": PERIOD[1]} | fields
    material = {"document_id": "d1", "tasks": tasks() if items is None else items, "profile": profile}
    material |= {name: value for name, value in given.items() if name in Material.model_fields}
    order = {"unit": profile.name} | {name: value for name, value in given.items() if name in ReportOrder.model_fields}
    return draft_report(Material.model_validate(material), ReportOrder.model_validate(order))


def lines(report: Report) -> list[str]:
    """Headings and claims in reading order."""
    found: list[str] = []

    def walk(sections: object) -> None:
        for section in sections:  # type: ignore[attr-defined]
            found.append(section.heading)
            found.extend(claim.text for claim in section.claims)
            walk(section.children)

    walk(report.sections)
    return found
