"""Lines of text that are rows of tables: their cells, parted by tabs or bars, and which rows stand together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.directive import Directive
from core.page import MergedCell
from core.text import fold_aligned, squeeze
from ingest.structure.lines import Line

_MARKDOWN_RULE = re.compile(r"\|?[\s:|\-–]*-{2,}[\s:|\-–]*\|?")
_HEADER_WORDS = re.compile(
    r"^(?:stt|tt|so tt|so thu tu|noi dung|ten|nhiem vu|cong viec|dau viec|don vi|co quan|thoi gian|thoi han|tien do"
    r"|ghi chu|chu tri|phoi hop|san pham|ket qua|ho (?:va )?ten|chuc vu|chuc danh|so luong|chi tieu|muc tieu|kinh phi"
    r"|dia diem|dia chi|hoat dong|giai phap|linh vuc|yeu cau|lanh dao|phan cong|nguoi|thanh phan|ngay|danh muc|nam|lop"
    r"|mon|hinh thuc|ke hoach|thuc hien|ty le|tong|can cu|doi tuong|loai|ma so|diem)\b"
)
_NUMBER_HEADS = ("tt", "stt", "so tt", "so thu tu")
_ROW_NUMBER = re.compile(r"[IVX]{1,5}|\d{1,3}(?:\.\d{1,3})*|[a-zA-ZđĐ]")
_LIST_MARK = re.compile(r"[-–+*•]|[\dIVXivxa-zđ.]{1,7}[.)/]|\d{1,2}(?:\.\d{1,2})+|(?:Điều|Mục|Chương) \w+[.:]?")
_LETTERHEAD_WORDS = ("noi nhan", "doc lap", "cong hoa xa hoi", "cong hoa xa", "kinh gui")
_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 6, 3
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")
_LONGEST_NAME = 90
_WIDE_ROW = 3


class RowCell(NamedTuple):
    """A cell: its words, where they stand, and the rows and columns that it takes."""

    text: str
    start: int
    end: int
    rows: int = 1
    columns: int = 1


class RowLine(NamedTuple):
    """A line read as a row.

    Attributes:
        cells: empty for a line that only parts rows.
        wraps: the line goes on with the row above.
    """

    line_no: int
    start: int
    end: int
    cells: tuple[RowCell, ...]
    page_index: int
    new_page: bool
    wraps: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells)

    def padded(self, width: int) -> "RowLine":
        """The row with empty cells added, or cells cut off, to have `width` of them."""
        missing = (RowCell("", self.end, self.end),) * (width - len(self.cells))
        return self._replace(cells=(self.cells + missing)[:width])


def row_label(cells: Sequence[str]) -> str | None:
    """The row's number in its first cell (`1.3`, `II`), or None.

    >>> row_label(("1.3", "Tổ chức Hội nghị")), row_label(("Ban Nữ công", "5"))
    ('1.3', None)
    """
    first = cells[0].strip(" .)—–-_|") if cells else ""
    return first if _ROW_NUMBER.fullmatch(first) else None


def find_row_runs(directive: Directive, lines: Sequence[Line], aligned: Mapping[int, RowLine]) -> list[list[RowLine]]:
    """Stretches of neighbouring rows; a lone row is no table. A page number between two pages of rows is let pass.

    Args:
        aligned: rows of tables set with spaces, by line number.
    """
    merged = _merged_at(directive)
    rows: list[RowLine | None] = []
    in_table = False
    for line_no, line in enumerate(lines):
        row = aligned.get(line_no)
        if row is None:
            row = _read_row(directive.text, line, line_no, merged, after_row=in_table and line.gap == 0)
        in_table = row is not None and (len(row.cells) >= _WIDE_ROW or (in_table and line.gap == 0))
        rows.append(row)
    runs: list[list[RowLine]] = [[]]
    for line_no, row in enumerate(rows):
        if row is None and runs[-1] and _is_page_number(lines, rows, line_no):
            row = _parting(lines[line_no], line_no)
        if row is None or (runs[-1] and _starts_other_table(runs[-1], row, lines[line_no].gap)):
            runs.append([])
        if row is not None:
            runs[-1].append(row)
    return [run for run in runs if _is_table(run)]


def is_header(cells: Sequence[str]) -> bool:
    """Column names: short, few digits, with a word that tables open with."""
    filled = [cell for cell in cells if cell]
    number_head = bool(cells) and fold_aligned(cells[0]).strip(".") in _NUMBER_HEADS
    if len(filled) < 2 or any(len(cell) > _LONGEST_NAME for cell in filled):
        return False
    if row_label(cells) is not None and not number_head:
        return False
    return number_head or sum(bool(_HEADER_WORDS.match(fold_aligned(cell))) for cell in filled) >= 2


def _merged_at(directive: Directive) -> dict[int, MergedCell]:
    """Merged cells by their offset in the directive's text."""
    pairs = zip(directive.pages, directive.page_starts, strict=True)
    return {start + cell.start: cell for page, start in pairs for cell in page.merged_cells}


def _is_page_number(lines: Sequence[Line], rows: Sequence[RowLine | None], line_no: int) -> bool:
    """The line is a page number at a page break with rows before and after it."""
    following = rows[line_no + 1] if line_no + 1 < len(rows) else None
    at_break = lines[line_no].new_page or (following is not None and following.new_page)
    return following is not None and at_break and _PAGE_NUMBER.fullmatch(lines[line_no].text) is not None


def _parting(line: Line, line_no: int) -> RowLine:
    return RowLine(line_no, line.outer_start, line.outer_end, (), line.page_index, line.new_page)


def _is_table(run: Sequence[RowLine]) -> bool:
    full = [row for row in run if sum(bool(cell.text) for cell in row.cells) >= 2]
    if len(full) < 2 and not (len(full) == 1 and len(run) >= 2 and len(full[0].cells) >= 3):
        return False
    if all(len(row.cells) <= 2 for row in run) and not is_header(run[0].texts) and _is_list(run):
        return False
    if len(run) > _LETTERHEAD_ROWS or any(len(row.cells) > _LETTERHEAD_COLUMNS for row in run):
        return True
    joined = fold_aligned(" ".join(cell.text for row in run for cell in row.cells))
    return not any(words in joined for words in _LETTERHEAD_WORDS)


def _is_list(run: Sequence[RowLine]) -> bool:
    """Numbered items with a tab after the mark, not a table of two columns."""
    marked = sum(_LIST_MARK.fullmatch(row.cells[0].text) is not None for row in run if row.cells)
    return marked * 2 >= len(run)


def _starts_other_table(current: Sequence[RowLine], row: RowLine, gap: int) -> bool:
    if (gap == 0 and not row.new_page) or not is_header(row.texts):
        return False
    first = next((known for known in current if known.cells), current[0])
    if row.new_page and len(row.cells) == len(first.cells):
        return not _share_names(row.texts, first.texts) and is_header(first.texts)
    return row.texts != first.texts


def _share_names(one: Iterable[str], other: Iterable[str]) -> bool:
    """At least half of the column names are the same (a repeated header, perhaps misread here and there)."""
    names = [fold_aligned(cell) for cell in one if cell]
    known = {fold_aligned(cell) for cell in other if cell}
    return sum(name in known for name in names) * 2 >= len(names)


def _read_row(text: str, line: Line, line_no: int, merged: dict[int, MergedCell], *, after_row: bool) -> RowLine | None:
    """The line as a row, or None; a merged cell is one, and right after a row one cell set off by a tab."""
    raw_start = max(text.rfind("\n", 0, line.outer_start), text.rfind("\f", 0, line.outer_start)) + 1
    raw_end = text.find("\n", line.outer_end)
    raw = text[raw_start : raw_end if raw_end >= 0 else len(text)].split("\f")[0]
    pieces = _pieces_of(raw)
    if pieces is None and after_row and raw.startswith("\t"):
        pieces = _split(raw, 0, len(raw), re.compile("\t"))
    if pieces is None and raw_start in merged:
        pieces = [(0, len(raw))]
    if pieces is None:
        return None
    cells = tuple(_cell(raw, raw_start, piece, merged) for piece in pieces)
    return RowLine(line_no, line.outer_start, line.outer_end, cells, line.page_index, line.new_page)


def _cell(raw: str, offset: int, piece: tuple[int, int], merged: dict[int, MergedCell]) -> RowCell:
    start, end = piece
    words = raw[start:end]
    known = merged.get(offset + start)
    lead = len(words) - len(words.lstrip())
    return RowCell(
        text=_clean(words),
        start=offset + start + lead,
        end=offset + start + max(lead, len(words.rstrip())),
        rows=known.rows if known else 1,
        columns=known.columns if known else 1,
    )


def _pieces_of(raw: str) -> list[tuple[int, int]] | None:
    """Start and end of each cell in the line; none for a rule between rows; None when the line is no row."""
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        if _MARKDOWN_RULE.fullmatch(stripped):
            return []
        first, last = raw.index("|") + 1, len(raw.rstrip())
        last -= stripped.endswith("|")
        return _split(raw, first, last, re.compile(r"(?<!\\)\|"))
    return _split(raw, 0, len(raw), re.compile("\t")) if _is_tabbed(raw, stripped) else None


def _is_tabbed(raw: str, stripped: str) -> bool:
    if not stripped or ("\t" not in stripped and raw.rstrip("\n").count("\t") < 2):
        return False
    if stripped.count("\t") == 0 and not raw.rstrip("\n").rstrip(" ").endswith("\t"):
        return False
    filled = [cell for cell in raw.split("\t") if cell.strip()]
    return not ("\t\t" in stripped and len(filled) == 2 and raw[0] not in "\t0123456789IVX")


def _split(raw: str, start: int, end: int, parting: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, at = [], start
    for match in parting.finditer(raw, start, end):
        pieces.append((at, match.start()))
        at = match.end()
    return [*pieces, (at, end)]


def _clean(cell: str) -> str:
    words = squeeze(cell)
    return words[2:-2].strip() if words.startswith("**") and words.endswith("**") and len(words) > 4 else words
