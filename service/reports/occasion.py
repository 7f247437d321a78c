"""How a report names itself: title, lead and closing sentence by its occasion."""

from typing import Final

from core.report import Claim, ReportKind
from service.reports.blanks import has_blank
from service.reports.calendar_words import long_date, period_name, period_phrase, short_date
from service.reports.citing import asked_topic, full_name, short_name
from service.reports.periods import named_period
from service.reports.profile import BodyType
from service.reports.scene import Scene

KIND_NAMES: Final = {
    ReportKind.PERIODIC: "định kỳ",
    ReportKind.PRELIMINARY: "sơ kết",
    ReportKind.FINAL: "tổng kết",
    ReportKind.AD_HOC: "đột xuất",
}
"""Occasions as people call them."""

_TITLES: Final = {
    ReportKind.PERIODIC: "Kết quả thực hiện",
    ReportKind.PRELIMINARY: "Sơ kết tình hình thực hiện",
    ReportKind.FINAL: "Tổng kết tình hình thực hiện",
    ReportKind.AD_HOC: "Tình hình, kết quả thực hiện",
}
_LEADS: Final = {
    ReportKind.PERIODIC: "báo cáo kết quả thực hiện {period} như sau:",
    ReportKind.PRELIMINARY: "báo cáo sơ kết tình hình thực hiện {period} như sau:",
    ReportKind.FINAL: "báo cáo tổng kết tình hình thực hiện {period} như sau:",
    ReportKind.AD_HOC: "báo cáo tình hình, kết quả thực hiện đến {day} như sau:",
}


def title_of(scene: Scene) -> str:
    """Trích yếu: what is reported on, and the period where that does not say it already."""
    topic = asked_topic(scene.directive)
    if topic is not None:
        is_told = named_period(topic) is not None or "năm học" in topic
        words = topic if is_told else f"{topic} {_period_name(scene)}"
        return words[:1].upper() + words[1:]
    return f"{_TITLES[scene.duty.kind]} {short_name(scene.directive).text} {_period_name(scene)}"


def lead_of(scene: Scene) -> Claim:
    """The sentence that names the directive, the unit and the period."""
    named = full_name(scene.directive, scene.profile.body_type)
    topic = asked_topic(scene.directive)
    if topic is not None:
        told = f"báo cáo {topic} như sau:"
    else:
        period = period_phrase(scene.period_start, scene.period_end)
        told = _LEADS[scene.duty.kind].format(period=period, day=long_date(scene.period_end))
    text = f"Thực hiện {named.text}, {scene.profile.name} {told}"
    return Claim(text=text, spans=named.spans, is_blank=named.is_blank)


def closing_of(scene: Scene, title: str) -> Claim:
    """The sentence that hands the report over."""
    named = short_name(scene.directive)
    end = "." if scene.profile.body_type is BodyType.PARTY else "./."
    text = (
        f"Trên đây là báo cáo {title[:1].lower()}{title[1:]}, "
        f"{scene.profile.name} trân trọng báo cáo {scene.recipient}{end}"
    )
    task_ids = (scene.duty.task_id,) if scene.duty.task_id else ()
    return Claim(text=text, spans=named.spans + scene.duty.spans, task_ids=task_ids, is_blank=has_blank(text))


def _period_name(scene: Scene) -> str:
    """The common name of the period; where it has none, the day up to which it is told."""
    name = period_name(scene.period_start, scene.period_end)
    if name is None or scene.duty.kind is ReportKind.AD_HOC:
        return f"(đến ngày {short_date(scene.period_end)})"
    return name
