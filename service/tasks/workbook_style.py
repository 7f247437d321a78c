"""The look that the sheets of a workbook share: font, lines, header cells, page."""

import math

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from service.tasks.table_row import safe_text

FONT = "Times New Roman"
FONT_SIZE_PT = 11
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
DATE_FORMAT = "DD/MM/YYYY"
_LINE = Side(style="thin", color="9AA5B1")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_HEADER_HEIGHT_PT = 34.0
_LINE_HEIGHT_PT = 15.0
_TALLEST_ROW_PT = 400.0
_CHARACTERS_A_WIDTH = 1.25
"""Characters of the body font that fit in one unit of column width, measured on Vietnamese text."""


def row_height_pt(texts_and_widths: list[tuple[str, int]]) -> float:
    """The height that shows the longest of the texts in full, each in its column.

    >>> row_height_pt([("ngắn", 10)])
    18.0
    """
    lines = max((math.ceil(len(text) / (width * _CHARACTERS_A_WIDTH)) for text, width in texts_and_widths), default=1)
    return min(_TALLEST_ROW_PT, _LINE_HEIGHT_PT * max(1, lines) + 3)


def set_text(cell: Cell, value: str) -> None:
    """Text as text: never a formula, whatever it begins with."""
    clean = safe_text(value)
    cell.value = clean or None
    if clean:
        cell.data_type = "s"


def write_title(sheet: Worksheet, title: str, *, columns: int) -> None:
    """Writes the title over the whole width of the table."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    cell = sheet.cell(row=1, column=1, value=title)
    cell.font = Font(name=FONT, size=14, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center")


def header_cell(sheet: Worksheet, row: int, column: int, title: str) -> None:
    """Writes the title of a column."""
    cell = sheet.cell(row=row, column=column, value=title)
    cell.font = Font(name=FONT, size=FONT_SIZE_PT, bold=True, color="FFFFFF")
    cell.fill = _HEADER_FILL
    cell.border = BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = _HEADER_HEIGHT_PT


def set_page(sheet: Worksheet) -> None:
    """Landscape A4, one page wide, the header repeated, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="Trang &P/&N"))
