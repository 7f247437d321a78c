"""Passages follow the blocks of a directive, quote it exactly and carry what they are about."""

from itertools import pairwise

from core.directive import Block, BlockKind, Directive
from core.page import Page, ReadingMethod, TextJudgement
from index.passages import MOST_SYLLABLES, cut_passages
from index.words import syllable_count
from tests.unit.index.directives import ITEMS, LEAD, LONG, small_directive


def test_every_passage_is_the_very_text_of_its_stretch() -> None:
    directive = small_directive()
    for passage in cut_passages(directive, "d"):
        assert directive.text[passage.start : passage.end] == passage.text == passage.text.strip()


def test_every_block_is_covered_once_and_in_order() -> None:
    directive = small_directive()
    passages = cut_passages(directive, "d")
    assert [passage.id for passage in passages] == [f"d:{number}" for number in range(len(passages))]
    assert all(one.end <= other.start for one, other in pairwise(passages))
    for block in directive.blocks:
        words = [
            word for p in passages for word in directive.text[max(block.start, p.start) : min(block.end, p.end)].split()
        ]
        assert words == directive.text[block.start : block.end].split()


def test_short_items_share_a_passage_with_their_heading_and_lead_in() -> None:
    passage = next(p for p in cut_passages(small_directive(), "d") if ITEMS[0] in p.text)
    assert LEAD in passage.text
    assert passage.text.startswith("I. TỔ CHỨC THỰC HIỆN")
    assert passage.heading == "I. TỔ CHỨC THỰC HIỆN"
    assert "Công đoàn Giáo dục" in passage.context.splitlines()


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    parts = [p for p in cut_passages(small_directive(), "d") if p.section == "II"]
    assert len(parts) > 1
    assert all(syllable_count(part.text) <= MOST_SYLLABLES for part in parts)
    assert all(part.text.endswith(".") for part in parts)
    assert parts[-1].text.endswith(LONG[-20:])


def test_a_table_row_stands_alone_with_its_column_names_and_group() -> None:
    row = cut_passages(small_directive(), "d")[-1]
    assert row.text == "1.1\tTổ chức hội nghị\tVăn phòng\tNăm 2025"
    assert row.page_no == 2
    assert "TT | Tên nhiệm vụ | Đơn vị chủ trì | Thời gian" in row.context
    assert "1 Tuyên truyền" in row.context


def test_codes_of_the_letterhead_belong_to_every_passage() -> None:
    assert all("15khcdn" in passage.codes for passage in cut_passages(small_directive(), "d"))


def test_a_directive_without_text_has_no_passages() -> None:
    assert cut_passages(Directive(pages=()), "d") == ()


def test_a_long_paragraph_without_sentences_stays_whole() -> None:
    text = "từ " * (MOST_SYLLABLES + 10)
    page = Page(
        page_no=1, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER, text=text, text_as_read=text
    )  # fmt: skip
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    assert [p.text for p in cut_passages(Directive(pages=(page,), blocks=(block,)), "d")] == [text.strip()]


def _directive(*parts: tuple[BlockKind, str]) -> Directive:
    """A page of these blocks, one a paragraph."""
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += f"{words}\n\n"
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    return Directive(pages=(page,), blocks=tuple(blocks))


def test_two_columns_at_the_end_that_were_read_across_are_one_passage() -> None:
    ends = (
        (BlockKind.RECIPIENTS, "Nơi nhận:"),
        (BlockKind.SIGNATURE, "TL. CHỦ TỊCH"),
        (BlockKind.RECIPIENTS, "- Như trên;"),
        (BlockKind.SIGNATURE, "Phùng Tô Long"),
    )
    assert [passage.kind for passage in cut_passages(_directive(*ends), "d")] == ["signature"]
    apart = [passage.kind for passage in cut_passages(_directive(ends[0], ends[2], ends[1], ends[3]), "d")]
    assert apart == ["recipients", "signature"]


def test_a_paragraph_is_found_by_the_lead_in_before_it() -> None:
    lead_in = "Theo đề nghị của Sở Tài chính, Ủy ban nhân dân tỉnh đăng ký nội dung trình kỳ họp thứ 31 như sau:"
    lead_in = " ".join([*["Thực hiện chỉ đạo của cấp trên;"] * 6, lead_in])
    first = " ".join(["Nghị quyết về giao dự toán năm 2025."] * 6)
    second = " ".join(["Đề nghị Thường trực xem xét, quyết định."] * 6)
    paragraphs = ((BlockKind.PARAGRAPH, words) for words in (lead_in, first, second))
    _, led_in, after = cut_passages(_directive(*paragraphs), "d")
    assert (lead_in in led_in.context, lead_in in after.context) == (True, False)
