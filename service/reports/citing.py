"""How a report names the directive that it answers: only what the letterhead says, blanks for the rest.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6b: the first citation gives kind, number, date, issuer and
subject, later ones kind and number. Hướng dẫn 05-HD/VPTW, 6.1.4, with the Party's comma before the date.
"""

import re

from core.directive import Directive
from core.report import Claim
from core.span import Span
from core.text import fold, squeeze
from service.reports.blanks import blank, has_blank
from service.reports.calendar_words import long_date
from service.reports.profile import BodyType
from service.reports.unit_names import sentence_case, sentence_words, spell_out

_CITED_FIELDS = ("kind", "number", "issued_on", "issuer", "parent_issuer", "place", "title")
_ACTS = (
    *(
        "thực hiện",
        "triển khai",
        "tổ chức",
        "tăng cường",
        "đẩy mạnh",
        "hưởng ứng",
        "phát động",
        "ban hành",
        "phê duyệt",
    ),
    *("giao", "hướng dẫn", "kiểm tra", "thi hành", "quán triệt", "tuyên truyền"),
)

_LEVELS = r"tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu"
_SEAT = re.compile(rf"(?<!\w)(?P<level>{_LEVELS}) (?P<name>\w+(?: \w+){{0,3}})$", re.IGNORECASE)
_ENDS_IN_LEVEL = re.compile(rf"(?<!\w)(?:{_LEVELS})$", re.IGNORECASE)
_COMMON = re.compile(r"^(?:so|phong|ban|chi cuc|cuc|thanh tra|van phong|cong doan nganh|trung tam)(?!\w)")
"""Bodies that every province or district has one of, under the same name."""


_ASKED = re.compile(r"^\W*(?:v/v|về việc)?\s*:?\s*(?:gửi\s+)?báo cáo\s+(?!của\b|viên\b|theo\b)(.+)$", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:kết quả|tình hình|sơ kết|tổng kết|số liệu|đánh giá)\b", re.IGNORECASE)


def full_name(directive: Directive, body_type: BodyType = BodyType.STATE) -> Claim:
    """The first citation: kind, number, date, issuer and subject; a blank for each that the letterhead lacks.

    A field that was read with doubt is followed by a blank that asks to look at it.
    """
    head = directive.letterhead
    number = (head.number or blank("số, ký hiệu văn bản")) + _doubt(directive, "number", "số, ký hiệu")
    day = long_date(head.issued_on) if head.issued_on else f"ngày {blank('ngày, tháng, năm ban hành')}"
    day += _doubt(directive, "issued_on", "ngày ban hành")
    comma = "," if body_type is BodyType.PARTY else ""
    issuer = (full_issuer(directive) or blank("cơ quan ban hành")) + _doubt(directive, "issuer", "cơ quan ban hành")
    text = f"{_kind(directive)} số {number}{comma} {day} của {issuer}"
    if head.title:
        text = f"{text} {_subject(directive)}{_doubt(directive, 'title', 'trích yếu')}"
    return Claim(text=text, spans=letterhead_spans(directive), is_blank=has_blank(text))


def short_name(directive: Directive) -> Claim:
    """A later citation: kind and number; without a number, kind, issuer and subject."""
    head = directive.letterhead
    if head.number:
        text = f"{_kind(directive)} số {head.number}"
    elif head.title:
        issuer = full_issuer(directive)
        text = f"{_kind(directive)} {f'của {issuer} ' if issuer else ''}{_subject(directive)}"
    else:
        text = f"{_kind(directive)} số {blank('số, ký hiệu văn bản')}"
    return Claim(text=text, spans=letterhead_spans(directive), is_blank=has_blank(text))


def brief_name(directive: Directive) -> str:
    """The shortest name for use inside a sentence that has named the directive before."""
    head = directive.letterhead
    return f"{_kind(directive)} số {head.number}" if head.number else f"{_kind(directive)} nêu trên"


def issuer_name(directive: Directive) -> str | None:
    """The issuer in sentence case, short forms that the directive defines spelled out; None when it names none."""
    issuer = directive.letterhead.issuer
    if not issuer:
        return None
    return spell_out(sentence_case(issuer, directive.flat(0, len(directive.text))), directive.abbreviations)


def full_issuer(directive: Directive) -> str | None:
    """The issuer with the place that tells it from its namesakes; None when the letterhead names none.

    "Sở Giáo dục và Đào tạo" of "UBND tỉnh Lâm Đồng" is that of tỉnh Lâm Đồng: as the text itself writes the longer
    name, else put together from the two lines of the letterhead. A name that ends in its level ("… tỉnh") takes the
    địa danh.
    """
    issuer, head = issuer_name(directive), directive.letterhead
    if issuer is None:
        return None
    place = squeeze(head.place or "")
    if place and place == place.title() and _ENDS_IN_LEVEL.search(issuer):
        return f"{issuer} {place}"
    seat = _SEAT.search(squeeze(head.parent_issuer or ""))
    if seat is None or fold(seat["name"]) in fold(issuer):
        return issuer
    longer = rf"(?<!\w){re.escape(issuer)} (?:{seat['level']} )?{re.escape(seat['name'])}(?!\w)"
    found = re.search(longer, directive.flat(0, len(directive.text)), re.IGNORECASE)
    if found is not None and not found.group().isupper():
        return squeeze(found.group())
    return f"{issuer} {seat['level'].lower()} {seat['name']}" if _COMMON.match(fold(issuer)) else issuer


def asked_topic(directive: Directive) -> str | None:
    """What a directive that is itself a call for a report asks to report on ("hoạt động nữ công năm 2017").

    None for any other directive: its report is on how it was carried out.
    """
    match = _ASKED.match(squeeze(directive.letterhead.title or ""))
    if match is None:
        return None
    topic = match[1].strip(" .;“”\"'")
    topic = topic.lower() if topic == topic.upper() else topic[:1].lower() + topic[1:]
    return topic if _BEGINS.match(topic) else f"kết quả {topic}"


def subject(title: str) -> str:
    """A trích yếu as it continues a sentence.

    >>> subject("V/v tổ chức Tháng Công nhân"), subject("Triển khai Chỉ thị 41"), subject("Công tác nữ công")
    ('về việc tổ chức Tháng Công nhân', 'triển khai Chỉ thị 41', 'về công tác nữ công')
    """
    title = squeeze(title.replace("*", "")).strip(' .;“”"')
    called = re.match(r"(?:V/v|Về việc)\s*:?\s*(?=\w)", title, flags=re.IGNORECASE)
    if called is not None:
        return f"về việc {_lowered(title[called.end() :])}"
    lowered = _lowered(title)
    if fold(title).startswith("ve ") or any(lowered.startswith(act) for act in _ACTS):
        return lowered
    return f"về {lowered}"


def letterhead_spans(directive: Directive) -> tuple[Span, ...]:
    """Where the cited letterhead fields stand."""
    spans = directive.letterhead.spans
    return tuple(span for field in _CITED_FIELDS for span in spans.get(field, ()))


def _subject(directive: Directive) -> str:
    title = squeeze(directive.letterhead.title or "")
    return subject(sentence_words(title, directive.flat(0, len(directive.text))))


def _doubt(directive: Directive, field: str, name: str) -> str:
    head = directive.letterhead
    is_doubtful = field in head.doubtful and getattr(head, field) is not None
    return f" {blank(f'đối chiếu lại {name} với bản gốc')}" if is_doubtful else ""


def _lowered(title: str) -> str:
    return title if _begins_with_name(title) else title[:1].lower() + title[1:]


def _begins_with_name(title: str) -> bool:
    """The second syllable is capital too, or the first is an abbreviation: a name, not a sentence start."""
    words = title.split()
    return (len(words) > 1 and words[1][:1].isupper()) or (bool(words) and len(words[0]) > 1 and words[0].isupper())


def _kind(directive: Directive) -> str:
    kind = directive.letterhead.kind
    return squeeze(kind).capitalize() if kind else blank("loại văn bản")
