from pathlib import Path

from ingest.formats.raw_page import plain_page
from ingest.restore import Restorer
from ingest.tables.merge_marks import LEFT
from ingest.text_layers.text_layer import read_raw_page
from ingest.understand import understand
from tests.unit.ingest.directives import directive_of

HEADER = "TT\tTên nhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành\n"


def only_table(text):
    (table,) = directive_of(text).tables
    return table


def test_rows_cells_and_header():
    table = only_table(HEADER + "1\tTổ chức hội nghị\tBan A\tNăm 2025\n2\tTổ chức cuộc thi\tBan B\tHằng năm\n")
    assert table.header == ("TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành")
    assert table.rows == (
        ("1", "Tổ chức hội nghị", "Ban A", "Năm 2025"),
        ("2", "Tổ chức cuộc thi", "Ban B", "Hằng năm"),
    )


def test_row_over_a_page_break_is_one_row_with_two_spans():
    table = only_table(
        HEADER + "1\tBố trí cán bộ có kinh\tBan A\tNăm 2025\n\n\tnghiệm về kỹ thuật\t\t\n2\tTham mưu\tBan B\tHàng năm\n"
    )
    assert table.rows[0] == ("1", "Bố trí cán bộ có kinh nghiệm về kỹ thuật", "Ban A", "Năm 2025")
    assert [len(spans) for spans in table.row_spans] == [2, 1]


def test_row_over_a_form_feed_has_spans_on_both_pages():
    table = only_table(
        HEADER + "1\tBố trí cán bộ có kinh\tBan A\tNăm 2025\n\f\tnghiệm về kỹ thuật\t\t\n2\tTham mưu\tBan B\tHàng năm\n"
    )
    assert [span.page_no for span in table.row_spans[0]] == [1, 2]


def test_empty_cells_stay_empty():
    table = only_table(HEADER + "1\tTiếp tục trao giải\t\tNăm 2026\n2\tTham mưu\tBan B\tHàng năm\n")
    assert table.rows[0] == ("1", "Tiếp tục trao giải", "", "Năm 2026")


def test_group_rows_are_kept():
    table = only_table(HEADER + "1\tTuyên truyền, nâng cao nhận thức\t\t\n1.1\tTổ chức hội nghị\tBan A\tNăm 2025\n")
    assert table.rows[0] == ("1", "Tuyên truyền, nâng cao nhận thức", "", "")


def test_header_repeated_on_the_next_page_is_no_row():
    table = only_table(HEADER + "1\tMột việc\tBan A\tNăm 2025\n\f" + HEADER + "2\tHai việc\tBan B\tNăm 2026\n")
    assert [row[0] for row in table.rows] == ["1", "2"]


def test_markdown_table():
    table = only_table(
        "| STT | Nội dung | Thời hạn |\n|---|:---:|---|\n| 1 | **Báo cáo** | 15/12/2025 |\n| 2 | Sơ kết | Quý II |\n"
    )
    assert table.header == ("STT", "Nội dung", "Thời hạn")
    assert table.rows == (("1", "Báo cáo", "15/12/2025"), ("2", "Sơ kết", "Quý II"))


def test_cells_wrapped_inside_bars():
    table = only_table(
        "|STT |Nội dung |Điểm |\n|1 |Tổ chức sinh hoạt nữ công định|5 điểm |\n| |kỳ. | |\n"
        "|2 |Phối hợp tổ chức |5 điểm |\n"
    )
    assert table.rows[0] == ("1", "Tổ chức sinh hoạt nữ công định kỳ.", "5 điểm")


def test_indented_paragraph_is_no_table():
    assert directive_of("\t2. Tổ chức họp mặt kỷ niệm.\n\t3. Chào mừng Đại hội.\n").tables == ()


def test_two_tables_with_different_headers():
    tables = directive_of(
        HEADER + "1\tA\tBan A\tNăm 2025\n\nSTT\tHọ và tên\tChức vụ\tGhi chú\n1\tNguyễn Văn A\tTrưởng ban\tx\n"
    ).tables
    assert [table.header[0] for table in tables] == ["TT", "STT"]


def test_all_rows_of_the_sample_annex():
    path = next((Path(__file__).parents[3] / "samples").glob("000-*.txt"))
    (table,) = directive_of(path.read_text(encoding="utf-8")).tables
    numbers = [row[0] for row in table.rows]
    assert len(table.rows) == 23
    assert len([number for number in numbers if "." in number]) == 19
    rows = {row[0]: row for row in table.rows}
    assert rows["4.3"][2:] == ("Công đoàn các đơn vị", "Năm 2025")
    assert rows["4.3"][1].endswith(
        "bố trí tỷ lệ cán bộ có chuyên môn, kinh nghiệm về khoa học kỹ thuật, về nghiên cứu khoa "
        "học, công nghệ trong đội ngũ cán bộ chủ chốt ở các cấp công đoàn đảm bảo phù hợp"
    )
    assert rows["1.5"][2:] == ("", "Năm 2026")


def test_list_with_tabs_after_the_marks_is_no_table():
    text = "I.\tMỤC ĐÍCH\n1.\tNâng cao nhận thức.\n2.\tTổ chức học tập.\na)\tHội nghị.\n-\tToạ đàm.\n"
    directive = directive_of(text)
    assert directive.tables == ()
    assert [block.path for block in directive.blocks] == ["I", "I.1", "I.2", "I.2.a", "I.2.a"]


def test_a_group_row_merged_over_all_columns_parts_no_table() -> None:
    raw = f"TT\tNhiệm vụ\tThời hạn\nA. Thường xuyên\t{LEFT}\t{LEFT}\n1\tĐăng tin\tHằng tháng\n2\tBáo cáo\t15/12/2026\n"
    (table,) = understand([read_raw_page(plain_page(raw), 1, load_restorer=Restorer.load)]).tables
    assert table.header == ("TT", "Nhiệm vụ", "Thời hạn")
    assert table.rows == (
        ("A. Thường xuyên", "", ""),
        ("1", "Đăng tin", "Hằng tháng"),
        ("2", "Báo cáo", "15/12/2026"),
    )


def test_words_of_letterheads_in_a_cell_of_a_task_table_hide_no_table():
    table = only_table(HEADER + "1\tTuyên truyền 80 năm độc lập\tBan A\tNăm 2025\n2\tTổng kết\tBan B\tHằng năm\n")
    assert len(table.rows) == 2
