"""Checks of the text: bases, main headings, and size, alignment, indent and spacing of its paragraphs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from service.reports.format_check.deviation import Checked, Deviation, shorten
from service.reports.format_check.word_document import WordParagraph

_CENTRED: Final = re.compile(r"^(phần|chương|mục|tiểu mục|phụ lục|quyết định|quyết nghị|điều)\b", re.IGNORECASE)
_FIRST_LINE_SLACK_CM: Final = 0.06
_LEAST_GAP_PT: Final = 6.0
_LEAST_BODY_LETTERS: Final = 40
_LONG: Final = 200
_BASIS: Final = re.compile(r"^(Căn cứ|Theo đề nghị|Xét đề nghị)\b")
_MAIN_HEADING: Final = re.compile(r"^[IVX]{1,5}\s*[.\-–]\s*\w")

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


def check_bases(checked: Checked) -> Iterator[Deviation]:
    """Căn cứ before the text: italic, each but the last ending in a semicolon."""
    if checked.parts.is_party:
        return
    bases = []
    for paragraph in checked.parts.body:
        if not _BASIS.match(paragraph.text.strip()):
            break
        bases.append(paragraph)
    upright = [item for item in bases if not _is_italic(item)]
    if upright:
        yield Deviation(
            code="basis_italic",
            rule=checked.rule("Phần I, II.6a"),
            place=_where(upright),
            found="căn cứ chữ đứng",
            expected="căn cứ chữ nghiêng",
            advice="chọn các dòng căn cứ, bật kiểu chữ nghiêng",
        )
    for paragraph in bases[:-1]:
        if not paragraph.text.strip().endswith(";"):
            yield Deviation(
                code="basis_form",
                rule=checked.rule("Phần I, II.6a"),
                place=_where([paragraph]),
                found=f"cuối căn cứ là “{paragraph.text.strip()[-1]}”",
                expected="cuối mỗi căn cứ là “;”, căn cứ cuối cùng là “.”",
                advice="sửa dấu cuối dòng căn cứ",
            )


def check_headings(checked: Checked) -> Iterator[Deviation]:
    """Main headings "I. …": capitals and bold."""
    if checked.parts.is_party:
        return
    headings = [
        item for item in checked.parts.body if _MAIN_HEADING.match(item.text.strip()) and len(item.text) < _LONG
    ]
    for code, expected, faulty in (
        ("heading_case", "in hoa", [item for item in headings if item.text != item.text.upper()]),
        (
            "heading_bold",
            "chữ đậm",
            [item for item in headings if not all(run.bold for run in item.runs if run.text.strip())],
        ),
    ):
        if faulty:
            yield Deviation(
                code=code,
                rule=checked.rule("Phần I, V.6b"),
                place=_where(faulty),
                found=f"tiêu đề mục không {expected.removeprefix('chữ ')}",
                expected=f"số thứ tự và tiêu đề của mục {expected}",
                advice=f"chọn các tiêu đề mục, đặt {expected}",
            )


def _is_italic(paragraph: WordParagraph) -> bool:
    lit = sum(len(run.text.strip()) for run in paragraph.runs if run.italic)
    return lit * 2 > len(paragraph.text.strip())
