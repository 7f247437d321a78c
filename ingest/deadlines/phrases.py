"""A phrase that is known to be a deadline, and deadlines in running text.

In running text a period is a deadline only where it says when something is done. "Luật Giáo dục năm 2019", "Chương
trình … giai đoạn 2021-2025" and "Nghị quyết số 57-NQ/TW ngày 22/12/2024" name documents by their dates; "cùng kỳ năm
2017" compares. None of these is a deadline.
"""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from core.record import Record
from core.task import Bound, Deadline
from ingest.deadlines.calendar import Stretch
from ingest.deadlines.countdowns import Countdown
from ingest.deadlines.meaning import deadline_of
from ingest.deadlines.rhythms import Rhythm
from ingest.deadlines.tokens import Relation, Token, groups_of, values
from ingest.deadlines.wording import plain, wording

_DOCUMENT = (
    r"(?:nghị quyết|chỉ thị|kết luận|quyết định|kế hoạch|chương trình|đề án|dự án|chiến lược|luật|nghị định|thông tư|"
    r"công văn|hướng dẫn|công điện|thông báo|tờ trình|quy định|quy chế|đại hội|hội nghị|kỳ họp|pháp lệnh|thỏa thuận)"
)
_MATTER = (
    r"(?:nhiệm vụ|báo cáo|dự toán|công tác|phong trào|kết quả|kỷ niệm|chào mừng|chỉ tiêu|ngân sách|kinh phí|tình hình|"
    r"sơ kết|tổng kết|tuyển sinh|thành tích|số liệu)"
)
_IN_NAME = wording(rf"\b{_DOCUMENT}\b[^,;.:]*$")
_OF_MATTER = wording(rf"\b(?:{_DOCUMENT}|{_MATTER})\b[^,;.:]*$")
_REGULAR_THING = wording(
    r"\b(?:kết quả|nhiệm vụ|thành tích|dự toán|ngân sách) "
    r"(?:(?!tại (?:các )?(?:hội nghị|cuộc họp|kỳ họp|phiên họp))[^,;.:]){0,50}$|"
    r"\b(?:kế hoạch|chương trình|công tác|chất lượng|nhiệm vụ|dự toán|kinh phí|thành tích|xếp loại|bằng \S+ \S+ \S+"
    r"|sáng tạo|số lượng)$"
)
_OF_THING_AHEAD = wording(r" (?:của|tăng|giảm|đối với)\b")
_STANDING_NAME = wording(r"(?:nhiệm kỳ|năm học|học kỳ|thời kỳ)\b")
_CITED_DAY = wording(r"(?:\d\S*/\S*\w|\)|”|\"|\bsố \S+),?\s*$")
_COMPARED = wording(r"\b(?:cùng kỳ|so với|so|của|các|sinh|đánh giá|tháng[\s….]*)\s*$")
_VISION = wording(r"\b(?:tầm nhìn|định hướng|mục tiêu)\s*$")
_CLAUSE_START = re.compile(r"(?:^|[.;:,(\n])[\s*\-+•]*$")
_DOCUMENT_DATE_AHEAD = wording(r"\s*(?:của|về việc|về|do)\b")
_DONE_ALREADY = wording(r"[^.;]{0,80}\bđã\b")
_BY_THEN = {Relation.BEFORE, Relation.STRICTLY_BEFORE}
_CONTEXT_CHARACTERS = 200
_LONGEST_PERIOD_YEARS = 30


class FoundDeadline(Record):
    """A deadline and the half-open stretch of the text that gives it."""

    start: int
    end: int
    deadline: Deadline


def parse_deadline(phrase: str, *, issued_on: datetime.date | None) -> Deadline | None:
    """The deadline that `phrase` means in a document issued on `issued_on`; None when it names no time.

    >>> parse_deadline("Trước ngày 15/12/2025", issued_on=None).date
    datetime.date(2025, 12, 15)
    >>> parse_deadline("CĐGD Việt Nam", issued_on=None) is None
    True
    """
    text = plain(phrase)
    best: Deadline | None = None
    for group in map(_without_loose_ends, groups_of(text, in_cell=True)):
        deadline = deadline_of(group, phrase, issued_on=issued_on) if group else None
        if deadline is not None and (best is None or _weight(deadline) > _weight(best)):
            best = deadline
    return best.model_copy(update={"raw": " ".join(phrase.split())}) if best is not None else None


def every_year(deadline: Deadline) -> Deadline | None:
    """The deadline on the same days of every year, when its words name days without a year; its words stay.

    >>> once = parse_deadline("trước ngày 15/6 và 15/12", issued_on=None)
    >>> every_year(once).rrule
    'FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15'
    """
    yearly = parse_deadline(f"{deadline.raw} hằng năm", issued_on=None)
    return None if yearly is None or yearly.rrule is None else yearly.model_copy(update={"raw": deadline.raw})


@lru_cache(maxsize=1024)
def find_deadlines(text: str, *, issued_on: datetime.date | None) -> tuple[FoundDeadline, ...]:
    """Every deadline in running `text`, in order; dates that cite a document are none.

    >>> find_deadlines("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", issued_on=None)
    ()
    >>> found = find_deadlines("báo cáo về Sở trước ngày 15/12/2025.", issued_on=None)
    >>> found[0].deadline.raw
    'trước ngày 15/12/2025'
    """
    matched = plain(text)
    found = []
    for group in map(_without_loose_ends, groups_of(matched, in_cell=False)):
        if not group or not _is_deadline(matched, group):
            continue
        deadline = deadline_of(group, text, issued_on=issued_on)
        if deadline is not None and not _is_over(deadline, issued_on=issued_on):
            found.append(FoundDeadline(start=group[0].start, end=group[-1].end, deadline=deadline))
    return tuple(found)


def _weight(deadline: Deadline) -> int:
    """How much a deadline says; the first of the heaviest is the meaning of a phrase."""
    return 4 * (deadline.date is not None) + 3 * (deadline.rrule is not None) + 2 * (deadline.bound is not None) + 1


def _without_loose_ends(group: Sequence[Token]) -> list[Token]:
    """The group without relation words and hours that nothing follows."""
    kept = list(group)
    while kept and kept[-1].value is None and not kept[-1].is_occasion:
        kept.pop()
    return kept


def _is_deadline(text: str, group: Sequence[Token]) -> bool:
    """Whether the group says when something is done, rather than what a document or a matter is called."""
    before, after = text[max(0, group[0].start - _CONTEXT_CHARACTERS) : group[0].start], text[group[-1].end :]
    if group[-1].is_occasion:
        return len(group) > 1 or _is_firm_occasion(text, group[0], before)
    if values(group, Countdown):
        return True
    if before.rfind("“") > before.rfind("”"):
        return False
    stretches = [token.value for token in values(group, Stretch) if isinstance(token.value, Stretch)]
    relation = next((token.relation for token in group if token.relation is not None), None)
    if values(group, Rhythm):
        return bool(stretches) or relation in _BY_THEN or _comes_round(group, before.rstrip(), after)
    if not stretches or (all(stretch.is_bare for stretch in stretches) and relation in {None, Relation.WITHIN}):
        return False
    if stretches[0].last is not None and stretches[0].last.month is None:
        return False
    return _is_due(text, group, stretches, relation)


def _is_due(text: str, group: Sequence[Token], stretches: Sequence[Stretch], relation: Relation | None) -> bool:
    """Whether the days or periods are ones that something is due by."""
    before, after = text[max(0, group[0].start - _CONTEXT_CHARACTERS) : group[0].start], text[group[-1].end :]
    first = values(group, Stretch)[0].start
    if stretches[0].is_day:
        is_bare = relation is None and not text.startswith("ngày", group[0].start)
        if is_bare and group[0].value is not None:
            return False
        return _is_due_day(before, after, relation, has_year=_says_year(stretches))
    if _STANDING_NAME.match(text, first) and relation is None:
        return False
    if relation is Relation.WITHIN and text.startswith(("quý ", "tháng "), first):
        return True
    return _is_due_period(before, after, relation, is_plain_year=text.startswith("năm ", group[0].start))


def _is_firm_occasion(text: str, token: Token, before: str) -> bool:
    """Whether the occasion tells when.

    "Theo chỉ đạo của …" at the head of a sentence is what the document rests on; "khám sức khỏe định kỳ" is a kind
    of thing.
    """
    at_head = _CLAUSE_START.search(before) is not None
    if text.startswith("theo ", token.start):
        return not at_head
    return at_head or before.endswith(" và ") or not text.startswith("định kỳ", token.start)


def _is_over(deadline: Deadline, *, issued_on: datetime.date | None) -> bool:
    """A day or period that is past or is the day of issue, or that spans generations, sets no term.

    A latest day is kept even then: it may be a fault of the document that people must see.
    """
    if deadline.bound is not Bound.WITHIN or deadline.date is None or deadline.event is not None:
        return False
    if deadline.start is not None and deadline.date.year - deadline.start.year > _LONGEST_PERIOD_YEARS:
        return True
    is_letterhead_date = deadline.start == deadline.date == issued_on
    return issued_on is not None and (deadline.date < issued_on or is_letterhead_date)


def _comes_round(group: Sequence[Token], before: str, after: str) -> bool:
    rhythm = values(group, Rhythm)[0].value
    if isinstance(rhythm, Rhythm) and rhythm.frequency == "DAILY":
        return False
    return _OF_THING_AHEAD.match(after) is None and _REGULAR_THING.search(before) is None


def _is_due_day(before: str, after: str, relation: Relation | None, *, has_year: bool) -> bool:
    if relation is Relation.STRICTLY_BEFORE:
        return True
    if relation is Relation.BEFORE:
        return _DONE_ALREADY.match(after) is None
    if _CITED_DAY.search(before) or _DOCUMENT_DATE_AHEAD.match(after) or _IN_NAME.search(before):
        return False
    return has_year or relation is not None


def _is_due_period(before: str, after: str, relation: Relation | None, *, is_plain_year: bool) -> bool:
    if relation is Relation.STRICTLY_BEFORE:
        return True
    if relation is Relation.BEFORE:
        is_name = _IN_NAME.search(before) or _VISION.search(before)
        return is_name is None and _DONE_ALREADY.match(after) is None
    if _CLAUSE_START.search(before):
        return True
    if is_plain_year or _COMPARED.search(before):
        return False
    return (_IN_NAME if relation is Relation.WITHIN else _OF_MATTER).search(before) is None


def _says_year(stretches: Sequence[Stretch]) -> bool:
    return any(stretch.last is not None and stretch.last.year is not None for stretch in stretches)
