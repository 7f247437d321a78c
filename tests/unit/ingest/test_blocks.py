from core.directive import BlockKind
from tests.unit.ingest.directives import PLAN, directive_of


def words(directive, kind):
    return [" ".join(directive.text[b.start : b.end].split()) for b in directive.blocks if b.kind is kind]


def test_wrapped_lines_join_to_paragraphs():
    items = words(directive_of(PLAN), BlockKind.PARAGRAPH)
    assert (
        "a) Ban Tuyên giáo chủ trì, phối hợp với các công đoàn cơ sở chuẩn bị chương trình, trang phục và âm thanh."
        in items
    )


def test_a_sentence_runs_on_over_a_page_break():
    directive = directive_of(
        "- Kết luận số 69-KL/TW về tiếp tục thực hiện Nghị quyết số 20-NQ/TW\n\fngày 01/11/2012 bằng nhiều hình thức.\n"
    )
    assert words(directive, BlockKind.BULLET) == [
        "- Kết luận số 69-KL/TW về tiếp tục thực hiện Nghị quyết số 20-NQ/TW ngày 01/11/2012 bằng nhiều hình thức."
    ]


def test_an_unfinished_sentence_takes_up_a_capital():
    text = (
        "- Chủ động quán triệt, phổ biến Nghị quyết, xây dựng và ban hành kế hoạch. Phân công 01 cán bộ Ban\n\n"
        "Chính sách pháp luật theo dõi.\n\n- Chỉ đạo công đoàn cấp trên.\n"
    )
    assert len(words(directive_of(text), BlockKind.BULLET)) == 2


def test_a_dash_inside_a_quotation_is_no_bullet():
    text = (
        "       - Căn cứ kế hoạch của Phòng, xây dựng kế hoạch và tổ chức các phong trào thi đua năm\n"
        "học 2020-2021 với chủ đề “Kỷ cương - Nề nếp; Chủ động trong mọi công việc được giao\n"
        "- Sáng tạo; Chất lượng - Hiệu quả” và phong trào thi đua của ngành, của địa phương\n"
        "       - Thực hiện đăng ký các danh hiệu thi đua và hình thức khen thưởng, nộp về Phòng.\n"
        "       - Tổ chức sơ kết, tổng kết thi đua và đề xuất các hình thức khen thưởng cho tập thể,\n"
        "cá nhân có thành tích xuất sắc sau mỗi đợt thi đua của năm học, trình cấp trên xem xét.\n"
    )
    assert len(words(directive_of(text), BlockKind.BULLET)) == 3


def test_markdown_heading_and_bold_heading():
    directive = directive_of("### I. MỤC TIÊU\n\nNội dung một.\n\n**II. CHỈ TIÊU**\n\n- 100% đơn vị.\n")
    assert words(directive, BlockKind.HEADING) == ["### I. MỤC TIÊU", "**II. CHỈ TIÊU**"]


def test_numbered_sentence_is_a_heading_only_when_it_introduces():
    directive = directive_of(
        "1. Liên đoàn Lao động tỉnh.\n\n- Chỉ đạo việc nghiên cứu.\n\n2. Tham gia góp ý dự thảo.\n\n3. Cấp phí.\n"
    )
    assert words(directive, BlockKind.HEADING) == ["1. Liên đoàn Lao động tỉnh."]


def test_one_sentence_items_agree_with_their_series():
    long = (
        "Đẩy mạnh chuyển đổi số, ứng dụng khoa học, công nghệ, đổi mới sáng tạo, góp phần nâng cao chất lượng, hiệu "
        "quả hoạt động của tổ chức công đoàn trong cả nước và từng đơn vị."
    )
    directive = directive_of(
        f"1. {long}\n\nTuyên truyền đến đoàn viên.\n\n2. Tổ chức thi đua\n\n- Phát động phong trào.\n"
    )
    assert [b.kind for b in directive.blocks if b.label in ("1", "2")] == [BlockKind.HEADING, BlockKind.HEADING]


def test_recipients_and_signature_in_two_columns():
    directive = directive_of(PLAN)
    assert words(directive, BlockKind.RECIPIENTS)[1:] == [
        "- LĐLĐ tỉnh (b/c);",
        "- Công đoàn cơ sở trực thuộc;",
        "- Lưu: VT.",
    ]
    assert words(directive, BlockKind.SIGNATURE) == ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Nguyễn Thị Phương"]


def test_closing_belongs_to_the_part_not_to_the_item():
    closing = next(block for block in directive_of(PLAN).blocks if block.kind is BlockKind.CLOSING)
    assert closing.path == "II"


def test_page_number_between_halves_does_not_split_a_paragraph():
    text = "\n".join(
        [
            "Thực hiện rà soát, phân loại, theo dõi và thường xuyên cập nhật thông tin các công ty",
            "đang tổ chức hoạt động kinh doanh, phát sinh thu nhập từ các hình thức kinh doanh thuộc\f2",
            "lĩnh vực thương mại điện tử trong phạm vi địa bàn quản lý theo các nhóm đối tượng sau đây.",
            "Chủ động xây dựng kế hoạch, báo cáo Ủy ban nhân dân các tỉnh, thành phố trực thuộc.",
        ]
    )
    assert len(directive_of(text).blocks) == 1


def test_last_item_before_the_closing_is_no_heading():
    text = (
        "1. Bộ A trình Chính phủ trước ngày 30 tháng 6 năm 2025.\n\n2. Bộ B bố trí kinh phí.\n\n"
        "Văn phòng thông báo để các bộ, cơ quan biết, thực hiện./.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nKT. CHỦ NHIỆM\n\nNguyễn Văn An\n"
    )
    directive = directive_of(text)
    assert words(directive, BlockKind.HEADING) == []
    assert next(block.path for block in directive.blocks if block.kind is BlockKind.CLOSING) == ""
