"""Letterhead and signature of a directive: what the text states, null where it is silent.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 05-HD/VPTW for documents of the Party.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.directive import Directive, Letterhead
from core.span import Span
from core.text import fold, squeeze
from ingest.document_kinds import NAME_BY_FOLD, kind_of_code
from ingest.document_numbers import NUMBER, canonical_number, is_document_number, kind_code, number_key
from ingest.head_fields import HeadField, HeadFields, is_blank_date, read_head_fields
from ingest.letters import UPPER
from ingest.lines import Line
from ingest.organisations import opens_body_name, sentence_case, without_definition
from ingest.signature import Signature, read_recipients, read_signature
from ingest.written_dates import find_written_dates
from ingest.zones import Zone, kind_line

_ATTACHED = re.compile(r"(?:ban hanh )?(?:dinh |gui )?kem theo\s+|ban hanh theo\s+")
_ISSUES = re.compile(
    r"\b(?:ban hành|xây dựng|yêu cầu|hướng dẫn|đề nghị|thông báo|tổ chức|triển khai|phát động|triệu tập|báo cáo"
    r"|kết luận|quyết định|công bố|chỉ đạo|giao|phê duyệt|điện)\b",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được [^.;]{5,160}? thông qua\s+"
    r"(?P<date>ngày \d+ tháng \d+ năm \d{4})"
)
_NOT_A_NAME = re.compile(r"\d|\b(?:về|để|nhằm|thực hiện|được|có trách nhiệm|chịu|thi hành|căn cứ)\b")
_OPENING_CHARACTERS = 2500


class _Draft:
    """Fields as they are gathered, each with its spans."""

    def __init__(self, directive: Directive) -> None:
        self.directive = directive
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.doubtful: list[str] = []

    def note(self, field: str, places: Sequence[tuple[int, int]]) -> None:
        found = tuple(span for start, end in places for span in self.directive.spans(start, end))
        if found:
            self.spans[field] = found


class _Own(NamedTuple):
    """Number, date and issuer that another place of the document states for it."""

    number: HeadField
    issued_on: date | None
    date_place: tuple[int, int] | None
    issuer: HeadField | None


def read_letterhead(directive: Directive, lines: Sequence[Line], zones: Sequence[Zone]) -> Letterhead:
    """The letterhead with the spans of each field, and the fields that were read with doubt."""
    draft = _Draft(directive)
    head = read_head_fields([line for line, zone in zip(lines, zones, strict=True) if zone is Zone.HEAD])
    title_lines = [line for line, zone in zip(lines, zones, strict=True) if zone is Zone.TITLE]
    kind = _kind(draft, title_lines, head)
    own = _own_statement(directive, lines, zones, head, kind)
    number = _number(draft, head, own)
    issued_on = _issued_on(draft, head, own)
    title = _title(draft, title_lines, head)
    parent, issuer = _bodies(draft, head, own, kind)
    signature = read_signature(directive, lines, zones)
    recipients, recipient_spans = read_recipients(directive, lines, zones)
    _note_closing(draft, signature, recipient_spans)
    if head.place is not None:
        draft.note("place", [(head.place.start, head.place.end)])
    return Letterhead(
        kind=kind or (kind_of_code(kind_code(number) or "") if number else None),
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        parent_issuer=parent,
        place=head.place.text if head.place else None,
        title=title,
        signer="; ".join(signature.names) or None,
        signer_role=", ".join(signature.roles) or None,
        recipients=recipients,
        spans=draft.spans,
        doubtful=tuple(dict.fromkeys([*draft.doubtful, *_on_doubtful_words(draft)])),
    )


def _note_closing(draft: _Draft, signature: Signature, recipient_spans: tuple[Span, ...]) -> None:
    for field, spans in (
        ("signer", signature.name_spans),
        ("signer_role", signature.role_spans),
        ("recipients", recipient_spans),
    ):
        if spans:
            draft.spans[field] = spans


def _kind(draft: _Draft, title_lines: Sequence[Line], head: HeadFields) -> str | None:
    for line in title_lines:
        cell = kind_line(line)
        if cell is None:
            continue
        words = cell.text.split()
        for length in range(min(4, len(words)), 0, -1):
            kind = NAME_BY_FOLD.get(fold(" ".join(words[:length])))
            if kind is not None:
                written = re.match(r"\s+".join(re.escape(word) for word in words[:length]), cell.text)
                draft.note("kind", [(cell.start, cell.start + (written.end() if written else len(cell.text)))])
                return kind
    if head.subject or (head.number is not None and kind_code(head.number.text) is None and not title_lines):
        return "Công văn" if head.number is not None or head.subject else None
    return None


def _number(draft: _Draft, head: HeadFields, own: _Own | None) -> str | None:
    found = head.number or (own.number if own else None)
    if found is None:
        return None
    draft.note("number", [(found.start, found.end)])
    return canonical_number(found.text)


def _issued_on(draft: _Draft, head: HeadFields, own: _Own | None) -> date | None:
    if head.date_words is not None:
        draft.note("issued_on", [(head.date_words.start, head.date_words.end)])
        if head.issued_on is None and not is_blank_date(head.date_words.text):
            draft.doubtful.append("issued_on")
        return head.issued_on
    if own is not None and own.issued_on is not None and own.date_place is not None:
        draft.note("issued_on", [own.date_place])
        return own.issued_on
    return _passed_on(draft)


def _passed_on(draft: _Draft) -> date | None:
    """The day a law or resolution says it was passed, where its head has none."""
    match = _PASSED.search(draft.directive.flat(0, len(draft.directive.text)))
    if match is None:
        return None
    found = next(iter(find_written_dates(match.group("date"))), None)
    if found is None:
        return None
    draft.note("issued_on", [(match.start("date"), match.end("date"))])
    return found.value


def _title(draft: _Draft, title_lines: Sequence[Line], head: HeadFields) -> str | None:
    places: list[tuple[int, int]] = []
    for line in title_lines:
        cell = kind_line(line) if not places else None
        start = line.start
        if cell is not None:
            start = cell.start + len(_kind_words(cell.text))
        if _ATTACHED.match(fold(draft.directive.text[start : line.end]).lstrip(" (")):
            break
        words = draft.directive.text[start : line.end].strip(" *_|.")
        if cell is not None and fold(words).startswith("cua "):
            continue
        if words and any(character.isalpha() for character in words) and not _is_number_only(words):
            at = draft.directive.text.index(words, start)
            places.append((at, at + len(words)))
    places = _from_own_citation(draft.directive, places)
    if not places:
        places = [(part.start, part.end) for part in head.subject]
    if not places:
        return None
    draft.note("title", places)
    words = squeeze(" ".join(draft.directive.text[start:end] for start, end in places)).strip("*_ |")
    return words.strip('“”"') if words.count("“") != words.count("”") else words


def _from_own_citation(directive: Directive, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A title that repeats kind, number and date of its own document begins at `về`."""
    if not places:
        return places
    start, end = places[0]
    words = directive.flat(start, end)
    match = re.match(rf"(?:{'|'.join(NAME_BY_FOLD)}) so .{{1,120}}?\b(?=ve\b)", fold(words))
    return [(start + match.end(), end), *places[1:]] if match and NUMBER.search(words[: match.end()]) else places


def _kind_words(text: str) -> str:
    words = text.split()
    for length in range(min(4, len(words)), 0, -1):
        if fold(" ".join(words[:length])) in NAME_BY_FOLD:
            match = re.match(r"\s+".join(re.escape(word) for word in words[:length]), text)
            return match.group() if match else text
    return text


def _is_number_only(words: str) -> bool:
    return re.fullmatch(r"(?:số:?\s*)?[\d\s]+|(?:số:?\s*)?\S*\d\S*", words, re.IGNORECASE) is not None


def _own_statement(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone], head: HeadFields, kind: str | None
) -> _Own | None:
    """What `Kèm theo Kế hoạch số … ngày … của …` or the document's own numbered title says about it."""
    for line, zone in zip(lines, zones, strict=True):
        if zone is Zone.TITLE and head.number is None and (found := _numbered_title(line)) is not None:
            return _dated(directive, found)
        if zone not in (Zone.ANNEX, Zone.TITLE):
            continue
        text = directive.flat(line.start, min(len(directive.text), line.start + 400))
        match = _ATTACHED.search(fold(line.text))
        number = NUMBER.search(text, match.end()) if match else None
        if match is None or number is None or not is_document_number(number.group()):
            continue
        named = _kind_before(text[match.end() : number.start()])
        if kind is None or named is None or fold(named).split()[:2] != fold(kind).split()[:2]:
            continue
        if head.number is not None and number_key(head.number.text) != number_key(number.group()):
            continue
        return _statement(
            HeadField(number.group(), line.start + number.start(), line.start + number.end()), text, line.start
        )
    return None


def _numbered_title(line: Line) -> HeadField | None:
    if kind_line(line) is None:
        return None
    number = NUMBER.search(line.text)
    if number is None or number.end() != len(line.text.rstrip()) or not is_document_number(number.group()):
        return None
    return HeadField(number.group(), line.start + number.start(), line.start + number.end())


def _dated(directive: Directive, number: HeadField) -> _Own:
    """The own number with the date and issuer that the text gives where it names itself again."""
    key = number_key(number.text)
    for match in NUMBER.finditer(directive.text, number.end, number.end + _OPENING_CHARACTERS):
        if number_key(match.group()) == key:
            own = _statement(number, directive.flat(match.end(), match.end() + 200), match.end())
            if own.issued_on is not None:
                return own
    return _Own(number, None, None, None)


def _statement(number: HeadField, text: str, offset: int) -> _Own:
    """Reads `… ngày 15/4/2025 của CĐGD Việt Nam` in `text`, which begins at `offset`."""
    after = max(0, number.end - offset)
    dates = [found for found in find_written_dates(text[after : after + 60])]
    if not dates:
        return _Own(number, None, None, None)
    found = dates[0]
    issuer = re.match(r"\s*\)?\s*của\s+([^).;,]{2,90})", text[after + found.end :])
    issuer_field = None
    if issuer is not None:
        start = offset + after + found.end + issuer.start(1)
        name = re.split(r"\s+(?:về|ban hành|quy định|phê duyệt|V/v)\b", issuer.group(1))[0].rstrip(" *_")
        issuer_field = HeadField(name, start, start + len(name))
    return _Own(number, found.value, (offset + after + found.start, offset + after + found.end), issuer_field)


def _kind_before(words: str) -> str | None:
    """The kind that the words before a number name: `Kế hoạch số`."""
    folded = re.sub(r"\s*(?:so|:|,)\s*$", "", fold(words).strip()).strip()
    folded = re.sub(r"\s*(?:so|:)\s*$", "", folded).strip()
    return next((name for key, name in NAME_BY_FOLD.items() if folded == key or folded.endswith(f" {key}")), None)


def _bodies(draft: _Draft, head: HeadFields, own: _Own | None, kind: str | None) -> tuple[str | None, str | None]:
    """Superior and issuing body."""
    text = draft.directive.text
    if head.bodies:
        names = [sentence_case(" ".join(part.text for part in group), text) for group in head.bodies]
        draft.note("issuer", [(part.start, part.end) for part in head.bodies[-1]])
        if len(names) > 1:
            draft.note("parent_issuer", [(part.start, part.end) for part in head.bodies[-2]])
        return (names[-2] if len(names) > 1 else None), names[-1]
    found = _issuing_clause(draft.directive, kind) or (own.issuer if own else None)
    if found is None:
        return None, None
    draft.note("issuer", [(found.start, found.end)])
    return None, without_definition(found.text)


def _issuing_clause(directive: Directive, kind: str | None) -> HeadField | None:
    """The body that the opening says issues this document: `Công đoàn Giáo dục Việt Nam ban hành Kế hoạch …`."""
    if kind is None:
        return None
    flat = directive.flat(0, min(len(directive.text), _OPENING_CHARACTERS * 2))
    for match in _ISSUES.finditer(flat):
        following = fold(flat[match.end() : match.end() + 60]).strip()
        is_kind = fold(match.group()) in (fold(kind), "trieu tap") and match.group().islower()
        if not following.startswith(fold(kind)) and not is_kind:
            continue
        if re.match(
            rf"\s*{re.escape(fold(kind))}\s*(?:hanh dong\s*)?(?:so\s*)?:?\s*\d",
            fold(flat[match.end() : match.end() + 60]),
        ):
            continue
        found = _subject_before(flat, match.start())
        if found is not None:
            return found
    return None


def _subject_before(flat: str, end: int) -> HeadField | None:
    """The name of a body that ends at `end`, from the last sentence mark on."""
    begin = max(flat.rfind(mark, 0, end) for mark in (".", ";", ":", ",", "”", '"', "*")) + 1
    words = flat[begin:end]
    for match in re.finditer(rf"(?<!\w)[{UPPER}]", words):
        name = words[match.start() :].rstrip()
        if opens_body_name(name) and 6 <= len(name) <= 110 and not _NOT_A_NAME.search(name):
            return HeadField(squeeze(name), begin + match.start(), begin + match.start() + len(name))
    return None


def _on_doubtful_words(draft: _Draft) -> list[str]:
    """Fields that rest on words read with low confidence."""
    doubtful = []
    for field, spans in draft.spans.items():
        for span in spans:
            index = draft.directive.page_index_at(span.start)
            offset = draft.directive.page_starts[index]
            words = draft.directive.pages[index].doubtful
            if any(word.start + offset < span.end and word.end + offset > span.start for word in words):
                doubtful.append(field)
                break
    return doubtful
