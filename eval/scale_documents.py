"""Documents for an office of any size, made of the benchmark's articles, with letterheads, citations and tasks.

A document holds about fifty passages: a letterhead, articles under their headings, words with their places on pages
as a scan has them. Its issuer, units and days come from short lists by chance (always the same), so that names repeat
as they do in an office.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from core.directive import Block, BlockKind, Directive, Letterhead
from core.page import Page, ReadingMethod, TextJudgement
from core.reference import Reference, Relation
from core.source import MediaType, Source
from core.task import Bound, Deadline, Task, TaskKind
from eval.ranking_corpus import Article

_TASKS = 10
_WORDS_A_DOCUMENT, _WORDS_A_PARAGRAPH, _WORDS_A_LINE, _LINES_A_PAGE = 4_200, 120, 12, 35
_KINDS = (("Kế hoạch", "KH"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Nghị quyết", "NQ"), ("Công văn", "CV"))
_PLACES = ("An Giang", "Bắc Ninh", "Cà Mau", "Đà Nẵng", "Đồng Nai", "Gia Lai", "Hà Tĩnh", "Lâm Đồng", "Nghệ An",
           "Quảng Trị", "Sơn La", "Tây Ninh", "Thanh Hóa", "Vĩnh Long")  # fmt: skip
_BODIES = (("Ủy ban nhân dân tỉnh", "UBND"), ("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Y tế", "SYT"),
           ("Sở Nội vụ", "SNV"), ("Liên đoàn Lao động tỉnh", "LĐLĐ"), ("Sở Tài chính", "STC"))  # fmt: skip
_UNITS = ("Ban Nghiệp vụ", "Văn phòng", "Phòng Kế hoạch - Tài chính", "Phòng Tổ chức cán bộ", "Ủy ban Kiểm tra",
          "Phòng Chính trị", "Ban Tuyên giáo", "Trung tâm Công nghệ thông tin", "Phòng Pháp chế",
          "Phòng Hành chính - Quản trị", "Thanh tra", "Phòng Giáo dục trung học")  # fmt: skip
_SIGNERS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Minh Đức", "Võ Thị Hạnh", "Đặng Quốc Khánh")
_FIRST_DAY, _DAYS = date(2023, 1, 2), 1_000
_LINE_PX, _WORD_PX, _MARGIN_PX = 60, 120, 200


@dataclass(frozen=True)
class Made:
    """One document: its file, what it says, and what it wants done."""

    source: Source
    directive: Directive
    tasks: tuple[Task, ...]


@dataclass
class _Sheet:
    """A document being written: its text so far, in lines, and its blocks."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def write(self, kind: BlockKind, words: str, path: str = "") -> None:
        start = len(self.text)
        self.text += "\n".join(map(" ".join, _in_parts(words.split(), _WORDS_A_LINE)))
        self.blocks.append(Block(kind=kind, start=start, end=len(self.text), path=path))
        self.text += "\n"


def _in_parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def make_documents(articles: Iterator[Article]) -> Iterator[Made]:
    """Documents of about fifty passages each, until the articles are used up."""
    chance = random.Random(1)
    group: list[Article] = []
    words = number = 0
    for article in articles:
        group.append(article)
        words += len(article.text.split())
        if words >= _WORDS_A_DOCUMENT:
            number += 1
            yield _document(number, group, chance)
            group, words = [], 0


def _document(number: int, articles: Sequence[Article], chance: random.Random) -> Made:
    head = _letterhead(number, articles[0].title, chance)
    sheet = _Sheet()
    sheet.write(BlockKind.LETTERHEAD, f"{head.issuer} Số: {head.number} {head.place}, ngày {_spoken(head.issued_on)}")
    sheet.write(BlockKind.TITLE, f"{head.kind} {head.title}")
    for place, article in enumerate(articles, start=1):
        sheet.write(BlockKind.HEADING, f"Điều {place}. {article.title}", str(place))
        for paragraph in _in_parts(article.text.split(), _WORDS_A_PARAGRAPH):
            sheet.write(BlockKind.PARAGRAPH, " ".join(paragraph), str(place))
    sheet.write(BlockKind.SIGNATURE, f"{head.signer_role} {head.signer}")
    cited = f"{1 + chance.randrange(number)}/KH-{_BODIES[0][1]}"
    references = (
        Reference(number="57-NQ/TW", kind="Nghị quyết", relation=Relation.IMPLEMENTS),
        Reference(number=cited, kind="Kế hoạch", relation=Relation.BASIS),
    )
    pages = _pages(sheet.text)
    directive = Directive(pages=pages, letterhead=head, blocks=tuple(sheet.blocks), references=references[number % 2 :])
    digest = sha256(f"scale {number}".encode()).hexdigest()
    source = Source(
        id=digest[:16], sha256=digest, file_name=f"{number}.pdf", media_type=MediaType.PDF, size_bytes=1,
        pages=len(pages),
    )  # fmt: skip
    return Made(source=source, directive=directive, tasks=tuple(_tasks(source.id, directive, chance)))


def _letterhead(number: int, title: str, chance: random.Random) -> Letterhead:
    kind, code = chance.choice(_KINDS)
    body, letters = chance.choice(_BODIES)
    place = chance.choice(_PLACES)
    return Letterhead(
        kind=kind,
        number=f"{number}/{code}-{letters}",
        issued_on=_FIRST_DAY + timedelta(days=number % _DAYS),
        issuer=f"{body} {place}",
        place=place,
        title=" ".join(title.split()[:20]),
        signer=chance.choice(_SIGNERS),
        signer_role="CHỦ TỊCH",
    )


def _spoken(day: date | None) -> str:
    return "" if day is None else f"{day.day} tháng {day.month} năm {day.year}"


def _pages(text: str) -> tuple[Page, ...]:
    """Pages of so many lines; together with the page breaks they are as long as the text."""
    sheets = ["\n".join(lines) for lines in _in_parts(text.split("\n"), _LINES_A_PAGE)]
    return tuple(
        Page(
            page_no=page_no, judgement=TextJudgement.GOOD, method=ReadingMethod.OCR, text=sheet, text_as_read=sheet,
            width=1_654, height=2_339,
        )
        for page_no, sheet in enumerate(sheets, start=1)
    )  # fmt: skip


def scanned(page: Page) -> str:
    """JSON of the page with each word in its place, as a scan has them; made as text, since there are millions."""
    words = ",".join(_words(page.text))
    return page.model_dump_json().replace('"words":[]', f'"words":[{words}]', 1)


def _words(sheet: str) -> Iterator[str]:
    start = 0
    for line_no, line in enumerate(sheet.split("\n")):
        top = _MARGIN_PX + line_no * _LINE_PX
        for place, word in enumerate(line.split()):
            left, end = _MARGIN_PX + place * _WORD_PX, start + len(word)
            spelt = json.dumps(word, ensure_ascii=False)
            yield (
                f'{{"start":{start},"end":{end},"text":{spelt},"as_read":{spelt},"confidence":0.97,'
                f'"box":[{left},{top},{left + _WORD_PX},{top + _LINE_PX}]}}'
            )
            start = end + 1


def _tasks(document_id: str, directive: Directive, chance: random.Random) -> Iterator[Task]:
    """Tasks whose words are paragraphs of the document, for units of the list, most with a day."""
    paragraphs = [block for block in directive.blocks if block.kind is BlockKind.PARAGRAPH]
    for number, block in enumerate(chance.sample(paragraphs, min(_TASKS, len(paragraphs)))):
        lead, other = chance.sample(_UNITS, 2)
        day = _FIRST_DAY + timedelta(days=chance.randrange(2 * _DAYS))
        is_report = number % 3 == 0
        yield Task(
            id=f"{document_id}-{number}",
            document_id=document_id,
            kind=TaskKind.REPORT if is_report else TaskKind.DUTY,
            content=("Báo cáo " if is_report else "") + " ".join(directive.text[block.start : block.end].split()[:40]),
            lead_units=(lead,),
            coordinating_units=(other,),
            report_to=_UNITS[1] if is_report else None,
            deadline=Deadline(raw=f"trước ngày {day:%d/%m/%Y}", date=day, exclusive=True, bound=Bound.BEFORE),
            section=block.path,
            spans=directive.spans(block.start, block.end),
        )
