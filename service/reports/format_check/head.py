"""Checks of the first page's parts: motto, issuer, number, date, kind, trích yếu, addressee."""

import re
from collections.abc import Iterator
from typing import Final

from service.reports.format_check.deviation import Checked, Deviation, Look, check_look, shorten
from service.reports.format_check.official_parts import Segment, has_rule_below

_MOTTOS: Final = frozenset(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
_MOTTO_LINE: Final = "Độc lập - Tự do - Hạnh phúc"
_HEAD_PARAGRAPHS: Final = 40
_PARTY_MOTTO: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"
_STATE_NUMBER: Final = re.compile(r"^Số: ?(\d{2,}|[.…_\s]*)(/\d{4})?/(?:[\wĐđ]+|[.…_]+)(-[\w&Đđ]+|-[.…_]+)*$")
_PARTY_NUMBER: Final = re.compile(r"^Số (\d{2,}|[.…_\s]*)-[\wĐđ]+/[\w&Đđ.…_-]+$")
_DATE: Final = re.compile(
    r"^(?P<place>.+?)(?P<comma>,?)\s*ngày\s*(?P<day>\d*|[.…_]*)\s*tháng\s*(?P<month>\d*|[.…_]*)\s*năm", re.I
)


def check_motto(checked: Checked) -> Iterator[Deviation]:
    parts, rules = checked.parts, checked.rules
    if parts.is_youth:
        return
    if parts.motto is None:
        yield Deviation(
            code="motto_missing",
            rule=checked.rule("Phần I, II.1"),
            place="Trang đầu, góc trên bên phải",
            found="không thấy Quốc hiệu",
            expected="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            advice="thêm Quốc hiệu và Tiêu ngữ ở ô bên phải, trên cùng trang đầu",
        )
        return
    name = "Tiêu đề" if parts.is_party else "Quốc hiệu"
    accepted = (_PARTY_MOTTO,) if parts.is_party else _MOTTOS
    yield from _wording(checked, parts.motto, name, sorted(accepted))
    look = Look(code="motto", name=name, point="Phần I, II.1a", size_pt=rules.motto_pt, bold=True)
    yield from check_look(checked, parts.motto, look)
    if parts.is_party:
        yield from _rule_below(checked, parts.motto, name, "dài bằng dòng chữ")
        return
    yield from _motto_line(checked)


def check_party_marks(checked: Checked) -> Iterator[Deviation]:
    """The Party's star between issuer and number, and five hyphens between trích yếu and text."""
    if not checked.parts.is_party:
        return
    lines = {paragraph.text.strip() for paragraph in checked.document.paragraphs[:_HEAD_PARAGRAPHS]}
    for mark, code, place in (("*", "star", "Dưới tên cơ quan ban hành"), ("-----", "hyphens", "Dưới trích yếu")):
        if mark not in lines:
            yield Deviation(
                code=f"party_{code}",
                rule=checked.rule(""),
                place=place,
                found=f"không có dấu “{mark}”",
                expected=f"dấu “{mark}” trên một dòng riêng, canh giữa",
                advice=f"thêm dòng “{mark}”",
            )


def _motto_line(checked: Checked) -> Iterator[Deviation]:
    line = checked.parts.motto_line
    if line is None:
        yield Deviation(
            code="motto_line_missing",
            rule=checked.rule("Phần I, II.1b"),
            place="Dưới Quốc hiệu",
            found="không thấy Tiêu ngữ",
            expected=_MOTTO_LINE,
            advice="thêm dòng Tiêu ngữ dưới Quốc hiệu",
        )
        return
    yield from _wording(checked, line, "Tiêu ngữ", [_MOTTO_LINE])
    look = Look(
        code="motto_line", name="Tiêu ngữ", point="Phần I, II.1b", size_pt=checked.rules.motto_line_pt, bold=True
    )
    yield from check_look(checked, line, look)
    yield from _rule_below(checked, line, "Tiêu ngữ", "nét liền, dài bằng dòng chữ")


def _wording(checked: Checked, part: Segment, name: str, accepted: list[str]) -> Iterator[Deviation]:
    if part.text not in accepted:
        yield Deviation(
            code="motto_text",
            rule=checked.rule("Phần I, II.1"),
            place=name,
            found=f"“{shorten(part.text)}”",
            expected=f"“{accepted[0]}”",
            advice="gõ lại đúng từng chữ, dấu gạch nối và chữ hoa",
        )


def check_issuer(checked: Checked) -> Iterator[Deviation]:
    """Upper lines regular, the issuer bold with a rule (or the Party's star) below."""
    issuer, rules = checked.parts.issuer, checked.rules
    if not issuer:
        return
    bold_from = next((n for n, line in enumerate(issuer) if all(run.bold for run in line.runs)), len(issuer) - 1)
    for number, line in enumerate(issuer):
        is_issuer = number >= bold_from
        name = "Tên cơ quan ban hành" if is_issuer else "Tên cơ quan chủ quản"
        look = Look(
            code="issuer", name=name, point="Phần I, II.2b", size_pt=rules.issuer_pt, bold=is_issuer, upper=True
        )
        yield from check_look(checked, line, look)
    if not checked.parts.is_party and not checked.parts.is_youth:
        yield from _rule_below(checked, issuer[-1], "Tên cơ quan ban hành", "nét liền, dài 1/3-1/2 dòng chữ")


def _rule_below(checked: Checked, part: Segment, name: str, expected: str) -> Iterator[Deviation]:
    if not has_rule_below(part, checked.document):
        yield Deviation(
            code="rule_missing",
            rule=checked.rule("Phần I, II"),
            place=f"{name}: “{shorten(part.text)}”",
            found="không có đường kẻ ngang bên dưới",
            expected=f"đường kẻ ngang {expected}",
            advice="vẽ đường kẻ (Insert > Shapes > Line) dưới dòng này",
        )


def check_number(checked: Checked) -> Iterator[Deviation]:
    number = checked.parts.number
    if number is None:
        yield Deviation(
            code="number_missing",
            rule=checked.rule("Phần I, II.3"),
            place="Dưới tên cơ quan ban hành",
            found="không thấy số, ký hiệu",
            expected="Số … -BC/…" if checked.parts.is_party else "Số: …/BC-…",
            advice="thêm dòng số, ký hiệu, canh giữa dưới tên cơ quan ban hành",
        )
        return
    look = Look(code="number", name="Số, ký hiệu", point="Phần I, II.3c", size_pt=checked.rules.number_pt)
    yield from check_look(checked, number, look)
    pattern = _PARTY_NUMBER if checked.parts.is_party else _STATE_NUMBER
    if not checked.parts.is_youth and not pattern.match(number.text):
        yield Deviation(
            code="number_form",
            rule=checked.rule("Phần I, II.3c"),
            place="Số, ký hiệu",
            found=f"“{number.text}”",
            expected=_number_hint(number.text, is_party=checked.parts.is_party),
            advice="viết liền số và ký hiệu, không cách chữ; số dưới 10 thêm số 0 phía trước",
        )


def _number_hint(text: str, *, is_party: bool) -> str:
    """The same number in the right form, where only spaces, colon or padding are wrong."""
    digits = re.search(r"\d+", text)
    code = re.sub(r"\s+", "", text[digits.end() :]) if digits else ""
    if digits is None or not re.match(r"^(/\d{4})?[/-]", code):
        return "Số 05-BC/ĐU" if is_party else "Số: 05/BC-ABC (số, dấu gạch chéo, ký hiệu; không cách chữ)"
    number = digits.group().zfill(2)
    return f"“Số {number}{code}”" if is_party else f"“Số: {number}{code}”"


def check_date(checked: Checked) -> Iterator[Deviation]:
    date = checked.parts.date
    if date is None:
        yield Deviation(
            code="date_missing",
            rule=checked.rule("Phần I, II.4"),
            place="Cùng dòng với số, ký hiệu",
            found="không thấy địa danh, ngày tháng năm",
            expected="Hà Nội, ngày 05 tháng 01 năm 2020",
            advice="thêm địa danh và ngày, tháng, năm, chữ nghiêng, dưới Quốc hiệu",
        )
        return
    look = Look(
        code="date", name="Địa danh, thời gian", point="Phần I, II.4c", size_pt=checked.rules.date_pt, italic=True
    )
    yield from check_look(checked, date, look)
    match = _DATE.match(date.text)
    if match is None:
        return
    faults = (
        (not match["comma"], "không có dấu phẩy sau địa danh", "dấu phẩy sau địa danh"),
        (match["place"][:1].islower(), "địa danh không viết hoa", "địa danh viết hoa chữ đầu"),
        (re.fullmatch(r"[1-9]", match["day"]) is not None, f"ngày {match['day']}", f"ngày 0{match['day']}"),
        (re.fullmatch(r"[12]", match["month"]) is not None, f"tháng {match['month']}", f"tháng 0{match['month']}"),
    )
    for is_wrong, found, expected in faults:
        if is_wrong:
            yield Deviation(
                code="date_form",
                rule=checked.rule("Phần I, II.4b, c"),
                place=f"Địa danh, thời gian: “{shorten(date.text)}”",
                found=found,
                expected=expected,
                advice="sửa lại cho đúng mẫu “Hà Nội, ngày 05 tháng 01 năm 2020”",
            )


def check_title(checked: Checked) -> Iterator[Deviation]:
    """Tên loại and trích yếu; for a công văn the V/v line."""
    parts, rules = checked.parts, checked.rules
    if parts.subject is not None:
        look = Look(code="subject", name="Trích yếu công văn", point="Phần I, II.5b", size_pt=rules.subject_pt)
        yield from check_look(checked, parts.subject, look)
    if parts.kind is None:
        return
    look = Look(code="kind", name="Tên loại", point="Phần I, II.5b", size_pt=rules.kind_pt, bold=True, upper=True)
    yield from check_look(checked, parts.kind, look)
    if parts.kind.paragraph.alignment != "center":
        yield Deviation(
            code="kind_align",
            rule=checked.rule("Phần I, II.5b"),
            place="Tên loại",
            found="không canh giữa",
            expected="canh giữa",
            advice="chọn dòng tên loại, canh giữa (Ctrl+E)",
        )
    for line in parts.title:
        look = Look(
            code="title", name="Trích yếu", point="Phần I, II.5b", size_pt=rules.title_pt, bold=True, upper=False
        )
        yield from check_look(checked, line, look)
    if parts.title and not parts.is_party and not parts.is_youth:
        yield from _rule_below(checked, parts.title[-1], "Trích yếu", "nét liền, dài 1/3-1/2 dòng chữ")


def check_addressee(checked: Checked) -> Iterator[Deviation]:
    addressee = checked.parts.addressee
    if addressee is None:
        return
    look = Look(
        code="addressee", name="Kính gửi", point="Phần I, II.9d", size_pt=checked.rules.body_pt, bold=None, italic=None
    )
    yield from check_look(checked, addressee, look)
    if not re.match(r"^Kính gửi:", addressee.text):
        yield Deviation(
            code="addressee_form",
            rule=checked.rule("Phần I, II.9d"),
            place=f"“{shorten(addressee.text)}”",
            found="“Kính gửi” không có dấu hai chấm liền sau",
            expected="“Kính gửi:”",
            advice="gõ lại “Kính gửi:”",
        )
