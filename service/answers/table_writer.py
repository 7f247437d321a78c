"""Answers from tables: rows that are named, rows that a unit is in charge of, how many rows there are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.directive import Table
from core.text import fold, squeeze
from index.rarity import rarity
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.focus import weight_beyond_naming
from service.answers.unit_names import same_words, split_unit_names

_TABLE = re.compile(r"\b(?:phu luc|bang|danh muc|bieu)\b")
_ONLY = re.compile(r"\b(?:chi (?:do|co|thuoc|giao)|rieng|duy nhat|mot minh)\b")
_UNIT_COLUMN = re.compile(r"chu tri|don vi|co quan|thuc hien|phan cong|trach nhiem|dau moi")
_TIME_COLUMN = re.compile(r"thoi gian|thoi han|tien do|han |hoan thanh|ngay")
_WHO = re.compile(
    r"\b(?:don vi|co quan|ban|phong|to chuc|ai)\b(?: nao)?\b.*\bchu tri\b|\bai\b|\bdon vi (?:nao|chu tri)\b"
)
_COUNTED = re.compile(r"\b(?:nhiem vu|cong viec|dau viec|noi dung|muc|viec|chi tieu|nhom|hoat dong)\b")
_ITEMS_ASKED = re.compile(r"\b(?:nhiem vu|cong viec|dau viec|noi dung|viec|hoat dong|du an|de an) (?:nao|gi)\b")
_ROW_WORD_LIST = """
nhiem vu cong viec dau noi dung hoat dong du an de phu luc bang danh muc bieu han thoi hoan thanh xong truoc ngay phai
da dang roi nao gi co ghi la trong theo
"""
_ROW_WORDS = frozenset(_ROW_WORD_LIST.split())
_MOST_OTHER_WORDS = 0.8
_ROW_NUMBER = re.compile(r"\b(?:nhiem vu|cong viec|dong|stt|so thu tu|viec) (?:so |thu )0*(\d{1,3})\b(?![./])")
_LONGEST_SAYING = 8
_TELLING_SAYING = 0.6
_LABEL = re.compile(r"^\d+(?:\.\d+)*\.?$")
_MOST_ROWS = 20


@dataclass(frozen=True)
class Row:
    """A row of a table with the names of its columns."""

    document_id: str
    header: tuple[str, ...]
    cells: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    @property
    def label(self) -> str:
        return self.cells[0].strip().rstrip(".") if self.cells and _LABEL.match(self.cells[0].strip()) else ""

    @property
    def unit(self) -> str:
        """What stands in the column of the unit in charge, "" without such a column."""
        return next((c for name, c in zip(self.header, self.cells, strict=False) if _is_unit_column(name)), "")

    @property
    def time(self) -> str:
        """What stands in the column of the time, "" without such a column."""
        pairs = zip(self.header, self.cells, strict=False)
        return next((cell for name, cell in pairs if _TIME_COLUMN.search(fold(name))), "")

    def sentence(self) -> str:
        """Number, content, then what the other columns say, each after its name when it is not plain."""
        label, *others = (squeeze(cell) for cell in self.cells)
        lead = f"{label.rstrip('.')}. " if self.label else f"{label} – " if label else ""
        return f"{lead}{' – '.join(cell.rstrip(' .;') for cell in others if cell)}."


def _is_unit_column(name: str) -> bool:
    return _UNIT_COLUMN.search(fold(name)) is not None and "thoi gian" not in fold(name)


def write_from_tables(context: AskingContext) -> Draft | None:
    """Rows of the tables of the directive asked about; None when the question is not about a table."""
    if len(context.scope.document_ids) != 1:
        return None
    rows = table_rows(context, context.scope.document_ids[0])
    question = context.question
    if not rows:
        return None
    if _ITEMS_ASKED.search(question.folded) and (said := _saying(context, rows)):
        return _draft(said)
    if not (_TABLE.search(question.folded) or question.labels):
        return None
    if number := _ROW_NUMBER.search(question.folded):
        numbered = [row for row in rows if row.label]
        return _labelled(context, [row for row in numbered if row.label == number[1]]) or _no_such_row(numbered, number)
    if question.labels:
        return _labelled(context, [row for label in question.labels for row in rows if row.label == label])
    if question.asks(Asked.COUNT) and _COUNTED.search(question.folded):
        return _count(context, rows)
    if question.asks(Asked.LIST, Asked.DUTIES):
        return _draft(_in_charge(context, rows) or _within_period(context, rows))
    return None


def _no_such_row(numbered: Sequence[Row], number: re.Match[str]) -> Draft | None:
    """That no row has the number asked for, when rows are numbered."""
    return Draft(refusal=f"Bảng không có dòng số {number[1]}.") if numbered else None


def _labelled(context: AskingContext, rows: Sequence[Row]) -> Draft | None:
    """The rows; when only their unit is asked for and the column is blank, that it is blank."""
    draft = _draft(rows)
    asks_unit = _WHO.search(context.question.folded) is not None and not context.question.asks(Asked.TIME)
    if draft is None or not asks_unit or any(row.unit.strip() for row in rows):
        return draft
    return draft.model_copy(update={"refusal": "Văn bản để trống đơn vị chủ trì ở dòng được hỏi."})


def _within_period(context: AskingContext, rows: Sequence[Row]) -> list[Row]:
    """Rows whose column of time speaks of the year, or of the yearly rhythm, that is asked for."""
    folded = context.question.folded
    years = [figure for figure in context.question.figures if re.fullmatch(r"20\d\d", figure)]
    if years:
        return [row for row in rows if any(year in row.time for year in years)]
    yearly = re.search(r"\bhang nam\b", folded) is not None
    return [row for row in rows if yearly and re.search(r"h[àằ]ng\s+năm", row.time, re.IGNORECASE)]


def _saying(context: AskingContext, rows: Sequence[Row]) -> list[Row]:
    """Rows of which a short cell, not of a unit, stands word for word in the question ("đã hoàn thành")."""
    asked = f" {same_words(context.question.text, context.defined)} "
    profile = context.profiles[rows[0].document_id]
    return [
        row
        for row in rows
        for name, cell in list(zip(row.header, row.cells, strict=False))[2:]
        if not _is_unit_column(name)
        and len(cell.split()) <= _LONGEST_SAYING
        and (words := same_words(cell, context.defined))
        and sum(map(rarity, words.split())) >= _TELLING_SAYING
        and f" {words} " in asked
        and weight_beyond_naming(context.question, profile, _ROW_WORDS | frozenset(words.split())) <= _MOST_OTHER_WORDS
    ]


def table_rows(context: AskingContext, document_id: str) -> list[Row]:
    """The rows of all tables of a directive in order."""
    return [row for table in context.directive(document_id).tables for row in _rows(table, document_id)]


def _rows(table: Table, document_id: str) -> list[Row]:
    return [
        Row(
            document_id=document_id,
            header=table.header,
            cells=cells,
            stretches=tuple(Stretch(document_id=document_id, start=span.start, end=span.end) for span in spans),
        )
        for cells, spans in zip(table.rows, table.row_spans, strict=True)
    ]


def _draft(rows: Sequence[Row]) -> Draft | None:
    if not rows:
        return None
    return Draft(statements=tuple(Statement(text=row.sentence(), stretches=row.stretches) for row in rows[:_MOST_ROWS]))


def _in_charge(context: AskingContext, rows: Sequence[Row]) -> list[Row]:
    """Rows whose unit in charge is named in the question; with "chỉ", "riêng" those where it stands alone."""
    named = [row for row in rows if row.unit and any(_is_asked(context, unit) for unit in split_unit_names(row.unit))]
    if not _ONLY.search(context.question.folded):
        return named
    return [row for row in named if all(_is_asked(context, unit) for unit in split_unit_names(row.unit))]


def _is_asked(context: AskingContext, unit: str) -> bool:
    words = same_words(unit, context.defined)
    return bool(words) and f" {words} " in f" {same_words(context.question.text, context.defined)} "


def _count(context: AskingContext, rows: Sequence[Row]) -> Draft | None:
    """How many rows there are, and in how many groups when they are numbered 1, 1.1, 1.2, 2, …"""
    labels = {row.label for row in rows if row.label}
    groups = [row for row in rows if row.label and any(label.startswith(f"{row.label}.") for label in labels)]
    items = [row for row in rows if row not in groups and (row.label or not labels)]
    if not items:
        return None
    noun = "nhiệm vụ" if "nhiem vu" in context.question.folded else "mục"
    total, grouped = str(len(items)), str(len(groups))
    counting = f"Có {total} {noun}, chia thành {grouped} nhóm." if groups else f"Có {total} {noun}."
    cited = tuple(stretch for row in [*groups, *items] for stretch in row.stretches)
    of_groups = [
        Statement(text=row.sentence(), stretches=row.stretches) for row in groups if "nhom" in context.question.folded
    ]
    return Draft(
        statements=(Statement(text=counting, stretches=cited, counted=(total, grouped)), *of_groups[:_MOST_ROWS])
    )
