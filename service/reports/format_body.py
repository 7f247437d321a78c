"""Checks of the text and the last page: size, alignment, indent, spacing, ending, Nơi nhận, signature, annex heads."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from service.reports.deviation import Checked, Deviation, Look, check_look, shorten
from service.reports.format_rules import Range
from service.reports.official_parts import Segment
from service.reports.word_document import WordParagraph

_CENTRED: Final = re.compile(r"^(phần|chương|mục|tiểu mục|phụ lục|quyết định|quyết nghị|điều)\b", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"^\s*((PGS|GS|TS|ThS|Ths|BS|Bs|KS|CN|NGƯT|NGND|Dr)\.|(Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư)\b)"
)
_FIRST_LINE_SLACK_CM: Final = 0.06
_LEAST_GAP_PT: Final = 6.0
_LEAST_BODY_LETTERS: Final = 40
_ANNEX_SIZE: Final = Range(low=14, high=14)

_Fault = tuple[str, str, str, str]
"""Code, found, expected, advice: what several paragraphs share."""


def check_body(checked: Checked) -> Iterator[Deviation]:
    """The text paragraph by paragraph; equal faults are told once, with how many paragraphs have them."""
    groups: dict[_Fault, list[WordParagraph]] = defaultdict(list)
    for paragraph in checked.parts.body:
        if _is_text(paragraph):
            for fault in _faults(checked, paragraph):
                groups[fault].append(paragraph)
    for (code, found, expected, advice), paragraphs in groups.items():
        yield Deviation(
            code=code,
            rule=checked.rule("Phần I, II.6e"),
            place=_where(paragraphs),
            found=found,
            expected=expected,
            advice=advice,
        )


def _is_text(paragraph: WordParagraph) -> bool:
    """A paragraph of running text: not a centred heading, not a line of a list set apart, not a caption."""
    words = paragraph.text.strip()
    return len(words) >= _LEAST_BODY_LETTERS and not (paragraph.alignment == "center" or _CENTRED.match(words))


def _faults(checked: Checked, paragraph: WordParagraph) -> Iterator[_Fault]:
    rules = checked.rules
    sizes = {run.size_pt for run in paragraph.runs if run.text.strip() and run.size_pt is not None}
    for size in sorted(size for size in sizes if not rules.body_pt.holds(size)):
        wanted = f"cỡ chữ {rules.body_pt}"
        yield ("body_size", f"cỡ chữ {size:g}", wanted, f"đặt {wanted} cho phần nội dung")
    if paragraph.alignment not in ("both", "distribute"):
        yield ("body_align", "không canh đều hai lề", "canh đều cả hai lề", "chọn các đoạn này, canh đều (Ctrl+J)")
    yield from _indent_fault(checked, paragraph)
    yield from _line_fault(checked, paragraph)
    yield from _gap_fault(checked, paragraph)


def _indent_fault(checked: Checked, paragraph: WordParagraph) -> Iterator[_Fault]:
    if paragraph.text.startswith("   "):
        advice = "xóa dấu cách đầu đoạn, đặt Paragraph > First line: 1,27 cm"
        yield ("body_indent", "thụt đầu dòng bằng dấu cách", "thụt đầu dòng bằng định dạng đoạn", advice)
        return
    if paragraph.has_numbering or paragraph.text.startswith("\t"):
        return
    indent = paragraph.first_line_cm + paragraph.left_cm
    if not any(abs(indent - wanted) <= _FIRST_LINE_SLACK_CM for wanted in checked.rules.indents_cm):
        wanted = " hoặc ".join(f"{value:g}".replace(".", ",") for value in checked.rules.indents_cm) + " cm"
        found = f"chữ đầu dòng lùi vào {indent:.2f} cm".replace(".", ",")
        advice = f"Paragraph > Indentation > First line: {wanted}"
        yield ("body_indent", found, f"lùi vào {wanted}", advice)


def _line_fault(checked: Checked, paragraph: WordParagraph) -> Iterator[_Fault]:
    rules = checked.rules
    if paragraph.line_rule == "auto" and rules.line_multiple is not None:
        if not rules.line_multiple.holds(paragraph.line_value):
            found = f"giãn dòng {paragraph.line_value:.2g} lines".replace(".", ",")
            yield ("body_line", found, "từ dòng đơn đến 1,5 lines", "Paragraph > Line spacing: từ Single đến 1,5 lines")
    elif paragraph.line_rule == "auto" or not rules.exact_line_pt.holds(paragraph.line_value):
        value = "theo dòng" if paragraph.line_rule == "auto" else f"{paragraph.line_value:g} pt"
        wanted = f"{rules.exact_line_pt} pt"
        yield (
            "body_line",
            f"giãn dòng {value}",
            f"giãn dòng {wanted}",
            f"Paragraph > Line spacing > Exactly: {wanted}",
        )


def _gap_fault(checked: Checked, paragraph: WordParagraph) -> Iterator[_Fault]:
    """Space to the next paragraph of the text; an empty paragraph between makes room enough."""
    paragraphs = checked.document.paragraphs
    if paragraph.index + 1 >= len(paragraphs) or paragraph is checked.parts.body[-1]:
        return
    following = paragraphs[paragraph.index + 1]
    if following.table is not None or not following.text.strip():
        return
    gap = max(paragraph.after_pt, following.before_pt)
    if gap < _LEAST_GAP_PT - 0.01:
        wanted = "tối thiểu 6 pt"
        yield ("body_gap", f"khoảng cách đoạn {gap:g} pt", wanted, "Paragraph > Spacing > After: 6 pt")


def _where(paragraphs: Sequence[WordParagraph]) -> str:
    first = f"đoạn “{shorten(paragraphs[0].text.strip(), 50)}”"
    return f"Nội dung: {first}" if len(paragraphs) == 1 else f"Nội dung: {len(paragraphs)} đoạn, bắt đầu từ {first}"


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
