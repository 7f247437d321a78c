"""A small directive to cut and search."""

from core.directive import Abbreviation, Block, BlockKind, Directive, Letterhead, Section, Table
from core.page import Page, ReadingMethod, TextJudgement

HEAD = "KẾ HOẠCH\nSố: 15/KH-CĐN"
LEAD = "Các đơn vị thực hiện những việc sau:"
ITEMS = ("- Báo cáo kết quả trước ngày 15/12/2025.", "- Gửi Ban Nghiệp vụ CĐGD Việt Nam.")
ROWS = (("1", "Tuyên truyền", "", ""), ("1.1", "Tổ chức hội nghị", "Văn phòng", "Năm 2025"))
LONG = " ".join(
    f"Câu {number} nói về việc rà soát, kiểm tra và đôn đốc thực hiện kế hoạch của đơn vị." for number in range(20)
)


def small_directive() -> Directive:
    """A letterhead, section I with a lead-in and items, section II with a long paragraph, a table on page 2."""
    first = "\n".join([HEAD, "I. TỔ CHỨC THỰC HIỆN", LEAD, *ITEMS, "II. YÊU CẦU", LONG])
    second = "\n".join("\t".join(row) for row in ROWS)
    text = f"{first}\f{second}"
    heading_one, heading_two = _at(text, "I. TỔ CHỨC THỰC HIỆN"), _at(text, "II. YÊU CẦU")
    pages = (_page(1, first), _page(2, second))
    bare = Directive(pages=pages)
    row_stretches = [_at(text, "\t".join(row)) for row in ROWS]
    blocks = [
        Block(kind=BlockKind.LETTERHEAD, start=0, end=len(HEAD)),
        Block(kind=BlockKind.HEADING, start=heading_one[0], end=heading_one[1], label="I", path="I"),
        _block(text, LEAD, BlockKind.PARAGRAPH, "I"),
        *(_block(text, item, BlockKind.BULLET, "I") for item in ITEMS),
        Block(kind=BlockKind.HEADING, start=heading_two[0], end=heading_two[1], label="II", path="II"),
        _block(text, LONG, BlockKind.PARAGRAPH, "II"),
        *(
            Block(kind=BlockKind.TABLE_ROW, start=start, end=end, path="PL", table_no=0, row_no=number)
            for number, (start, end) in enumerate(row_stretches)
        ),
    ]
    return Directive(
        pages=pages,
        letterhead=Letterhead(kind="Kế hoạch", number="15/KH-CĐN", issuer="Công đoàn Giáo dục Việt Nam"),
        blocks=tuple(blocks),
        sections=(
            Section(
                path="I",
                label="I",
                title="TỔ CHỨC THỰC HIỆN",
                span=bare.span(*heading_one),
                start=heading_one[0],
                end=heading_two[0],
            ),
            Section(
                path="II",
                label="II",
                title="YÊU CẦU",
                span=bare.span(*heading_two),
                start=heading_two[0],
                end=len(first),
            ),
        ),
        tables=(
            Table(
                page_no=2,
                header=("TT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
                rows=ROWS,
                row_spans=tuple((bare.span(*stretch),) for stretch in row_stretches),
            ),
        ),
        abbreviations=(Abbreviation(short="CĐGD", long="Công đoàn Giáo dục", span=bare.span(*_at(text, "CĐGD"))),),
    )


def _page(number: int, text: str) -> Page:
    return Page(
        page_no=number, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER, text=text, text_as_read=text
    )


def _at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def _block(text: str, words: str, kind: BlockKind, path: str) -> Block:
    start, end = _at(text, words)
    return Block(kind=kind, start=start, end=end, path=path)
