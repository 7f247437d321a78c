"""What holds for any text: blocks cover it once and in order, spans are verbatim, nothing fails."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.ingest.directives import directive_of

_PIECES = st.sampled_from(
    [
        "KẾ HOẠCH",
        "Số: 15/KH-CĐN",
        "Hà Nội, ngày 08 tháng 5 năm 2023",
        "I. MỤC ĐÍCH",
        "II. NỘI DUNG",
        "1. Mục tiêu",
        "1.1. Nội dung",
        "a) Ban Nghiệp vụ chủ trì;",
        "- Tổ chức hội nghị",
        "+ Chuẩn bị",
        "* *Khối 6:*",
        "**III. TỔ CHỨC**",
        "### Chương trình 3",
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;",
        "PHỤ LỤC I",
        "PHỤ LỤC II",
        "1\tViệc\tBan A\tNăm 2025",
        "\ttiếp theo\t\t",
        "TT\tNội dung\tĐơn vị\tThời gian",
        "|1 |Việc |",
        "| | kỳ. |",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. BAN THƯỜNG VỤ",
        "Nguyễn Ngọc Ân",
        "Điều 1. Phạm vi",
        "Chương I",
        "QUYẾT ĐỊNH:",
        "Trên đây là kế hoạch.",
        "tiếp tục dòng trên",
        "---",
        "12",
        "báo cáo trước ngày 31/02/2025",
        "(Kèm theo Kế hoạch số 15/KH-CDN ngày 15/4/2025 của CĐGD Việt Nam)",
        "V/v báo cáo",
        "Kính gửi: Sở A",
    ]
)
_LINES = st.lists(
    st.tuples(st.sampled_from(["", "   ", "          ", "\t"]), _PIECES | st.text(max_size=30)), max_size=40
)
_TEXTS = st.builds(
    lambda lines, separators: "".join(
        indent + piece + separators[index % len(separators)] for index, (indent, piece) in enumerate(lines)
    ),
    _LINES,
    st.lists(st.sampled_from(["\n", "\n\n", "\n\f", " ", " t\u0301\u0301 "]), min_size=1, max_size=5),
)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_character_is_in_exactly_one_block(text):
    directive = directive_of(text)
    covered = [0] * len(directive.text)
    for block in directive.blocks:
        for offset in range(block.start, block.end):
            covered[offset] += 1
    assert max(covered, default=0) <= 1
    assert all(count == 1 for count, character in zip(covered, directive.text, strict=True) if not character.isspace())


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_blocks_are_in_order_and_sections_nest(text):
    directive = directive_of(text)
    starts = [block.start for block in directive.blocks]
    assert starts == sorted(starts)
    paths = []

    def walk(sections, start, end):
        for section in sections:
            assert start <= section.start < section.end <= end
            paths.append(section.path)
            walk(section.children, section.start, section.end)

    walk(directive.sections, 0, len(directive.text))
    assert len(paths) == len(set(paths))


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_spans_are_verbatim_and_rows_rectangular(text):
    directive = directive_of(text)
    for anomaly in directive.anomalies:
        assert all(directive.text[span.start : span.end] == span.text for span in anomaly.spans)
    for table in directive.tables:
        assert len({len(row) for row in table.rows}) == 1
        assert len(table.row_spans) == len(table.rows)
