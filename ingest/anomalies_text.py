"""Anomalies of the running text: broken-off sentences, leftovers of reading, percentages, empty cells, spellings."""

import re
from collections import defaultdict

from core.directive import Anomaly, Directive, Severity, Table
from core.span import Span
from core.text import fold_aligned
from ingest.letters import LOWER
from ingest.tables import row_label

_BREAK = re.compile(rf"(?:\.{{2,}}|…) *\n *[\n\f]\s*(?=[{LOWER}])")
_SHOWN = 60
_LEFTOVER = re.compile(rf"[✓✔¢¥€£§¤\ufffd]|\bNoi nhận\b|(?<![\w/.@-])[{LOWER}]+\d[{LOWER}]+(?![\w/.@])")
_RATIO = re.compile(r"(?<![\d/.,])(\d{1,4})/(\d{1,4})(?![\d/])([^%\d;.]{0,30})\(?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s?%")
_RATIO_LINK = re.compile(r"=|:\s*$|\bđạt\b|chiếm|tỷ lệ|tỉ lệ")
_TOKEN = re.compile(r"(?<![\w/&-])[A-ZĐ]{3,10}(?![\w/&-])")
_NEEDED = ("don vi chu tri", "co quan chu tri", "chu tri", "don vi thuc hien", "thoi gian", "thoi han", "tien do")
_MOST = 0.8
_MAX_SPANS = 10
_ROUNDING = 0.6


def text_anomalies(directive: Directive) -> list[Anomaly]:
    """All anomalies of the running text and the tables."""
    found = [*_broken_off(directive), *_leftovers(directive), *_percentages(directive), *_two_spellings(directive)]
    for table_no, table in enumerate(directive.tables):
        found.extend(_empty_cells(directive, table, table_no))
    return found


def _broken_off(directive: Directive) -> list[Anomaly]:
    """Dots at the end of a page or paragraph, and a small letter where the text goes on."""
    text, found = directive.text, []
    for match in _BREAK.finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _SHOWN)
        stop = text.find("\n", match.end())
        stop = min(stop if stop >= 0 else len(text), match.end() + _SHOWN)
        spans = (*directive.spans(start, match.end()), *directive.spans(match.end(), stop))
        found.append(
            Anomaly(
                code="broken_off_text",
                severity=Severity.MEDIUM,
                message=f"Câu bị cắt ở chỗ ngắt trang: “…{spans[0].text[-40:]}” nối sang “{spans[-1].text[:40]}…”.",
                spans=spans,
            )
        )
    return found


def _leftovers(directive: Directive) -> list[Anomaly]:
    spans: list[Span] = []
    for match in _LEFTOVER.finditer(directive.text):
        spans.extend(directive.spans(match.start(), match.end()))
    if not spans:
        return []
    shown = ", ".join(f"“{text}”" for text in dict.fromkeys(span.text for span in spans[:_MAX_SPANS]))
    return [
        Anomaly(
            code="ocr_leftovers",
            severity=Severity.LOW,
            message=f"Có {len(spans)} chỗ giống lỗi nhận dạng chữ: {shown}.",
            suggestion="Xem lại ảnh trang hoặc bản gốc trước khi dùng.",
            spans=tuple(spans[:_MAX_SPANS]),
        )
    ]


def _percentages(directive: Directive) -> list[Anomaly]:
    """`23/24 = 100 %`: part, whole and percentage that do not fit together."""
    found = []
    for match in _RATIO.finditer(directive.flat(0, len(directive.text))):
        part, whole, link, percent = int(match.group(1)), int(match.group(2)), match.group(3), match.group(4)
        if whole == 0 or part > whole or not _RATIO_LINK.search(link.lower()):
            continue
        if abs(100 * part / whole - float(percent.replace(",", "."))) > _ROUNDING:
            exact = f"{100 * part / whole:.1f}".replace(".", ",").removesuffix(",0")
            found.append(
                Anomaly(
                    code="percentage_mismatch",
                    severity=Severity.MEDIUM,
                    message=f"{part}/{whole} là {exact}%, không phải {percent}%.",
                    spans=directive.spans(match.start(), match.end()),
                )
            )
    return found


def _two_spellings(directive: Directive) -> list[Anomaly]:
    """An abbreviation written with Đ here and with D there."""
    places: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for match in _TOKEN.finditer(directive.text):
        places[fold_aligned(match.group())].setdefault(match.group(), match)
    found: list[Anomaly] = []
    for variants in places.values():
        if len(variants) > 1 and max(len(name) for name in variants) >= 3:
            names = ", ".join(f"“{name}”" for name in variants)
            spans = tuple(span for match in variants.values() for span in directive.spans(match.start(), match.end()))
            found.append(
                Anomaly(
                    code="abbreviation_spellings",
                    severity=Severity.LOW,
                    message=f"Một chữ viết tắt được viết nhiều cách: {names}.",
                    spans=spans,
                )
            )
    return found


def _empty_cells(directive: Directive, table: Table, table_no: int) -> list[Anomaly]:
    """A row without the unit or the time that nearly all its fellows have."""
    found: list[Anomaly] = []
    for column, name in enumerate(table.header):
        if not fold_aligned(name).startswith(_NEEDED):
            continue
        rows = [index for index, cells in enumerate(table.rows) if row_label(cells) and sum(map(bool, cells)) > 2]
        empty = [index for index in rows if not table.rows[index][column]]
        if len(rows) < 5 or not empty or len(rows) - len(empty) < _MOST * len(rows):
            continue
        found.extend(
            Anomaly(
                code="empty_cell",
                severity=Severity.MEDIUM,
                message=f"Dòng {row_label(table.rows[index])} của bảng không ghi “{name}”.",
                spans=table.row_spans[index],
            )
            for index in empty
        )
    return found
