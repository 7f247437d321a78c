"""Reads a DOCX file, within limits, into the record that layout rules are checked on."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from core.errors import DamagedFile, EmptyFile, FileNotReadable, FileTooLarge, UnsupportedFile
from core.limits import Limits
from ingest.formats.docx_parts import W, open_docx
from ingest.formats.docx_styles import is_on
from service.reports.format_check.word_document import PageNumber, WordDocument, WordParagraph, WordRun, WordSection
from service.reports.format_check.word_styles import StyleSheet, attribute, is_switched_on, last_value

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINE_SHAPES: Final = ("}line", "}cxnSp")
_LINE_NAMES: Final = frozenset(("line", "straightConnector1"))
_UNPRINTED: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")) | {_FALLBACK}
_TWIPS_PER_MM: Final = 1440 / 25.4
_AUTO_SPACE_PT: Final = 14.0
_WORD_FONT_SIZE_PT: Final = 10.0


class _Place(NamedTuple):
    """Where a paragraph stands while the body is walked."""

    table: int | None = None
    row: int | None = None
    column: int | None = None


def read_word(path: Path, *, limits: Limits) -> WordDocument:
    """The measurable layout of the file at `path`.

    Raises:
        IntakeError: missing, empty, not a DOCX, locked, damaged, or past a limit.
    """
    where = path.name
    _check_file(path, limits, where)
    parts = open_docx(path, limits=limits, where=where)
    try:
        with zipfile.ZipFile(path) as archive:
            files = _Files(archive)
            sheet = StyleSheet(parts.styles, files.xml("word/theme/theme1.xml"))
            return _Reader(parts.document, sheet, files).read()
    except (ElementTree.ParseError, ValueError, KeyError, RecursionError, zipfile.BadZipFile, OSError) as exc:
        advice = "mở bằng Word rồi lưu lại"
        raise DamagedFile("tệp Word hỏng hoặc sai cấu trúc", where=where, advice=advice) from exc


def _check_file(path: Path, limits: Limits, where: str) -> None:
    if not path.is_file():
        raise FileNotReadable("không có tệp này hoặc không đọc được", where=where, advice="kiểm tra đường dẫn")
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile("tệp rỗng", where=where, advice="chọn tệp khác")
    if size > limits.file_bytes:
        raise FileTooLarge("tệp quá lớn", where=where, advice="bỏ bớt ảnh rồi lưu lại")
    if not zipfile.is_zipfile(path):
        raise UnsupportedFile("không phải tệp .docx", where=where, advice="mở bằng Word và lưu thành .docx")


class _Files:
    """Further parts of the archive, parsed; a missing one is None."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())

    def xml(self, name: str) -> Element | None:
        return ElementTree.fromstring(self._archive.read(name)) if name in self._names else None

    def relations(self) -> dict[str, str]:
        """Names of the parts that the document points to, by relation id."""
        root = self.xml("word/_rels/document.xml.rels")
        found = {}
        for relation in () if root is None else root.iter(_RELATION):
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("word") / target)
            found[relation.get("Id", "")] = name
        return found


class _Reader:
    def __init__(self, document: Element, sheet: StyleSheet, files: _Files) -> None:
        self._body = document.find(f"{W}body")
        self._sheet = sheet
        self._files = files
        self._relations = files.relations()
        self._paragraphs: list[WordParagraph] = []
        self._sections: list[WordSection] = []
        self._headers: dict[str, tuple[PageNumber, ...]] = {}
        self._tables = 0

    def read(self) -> WordDocument:
        if self._body is None:
            raise ValueError("no body")
        self._walk(self._body, _Place())
        last = self._body.find(f"{W}sectPr")
        if last is not None:
            self._sections.append(self._section(last))
        app = self._files.xml("docProps/app.xml")
        pages = None if app is None else app.findtext(_APP)
        return WordDocument(
            sections=tuple(self._sections),
            paragraphs=tuple(self._paragraphs),
            pages=int(pages) if pages and pages.isdigit() else None,
        )

    def _walk(self, parent: Element, place: _Place) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._add_paragraph(child, place)
            elif child.tag == f"{W}tbl":
                self._walk_table(child, place)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                self._walk(child, place)

    def _walk_table(self, table: Element, place: _Place) -> None:
        """Cells in reading order; those of a table inside a cell count as that cell."""
        number, self._tables = self._tables, self._tables + (place.table is None)
        for row_no, row in enumerate(table.findall(f"{W}tr")):
            for column_no, cell in enumerate(row.findall(f"{W}tc")):
                inside = _Place(table=number, row=row_no, column=column_no) if place.table is None else place
                self._walk(cell, inside)

    def _add_paragraph(self, paragraph: Element, place: _Place) -> None:
        self._paragraphs.append(_measure(paragraph, self._sheet, place, len(self._paragraphs), len(self._sections)))
        properties = paragraph.find(f"{W}pPr/{W}sectPr")
        if properties is not None:
            self._sections.append(self._section(properties))

    def _section(self, properties: Element) -> WordSection:
        size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
        self._headers |= self._page_numbers(properties)
        return WordSection(
            width_mm=_mm(attribute(size, "w"), 215.9),
            height_mm=_mm(attribute(size, "h"), 279.4),
            top_mm=abs(_mm(attribute(margins, "top"), 25.4)),
            bottom_mm=abs(_mm(attribute(margins, "bottom"), 25.4)),
            left_mm=_mm(attribute(margins, "left"), 25.4) + _mm(attribute(margins, "gutter"), 0),
            right_mm=_mm(attribute(margins, "right"), 25.4),
            hides_first=is_on(properties, "titlePg"),
            page_numbers=tuple(number for numbers in self._headers.values() for number in numbers),
        )

    def _page_numbers(self, properties: Element) -> dict[str, tuple[PageNumber, ...]]:
        """Page numbers of the default headers and footers that this section sets; others are inherited."""
        found = {}
        for kind in ("headerReference", "footerReference"):
            for reference in properties.findall(f"{W}{kind}"):
                if attribute(reference, "type") not in (None, "default"):
                    continue
                part = self._files.xml(self._relations.get(reference.get(f"{_R}id", ""), ""))
                is_header = kind == "headerReference"
                found[kind] = () if part is None else tuple(_numbers_in(part, self._sheet, is_header=is_header))
        return found


def _numbers_in(part: Element, sheet: StyleSheet, *, is_header: bool) -> Iterator[PageNumber]:
    for paragraph in part.iter(f"{W}p"):
        words = [element.text or "" for element in paragraph.iter(f"{W}instrText")]
        words += [attribute(element, "instr") or "" for element in paragraph.iter(f"{W}fldSimple")]
        if not any(word.split()[:1] == ["PAGE"] for word in words):
            continue
        measured = _measure(paragraph, sheet, _Place(), 0, 0)
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        alignment = attribute(frame, "xAlign") or measured.alignment
        sizes = [run.size_pt for run in measured.runs if run.text.strip()]
        sizes += [_size(sheet.run_layers(paragraph, run)) for run in paragraph.iter(f"{W}r")]
        yield PageNumber(is_in_header=is_header, size_pt=sizes[0] if sizes else None, alignment=alignment)


def _measure(paragraph: Element, sheet: StyleSheet, place: _Place, index: int, section: int) -> WordParagraph:
    layers = sheet.paragraph_layers(paragraph)
    rule = last_value(layers, "spacing", "lineRule") or "auto"
    line = float(last_value(layers, "spacing", "line") or 240)
    hanging = last_value(layers, "ind", "hanging")
    first = -float(hanging) if hanging else float(last_value(layers, "ind", "firstLine") or 0)
    runs = tuple(_runs(paragraph, sheet))
    return WordParagraph(
        index=index,
        style=sheet.style_name(paragraph),
        runs=runs,
        alignment=last_value(layers, "jc") or "left",
        first_line_cm=first / _TWIPS_PER_MM / 10,
        left_cm=float(last_value(layers, "ind", "left") or last_value(layers, "ind", "start") or 0)
        / _TWIPS_PER_MM
        / 10,
        before_pt=_space(layers, "before"),
        after_pt=_space(layers, "after"),
        line_rule=rule,
        line_value=line / 240 if rule == "auto" else line / 20,
        has_rule=_has_rule(paragraph, layers, "".join(run.text for run in runs)),
        has_numbering=last_value(layers, "numPr/" + W + "numId") not in (None, "0"),
        table=place.table,
        row=place.row,
        column=place.column,
        section=section,
    )


def _space(layers: tuple[Element, ...], side: str) -> float:
    if last_value(layers, "spacing", f"{side}Autospacing") in ("1", "true"):
        return _AUTO_SPACE_PT
    return float(last_value(layers, "spacing", side) or 0) / 20


def _runs(paragraph: Element, sheet: StyleSheet) -> Iterator[WordRun]:
    for run in _printed_runs(paragraph):
        layers = sheet.run_layers(paragraph, run)
        text = _run_text(run)
        if not text or is_switched_on(layers, "vanish"):
            continue
        yield WordRun(
            text=text.upper() if is_switched_on(layers, "caps") else text,
            font=sheet.font(layers),
            size_pt=_size(layers),
            bold=is_switched_on(layers, "b"),
            italic=is_switched_on(layers, "i"),
            underlined=(last_value(layers, "u") or "none") != "none",
            color=last_value(layers, "color") or "auto",
        )


def _printed_runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in _UNPRINTED:
            continue
        if child.tag == f"{W}r":
            yield child
        else:
            yield from _printed_runs(child)


def _run_text(run: Element) -> str:
    pieces = []
    for child in run:
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            pieces.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _size(layers: tuple[Element, ...]) -> float:
    return float(last_value(layers, "sz") or _WORD_FONT_SIZE_PT * 2) / 2


def _has_rule(paragraph: Element, layers: tuple[Element, ...], text: str) -> bool:
    """A drawn line, a paragraph border, or a row of underscores or dashes."""
    for layer in reversed(layers):
        borders = layer.find(f"{W}pBdr")
        if borders is not None:
            return any((attribute(side) or "none") not in ("none", "nil") for side in borders)
    if len(text.strip()) >= 5 and not text.strip("_—–- \t\n"):
        return True
    return any(
        element.tag.endswith(_LINE_SHAPES)
        or element.get("prst") in _LINE_NAMES
        or "connectortype" in "".join(element.attrib)
        for element in paragraph.iter()
    )


def _mm(twips: str | None, default_mm: float) -> float:
    return default_mm if twips is None else float(twips) / _TWIPS_PER_MM
