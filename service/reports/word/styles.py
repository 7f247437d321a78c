"""Named styles of the drafted document: every size, weight and space lives here, none in the text."""

import re
from enum import StrEnum
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from core.record import Record
from core.text import strip_accents
from service.reports.word.layout import Layout

FONT: Final = "Times New Roman"
_LANGUAGE: Final = "vi-VN"
_KEPT: Final = frozenset(("heading 1", "heading 2", "heading 3", "Table Grid"))


class Style(StrEnum):
    """Style names as Word shows them."""

    BODY = "Nội dung"
    PART = "Heading 1"
    ITEM = "Heading 2"
    SUBITEM = "Heading 3"
    OWN_PART = "Đề mục 1"
    OWN_ITEM = "Đề mục 2"
    OWN_SUBITEM = "Đề mục 3"
    MOTTO = "Quốc hiệu"
    MOTTO_LINE = "Tiêu ngữ"
    PARENT = "Cơ quan chủ quản"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số, ký hiệu"
    DATE = "Địa danh, ngày tháng"
    KIND = "Tên loại văn bản"
    TITLE = "Trích yếu"
    RULE = "Đường kẻ"
    HYPHENS = "Dấu ngăn cách"
    ADDRESSEE = "Kính gửi"
    ADDRESSEE_LIST = "Kính gửi nhiều nơi"
    CAPACITY = "Quyền hạn, chức vụ"
    SIGNER = "Họ tên người ký"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Danh sách nơi nhận"
    PAGE_NUMBER = "Số trang"
    ANNEX = "Phụ lục"
    ANNEX_TITLE = "Tên phụ lục"
    ANNEX_SOURCE = "Chỉ dẫn phụ lục"
    CELL = "Ô bảng"
    CELL_CENTRE = "Ô bảng giữa"
    CELL_HEAD = "Đầu bảng"
    BLANK = "Chỗ trống"


HEADINGS: Final = (Style.PART, Style.ITEM, Style.SUBITEM)
OWN_HEADINGS: Final = (Style.OWN_PART, Style.OWN_ITEM, Style.OWN_SUBITEM)
"""Headings in a unit's own template: what it calls "Heading 1" is Word's own look more often than the unit's."""


class _Look(Record):
    """How a paragraph style looks; lengths in points. `level` is set for headings that are not Word's own, from 0."""

    size_pt: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "center"
    first_line_cm: float = 0
    left_cm: float = 0
    before_pt: float = 0
    after_pt: float = 0
    keep_next: bool = False
    is_body: bool = False
    level: int | None = None


_ALIGNMENTS = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def define_styles(document: Document, layout: Layout, *, is_party: bool) -> None:
    """Gives the document its styles and takes out the template's that it does not use."""
    _drop_unused(document)
    _set_normal(document, layout)
    for style, look in _looks(layout, is_party=is_party).items():
        if style not in OWN_HEADINGS:
            _define(document, style, look, layout)
    for heading in HEADINGS:
        document.styles[heading].next_paragraph_style = document.styles[Style.BODY]
    _define_comment_styles(document)
    _define_blank(document)


def add_styles(document: Document, layout: Layout, *, is_party: bool) -> None:
    """Gives a unit's own template the styles that it lacks; those it has are left alone."""
    known = {style.name for style in document.styles}
    for style, look in _looks(layout, is_party=is_party).items():
        if style not in known and style not in HEADINGS:
            _define(document, style, look, layout)
    if "Table Grid" not in known:
        _define_grid(document)
    if "annotation text" not in known and "annotation reference" not in known:
        _define_comment_styles(document)
    if Style.BLANK not in known:
        _define_blank(document)


def _define_grid(document: Document) -> None:
    """Tables with a thin line around every cell."""
    grid = _new_style(document, "Table Grid", WD_STYLE_TYPE.TABLE)
    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)
    grid.element.append(properties)


def _define_blank(document: Document) -> None:
    """The look of a blank: shaded, so that nobody overlooks it."""
    blank = _new_style(document, Style.BLANK, WD_STYLE_TYPE.CHARACTER)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), "FFF2CC")
    blank.element.get_or_add_rPr().append(shade)


def _looks(layout: Layout, *, is_party: bool) -> dict[Style, _Look]:
    body, indent = layout.body_size_pt, layout.first_line_cm
    heading = _Look(
        size_pt=body,
        bold=True,
        align="both",
        first_line_cm=indent,
        before_pt=6,
        after_pt=6,
        keep_next=True,
        is_body=True,
    )
    return {
        Style.BODY: _Look(
            size_pt=body, align="both", first_line_cm=indent, before_pt=0, after_pt=6, is_body=True
        ),
        **{style: heading for style in HEADINGS},
        **{style: heading.model_copy(update={"level": level}) for level, style in enumerate(OWN_HEADINGS)},
        Style.MOTTO: _Look(size_pt=layout.motto_sizes_pt[0], bold=True),
        Style.MOTTO_LINE: _Look(size_pt=layout.motto_sizes_pt[-1], bold=True),
        Style.PARENT: _Look(size_pt=layout.issuer_size_pt),
        Style.ISSUER: _Look(size_pt=layout.issuer_size_pt, bold=True),
        Style.NUMBER: _Look(size_pt=layout.number_size_pt, before_pt=4),
        Style.DATE: _Look(size_pt=layout.date_size_pt, italic=True, before_pt=4),
        Style.KIND: _Look(size_pt=layout.kind_size_pt, bold=True, before_pt=18, keep_next=True),
        Style.TITLE: _Look(size_pt=layout.title_size_pt, bold=True, keep_next=True),
        Style.HYPHENS: _Look(size_pt=layout.title_size_pt, bold=True, after_pt=12),
        Style.RULE: _Look(size_pt=4, before_pt=3, after_pt=6),
        Style.ADDRESSEE: _Look(size_pt=body, before_pt=12, after_pt=12),
        Style.ADDRESSEE_LIST: _Look(size_pt=body, align="left", left_cm=5.5),
        Style.CAPACITY: _Look(size_pt=body, bold=True, keep_next=True),
        Style.SIGNER: _Look(size_pt=body, bold=True, before_pt=72),
        Style.RECIPIENTS: (
            _Look(size_pt=14, underline=True, align="left") if is_party
            else _Look(size_pt=12, bold=True, italic=True, align="left")
        ),
        Style.RECIPIENT: _Look(size_pt=12 if is_party else 11, align="left"),
        Style.PAGE_NUMBER: _Look(size_pt=14),
        Style.ANNEX: _Look(size_pt=14, bold=True, keep_next=True),
        Style.ANNEX_TITLE: _Look(size_pt=14, bold=True, keep_next=True),
        Style.ANNEX_SOURCE: _Look(size_pt=14, italic=True, after_pt=6 if is_party else 0),
        Style.CELL: _Look(size_pt=12, align="left", before_pt=2, after_pt=2),
        Style.CELL_CENTRE: _Look(size_pt=12, before_pt=2, after_pt=2),
        Style.CELL_HEAD: _Look(size_pt=12, bold=True, before_pt=3, after_pt=3),
    }  # fmt: skip


def _define_comment_styles(document: Document) -> None:
    """The styles that python-docx's comments refer to by id."""
    text = document.styles.add_style("annotation text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    mark = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    for style, identity, size_pt in ((text, "CommentText", 10), (mark, "CommentReference", 8)):
        style.element.set(qn("w:styleId"), identity)
        _set_font(style, size_pt)


def _drop_unused(document: Document) -> None:
    for element in list(document.styles.element.findall(qn("w:style"))):
        if element.get(qn("w:default")) in ("1", "true"):
            continue
        if element.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            document.styles.element.remove(element)
            continue
        for link in element.findall(qn("w:link")):
            element.remove(link)


def _set_normal(document: Document, layout: Layout) -> None:
    normal = document.styles["Normal"]
    _set_font(normal, layout.body_size_pt)
    normal.paragraph_format.space_after = Pt(0)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is None:
        language = OxmlElement("w:lang")
        normal.element.get_or_add_rPr().append(language)
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), _LANGUAGE)


def _define(document: Document, name: Style, look: _Look, layout: Layout) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else _new_style(document, name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    _set_font(style, look.size_pt)
    style.font.bold, style.font.italic, style.font.underline = look.bold, look.italic, look.underline
    if look.level is not None:
        _set_outline_level(style, look.level)
    shape = style.paragraph_format
    shape.alignment = _ALIGNMENTS[look.align]
    shape.first_line_indent, shape.left_indent = Cm(look.first_line_cm), Cm(look.left_cm)
    shape.space_before, shape.space_after = Pt(look.before_pt), Pt(look.after_pt)
    shape.keep_with_next, shape.keep_together = look.keep_next, False
    if look.is_body and layout.exact_line_pt:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.exact_line_pt)
    else:
        shape.line_spacing = layout.line_multiple if look.is_body else 1.0


def _set_outline_level(style: Any, level: int) -> None:
    """Has Word's navigation and tables of contents know the heading."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(mark)


def _new_style(document: Document, name: str, kind: WD_STYLE_TYPE) -> Any:
    """A style with a Vietnamese name and an id of plain letters, as Word itself makes them."""
    style = document.styles.add_style(name, kind)
    style.element.set(qn("w:styleId"), re.sub(r"[^A-Za-z0-9]", "", strip_accents(name).title()))
    return style


def _set_font(style: Any, size_pt: float) -> None:
    """Times New Roman in black for every script, with no theme font left to override it."""
    style.font.name, style.font.size = FONT, Pt(size_pt)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), FONT)
