"""Tables put together from tab-separated or bar-separated lines, over page breaks and wrapped cells."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.directive import Directive, Table
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.lines import Line

_MARKDOWN_RULE = re.compile(r"\|?[\s:|\-–]*-{2,}[\s:|\-–]*\|?")
_HEADER_WORDS = re.compile(
    r"^(?:stt|tt|so tt|so thu tu|noi dung|ten|nhiem vu|cong viec|don vi|co quan|thoi gian|thoi han|tien do|ghi chu"
    r"|chu tri|phoi hop|san pham|ket qua|ho (?:va )?ten|chuc vu|so luong|chi tieu|muc tieu|kinh phi|dia diem|hoat dong"
    r"|giai phap|linh vuc|yeu cau|lanh dao)\b"
)
_ENDED = (".", ";", ":", "!", "?", "…", ")", "”")
_ROW_NUMBER = re.compile(r"[IVX]{1,5}|\d{1,3}(?:\.\d{1,3})*|[a-zA-ZđĐ]")
_LIST_MARK = re.compile(r"[-–+*•]|[\dIVXivxa-zđ.]{1,7}[.)/]|\d{1,2}(?:\.\d{1,2})+|(?:Điều|Mục|Chương) \w+[.:]?")
_LETTERHEAD_WORDS = ("noi nhan", "doc lap", "cong hoa xa hoi", "cong hoa xa", "kinh gui")


class RowLine(NamedTuple):
    """A line read as a row: cell texts with where they stand."""

    line_no: int
    start: int
    end: int
    cells: tuple[str, ...]
    new_page: bool


class Row(NamedTuple):
    """A row of a table, put together from one or more lines."""

    cells: tuple[str, ...]
    lines: tuple[RowLine, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


class FoundTable(NamedTuple):
    """A table with the places of its rows; `header_rows` holds every copy of the header, repeated ones included."""

    table: Table
    header_rows: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def line_numbers(self) -> frozenset[int]:
        return frozenset(line.line_no for row in (*self.header_rows, *self.rows) for line in row.lines)


def read_tables(directive: Directive, lines: Sequence[Line]) -> tuple[FoundTable, ...]:
    """All tables of the directive, in order."""
    return tuple(
        found for run in _runs(directive.text, lines) for found in [_build(directive, run)] if found is not None
    )


def row_label(cells: Sequence[str]) -> str | None:
    """The row's number in its first cell (`1.3`, `II`), or None.

    >>> row_label(("1.3", "Tổ chức Hội nghị")), row_label(("Ban Nữ công", "5"))
    ('1.3', None)
    """
    first = cells[0].strip(" .)")
    return first if _ROW_NUMBER.fullmatch(first) else None


def _runs(text: str, lines: Sequence[Line]) -> list[list[RowLine]]:
    """Stretches of neighbouring row lines; a lone row is no table."""
    runs: list[list[RowLine]] = []
    current: list[RowLine] = []
    for line_no, line in enumerate(lines):
        row = _read_row(text, line, line_no)
        if row is not None and current and _starts_other_table(current, row, line.gap):
            runs.append(current)
            current = []
        if row is not None:
            current.append(row)
        elif current:
            runs.append(current)
            current = []
    runs.append(current)
    return [run for run in runs if _is_table(run)]


def _is_table(run: Sequence[RowLine]) -> bool:
    full = [row for row in run if sum(bool(cell) for cell in row.cells) >= 2]
    if len(full) < 2 and not (len(full) == 1 and len(run) >= 2 and len(full[0].cells) >= 3):
        return False
    if all(len(row.cells) <= 2 for row in run) and not _is_header(run[0].cells) and _is_list(run):
        return False
    joined = fold_aligned(" ".join(cell for row in run[:6] for cell in row.cells))
    return not any(words in joined for words in _LETTERHEAD_WORDS)


def _is_list(run: Sequence[RowLine]) -> bool:
    """Numbered items with a tab after the mark, not a table of two columns."""
    marked = sum(_LIST_MARK.fullmatch(row.cells[0]) is not None for row in run if row.cells)
    return marked * 2 >= len(run)


def _starts_other_table(current: Sequence[RowLine], row: RowLine, gap: int) -> bool:
    if gap == 0 or row.new_page:
        return False
    return _is_header(row.cells) and row.cells != current[0].cells


def _read_row(text: str, line: Line, line_no: int) -> RowLine | None:
    raw_start = text.rfind("\n", 0, line.outer_start) + 1
    raw_start = max(raw_start, text.rfind("\f", 0, line.outer_start) + 1)
    raw_end = text.find("\n", line.outer_end)
    raw = text[raw_start : raw_end if raw_end >= 0 else len(text)].split("\f")[0]
    cells = _cells_of(raw)
    if cells is None:
        return None
    return RowLine(line_no, line.outer_start, line.outer_end, cells, line.new_page)


def _cells_of(raw: str) -> tuple[str, ...] | None:
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        inner = stripped[1:-1] if stripped.endswith("|") else stripped[1:]
        if _MARKDOWN_RULE.fullmatch(stripped):
            return ()
        return tuple(_clean(cell) for cell in re.split(r"(?<!\\)\|", inner))
    if "\t" not in stripped and raw.rstrip("\n").count("\t") < 2:
        return None
    if not stripped or (stripped.count("\t") == 0 and not raw.rstrip("\n").rstrip(" ").endswith("\t")):
        return None
    if (
        "\t\t" in stripped
        and len([cell for cell in raw.split("\t") if cell.strip()]) == 2
        and raw[0] not in "\t0123456789IVX"
    ):
        return None
    return tuple(_clean(cell) for cell in raw.split("\t"))


def _clean(cell: str) -> str:
    words = squeeze(cell)
    return words[2:-2].strip() if words.startswith("**") and words.endswith("**") and len(words) > 4 else words


def _build(directive: Directive, run: Sequence[RowLine]) -> FoundTable | None:
    width = max(len(row.cells) for row in run)
    padded = [row._replace(cells=(row.cells + ("",) * width)[:width]) for row in run]
    header_cells = next((row.cells for row in padded if any(row.cells)), ())
    has_header = _is_header(header_cells)
    headers: list[Row] = []
    rows: list[Row] = []
    for row in padded:
        if not any(row.cells) or (has_header and row.cells == header_cells):
            headers.append(Row(row.cells, (row,)))
        elif rows and _continues(rows[-1], row):
            rows[-1] = _join(rows[-1], row)
        else:
            rows.append(Row(row.cells, (row,)))
    if not rows:
        return None
    table = Table(
        page_no=directive.span(padded[0].start, padded[0].end).page_no,
        header=header_cells if has_header else (),
        rows=tuple(row.cells for row in rows),
        row_spans=tuple(_row_spans(directive, row) for row in rows),
    )
    return FoundTable(table, tuple(headers), tuple(rows))


def _row_spans(directive: Directive, row: Row) -> tuple[Span, ...]:
    return tuple(span for line in row.lines for span in directive.spans(line.start, line.end))


def _is_header(cells: Sequence[str]) -> bool:
    """Column names: short, few digits, with a word that tables open with."""
    filled = [cell for cell in cells if cell]
    if (
        len(filled) < 2
        or any(len(cell) > 90 for cell in filled)
        or (row_label(cells) is not None and fold_aligned(cells[0]) not in ("tt", "stt"))
    ):
        return False
    known = sum(bool(_HEADER_WORDS.match(fold_aligned(cell))) for cell in filled)
    return fold_aligned(cells[0]).strip(".") in ("tt", "stt", "so tt", "so thu tu") or known >= 2


def _continues(row: Row, line: RowLine) -> bool:
    """`line` runs on from `row`: no number of its own, and each of its cells goes on with an unfinished one above."""
    if line.cells[0] or len(row.cells) < 2:
        return False
    pairs = [(above, below) for above, below in zip(row.cells, line.cells, strict=True) if below]
    return bool(pairs) and all(_goes_on(above, below, over_page=line.new_page) for above, below in pairs)


def _goes_on(above: str, below: str, *, over_page: bool) -> bool:
    if not above:
        return False
    if below[0].islower():
        return True
    return not above.endswith(_ENDED) and (over_page or above.endswith((",", "-", "–")) or below[0] in '(“"')


def _join(row: Row, line: RowLine) -> Row:
    cells = tuple(f"{above} {below}".strip() for above, below in zip(row.cells, line.cells, strict=True))
    return Row(cells, (*row.lines, line))
