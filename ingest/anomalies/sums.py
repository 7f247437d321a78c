"""Anomalies of figures: ratios against their percentage, totals against their parts."""

import re
from collections.abc import Sequence

from core.directive import Anomaly, Directive, Severity, Table
from core.text import fold_aligned

_LINK = r"[^%\d;.]{0,30}"
_PERCENT = r"(?P<percent>\d{1,3}(?:[.,]\d{1,2})?)\s?%"
_FRACTION = r"(?<![\d/.,])(?P<part>\d{1,4})/(?P<whole>\d{1,4})(?![\d/])"
_RATIO = re.compile(rf"{_FRACTION}(?P<link>{_LINK})\(?\s*{_PERCENT}")
_RATIO_BEHIND = re.compile(rf"(?<![\d.,]){_PERCENT}\s*\(\s*{_FRACTION}(?P<link>)[^)]{{0,30}}\)")
_RATIO_LINK = re.compile(r"=|:\s*$|\bđạt\b|chiếm|tỷ lệ|tỉ lệ|^\s*[^\d]{0,20}\(\s*$")
_ROUNDING = 0.6
_LISTED = re.compile(
    r"(?<![\d.,/])(?P<whole>\d{1,5}) (?P<things>[^\W\d][^,;.:()\d]{1,30}?)\s*[,(]?\s*(?:bao )?gồm\s*:?\s*"
    r"(?P<parts>\d{1,5} [^;.:()\n]{2,160})"
)
_PART = re.compile(r"(?:^|[,;]\s*(?:và\s+)?|\s+và\s+)(\d{1,5}) (?=[^\W\d])")
_NUMBER = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+(?:,\d+)?")
_TOTAL_ROW = re.compile(r"(?:tong cong|tong so|tong|cong)\b\W*(?:\w+\W*){0,4}$")
_SUMMABLE = re.compile(r"so luong|kinh phi|thanh tien|so tien|du toan|so nguoi|dien tich|so hoc sinh|so lop|nguoi|tong")
_FEWEST_ROWS = 2


def sum_anomalies(directive: Directive) -> list[Anomaly]:
    """All figures that do not add up."""
    found = [*_percentages(directive), *_listed_parts(directive)]
    for table in directive.tables:
        found.extend(_table_totals(table))
    return found


def _percentages(directive: Directive) -> list[Anomaly]:
    """`23/24 = 100 %`: part, whole and percentage that do not fit together."""
    flat, found = directive.flat(0, len(directive.text)), []
    ahead = [match for match in _RATIO.finditer(flat) if _RATIO_LINK.search(match.group("link").lower())]
    for match in (*ahead, *_RATIO_BEHIND.finditer(flat)):
        part, whole, percent = int(match.group("part")), int(match.group("whole")), match.group("percent")
        if whole == 0 or part > whole or abs(100 * part / whole - float(percent.replace(",", "."))) <= _ROUNDING:
            continue
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


def _listed_parts(directive: Directive) -> list[Anomaly]:
    """`45 đồng chí, gồm: 20 nam và 24 nữ`: every part is counted, and they do not make the whole."""
    flat, found = directive.flat(0, len(directive.text)), []
    for match in _LISTED.finditer(flat):
        parts = [int(part.group(1)) for part in _PART.finditer(match.group("parts"))]
        whole = int(match.group("whole"))
        pieces = re.split(r"[,;]| và ", match.group("parts").strip())
        counted = match.group("things").split()[0]
        is_open = flat[match.end() : match.end() + 1] in (";", "(", ":") or len(parts) != len(pieces)
        alike = all(re.search(rf"\d (?:{re.escape(counted)}|nam|nữ)\b", piece) for piece in pieces)
        if len(parts) < _FEWEST_ROWS or is_open or not alike or sum(parts) == whole:
            continue
        found.append(_off(directive, match.start(), match.end(), stated=whole, summed=sum(parts)))
    return found


def _off(directive: Directive, start: int, end: int, *, stated: int, summed: int) -> Anomaly:
    return Anomaly(
        code="total_mismatch",
        severity=Severity.MEDIUM,
        message=f"Tổng ghi {stated}, các phần cộng lại là {summed}.",
        suggestion="Kiểm tra lại tổng và từng phần.",
        spans=directive.spans(start, end),
    )


def _table_totals(table: Table) -> list[Anomaly]:
    """A last row `Tổng cộng` whose figure is neither the sum of all rows above nor that of the group rows."""
    if len(table.rows) <= _FEWEST_ROWS or not _is_total(table.rows[-1]):
        return []
    body = [(index, row) for index, row in enumerate(table.rows[:-1])]
    if any(_is_total(row) for _, row in body):
        return []
    found = []
    for column, name in enumerate(table.header):
        stated = _figure(table.rows[-1][column])
        if stated is None or not _SUMMABLE.search(fold_aligned(name)):
            continue
        sums = _possible_sums(table, body, column)
        if sums and all(abs(stated - each) > 0.5 for each in sums):
            found.append(
                Anomaly(
                    code="total_mismatch",
                    severity=Severity.MEDIUM,
                    message=f"Cột “{name}”: dòng tổng ghi {_shown(stated)}, các dòng cộng lại là {_shown(sums[0])}.",
                    suggestion="Kiểm tra lại tổng và từng dòng.",
                    spans=table.row_spans[-1],
                )
            )
    return found


def _possible_sums(table: Table, body: Sequence[tuple[int, tuple[str, ...]]], column: int) -> list[float]:
    """The sums that the total may mean; none where a row of the column cannot be read as a figure."""
    details = [row[column] for index, row in body if index not in table.group_rows]
    groups = [row[column] for index, row in body if index in table.group_rows]
    sums = []
    for cells in (details, groups, [*details, *groups]):
        figures = [_figure(cell) for cell in cells if cell.strip()]
        if len(figures) >= _FEWEST_ROWS and len(figures) == len(cells) and None not in figures:
            sums.append(sum(figure for figure in figures if figure is not None))
    return sums


def _is_total(row: Sequence[str]) -> bool:
    return any(_TOTAL_ROW.fullmatch(fold_aligned(cell).strip()) for cell in row[:2])


def _figure(cell: str) -> float | None:
    """The number that a cell is, in the Vietnamese way of writing it; None for anything else."""
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.replace(".", "").replace(" ", "").replace(",", "."))


def _shown(figure: float) -> str:
    return f"{figure:,.0f}".replace(",", ".") if figure == int(figure) else str(figure).replace(".", ",")
