"""Which of the deadlines found in a text belong to a clause, and what the clause must be read as when it has several.

A report that is due regularly and on request, or at several rhythms, is several reports: to keep one of its
deadlines would lose the others. For any other work the deadline that binds most is the deadline.
"""

import datetime
import re
from collections.abc import Sequence

from core.task import Bound, Deadline
from ingest.deadlines import FoundDeadline, every_year, find_deadlines
from ingest.deadlines.wording import plain, wording
from service.tasks.clauses import Stretch

_TRAILING_NOTE = re.compile(r"\([^()]*\)[\s./*✓]*$")
_TWICE_OR_ONCE_A_YEAR = {"FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=6"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_PLAN = re.compile(
    r"(?:Chiến lược|Quy hoạch|Đề án|Chương trình|Nghị quyết|Kết luận|Chỉ thị|Kế hoạch tổng thể|[Mm]ục tiêu quốc gia)"
    r"\s[^.;:]{0,160}$"
)
_SPAN_OF_YEARS = wording(r"(?:đến|tới|giai đoạn|thời kỳ|năm|cho giai đoạn)\b(?! hết)")
_ON_REQUEST = wording(r"đột xuất|(?:khi|theo) (?:có )?(?:yêu cầu|đề nghị|chỉ đạo)")


def deadlines_in(text: str, *, issued_on: datetime.date | None) -> tuple[FoundDeadline, ...]:
    """The deadlines of `text`, without the years that belong to the name of a strategy or programme."""
    return tuple(each for each in find_deadlines(text, issued_on=issued_on) if not _is_of_a_name(text, each))


def best_deadline(found: Sequence[FoundDeadline]) -> Deadline | None:
    """The deadline that binds most: a latest day, then a rhythm, then a period, then an event.

    A rhythm with its days said apart ("định kỳ hằng năm … trước ngày 15/12") is one deadline.
    """
    if not found:
        return None
    return _regular_with_days(found) or min((each.deadline for each in found), key=_looseness)


def shared_deadline(text: str, sentence: Stretch, found: Sequence[FoundDeadline]) -> Deadline | None:
    """A deadline for the whole sentence: words of time that open it, or a bracket that closes it."""
    inside = [each for each in found if sentence.start <= each.start and each.end <= sentence.end]
    if len(inside) == 1 and inside[0].start <= sentence.start + 2:
        return inside[0].deadline
    note = _TRAILING_NOTE.search(text, sentence.start, sentence.end)
    if note is None:
        return None
    return best_deadline([each for each in inside if each.start >= note.start()])


def further_deadlines(found: Sequence[FoundDeadline], best: Deadline | None) -> list[FoundDeadline]:
    """What a report is due by besides `best`: other rhythms and days, and the reports on request."""
    if best is None or _regular_with_days(found) is not None:
        return [each for each in found if best is not None and _is_on_request(each.deadline) and each.deadline != best]
    known = [best]
    further = []
    for each in found:
        deadline = each.deadline
        if all(_is_other_time(deadline, other) for other in known):
            known.append(deadline)
            further.append(each)
    return further


def _is_other_time(one: Deadline, other: Deadline) -> bool:
    if _is_on_request(one) or _is_on_request(other):
        return _is_on_request(one) != _is_on_request(other)
    if one.rrule is not None and other.rrule is not None:
        return one.rrule != other.rrule
    return one.bound is Bound.BEFORE and other.bound is Bound.BEFORE and one.date != other.date


def _is_on_request(deadline: Deadline) -> bool:
    is_mere_event = deadline.date is None and deadline.rrule is None and deadline.event is not None
    return is_mere_event and _ON_REQUEST.search(plain(deadline.raw)) is not None


def _regular_with_days(found: Sequence[FoundDeadline]) -> Deadline | None:
    regular = next((each.deadline for each in found if each.deadline.rrule in _TWICE_OR_ONCE_A_YEAR), None)
    days = next((each.deadline for each in found if each.deadline.bound and not _YEAR.search(each.deadline.raw)), None)
    if regular is None or days is None or days.rrule is not None:
        return None
    return every_year(days) or regular


def _looseness(deadline: Deadline) -> int:
    if deadline.bound is Bound.BEFORE:
        return 0
    if deadline.rrule is not None:
        return 1
    if deadline.date is not None:
        return 2 if deadline.event is None else 3
    return 4 if deadline.event and not plain(deadline.event).startswith("định kỳ") else 5


def _is_of_a_name(text: str, found: FoundDeadline) -> bool:
    """Whether the years belong to a name ("Chiến lược phát triển khoa học, công nghệ đến năm 2030")."""
    words = plain(text[found.start : found.end])
    if _SPAN_OF_YEARS.match(words) is None or "tháng" in words or "quý" in words or "/" in words:
        return False
    return _NAMED_PLAN.search(text, max(0, found.start - 200), found.start) is not None
