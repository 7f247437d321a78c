"""Lines that say something about the task before them: "Thời gian hoàn thành: quý III/2025", "Đơn vị phối hợp: …"."""

import datetime
import re
from enum import StrEnum
from typing import NamedTuple

from core.task import TaskKind
from ingest.deadlines import parse_deadline
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import LEAD_IN, starts_with_action
from service.tasks.draft import Draft
from service.tasks.units import split_units, starts_unit

_FORMS = (
    (
        "lead",
        r"(?:đơn vị|cơ quan|bộ phận|cá nhân)?,? ?(?:chủ trì|thực hiện|đầu mối)(?: thực hiện)?|"
        r"đơn vị chủ trì thực hiện|phân công thực hiện|chủ trì",
    ),
    ("coordinating", r"(?:(?:đơn vị|cơ quan|bộ phận)(?:,? (?:đơn vị|cơ quan))? )?phối hợp(?: thực hiện)?"),
    (
        "deadline",
        r"(?:thời gian|thời hạn|tiến độ|hạn|thời điểm|hạn cuối)(?: (?:thực hiện|hoàn thành|báo cáo|triển khai|nộp|"
        r"gửi|xong|tổ chức|thu|hội thu)[^:]{0,30})?",
    ),
    ("result", r"(?:sản phẩm|kết quả)(?: (?:đầu ra|dự kiến|cần đạt|yêu cầu|đạt được))?"),
    ("receiver", r"(?:nơi|người|địa chỉ)? ?nhận báo cáo"),
    (
        "other",
        r"(?:địa điểm|thành phần|đối tượng(?: tham gia)?|số lượng|kinh phí|nguồn kinh phí|hình thức|chủ đề|"
        r"địa chỉ|nơi nhận|người nhận)[^:]{0,40}",
    ),
)


class Field(StrEnum):
    """What an attribute line tells."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    RESULT = "result"
    RECEIVER = "receiver"
    OTHER = "other"


class Attribute(NamedTuple):
    """An attribute line: which field, its words, and the event it is about ("Thời gian tổ chức lễ khai giảng: …")."""

    field: Field
    value: str
    about: str = ""


_CONTENT_LABEL = wording(
    r"(?:nội dung(?: (?:thực hiện|công việc|nhiệm vụ|cụ thể))?|nhiệm vụ(?: cụ thể)?|công việc|cách thức(?: thực hiện)?|"
    r"lưu ý|về [^:;.]{3,140})[ *_]*:[ *_]+(?=\S)"
)
_EVENT = wording(r"[ *_+•-]*(?:thời gian|thời hạn|thời điểm) tổ chức ([^:*]{6,30})")
_TOPIC = re.compile(r"[^:;.,\d]{4,60}:\s+(?=\S)")
_MOST_WORDS_OF_A_TOPIC = 8
_PATTERNS = tuple((Field(name), wording(rf"[ *_+•\-]*(?:{pattern})[ *_]*:[ *_]*")) for name, pattern in _FORMS)


def read_attribute(line: str) -> Attribute | None:
    """The attribute that a line gives, or None when it is no such line.

    >>> read_attribute("Đơn vị chủ trì: Sở Nội vụ.")
    Attribute(field=<Field.LEAD: 'lead'>, value='Sở Nội vụ', about='')
    """
    lowered = plain(line)
    for field, pattern in _PATTERNS:
        match = pattern.match(lowered)
        if match is not None:
            about = _EVENT.match(match.group())
            value = " ".join(line[match.end() :].split()).strip(" .;*")
            return Attribute(field, value, " ".join(about.group(1).split()) if about else "")
    return None


def _topic(line: str) -> re.Match[str] | None:
    """A few words before a colon that name what the work is about: no unit, no work, no time themselves."""
    topic = _TOPIC.match(line)
    if topic is None or len(topic.group().split()) > _MOST_WORDS_OF_A_TOPIC:
        return None
    is_more = starts_unit(line) or starts_with_action(line) or LEAD_IN.match(plain(line)) is not None
    return None if is_more else topic


def content_start(line: str) -> int:
    """Offset after a label that only says that the work follows; 0 when there is none.

    >>> content_start("Nội dung: Các chi đoàn đăng ký"), content_start("Nội dung tập huấn")
    (10, 0)
    >>> content_start("Về vật liệu: Bộ Xây dựng hướng dẫn thủ tục")
    13
    """
    label = _CONTENT_LABEL.match(plain(line)) or _topic(line)
    follows = label is not None and (starts_unit(line, label.end()) or starts_with_action(line[label.end() :]))
    return label.end() if label is not None and follows else 0


def with_attribute(draft: Draft, attribute: Attribute, *, issued_on: datetime.date | None) -> Draft:
    """`draft` with the field filled in where it was empty."""
    if not attribute.value:
        return draft
    if attribute.field is Field.LEAD and not draft.lead:
        return draft.model_copy(update={"lead": split_units(attribute.value)})
    if attribute.field is Field.COORDINATING and not draft.coordinating:
        return draft.model_copy(update={"coordinating": split_units(attribute.value)})
    if attribute.field is Field.RECEIVER and draft.kind is TaskKind.REPORT and draft.report_to is None:
        return draft.model_copy(update={"report_to": attribute.value})
    if attribute.field is Field.DEADLINE and (draft.deadline is None or draft.deadline.event is not None):
        return draft.model_copy(
            update={"deadline": parse_deadline(attribute.value.partition(". ")[0], issued_on=issued_on)}
        )
    return draft
