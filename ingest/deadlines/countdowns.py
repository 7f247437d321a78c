"""Reads terms that run from another moment: "trong vòng 10 ngày làm việc kể từ ngày ký", "sau 05 ngày kể từ khi nhận
được văn bản".

    date = start + count                       calendar days, weeks, months, years; the starting day is not counted
    date = count-th working day after start    "ngày làm việc"

The start is a date in the words, or the date of issue for "kể từ ngày ký / ban hành". Any other start ("ngày nhận
được văn bản") is an event that the document cannot date: the whole phrase is then the event and no day is computed.

Source: Bộ luật Dân sự 2015, Điều 147 and 148, without the shift of a last day that is a day off (docs/adr/0030).
"""

import datetime
import re
from typing import NamedTuple

from ingest.deadlines.calendar import Stretch, resolve
from ingest.deadlines.stretches import read_stretch
from ingest.deadlines.wording import wording
from ingest.deadlines.working_days import add_months, add_working_days
from ingest.numerals import COUNT_WORDS, count_of

_COUNT = rf"(\d{{1,3}}|{COUNT_WORDS})"
_OPENING = (
    r"(?:(?:chậm nhất|muộn nhất|không quá|tối đa)(?: là)?(?: (?:trong|sau))?(?: vòng| thời hạn)?|"
    r"trong(?: vòng| thời hạn| thời gian)?(?: không quá| tối đa| chậm nhất)?|sau|thời hạn|thời gian)"
)
_TERM = wording(
    rf"\b(?:({_OPENING}) )?{_COUNT} (?:\([^()]{{1,20}}\) )?"
    r"(ngày(?: làm việc)?|tuần|tháng|năm|giờ(?: làm việc)?|tiếng)(?: làm việc)?(?: \([^()]{1,30}\))?"
    r",? (kể từ|tính từ|từ|sau|trước)(?: (?:ngày|khi|thời điểm|lúc))?(?= )"
)
_THIS_DOCUMENT = (
    r"(?:chỉ thị|kế hoạch|quyết định|công văn|văn bản|thông báo|chương trình|hướng dẫn|nghị quyết|quy chế|quy định)"
)
_ISSUE = wording(
    rf" (?:ký|ký ban hành|ban hành|ký,? ban hành)(?: (?:ban hành|{_THIS_DOCUMENT}))?"
    r"(?: (?:này|nêu trên))?(?=\s*(?:[,;.)]|$))"
)
_ISSUE_OF_DOCUMENT = wording(rf" {_THIS_DOCUMENT} này (?:được )?(?:ký|ban hành)")
_EVENT_TAIL = re.compile(r"[^,;.()]{1,90}")
_NOW_OR_START = {"kể từ", "tính từ", "từ", "sau"}


class Countdown(NamedTuple):
    """A term of `amount` units from a start.

    Attributes:
        unit: ngày, ngày làm việc, tuần, tháng, năm, giờ.
        start: the dated start; None when it is the date of issue or an event.
        from_issue: the start is the date of issue.
        is_term: "trong vòng": the days from the start on are a period; else only its last day is meant.
        is_after: "sau 3 tháng kể từ …": it begins to hold on that day.
    """

    amount: int
    unit: str
    start: Stretch | None
    from_issue: bool
    is_term: bool
    is_after: bool = False


def read_countdown(text: str, position: int) -> tuple[int, Countdown] | None:
    """The term that the plain `text` names at `position`, and where its words end.

    >>> read_countdown("trong vòng 10 ngày kể từ ngày ký", 0)[1].from_issue
    True
    """
    match = _TERM.match(text, position)
    if match is None:
        return None
    opening, count, unit, link = match.groups()
    is_term = opening is not None and opening.startswith("trong")
    unit = "ngày làm việc" if "làm việc" in match.group() and unit.startswith("ngày") else unit.split()[0]
    countdown = Countdown(count_of(count), unit, None, False, is_term, opening == "sau")
    dated = _dated_start(text, match.end())
    if dated is not None and link != "trước":
        return dated[0], countdown._replace(start=dated[1])
    issue = _ISSUE.match(text, match.end()) or _ISSUE_OF_DOCUMENT.match(text, match.end())
    if issue is not None and link in _NOW_OR_START:
        return issue.end(), countdown._replace(from_issue=True)
    tail = _EVENT_TAIL.match(text, match.end())
    if tail is None or (opening is None and link == "từ"):
        return None
    return tail.end(), countdown


def _dated_start(text: str, position: int) -> tuple[int, Stretch] | None:
    words = re.compile(r"\s*(?:ngày\s+)?").match(text, position)
    found = read_stretch(text, words.end() if words else position)
    if found is None or not found[1].is_day or found[1].last is None or found[1].last.month is None:
        return None
    return found


def end_of(countdown: Countdown, *, issued_on: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    """Start and last day of the term, or None when its start has no date.

    >>> end_of(Countdown(10, "ngày", None, True, True), issued_on=datetime.date(2025, 4, 15))[1]
    datetime.date(2025, 4, 25)
    """
    start = issued_on if countdown.from_issue else None
    if countdown.start is not None:
        start = resolve(countdown.start, issued_on=issued_on).last
    if start is None or countdown.unit in {"giờ", "tiếng"}:
        return None
    return start, _add(start, countdown)


def _add(start: datetime.date, countdown: Countdown) -> datetime.date:
    if countdown.unit == "ngày làm việc":
        return add_working_days(start, countdown.amount)
    if countdown.unit in {"tháng", "năm"}:
        return add_months(start, countdown.amount * (12 if countdown.unit == "năm" else 1))
    return start + datetime.timedelta(days=countdown.amount * (7 if countdown.unit == "tuần" else 1))
