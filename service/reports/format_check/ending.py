"""Checks of the last page: how the text ends, Nơi nhận, signature; and of the heads of annexes."""

import re
from collections.abc import Iterator
from typing import Final

from service.reports.format_check.deviation import Checked, Deviation, Look, check_look, shorten
from service.reports.format_check.official_parts import Segment
from service.reports.format_check.rules import Range

_DEGREE: Final = re.compile(
    r"^\s*((PGS|GS|TS|ThS|Ths|BS|Bs|KS|CN|NGƯT|NGND|Dr)\.|(Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư)\b)"
)
_ANNEX_SIZE: Final = Range(low=14, high=14)


def check_ending(checked: Checked) -> Iterator[Deviation]:
    """The mark that ends the text: "./." for state bodies, a plain full stop for the Party."""
    if not checked.parts.body or checked.parts.recipients_label is None:
        return
    last = checked.parts.body[-1].text.strip()
    is_right = not last.endswith("./.") if checked.parts.is_party else last.endswith("./.")
    if not is_right:
        expected = "kết thúc bằng dấu chấm (.)" if checked.parts.is_party else "kết thúc bằng “./.”"
        yield Deviation(
            code="ending",
            rule=checked.rules.name if checked.parts.is_party else "NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4, 1.5",
            place=f"Cuối nội dung: “…{last[-40:]}”",
            found=f"kết thúc bằng “{last[-3:]}”",
            expected=expected,
            advice="sửa dấu kết thúc văn bản",
        )


def check_recipients(checked: Checked) -> Iterator[Deviation]:
    parts, rules = checked.parts, checked.rules
    label = parts.recipients_label
    if label is None:
        yield Deviation(
            code="recipients_missing",
            rule=checked.rule("Phần I, II.9"),
            place="Cuối văn bản, bên trái",
            found="không thấy “Nơi nhận:”",
            expected="“Nơi nhận:” và danh sách nơi nhận",
            advice="thêm phần Nơi nhận ngang hàng với chức vụ người ký",
        )
        return
    if not parts.is_party:
        look = Look(
            code="recipients_label", name="Nơi nhận", point="Phần I, II.9d",
            size_pt=rules.recipients_label_pt, bold=True, italic=True,
        )  # fmt: skip
        yield from check_look(checked, label, look)
    look = Look(code="recipients", name="Danh sách nơi nhận", point="Phần I, II.9d", size_pt=rules.recipients_pt)
    told: set[str] = set()
    for deviation in (found for line in parts.recipients for found in check_look(checked, line, look)):
        if deviation.code not in told:
            told.add(deviation.code)
            yield deviation
    yield from _recipient_lines(checked)


def _recipient_lines(checked: Checked) -> Iterator[Deviation]:
    lines = checked.parts.recipients
    for number, line in enumerate(lines, start=1):
        mark = "." if number == len(lines) else ";"
        if not line.text.endswith(mark) and line.text.endswith((";", ".", ",")):
            yield _recipient_fault(checked, line, f"cuối dòng là “{line.text[-1]}”", f"cuối dòng là “{mark}”")
    if lines and "luu" not in lines[-1].key:
        yield _recipient_fault(checked, lines[-1], "không có dòng Lưu", "dòng cuối “- Lưu: VT, ….”")
    elif lines and not checked.parts.is_party and not re.search(r"Lưu\s*:\s*VT", lines[-1].text):
        yield _recipient_fault(checked, lines[-1], f"“{shorten(lines[-1].text)}”", "“- Lưu: VT, ….”")


def _recipient_fault(checked: Checked, line: Segment, found: str, expected: str) -> Deviation:
    return Deviation(
        code="recipients_form",
        rule=checked.rule("Phần I, II.9d"),
        place=f"Nơi nhận: “{shorten(line.text)}”",
        found=found,
        expected=expected,
        advice="sửa dòng này trong danh sách nơi nhận",
    )


def check_signature(checked: Checked) -> Iterator[Deviation]:
    parts, rules = checked.parts, checked.rules
    for line in parts.capacity:
        look = Look(
            code="signature", name="Quyền hạn, chức vụ", point="Phần I, II.7đ",
            size_pt=rules.signature_pt, bold=True, upper=True,
        )  # fmt: skip
        yield from check_look(checked, line, look)
        slash = re.match(r"^[TKtk]/[MTLmtl]\b", line.text)
        if (slash is None) == parts.is_party and re.match(r"^(TM|KT|TL|T/M|K/T|T/L)\b", line.text):
            wanted = "T/M, K/T, T/L" if parts.is_party else "TM., KT., TL."
            yield Deviation(
                code="signature_form",
                rule=checked.rule("Phần I, II.7b"),
                place=f"Quyền hạn: “{shorten(line.text)}”",
                found=f"“{line.text.split()[0]}”",
                expected=wanted,
                advice=f"viết quyền hạn ký theo dạng {wanted}",
            )
    if parts.signer is not None:
        look = Look(code="signer", name="Họ tên người ký", point="Phần I, II.7đ", size_pt=rules.signature_pt, bold=True)
        yield from check_look(checked, parts.signer, look)
        if _DEGREE.match(parts.signer.text):
            yield Deviation(
                code="signer_degree",
                rule=checked.rule("Phần I, II.7c"),
                place=f"Họ tên người ký: “{parts.signer.text}”",
                found="có học hàm, học vị trước họ tên",
                expected="chỉ ghi họ và tên",
                advice="bỏ học hàm, học vị, danh hiệu (trừ ngành có quy định riêng)",
            )


def check_annexes(checked: Checked) -> Iterator[Deviation]:
    for head in checked.parts.annex_heads:
        look = Look(
            code="annex", name="Phụ lục", point="Phần I, III.1b",
            size_pt=None if checked.parts.is_party else _ANNEX_SIZE, bold=True, upper=False,
        )  # fmt: skip
        yield from check_look(checked, head, look)
    for head in checked.parts.annex_heads:
        number = " ".join(head.text.split()[2:]).rstrip(".:")
        if number and not checked.parts.is_party and re.fullmatch(r"[IVXLC]+", number) is None:
            yield Deviation(
                code="annex_number",
                rule=checked.rule("Phần I, III.1a"),
                place=f"“{head.text}”",
                found=f"số thứ tự “{number}”",
                expected="số La Mã (Phụ lục I, Phụ lục II)",
                advice="đánh số phụ lục bằng chữ số La Mã",
            )
