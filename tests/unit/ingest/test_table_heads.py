"""Headers of several rows, repeated headers, merged cells and group rows, read from page text."""

from core.directive import Table, TablePlace
from core.page import MergedCell, Page, ReadingMethod, TextJudgement
from ingest.understand import understand
from tests.unit.ingest.directives import directive_of

TWO_LEVELS = "TT\tNhiệm vụ\tThời gian\t\tGhi chú\n\t\tBắt đầu\tKết thúc\t\n"


def _merged_page(text: str, *cells: tuple[str, int, int], page_no: int = 1) -> Page:
    """A page whose cells with the given words take so many rows and columns."""
    merged = tuple(MergedCell(start=text.index(words), rows=rows, columns=columns) for words, rows, columns in cells)
    return Page(
        page_no=page_no,
        judgement=TextJudgement.GOOD,
        method=ReadingMethod.TEXT_LAYER,
        text=text,
        text_as_read=text,
        merged_cells=merged,
    )


def _table(*pages: Page) -> Table:
    (table,) = understand(pages).tables
    return table


def test_two_header_rows_give_each_column_a_path() -> None:
    (table,) = directive_of(TWO_LEVELS + "1\tBáo cáo\tTháng 1\tTháng 6\t\n").tables
    assert table.header == ("TT", "Nhiệm vụ", "Thời gian / Bắt đầu", "Thời gian / Kết thúc", "Ghi chú")
    assert table.rows == (("1", "Báo cáo", "Tháng 1", "Tháng 6", ""),)


def test_a_row_of_column_numbers_is_no_row_of_the_table() -> None:
    (table,) = directive_of("TT\tNội dung\tĐơn vị\n(1)\t(2)\t(3)\n1\tBáo cáo\tSở A\n2\tSơ kết\tSở B\n").tables
    assert [row[0] for row in table.rows] == ["1", "2"]


def test_a_header_misread_on_the_next_page_is_still_the_header() -> None:
    text = "TT\tTên nhiệm vụ\tĐơn vị chủ trì\n1\tBáo cáo\tSở A\n\fTT\tTên nhiêm vu\tĐơn vi chủ trì\n2\tSơ kết\tSở B\n"
    (table,) = directive_of(text).tables
    assert [row[0] for row in table.rows] == ["1", "2"]


def test_a_merged_cell_values_each_row_it_reaches_and_lends_its_words_as_evidence() -> None:
    text = "TT\tNội dung\tĐơn vị\n1\tBáo cáo\tSở Nội vụ\n2\tSơ kết\t\n3\tTổng kết\t\n"
    table = _table(_merged_page(text, ("Sở Nội vụ", 2, 1)))
    assert [row[2] for row in table.rows] == ["Sở Nội vụ", "Sở Nội vụ", ""]
    assert table.inherited == (TablePlace(row=1, column=2),)
    assert [span.text for span in table.row_spans[1]] == ["2\tSơ kết", "Sở Nội vụ"]


def test_a_merged_cell_reaches_over_the_page_break() -> None:
    first = _merged_page("TT\tNội dung\tĐơn vị\n1\tBáo cáo;\tSở Nội vụ\n2\tSơ kết.\t\n", ("Sở Nội vụ", 2, 1))
    table = _table(first, _merged_page("3\tTổng kết.\t\n4\tHội nghị.\tSở A\n", page_no=2))
    assert [row[2] for row in table.rows] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ", "Sở A"]


def test_rows_that_only_head_others_are_known() -> None:
    (table,) = directive_of(
        "TT\tNội dung\tĐơn vị\nI\tNHIỆM VỤ CHUNG\t\n1\tBáo cáo\tSở A\nII\tNHIỆM VỤ RIÊNG\t\n1\tSơ kết\t\n"
    ).tables
    assert table.group_rows == (0, 2)


def test_columns_of_a_text_file_may_be_set_with_spaces() -> None:
    text = (
        "STT   Nội dung nhiệm vụ                 Đơn vị chủ trì      Thời gian\n"
        "1     Ban hành kế hoạch triển khai      Sở Nội vụ           Quý I/2026\n"
        "      thực hiện nghị quyết\n"
        "2     Sơ kết, tổng kết                  Sở Tài chính        Hằng năm\n"
        "3     Báo cáo                           Sở Y tế             Năm 2026\n\n"
        "Trên đây là kế hoạch triển khai thực hiện.\n"
    )
    (table,) = directive_of(text).tables
    assert table.rows[0] == ("1", "Ban hành kế hoạch triển khai thực hiện nghị quyết", "Sở Nội vụ", "Quý I/2026")
    assert len(table.rows) == 3
