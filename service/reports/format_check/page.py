"""Checks of the page: paper, margins, page numbers, fonts, colour."""

from collections import Counter
from collections.abc import Iterator

from service.reports.format_check.deviation import Checked, Deviation, shorten
from service.reports.format_check.rules import Range
from service.reports.format_check.word_document import WordDocument, WordRun, WordSection

_SLACK_MM = 0.6
_A4_MM = (210, 297)
_LONG_TEXT = 3_500
"""More characters than one page holds: only then must pages be numbered when Word's own count is missing."""


def check_paper(checked: Checked) -> Iterator[Deviation]:
    for number, section in enumerate(checked.document.sections, start=1):
        width, height = sorted((section.width_mm, section.height_mm))
        if abs(width - _A4_MM[0]) <= 1.5 and abs(height - _A4_MM[1]) <= 1.5:
            continue
        yield Deviation(
            code="paper",
            rule=checked.rule("Phần I, I.1"),
            place=_section_name(checked, number),
            found=f"khổ giấy {section.width_mm:.0f} x {section.height_mm:.0f} mm",
            expected="khổ A4 (210 x 297 mm)",
            advice="Layout > Size > A4",
        )


def check_margins(checked: Checked) -> Iterator[Deviation]:
    """Upright pages: as the rules say. Pages on their side belong to tables; their margins are free."""
    rules = checked.rules
    for number, section in enumerate(checked.document.sections, start=1):
        if section.width_mm > section.height_mm:
            continue
        for side, name, wanted in (
            ("top", "lề trên", rules.top_bottom_mm),
            ("bottom", "lề dưới", rules.top_bottom_mm),
            ("left", "lề trái", rules.left_mm),
            ("right", "lề phải", rules.right_mm),
        ):
            yield from _margin(checked, section, number, (side, name, wanted))


def _margin(checked: Checked, section: WordSection, number: int, side: tuple[str, str, Range]) -> Iterator[Deviation]:
    key, name, wanted = side
    value = float(getattr(section, f"{key}_mm"))
    if not wanted.holds(value, slack=_SLACK_MM):
        yield Deviation(
            code=f"margin_{key}",
            rule=checked.rule("Phần I, I.3"),
            place=_section_name(checked, number),
            found=f"{name} {value:.1f} mm".replace(".", ","),
            expected=f"{name} {wanted} mm",
            advice="Layout > Margins > Custom Margins",
        )


def check_page_numbers(checked: Checked) -> Iterator[Deviation]:
    """Numbers of the first section: in the top margin, centred, 13-14, not on page 1."""
    section = checked.document.sections[0] if checked.document.sections else None
    if section is None:
        return
    rule, place = checked.rule("Phần I, I.7"), "Số trang"
    if not section.page_numbers:
        if _has_several_pages(checked):
            yield Deviation(
                code="page_number_missing",
                rule=rule,
                place=place,
                found="không đánh số trang",
                expected="số trang ở giữa lề trên, từ trang 2",
                advice="Insert > Page Number > Top of Page, kiểu giữa",
            )
        return
    wanted = checked.rules.page_number_pt
    for number in section.page_numbers[:1]:
        faults = (
            (
                not number.is_in_header,
                "page_number_place",
                "ở lề dưới",
                "ở giữa lề trên",
                "chuyển số trang lên đầu trang",
            ),
            (number.alignment != "center", "page_number_align", "không ở giữa", "ở giữa lề trên", "canh giữa số trang"),
            (
                wanted is not None and number.size_pt is not None and not wanted.holds(number.size_pt),
                "page_number_size",
                f"cỡ chữ {number.size_pt:g}" if number.size_pt else "",
                f"cỡ chữ {wanted}",
                f"đặt cỡ chữ số trang {wanted}",
            ),
            (
                not section.hides_first,
                "page_number_first",
                "hiện số ở trang thứ nhất",
                "không hiện số ở trang thứ nhất",
                "chọn Different First Page trong Header & Footer",
            ),
        )
        for is_wrong, code, found, expected, advice in faults:
            if is_wrong:
                yield Deviation(code=code, rule=rule, place=place, found=found, expected=expected, advice=advice)


def check_fonts(checked: Checked) -> Iterator[Deviation]:
    """One deviation a foreign font, with how much of the text is in it."""
    letters: Counter[str] = Counter()
    samples: dict[str, str] = {}
    for run in _lettered_runs(checked):
        if run.font.strip().lower().removesuffix(" bold") not in ("times new roman", ""):
            letters[run.font] += len(run.text)
            samples.setdefault(run.font, shorten(run.text.strip(), 40))
    for font, count in letters.most_common():
        is_old = _is_legacy(font)
        yield Deviation(
            code="font",
            rule=checked.rule("Phần I, I.4"),
            place=f"{count} ký tự, từ “{samples[font]}”",
            found=f"phông chữ {font}" + (" (bảng mã cũ, không phải Unicode)" if is_old else ""),
            expected="Times New Roman, bộ mã Unicode",
            advice="chuyển mã sang Unicode rồi đổi phông" if is_old else "chọn đoạn đó, đổi phông Times New Roman",
        )


def is_mostly_legacy(document: WordDocument) -> bool:
    """More than half of the letters are in fonts of a legacy Vietnamese encoding."""
    lengths = [(len(run.text), _is_legacy(run.font)) for paragraph in document.paragraphs for run in paragraph.runs]
    return sum(length for length, is_legacy in lengths if is_legacy) * 2 > sum(length for length, _ in lengths)


def _is_legacy(font: str) -> bool:
    return font.lower().startswith((".vn", "vni"))


def check_color(checked: Checked) -> Iterator[Deviation]:
    coloured = [run for run in _lettered_runs(checked) if run.color.lower() not in ("auto", "000000")]
    if coloured:
        yield Deviation(
            code="color",
            rule=checked.rule("Phần I, I.4"),
            place=f"{sum(len(run.text) for run in coloured)} ký tự, từ “{shorten(coloured[0].text.strip(), 40)}”",
            found=f"chữ màu #{coloured[0].color}",
            expected="chữ màu đen",
            advice="chọn đoạn đó, đặt Font Color là Automatic",
        )


def _lettered_runs(checked: Checked) -> Iterator[WordRun]:
    for paragraph in checked.document.paragraphs:
        for run in paragraph.runs:
            if any(character.isalpha() for character in run.text):
                yield run


def _has_several_pages(checked: Checked) -> bool:
    length = sum(len(paragraph.text) for paragraph in checked.document.paragraphs)
    return (checked.document.pages or 0) > 1 or length > _LONG_TEXT


def _section_name(checked: Checked, number: int) -> str:
    return "Trang văn bản" if len(checked.document.sections) == 1 else f"Phần trang thứ {number} (section {number})"
