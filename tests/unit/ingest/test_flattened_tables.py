"""Tables whose cells stand each on a line of its own."""

from tests.unit.ingest.directives import directive_of

ROWS = """KẾ HOẠCH

II. NHIỆM VỤ
STT
Nội dung công việc
Đơn vị chủ trì
Thời gian hoàn thành
I
Nhiệm vụ chung
1
Rà soát hồ sơ lưu trữ
Sở Nội vụ
Trước 30/9/2025
2
Lập danh sách hộ nghèo
UBND các xã
Quý IV/2025
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ đôn đốc việc thực hiện.
"""


def test_rows_with_as_many_lines_as_names_are_a_table():
    (table,) = directive_of(ROWS).tables
    assert table.header == ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian hoàn thành")
    assert table.rows[1] == ("1", "Rà soát hồ sơ lưu trữ", "Sở Nội vụ", "Trước 30/9/2025")
    assert (len(table.rows), table.group_rows) == (3, (0,))
    assert table.row_spans[2][0].text.endswith("Quý IV/2025")


def test_rows_that_are_all_short_are_no_table():
    short = ROWS.replace("Sở Nội vụ\nTrước", "Trước").replace("UBND các xã\n", "")
    assert directive_of(short).tables == ()


def test_what_follows_the_table_is_read_as_before():
    directive = directive_of(ROWS)
    assert [section.path for section in directive.sections] == ["II", "III"]
    covered = [0] * len(directive.text)
    for block in directive.blocks:
        for offset in range(block.start, block.end):
            covered[offset] += 1
    assert max(covered) == 1


def test_an_empty_cell_stays_empty_where_the_lines_can_stand_in_one_way_only():
    (table,) = directive_of(ROWS.replace("Sở Nội vụ\nTrước", "Trước")).tables
    assert table.rows[1] == ("1", "Rà soát hồ sơ lưu trữ", "", "Trước 30/9/2025")
    (table,) = directive_of(ROWS.replace("Quý IV/2025\n", "")).tables
    assert table.rows[2] == ("2", "Lập danh sách hộ nghèo", "UBND các xã", "")


def test_a_row_whose_lines_can_stand_in_several_ways_leaves_the_text_as_it_stands():
    partners = ROWS.replace("Thời gian hoàn thành", "Đơn vị phối hợp").replace("Quý IV/2025", "Công an xã")
    assert directive_of(partners.replace("Trước 30/9/2025\n", "")).tables == ()
    assert directive_of(ROWS.replace("Rà soát hồ sơ lưu trữ\nSở Nội vụ\n", "")).tables == ()


def test_items_of_running_text_are_no_cells():
    text = ROWS.replace("UBND các xã", "1.2. Các bản đồ đã lập")
    assert directive_of(text).tables == ()
