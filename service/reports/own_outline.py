"""The report outline that a directive ships ("Đề cương báo cáo", "Mẫu báo cáo"): it wins over the house outline.

Two forms are found: an annex or page headed so, and a letter whose text announces it ("… báo cáo … như sau:", "theo đề
cương sau") before headings that are those of a report. Its headings and list items become the draft's; tasks go under
the first heading that asks for results, coming work under the one that asks for it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.directive import Directive
from core.record import Record
from core.report import Claim, ReportSection
from core.span import Span
from core.text import fold, squeeze
from service.reports.blanks import blank, has_blank
from service.reports.house_outline import next_parts, result_parts
from service.reports.scene import Scene

_HEAD: Final = re.compile(
    r"^[\s#*]*(?:phu luc[\s\w.:]{0,10}[-–:.]?\s*)?(?:de cuong|mau|khung|bo cuc)(?: \d{1,2}[:.]?)?"
    r"(?: chi tiet| huong dan| cac)?\s+bao cao\b(?!.*(?:;|theo quy dinh|kem theo day))"
)
_ANNOUNCED: Final = re.compile(
    r"(?:huong dan|de nghi|yeu cau|xay dung|gui)[^.:;\f]{0,300}?bao cao[^.:;\f]{0,200}?"
    r"(?:nhu sau|theo (?:de cuong|noi dung|cac noi dung|bo cuc)[^:\f]{0,60})\s*:"
)
_END: Final = re.compile(
    r"^\s*[|*]*\s*(?:noi nhan\b|tren day la|cong hoa xa hoi|phu luc\b|bieu (?:so|mau|so lieu)\b|danh gia xep loai)"
    r"|^\s*[|*]*\s*(?:tm|kt|tl)\.\s"
    r"|^\s*de nghi (?:cac|quy)"
)
_PART: Final = re.compile(r"^\s*[#*]*\s*(phần\s+(?:thứ\s+\w+|[IVX]+|\d+))\b[.:]?\s*(.*)$", re.IGNORECASE)
_ROMAN: Final = re.compile(r"^\s*[#*]*\s*([IVX]{1,5})\s*[.\-–)/]\s*(\S.*)$")
_ARABIC: Final = re.compile(
    r"^\s*[#*]*\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.)\-]?\s+(\S.*)$|^\s*[#*]*\s*(\d{1,2})\s*[.)]\s*(\S.*)$"
)
_LETTER: Final = re.compile(r"^\s*([a-zđ])\s*[)]\s*(\S.*)$")
_BULLET: Final = re.compile(r"^\s*[-–+•*]\s+(\w.*)$|^\s*[-–+•](\w.*)$")
_LEADERS: Final = re.compile(r"\s*(?:\.{3,}|…+|_{3,})[\s.…_]*")
_REPORT_WORDS: Final = re.compile(
    r"ket qua|tinh hinh|danh gia|kho khan|ton tai|han che|kien nghi|de xuat|phuong huong|thuan loi|nguyen nhan|dac diem"
)
_RESULTS: Final = re.compile(r"ket qua|tinh hinh thuc hien|noi dung da trien khai")
_NEXT: Final = re.compile(r"phuong huong|nhiem vu (?:trong tam|thoi gian toi|tiep theo)|ke hoach thoi gian toi")


_FORM: Final = re.compile(
    r"^(?:bieu (?:so|mau|tong hop|thong ke)|bang (?:so lieu|tong hop|thong ke)|phieu (?:so lieu|thong ke))\b"
)
_LONGEST_HEAD: Final = 160
_LONGEST_HEADING_WORDS: Final = 40
_MOST_ITEMS: Final = 300
_LEAST_HEADINGS: Final = 2


class OutlineItem(Record):
    """A heading (depth 1 to 4) or list item (depth 0) of the outline, with its words in the directive."""

    depth: int
    label: str
    text: str
    span: Span


class Outline(Record):
    """An outline that the directive ships.

    Attributes:
        spans: the line that announces it.
        forms: headings of the forms that go with it ("Biểu số liệu …").
    """

    spans: tuple[Span, ...]
    items: tuple[OutlineItem, ...]
    forms: tuple[Span, ...] = ()


class _Node:
    """A heading on the way to becoming a section."""

    def __init__(self, item: OutlineItem) -> None:
        self.item = item
        self.claims: list[Claim] = []
        self.children: list[_Node] = []

    def asks_for(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(fold(self.item.text)) is not None


def find_outline(directive: Directive) -> Outline | None:
    """The directive's own report outline; None when it ships none that can be followed.

    Of several the one that most looks like a report on results is taken.
    """
    best, most = None, 0
    for start, end, deepest in _announcements(directive):
        items = _read_items(directive, end)
        told = sum(_REPORT_WORDS.search(fold(item.text)) is not None for item in items if item.depth)
        main = sum(0 < item.depth <= deepest for item in items)
        if main >= _LEAST_HEADINGS and told >= _LEAST_HEADINGS and told > most:
            best, most = Outline(spans=directive.spans(start, end), items=items), told
    return best.model_copy(update={"forms": _forms(directive, best)}) if best else None


def own_sections(outline: Outline, scene: Scene) -> tuple[ReportSection, ...]:
    """The outline as sections of a draft, with the unit's tasks where it asks for results and for coming work."""
    roots = _tree(outline.items)
    if scene.progress:
        _place(roots, _RESULTS, [claim for part in result_parts(scene) for claim in part.claims])
        _place(roots, _NEXT, list(next_parts(scene)[0].claims))
    sections = tuple(_section(node) for node in roots)
    return (*sections, _forms_section(outline.forms)) if outline.forms else sections


def _forms(directive: Directive, outline: Outline) -> tuple[Span, ...]:
    """The headings of forms behind the outline, the first of each wording."""
    end = outline.items[-1].span.end if outline.items else 0
    found: dict[str, Span] = {}
    for offset, line in _lines(directive, end):
        words = line.strip(" |*#")
        if words and words == words.upper() and len(line) <= _LONGEST_HEAD and _FORM.match(fold(words)):
            start = offset + line.index(words)
            found.setdefault(fold(words), directive.span(start, start + len(words)))
    return tuple(found.values())


def _forms_section(forms: Sequence[Span]) -> ReportSection:
    """What is to be filled in besides: each form named, none of its cells guessed."""
    claims = tuple(
        Claim(
            text=f"- {blank(f'{_spoken(squeeze(form.text))}, theo mẫu kèm theo văn bản')}.",
            spans=(form,),
            is_blank=True,
        )
        for form in forms
    )
    return ReportSection(heading="BIỂU MẪU KÈM THEO BÁO CÁO", claims=claims, spans=tuple(forms))


def _announcements(directive: Directive) -> Iterator[tuple[int, int, int]]:
    """Lines and sentences that may announce an outline: start, end, and how deep its main headings may lie.

    A sentence of a law ("… báo cáo … như sau:") is followed by numbered clauses: after a sentence only parts and Roman
    numerals make an outline.
    """
    for start, line in _lines(directive, 0):
        if len(line) <= _LONGEST_HEAD and _HEAD.match(fold(line)):
            yield start, start + len(line), 3
    for match in _ANNOUNCED.finditer(fold(directive.flat(0, len(directive.text)))):
        yield match.start(), match.end(), 2


def _lines(directive: Directive, start: int) -> Iterator[tuple[int, str]]:
    offset = start
    for line in re.split(r"(?<=[\n\f])", directive.text[start:]):
        yield offset, line.rstrip()
        offset += len(line)


def _read_items(directive: Directive, start: int) -> tuple[OutlineItem, ...]:
    """Headings and list items from `start` to where the outline ends."""
    items: list[OutlineItem] = []
    for offset, line in _lines(directive, start):
        if not line.strip():
            continue
        if offset > start and items and (_END.match(fold(line)) or _HEAD.match(fold(line))):
            break
        item = _item(directive, offset, line)
        if item is not None:
            items.append(item)
        elif items and items[-1].depth == 1 and not items[-1].text and len(line.split()) <= _LONGEST_HEADING_WORDS:
            items[-1] = items[-1].model_copy(update={"text": _clean(line)})
    return tuple(items[:_MOST_ITEMS])


def _item(directive: Directive, offset: int, line: str) -> OutlineItem | None:
    for depth, pattern in ((1, _PART), (2, _ROMAN), (3, _ARABIC), (5, _LETTER), (0, _BULLET)):
        match = pattern.match(line)
        if match is None:
            continue
        groups = [group for group in match.groups() if group is not None]
        label = "" if depth == 0 else squeeze(groups[0])
        words = groups[-1] if len(groups) > 1 or depth == 0 else ""
        if depth == 3:
            depth = 4 if "." in label else 3
        if len(words.split()) > _LONGEST_HEADING_WORDS or (depth > 2 and _LEADERS.search(words)):
            depth = 0
        return OutlineItem(
            depth=depth, label=label, text=_clean(words), span=directive.span(offset, offset + len(line))
        )
    return None


def _clean(words: str) -> str:
    """Words on one line without Markdown and table marks and final punctuation; dotted gaps become `…`."""
    return squeeze(_LEADERS.sub(" … ", re.sub(r"[*#|]+", "", words))).rstrip(" .:;")


def _tree(items: Sequence[OutlineItem]) -> list[_Node]:
    roots: list[_Node] = []
    open_nodes: list[_Node] = []
    for item in items:
        if item.depth == 0:
            if open_nodes:
                open_nodes[-1].claims.append(_item_claim(item))
            continue
        node = _Node(item)
        while open_nodes and open_nodes[-1].item.depth >= item.depth:
            open_nodes.pop()
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)
    return roots


def _place(nodes: Sequence[_Node], pattern: re.Pattern[str], claims: list[Claim]) -> bool:
    """Puts `claims` under the first heading that asks for them and has no closer one below it."""
    for node in nodes:
        if _place(node.children, pattern, claims):
            return True
        if node.asks_for(pattern):
            node.claims = claims + node.claims
            return True
    return False


def _section(node: _Node) -> ReportSection:
    claims = node.claims
    if not claims and not node.children:
        words = node.item.text
        topic = _spoken(words)
        claims = [Claim(text=f"{blank(topic or 'nội dung')}.", spans=(node.item.span,), is_blank=True)]
    return ReportSection(
        heading=_heading(node.item),
        claims=tuple(claims),
        children=tuple(_section(child) for child in node.children),
        spans=(node.item.span,),
    )


def _spoken(heading: str) -> str:
    """A heading as words inside a sentence.

    >>> _spoken("NHIỆM VỤ QUÝ II NĂM 2025"), _spoken("Thuận lợi")
    ('nhiệm vụ quý II năm 2025', 'thuận lợi')
    """
    if heading != heading.upper():
        return heading[:1].lower() + heading[1:]
    return re.sub(r"(?<=quý )[ivx]+(?!\w)", lambda match: match.group().upper(), heading.lower())


def _heading(item: OutlineItem) -> str:
    """The heading as the rules write it: parts and Roman numerals in capitals (NĐ 30, Phụ lục I, V.6)."""
    if item.depth == 1:
        return f"{item.label}. {item.text}".upper().rstrip(". ")
    if item.depth == 2:
        return f"{item.label}. {item.text.upper()}"
    return f"{item.label}) {item.text}" if item.depth == 5 else f"{item.label}. {item.text}"


def _item_claim(item: OutlineItem) -> Claim:
    """A list item with its dotted gaps made blanks; one without gaps gets a blank for its content."""
    text = squeeze(item.text.replace("…", f" {blank('số liệu')} "))
    text = re.sub(r"\s+([;,.:])", r"\1", text)
    if not has_blank(text):
        text = f"{text}: {blank('nội dung, số liệu')}"
    label = f"{item.label}. " if item.label else "- "
    return Claim(text=f"{label}{text}.", spans=(item.span,), is_blank=True)
