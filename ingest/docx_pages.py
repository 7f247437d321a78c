"""The body of a DOCX file as page texts: paragraphs with their list marks, tables as tab-separated rows.

Headers, footers, deleted and hidden text stay out. A page ends where Word broke it when it last saved the file, or
where the author did.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from core.errors import DamagedFile, EmptyFile, FileTooLarge
from core.limits import Limits
from core.text import fold, squeeze
from ingest.docx_numbering import NumberingMarks
from ingest.docx_package import W, open_docx
from ingest.docx_runs import BREAK, is_on, paragraph_text, text_boxes

_SIDE_BY_SIDE_MARKS = ("cong hoa xa hoi", "dang cong san viet nam", "noi nhan", "doc lap - tu do", "doan tncs")
_MAX_SIDE_BY_SIDE_ROWS = 6
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


class _Row(NamedTuple):
    """A table row: its cells, and whether Word put it at the head of a page or broke a page inside it."""

    cells: tuple[str, ...]
    starts_page: bool
    breaks_page: bool


def read_docx_pages(path: Path, *, limits: Limits, where: str) -> tuple[str, ...]:
    """Page texts of the DOCX file at `path`, not yet cleaned: a paragraph or table row a line, blank lines between.

    Raises:
        IntakeError: encrypted, damaged or too large.
    """
    parts = open_docx(path, limits=limits, where=where)
    body = parts.document.find(f"{W}body")
    if body is None:
        raise DamagedFile("the Word file has no body", where=where, advice="open it in Word and save it again")
    try:
        text = "".join(_read_blocks(body, NumberingMarks(parts)))
    except RecursionError as exc:
        raise DamagedFile("parts are nested too deeply", where=where, advice="save it as PDF and add that") from exc
    return _cut_pages(text)


def count_docx_pages(path: Path, limits: Limits, where: str) -> int:
    """Number of pages of a DOCX file.

    Raises:
        EmptyFile: it holds no text.
        IntakeError: as `read_docx_pages`.
    """
    pages = read_docx_pages(path, limits=limits, where=where)
    if not any(page.strip() for page in pages):
        raise EmptyFile("the Word file holds no text", where=where, advice="if it holds pictures, save it as PDF")
    if max(len(page) for page in pages) > limits.text_characters:
        raise FileTooLarge(
            f"có trang dài quá {limits.text_characters} ký tự", where=where, advice="tách tệp rồi nộp từng phần"
        )
    return len(pages)


def _cut_pages(text: str) -> tuple[str, ...]:
    """Texts between page breaks; a break with nothing before it opens no page (Word marks many breaks twice)."""
    pages = [re.sub(r"\n{3,}", "\n\n", page).strip("\n") for page in text.split(BREAK)]
    return tuple(page for page in pages if page.strip()) or ("",)


def _read_blocks(parent: ElementTree.Element, marks: NumberingMarks) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield from _read_paragraph(child, marks)
        elif child.tag == f"{W}tbl":
            yield from _read_table(child, marks)
        elif child.tag in _WRAPPERS:
            yield from _read_blocks(child, marks)


def _read_paragraph(paragraph: ElementTree.Element, marks: NumberingMarks) -> Iterator[str]:
    text = paragraph_text(paragraph)
    mark = marks.next_mark(paragraph)
    if is_on(paragraph.find(f"{W}pPr"), "pageBreakBefore"):
        yield BREAK
    if mark and text.strip(f" \n{BREAK}"):
        lead = text[: len(text) - len(text.lstrip(f" \n{BREAK}"))]
        text = f"{lead}{mark} {text[len(lead) :]}"
    yield f"{text}\n\n"
    for box in text_boxes(paragraph):
        yield from _read_blocks(box, marks)


def _read_table(table: ElementTree.Element, marks: NumberingMarks) -> Iterator[str]:
    rows = list(_table_rows(table))
    if _is_side_by_side(rows):
        yield from _read_side_by_side(rows, marks)
        return
    yield "\n"
    for row in (_read_row(element, marks) for element in rows):
        line = "\t".join(row.cells)
        if row.starts_page:
            yield BREAK
        yield f"{line}\n" if line.strip() else ""
        if row.breaks_page and not row.starts_page:
            yield BREAK
    yield "\n"


def _table_rows(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _table_rows(child)


def _row_cells(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _row_cells(child)


def _is_side_by_side(rows: list[ElementTree.Element]) -> bool:
    """The table only sets two blocks side by side: a letterhead, or recipients and signature."""
    if not rows or len(rows) > _MAX_SIDE_BY_SIDE_ROWS or max(len(list(_row_cells(row))) for row in rows) > 3:
        return False
    words = fold(squeeze("".join(text.text or "" for row in rows for text in row.iter(f"{W}t"))))
    return any(mark in words for mark in _SIDE_BY_SIDE_MARKS)


def _read_side_by_side(rows: list[ElementTree.Element], marks: NumberingMarks) -> Iterator[str]:
    """All of the left column, then all of the next: a line a paragraph, a blank line between the columns."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for at, cell in enumerate(_row_cells(row)):
            text = "".join(_read_blocks(cell, marks))
            columns.setdefault(at, []).extend(line for line in text.split("\n") if line.strip())
    for at in sorted(columns):
        yield "\n" + "".join(f"{line.strip()}\n" for line in columns[at]) + "\n"


def _read_row(row: ElementTree.Element, marks: NumberingMarks) -> _Row:
    """Texts of a row's cells, one for each grid column: a cell merged with its left or upper neighbour is empty."""
    cells: list[str] = []
    starts_page, breaks_page = False, False
    for cell in _row_cells(row):
        text = "".join(_read_blocks(cell, marks))
        breaks_page = breaks_page or BREAK in text
        starts_page = starts_page or (not any(cells) and text.lstrip(" \n").startswith(BREAK))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        is_merged = merge is not None and merge.get(f"{W}val") != "restart"
        cells.append("" if is_merged else squeeze(text.replace(BREAK, " ")))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(f"{W}val", "1") if span is not None else "1"
        cells.extend([""] * (min(int(width), 64) - 1 if width.isdecimal() else 0))
    return _Row(tuple(cells), starts_page, breaks_page)
