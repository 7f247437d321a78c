"""Which paragraphs of a Word file are which parts of an official document (thành phần thể thức)."""

import re
from collections.abc import Sequence
from typing import Final

from core.record import Record
from core.text import fold, squeeze
from service.reports.format_check.word_document import WordDocument, WordParagraph, WordRun
from service.reports.kinds import kind_code

_SEPARATOR: Final = re.compile(r"\n|\t+| {4,}(?!\s*[/-]\s?[A-ZĐ])")
_MOTTO: Final = re.compile(r"^cong hoa xa hoi chu nghia viet nam")
_MOTTO_LINE: Final = re.compile(r"^doc lap\b.*tu do\b.*hanh phuc")
_PARTY: Final = re.compile(r"^dang cong san viet nam")
_YOUTH: Final = re.compile(r"^doan (tncs|thanh nien cong san) ho chi minh")
_NUMBER: Final = re.compile(r"^số\s*([:.…_/-]|\d|$)", re.IGNORECASE)
_DATE: Final = re.compile(r"ngay.{0,14}thang.{0,10}nam", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"^[“\"(]?\s*(v/v|ve viec)\b")
_CAPACITY: Final = re.compile(
    r"^(t/?m|k/?t|t/?l|tuq|q)\s*[./]?\s+[a-z]|^(chu tich|pho chu tich|giam doc|hieu truong|bo truong|truong ban|bi thu"
    r"|chanh van phong|cuc truong|truong phong|tong giam doc|pho bi thu)\b"
)
_HEAD_SEGMENTS: Final = 60
_RULE_REACH: Final = 2
_LONGEST_DATE: Final = 70


class Segment(Record):
    """A stretch of one line: real letterheads also put two columns on one line, parted by tabs or spaces."""

    text: str
    runs: tuple[WordRun, ...]
    paragraph: WordParagraph

    @property
    def key(self) -> str:
        return fold(self.text)

    @property
    def is_blank(self) -> bool:
        """Nothing but a gap to be filled."""
        return re.fullmatch(r"\[[^\]]*\]|[.…_\s]*", self.text) is not None


class OfficialParts(Record):
    """The parts found; None or empty where the document has none.

    Attributes:
        issuer: lines of the issuer's side of the head, above the number.
        title: lines of the trích yếu under the kind.
        body: paragraphs of the main text; annexes are not among them.
        recipients: lines below "Nơi nhận".
        signature: capacity lines of the signature block, then the name.
        annex_heads: lines "Phụ lục …" that head an annex.
    """

    is_party: bool
    is_youth: bool
    motto: Segment | None
    motto_line: Segment | None
    issuer: tuple[Segment, ...]
    number: Segment | None
    date: Segment | None
    kind: Segment | None
    title: tuple[Segment, ...]
    subject: Segment | None
    addressee: Segment | None
    body: tuple[WordParagraph, ...]
    recipients_label: Segment | None
    recipients: tuple[Segment, ...]
    capacity: tuple[Segment, ...]
    signer: Segment | None
    annex_heads: tuple[Segment, ...]


def find_parts(document: WordDocument) -> OfficialParts:
    """The parts, found by their words and their place."""
    segments = [segment for paragraph in document.paragraphs for segment in _cut(paragraph)]
    head = segments[:_HEAD_SEGMENTS]
    motto = _first(head, _MOTTO)
    party = _first(head, _PARTY) if motto is None else None
    youth = _first(head, _YOUTH) if motto is None and party is None else None
    number = next((item for item in head if _NUMBER.match(item.text)), None)
    date = _date(head)
    kind = _kind(segments)
    label = _last_label(segments)
    end = label.paragraph.index if label else len(document.paragraphs)
    addressee = next((item for item in head if item.key.startswith("kinh gui")), None)
    title = _title(segments, kind)
    head_parts = [part for part in (motto, party, number, date, kind, addressee, *title) if part]
    start = max((part.paragraph.index for part in head_parts), default=-1)
    capacity, signer = _signature(segments, label)
    return OfficialParts(
        is_party=party is not None,
        is_youth=youth is not None,
        motto=motto or party,
        motto_line=_first(head, _MOTTO_LINE),
        issuer=_issuer(head, number, motto or party or youth),
        number=number,
        date=date,
        kind=kind,
        title=title,
        subject=_first(head, _SUBJECT) if kind is None else None,
        addressee=addressee,
        body=tuple(p for p in document.paragraphs[start + 1 : end] if p.table is None and p.text.strip()),
        recipients_label=label,
        recipients=_below(segments, label),
        capacity=capacity,
        signer=signer,
        annex_heads=tuple(item for item in segments if _is_annex_head(item)),
    )


def has_rule_below(part: Segment, document: WordDocument) -> bool:
    """A line is drawn in the part's paragraph or in the next ones of the same cell, or its words are underlined."""
    if any(run.underlined for run in part.runs):
        return True
    paragraph = part.paragraph
    below = document.paragraphs[paragraph.index : paragraph.index + 1 + _RULE_REACH]
    return any(item.has_rule and (item.table, item.column) == (paragraph.table, paragraph.column) for item in below)


def _cut(paragraph: WordParagraph) -> list[Segment]:
    """The stretches of a paragraph between line breaks, tabs and long gaps, each with its own runs."""
    text, segments, position = paragraph.text, [], 0
    for mark in [*_SEPARATOR.finditer(text), None]:
        end = mark.start() if mark else len(text)
        words = squeeze(text[position:end])
        if words:
            segments.append(Segment(text=words, runs=_runs_between(paragraph, position, end), paragraph=paragraph))
        position = mark.end() if mark else end
    return segments


def _runs_between(paragraph: WordParagraph, start: int, end: int) -> tuple[WordRun, ...]:
    runs, offset = [], 0
    for run in paragraph.runs:
        piece = run.text[max(0, start - offset) : max(0, end - offset)]
        if piece.strip():
            runs.append(run.model_copy(update={"text": piece}))
        offset += len(run.text)
    return tuple(runs)


def _first(segments: Sequence[Segment], pattern: re.Pattern[str]) -> Segment | None:
    return next((item for item in segments if pattern.match(item.key)), None)


def _date(head: Sequence[Segment]) -> Segment | None:
    dates = (item for item in head if _DATE.search(item.key) and len(item.text) < _LONGEST_DATE)
    return next((item for item in dates if not item.key.startswith("so")), None)


def _kind(segments: Sequence[Segment]) -> Segment | None:
    """The line that is nothing but the name of a kind of document, in the first part of it."""
    for item in segments[:_HEAD_SEGMENTS]:
        words = item.text.rstrip(":")
        if words == words.upper() and (kind_code(words) or words in ("NGHỊ ĐỊNH", "THÔNG TƯ", "LUẬT")):
            return item
    return None


def _title(segments: Sequence[Segment], kind: Segment | None) -> tuple[Segment, ...]:
    """Bold or centred lines right under the kind."""
    lines: list[Segment] = []
    if kind is None:
        return ()
    for item in segments[segments.index(kind) + 1 :]:
        is_centred = item.paragraph.alignment == "center"
        if not is_centred or not item.text.strip("-_—* ") or item.key.startswith(("kinh gui", "chuong", "phan")):
            break
        if item.text == item.text.upper() and lines:
            break
        lines.append(item)
    return tuple(lines[:6])


def _issuer(head: Sequence[Segment], number: Segment | None, motto: Segment | None) -> tuple[Segment, ...]:
    """Lines above the number that are in its column, without motto, rules and stars."""
    if number is None:
        return ()
    place = (number.paragraph.table, number.paragraph.column)
    lines = []
    for item in head:
        if item.paragraph.index >= number.paragraph.index:
            break
        is_same_column = (item.paragraph.table, item.paragraph.column) == place
        is_other_part = item is motto or _MOTTO.match(item.key) or _MOTTO_LINE.match(item.key) or _DATE.search(item.key)
        if is_same_column and not is_other_part and item.text.strip("-_—*. "):
            lines.append(item)
    return tuple(lines)


def _last_label(segments: Sequence[Segment]) -> Segment | None:
    """The first "Nơi nhận" that stands alone on its line; annexes may repeat it."""
    return next((item for item in segments if re.fullmatch(r"noi nhan\s*:?", item.key)), None)


def _below(segments: Sequence[Segment], label: Segment | None) -> tuple[Segment, ...]:
    """The list under the label, in its cell or at the left of its lines: what a tab sets apart is not in it."""
    if label is None:
        return ()
    lines: list[Segment] = []
    line = label.paragraph.index
    for item in segments[segments.index(label) + 1 :]:
        is_set_apart = label.paragraph.table is None and item.paragraph.index == line
        line = item.paragraph.index
        if is_set_apart:
            continue
        same_place = (item.paragraph.table, item.paragraph.column) == (label.paragraph.table, label.paragraph.column)
        if not same_place and not lines:
            continue
        is_item = item.key.startswith(("-", "–", "+", "luu", "nhu"))
        if not same_place or (lines and not is_item and label.paragraph.table is None):
            break
        if lines and not is_item:
            lines[-1] = lines[-1].model_copy(update={"text": f"{lines[-1].text} {item.text}"})
        else:
            lines.append(item)
        if "luu" in item.key[:6]:
            break
    return tuple(lines)


def _signature(segments: Sequence[Segment], label: Segment | None) -> tuple[tuple[Segment, ...], Segment | None]:
    """Capacity lines and the name: in the cell beside Nơi nhận, or after it."""
    if label is None:
        return (), None
    if label.paragraph.table is not None:
        block = [
            item
            for item in segments
            if (item.paragraph.table, item.paragraph.row) == (label.paragraph.table, label.paragraph.row)
            and item.paragraph.column != label.paragraph.column
        ]
    else:
        position = segments.index(label)
        block = [item for item in segments[max(0, position - 3) : position + 25] if _CAPACITY.match(item.key)]
        return tuple(block), None
    capacity = [
        item for item in block if item.text == item.text.upper() and len(re.findall(r"[^\W\d_]", item.text)) > 3
    ]
    names = [item for item in block if _is_name(item)]
    return tuple(capacity), names[-1] if names else None


def _is_name(item: Segment) -> bool:
    words = re.sub(r"\(.*?\)", "", item.text).split()
    return 2 <= len(words) <= 7 and item.text != item.text.upper() and all(word[:1].isupper() for word in words)


def _is_annex_head(item: Segment) -> bool:
    is_head = re.fullmatch(r"phu luc(\s+([ivx]+|\d+|so \d+|[a-z]))?\s*[.:]?", item.key) is not None
    return is_head and item.paragraph.alignment == "center"
