"""Anomalies of the running text: broken-off sentences, leftovers of reading, empty cells, spellings."""

import re
from collections import defaultdict
from itertools import pairwise

from core.directive import Anomaly, BlockKind, Directive, Severity, Table
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.letters import LOWER
from ingest.tables.joined_tables import row_label

_BREAK = re.compile(rf"(?<!\.)(?:\.{{2,}}|…) *\n *[\n\f]\s*(?=[{LOWER}])")
_SHOWN = 60
_GAP = re.compile(r"\n\s*\n|\f")
_LAST_WORD = re.compile(
    r"(?<![;,/).…] )(?<![;,/).…])\b"
    r"(?:và|của|các|những|để|với|trong|tại|là|do|bằng|nhằm|từ|theo|về việc|thuộc|giữa|mọi|mỗi|nếu|khi|gồm)$"
)
"""Words that must have another after them; after a mark they only link the items of a list (`; và`)."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET)
_LEFTOVER = re.compile(rf"[✓✔¢¥€£§¤\ufffd]|\bNoi nhận\b|(?<![\w/.@-])[{LOWER}]+\d[{LOWER}]+(?![\w/.@])")
_TOKEN = re.compile(r"(?<![\w/&-])[A-ZĐ]{3,10}(?![\w/&-])")
_NEEDED = ("don vi chu tri", "co quan chu tri", "chu tri", "don vi thuc hien", "thoi gian", "thoi han", "tien do")
_MOST = 0.8
_MAX_SPANS = 10


def text_anomalies(directive: Directive) -> list[Anomaly]:
    """All anomalies of the running text and the tables."""
    found = [
        *_broken_off(directive),
        *_left_hanging(directive),
        *_leftovers(directive),
        *_two_spellings(directive),
    ]
    for table in directive.tables:
        found.extend(_empty_cells(table))
        found.extend(_broken_rows(directive, table))
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


def _left_hanging(directive: Directive) -> list[Anomaly]:
    """A paragraph that ends on a word which must have another after it, before a new item begins."""
    found = []
    for block, following in pairwise(directive.blocks):
        words = directive.flat(block.start, block.end).rstrip()
        last = _LAST_WORD.search(words)
        opens = following.label is not None or following.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET)
        if block.kind not in _PROSE or block.table_no is not None or last is None or not opens or len(words) < _SHOWN:
            continue
        found.append(
            Anomaly(
                code="broken_off_text",
                severity=Severity.MEDIUM,
                message=f"Câu dừng giữa chừng: “…{squeeze(words)[-40:]}”.",
                suggestion="Đối chiếu bản gốc: có thể thiếu chữ.",
                spans=directive.spans(block.start + last.start(), block.end),
            )
        )
    return found


def _broken_rows(directive: Directive, table: Table) -> list[Anomaly]:
    """Numbered rows that a break cuts, so that the second half stands by itself without a number; one for a table."""
    labels: list[str] = []
    halves: list[Span] = []
    for row, spans in enumerate(table.row_spans):
        label = row_label(table.rows[row])
        if label is None or len(spans) < 2 or not spans[1].text.strip()[:1].islower():
            continue
        if _GAP.search(directive.text, spans[0].end, spans[1].start) is not None:
            labels.append(label)
            halves.extend(spans[:2])
    if not labels:
        return []
    return [
        Anomaly(
            code="broken_off_text",
            severity=Severity.LOW,
            message=f"Dòng {', '.join(labels)} của bảng bị ngắt trang: nửa sau ở một dòng không có số thứ tự, "
            f"“{squeeze(halves[1].text)[:40]}…”.",
            spans=tuple(halves[:_MAX_SPANS]),
        )
    ]


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


def _empty_cells(table: Table) -> list[Anomaly]:
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
