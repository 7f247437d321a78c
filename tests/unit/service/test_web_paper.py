"""The paper view shows the stored text, whole and unchanged, whatever is marked in it."""

from hypothesis import given
from hypothesis import strategies as st

from core.directive import Block, BlockKind, Directive, Table
from core.page import MergedCell, Page, ReadingMethod, TextJudgement, Word
from service.web.paper import PaperBlock, set_pages
from service.web.paper_pieces import Mark, MarkKind, Piece
from service.web.piece_markup import pieces_markup
from service.web.word_notes import WordNote
from tests.records import make_directive, make_page

TEXT = "KẾ HOẠCH\n\nThực hiện **Nghị quyết** số 57-NQ/TW.\n- Báo cáo trước ngày 15/12/2025.\n"
MARKS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(MarkKind)).map(
        lambda drawn: Mark(start=min(drawn[:2]), end=max(drawn[:2]), kind=drawn[2])
    ),
    max_size=6,
)


def blocks_of(directive: Directive, marks: tuple[Mark, ...] = ()) -> tuple[PaperBlock, ...]:
    return set_pages(directive, first=0, count=9, marks=marks)[0].blocks


def joined(block: PaperBlock) -> str:
    return "".join(piece.text for piece in block.pieces)


@given(MARKS)
def test_pieces_of_a_block_are_its_stored_text(marks: list[Mark]) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, start=10, end=len(TEXT) - 1)
    directive = make_directive(make_page(text=TEXT)).model_copy(update={"blocks": (block,)})
    for shown in blocks_of(directive, tuple(marks)):
        assert joined(shown) == TEXT[shown.start : shown.end]
        for piece in shown.pieces:
            assert TEXT[piece.start : piece.start + len(piece.text)] == piece.text


def test_text_outside_all_blocks_is_shown_too() -> None:
    shown = blocks_of(make_directive(make_page(text=TEXT)))
    assert [joined(block) for block in shown] == [line for line in TEXT.split("\n") if line]
    assert {block.kind for block in shown} == {"loose"}


def test_the_lit_quote_opens_at_its_first_word() -> None:
    start = TEXT.index("Nghị quyết") - 2
    lit = Mark(start=start, end=start + 12, kind=MarkKind.LIT)
    pieces = [piece for block in blocks_of(make_directive(make_page(text=TEXT)), (lit,)) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces if "lit" in piece.classes) == "**Nghị quyết"
    assert [piece.text for piece in pieces if piece.opens][-1] == "Nghị quyết"


def test_markdown_signs_are_set_apart_and_footnote_stars_are_not() -> None:
    text = "### **III. NHIỆM VỤ**\n“*Vai trò*” (*) 2*3*4\n"
    pieces = [piece for block in blocks_of(make_directive(make_page(text=text))) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces if "md" not in piece.classes) == "III. NHIỆM VỤ“Vai trò” (*) 2*3*4"


def test_doubtful_and_restored_words_carry_what_was_read() -> None:
    words = (
        Word(start=0, end=3, text="Kế", as_read="Ke", confidence=0.5, alternatives=("Kê", "Kể")),
        Word(start=3, end=7, text="hoạch"[:4], as_read="hoạc", confidence=1.0),
    )
    page = Page(
        page_no=1,
        judgement=TextJudgement.RUINED,
        method=ReadingMethod.RESTORED,
        text="Kế hoạch\n",
        text_as_read="Ke hoạch\n",
        words=words,
    )
    notes = [piece.note for block in blocks_of(make_directive(page)) for piece in block.pieces if piece.note]
    assert [(note.as_read, note.percent, note.alternatives, note.is_doubtful) for note in notes] == [
        ("Ke", 50, ("Kê", "Kể"), True)
    ]


def test_a_row_has_as_many_cells_as_its_table_is_wide() -> None:
    text = "1\tTuyên truyền\n"
    row = Block(kind=BlockKind.TABLE_ROW, start=0, end=14, table_no=0, row_no=0)
    table = Table(
        page_no=1, header=("TT", "Việc", "Đơn vị", "Hạn"), rows=(("1", "Tuyên truyền", "", ""),), row_spans=()
    )
    directive = make_directive(make_page(text=text)).model_copy(update={"blocks": (row,), "tables": (table,)})
    (shown,) = blocks_of(directive)
    assert ["".join(piece.text for piece in cell.pieces) for cell in shown.cells] == ["1", "Tuyên truyền", "", ""]
    assert not shown.is_header


def test_a_block_over_a_page_break_is_cut_at_it() -> None:
    pages = (make_page(1, "Báo cáo về\n"), make_page(2, "Công đoàn ngành.\n"))
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=28)
    directive = make_directive(*pages).model_copy(update={"blocks": (block,)})
    shown = set_pages(directive, first=0, count=2, marks=())
    assert [joined(page.blocks[0]).strip() for page in shown] == ["Báo cáo về", "Công đoàn ngành."]


def test_merged_cells_take_the_places_that_they_cover() -> None:
    """A header of two levels, a unit over two rows, and a cell said to be merged over a place that holds words."""
    rows = ("TT\tViệc\tThời gian", "\t\tĐầu\tCuối", "1\tLập\t01\t03", "2\t\t02\t04")
    text = "\n".join(rows) + "\n"
    merged = (
        MergedCell(start=0, rows=2),
        MergedCell(start=3, rows=2),
        MergedCell(start=8, columns=2),
        MergedCell(start=text.index("Lập"), rows=2),
        MergedCell(start=text.index("01"), rows=2),
    )
    starts = [text.index("TT"), text.index("Đầu"), text.index("1\tLập"), text.index("2\t\t")]
    blocks = tuple(
        Block(kind=BlockKind.TABLE_ROW, start=start, end=text.index("\n", start), table_no=0, row_no=number)
        for start, number in zip(starts, (None, None, 0, 1), strict=True)
    )
    table = Table(page_no=1, header=("TT", "Việc", "Đầu", "Cuối"), rows=(), row_spans=())
    page = make_page(text=text).model_copy(update={"merged_cells": merged})
    shown = blocks_of(make_directive(page).model_copy(update={"blocks": blocks, "tables": (table,)}))
    laid = [
        ["".join(piece.text for piece in cell.pieces) + f" {cell.rows}x{cell.columns}" for cell in row.cells]
        for row in shown
    ]
    assert laid == [
        ["TT 2x1", "Việc 2x1", "Thời gian 1x2"],
        ["Đầu 1x1", "Cuối 1x1"],
        ["1 1x1", "Lập 2x1", "01 1x1", "03 1x1"],
        ["2 1x1", "02 1x1", "04 1x1"],
    ]


def test_pieces_are_written_with_what_is_told_of_them_and_nothing_of_a_document_is_markup() -> None:
    words = {"read": "Đọc được", "sure": "chắc", "other": "có thể là:"}
    note = WordNote(start=4, end=9, as_read='"<b>', percent=50, alternatives=("x&y", "z"), is_doubtful=True)
    plain, noted = Piece(start=0, text="<i> & ", opens=True), Piece(start=4, text="chữ", classes="ref", note=note)
    assert pieces_markup((plain, noted), words) == (
        '<span data-s="0" id="doan">&lt;i&gt; &amp; </span>'
        '<mark class="w doubt ref" data-s="4" data-word="4-9" data-read="&#34;&lt;b&gt;" data-percent="50"'
        ' data-other="x&amp;y|z" tabindex="-1"'
        ' title="Đọc được “&#34;&lt;b&gt;”, chắc 50 %; có thể là: x&amp;y, z">chữ</mark>'
    )
    fixed = WordNote(start=0, end=3, as_read="cũ", percent=100, correction_id=7, corrected_by="Lan")
    shown = pieces_markup((Piece(start=0, text="mới", note=fixed),), words)
    assert shown == (
        '<mark class="w fixed" data-s="0" data-word="0-3" data-read="cũ" data-percent="100" data-fix="7" data-by="Lan"'
        ' tabindex="-1">mới</mark>'
    )
