"""Tables found by their rules on a drawn page."""

from PIL import Image, ImageDraw

from ingest.layout.page_text import write_lines
from ingest.layout.reading_order import arrange
from ingest.tables.ruled_tables import RuledTable, find_tables
from ingest.tables.rules import find_rules, without_rules
from tests.unit.ingest.files import line_of

_SIZE = (1000, 1400)


def _page(*lines: tuple[int, int, int, int]) -> Image.Image:
    image = Image.new("L", _SIZE, "white")
    for line in lines:
        ImageDraw.Draw(image).line(line, fill=0, width=2)
    return image


def _grid() -> Image.Image:
    """Three columns, three rows; the first row is one cell, the last cell of column 3 spans two rows."""
    across = [(100, 300, 900, 300), (100, 360, 900, 360), (100, 420, 700, 420), (100, 480, 900, 480)]
    down = [(100, 300, 100, 480), (200, 360, 200, 480), (700, 360, 700, 480), (900, 300, 900, 480)]
    return _page(*across, *down)


def _tables(image: Image.Image) -> tuple[RuledTable, ...]:
    return find_tables(find_rules(image), width=image.width)


def test_rows_and_merged_cells() -> None:
    words = [
        *line_of("Phụ lục", 450, 200),
        *line_of("Nhóm việc", 110, 320),
        *line_of("1", 110, 370),
        *line_of("Xây dựng", 210, 365),
        *line_of("kế hoạch", 210, 390),
        *line_of("Quý I", 710, 410),
        *line_of("2", 110, 440),
        *line_of("Báo cáo", 210, 440),
        *line_of("Sau bảng", 120, 520),
    ]
    lines = arrange(words, width=_SIZE[0], height=_SIZE[1], tables=_tables(_grid()))
    text = write_lines(lines).text
    assert [line for line in text.split("\n") if line] == [
        "Phụ lục",
        "Nhóm việc\t\t",
        "1\tXây dựng kế hoạch\tQuý I",
        "2\tBáo cáo\t",
        "Sau bảng",
    ]


def test_a_line_under_a_heading_or_a_frame_is_no_table() -> None:
    assert _tables(_page((400, 200, 600, 200), (300, 250, 700, 250))) == ()
    frame = _page((100, 300, 900, 300), (100, 400, 900, 400), (100, 300, 100, 400), (900, 300, 900, 400))
    assert _tables(frame) == ()


def test_thick_blocks_are_no_rules() -> None:
    image = Image.new("L", _SIZE, "white")
    image.paste(0, (100, 300, 900, 340))
    assert find_rules(image).horizontal == ()


def test_rules_are_painted_out() -> None:
    image = _grid()
    rules = find_rules(image)
    clean = without_rules(image, (*rules.horizontal, *rules.vertical), scale=1)
    assert clean.getextrema() == (255, 255)


def test_tall_letters_beside_rules_are_no_columns() -> None:
    image = _grid()
    ImageDraw.Draw(image).line((430, 304, 430, 357), fill=0, width=2)
    words = [*line_of("Nhóm việc chung", 410, 320, height=24), *line_of("1", 110, 370), *line_of("Xây dựng", 210, 365)]
    lines = arrange(words, width=_SIZE[0], height=_SIZE[1], tables=_tables(image))
    assert write_lines(lines).text.split("\n")[0] == "Nhóm việc chung\t\t"


def test_a_page_set_down_askew_has_the_same_table() -> None:
    crooked = _grid().rotate(-0.6, fillcolor="white", resample=Image.Resampling.BICUBIC)
    (table,) = _tables(crooked)
    assert (len(table.xs), len(table.ys)) == (4, 4)
    assert table.anchors == _tables(_grid())[0].anchors


def test_merged_cells_are_told_to_the_page() -> None:
    words = [
        *line_of("Nhóm việc", 110, 320),
        *line_of("1", 110, 370),
        *line_of("Quý I", 710, 410),
        *line_of("2", 110, 440),
    ]
    laid = write_lines(arrange(words, width=_SIZE[0], height=_SIZE[1], tables=_tables(_grid())))
    found = {laid.text[cell.start :].split()[0]: (cell.rows, cell.columns) for cell in laid.merged_cells}
    assert found == {"Nhóm": (1, 3), "Quý": (2, 1)}
