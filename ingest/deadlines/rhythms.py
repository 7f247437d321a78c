"""Reads how often something comes round: "hằng năm", "ngày 25 hằng tháng", "ngày 15 của tháng đầu quý", "6 tháng một
lần".

A rhythm alone is a frequency. Joined with days it becomes an RFC 5545 rule:

    yearly,    days d1/m1, d2/m2 of one number       FREQ=YEARLY;BYMONTH=m1,m2;BYMONTHDAY=d1
    yearly,    days of different numbers             FREQ=YEARLY;BYYEARDAY=…  (counted from the end of the year after
    February: leap-safe)
    monthly,   day d                                 FREQ=MONTHLY;BYMONTHDAY=d
    n-th month of each quarter, day d                FREQ=YEARLY;BYMONTH=n,n+3,n+6,n+9;BYMONTHDAY=d
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ingest.deadlines.calendar import DAYS_IN_MONTH, PartialDay, Stretch
from ingest.deadlines.wording import wording
from ingest.numerals import COUNT_WORDS, count_of

_WEEKDAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH",
             "sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA"}  # fmt: skip
_UNITS = {
    "năm": ("YEARLY", 1),
    "quý": ("MONTHLY", 3),
    "tháng": ("MONTHLY", 1),
    "tuần": ("WEEKLY", 1),
    "ngày": ("DAILY", 1),
}
_NUMBER = rf"(0?[1-9]|1[0-2]|{COUNT_WORDS})"
_DATED_BELOW = r"(?= ?\((?:gửi |nộp )?(?:trước|chậm nhất|ngày)[^)]{0,24}?\d{1,2}/\d{1,2}(?![/\d]))"
_LIST_AHEAD = rf"(?=(?:(?:, | và | hoặc |, và )(?:{_NUMBER} )?(?:tháng|quý|năm))+ ?$)"
"""A cell that only lists stretches of time: `6 tháng, 01 năm`; the first, the shortest, is its rhythm."""
_LISTED = r"(?:(?<=,\s)|(?<=và\s)|(?<=báo\scáo\s)|(?<=kỳ\s))"
"""A report named by its stretch of time, with the day of the year in brackets: `6 tháng (trước 15/6), năm (…)`."""
_ONCE = r"(?: (?:một|0?1) lần| ?/ ?(?:(?:một|0?1|[il|]) ?)?lần)"
"""`6 tháng một lần`, `3 tháng/lần`, `03 tháng/01 lần`; OCR reads the 1 as I or l."""
_AND_LONGER = r"(?:(?:,|,? và) (?:(?:0?[1-9]|1[0-2]|một) )?(?:tháng|quý|năm)(?! \d| [iv]| học| đầu| cuối| này))*"
"""Longer stretches listed after the first: `hằng tháng, quý, 6 tháng, năm`; the shortest is the rhythm."""
_DAY = r"(0?[1-9]|[12]\d|3[01])"
_LEAP_YEAR_DAYS = 366
_FEBRUARY = 2


class Rhythm(NamedTuple):
    """A frequency, and the places in it that the words already fix.

    Attributes:
        frequency, interval: as in RFC 5545.
        month_of_quarter: 1 to 3 for "tháng đầu/giữa/cuối quý".
        weekday: `MO`…
        month_days: days of the month; (-1,) for "ngày cuối tháng".
        is_last: only the last of the days that the weekdays give.
    """

    frequency: str
    interval: int = 1
    month_of_quarter: int | None = None
    weekday: str | None = None
    month_days: tuple[int, ...] = ()
    is_last: bool = False

    @property
    def rank(self) -> int:
        """How much it says: of two rhythms beside each other the one that says more holds."""
        return sum(bool(value) for value in (self.month_of_quarter, self.weekday, self.month_days))


def _each(match: re.Match[str]) -> Rhythm:
    frequency, interval = _UNITS[match[1]]
    return Rhythm(frequency, interval)


def _every_so_many(match: re.Match[str]) -> Rhythm:
    frequency, interval = _UNITS[match[2]]
    return Rhythm(frequency, interval * count_of(match[1]))


def _days_of_each_month(match: re.Match[str]) -> Rhythm:
    return Rhythm("MONTHLY", month_days=(int(match[1]), int(match[2])))


def _month_of_quarter(match: re.Match[str]) -> Rhythm:
    place = {"đầu": 1, "giữa": 2, "cuối": 3, "thứ nhất": 1, "thứ hai": 2, "thứ ba": 3}
    return Rhythm("YEARLY", month_of_quarter=place[" ".join(match[1].split())])


def _month_after_quarter(_match: re.Match[str]) -> Rhythm:
    return Rhythm("YEARLY", month_of_quarter=1)


def _last_working_day(_match: re.Match[str]) -> Rhythm:
    return Rhythm("MONTHLY", weekday="MO,TU,WE,TH,FR", is_last=True)


def _weekly(match: re.Match[str]) -> Rhythm:
    return Rhythm("WEEKLY", weekday="SU" if match[1] is None else _WEEKDAYS[match[1]])


def _last_day(match: re.Match[str]) -> Rhythm:
    if match[1] == "quý":
        return Rhythm("YEARLY", month_of_quarter=3, month_days=(-1,))
    return Rhythm("MONTHLY", month_days=(-1,))


def _first_day(match: re.Match[str]) -> Rhythm:
    if match[1] == "quý":
        return Rhythm("YEARLY", month_of_quarter=1, month_days=(1,))
    return Rhythm("MONTHLY", month_days=(1,))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Rhythm]], ...] = tuple(
    (wording(rf"\b{pattern}"), build)
    for pattern, build in (
        (r"ngày làm việc cuối(?: cùng)?(?: của)?(?: mỗi| hằng)? (tháng)(?! \d)", _last_working_day),
        (r"ngày cuối(?: cùng)?(?: của)? (tháng|quý)(?! \d| [iv])(?: hằng (?:tháng|quý))?", _last_day),
        (r"ngày đầu(?: tiên)?(?: của)? (?:hằng |mỗi )?(tháng|quý)(?! \d| [iv])(?: hằng (?:tháng|quý))?", _first_day),
        (rf"ngày {_DAY}(?:,? và |, )(?:ngày )?{_DAY} (?:hằng|mỗi) tháng", _days_of_each_month),
        (r"(?:vào )?(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?: hằng tuần| mỗi tuần| của tuần)", _weekly),
        (r"(?:của )?tháng sau (?:mỗi )?quý(?: báo cáo)?", _month_after_quarter),
        (r"tháng (đầu|giữa|cuối|thứ nhất|thứ hai|thứ ba)(?: tiên| cùng)?(?: của)?(?: mỗi| hằng)? quý(?! \d| [iv])"
         r"(?: (?:kế tiếp|tiếp|sau)(?: theo)?)?", _month_of_quarter),
        (rf"(?:định kỳ )?(?:mỗi )?{_NUMBER} (tháng|năm|quý|tuần|ngày){_ONCE}", _every_so_many),
        (rf"(?:định kỳ )?(?:mỗi )?([12]\d|30) (ngày|tháng){_ONCE}", _every_so_many),
        (r"(?:định kỳ )?(?:mỗi )?(tháng|quý|tuần|năm) ?/ ?(?:0?1 |một )?lần", _each),
        (r"(?:hằng|mỗi) tuần,? ?\(?(?:vào )?(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?:\)|\b)", _weekly),
        (r"thường niên(?= ?(?:[,;.)]|$))", lambda _match: Rhythm("YEARLY")),
        (rf"định kỳ (?:mỗi )?{_NUMBER} (tháng|năm|quý|tuần|ngày)(?! đầu| cuối){_AND_LONGER}", _every_so_many),
        (rf"(?:định kỳ )?{_NUMBER} (tháng){_DATED_BELOW}", _every_so_many),
        (rf"(?<![\s\S])(?:định kỳ |theo )?{_NUMBER} (tháng|quý|năm|tuần){_LIST_AHEAD}", _every_so_many),
        (rf"(?<![\s\S])(?:định kỳ |theo )?(tháng|quý|năm|tuần){_LIST_AHEAD}", _each),
        (rf"{_LISTED}(năm){_DATED_BELOW}", _each),
        (r"(?:ít nhất |tối thiểu )?\d{1,2} lần ?/ ?(?:1 |một )?(năm|quý|tháng|tuần|ngày)(?!\w)", _each),
        (r"(?:định kỳ )?(?:hằng|mỗi|từng(?! năm)) (năm|quý|tháng|tuần|ngày)(?! học)(?: (?:một|\d{1,2}) lần)?"
         rf"{_AND_LONGER}", _each),
        (r"(?:hằng|mỗi) (năm) học", _each),
        (r"định kỳ (?:theo )?(năm|quý|tháng|tuần)\b(?! \d)", _each),
        (r"(?:của )?(tháng) (?:sau|tiếp theo|kế tiếp)(?: liền kề)?", _each),
        (r"(?:của )?(năm) (?:sau|tiếp theo|kế tiếp)(?: liền kề)?", _each),
    )
)  # fmt: skip


def read_rhythm(text: str, position: int) -> tuple[int, Rhythm] | None:
    """The rhythm that the plain `text` names at `position`, and where its words end.

    >>> end, rhythm = read_rhythm("định kỳ hằng quý", 0)
    >>> end, rhythm.frequency, rhythm.interval
    (16, 'MONTHLY', 3)
    """
    for pattern, build in _FORMS:
        match = pattern.match(text, position)
        if match is not None:
            return match.end(), build(match)
    return None


def rule(rhythm: Rhythm, stretches: Sequence[Stretch] = ()) -> str:
    """The RFC 5545 rule of `rhythm` on the days of `stretches`.

    >>> rule(Rhythm("YEARLY"), [Stretch(PartialDay(None, 11, 10), PartialDay(None, 11, 10), is_day=True)])
    'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10'
    >>> rule(Rhythm("MONTHLY", 3))
    'FREQ=MONTHLY;INTERVAL=3'
    """
    days = [stretch.last for stretch in stretches if stretch.is_day and stretch.last is not None]
    if rhythm.month_of_quarter is not None:
        return _quarterly(rhythm, days)
    if (rhythm.frequency == "YEARLY" or rhythm.interval > 1) and any(day.month for day in days):
        return _yearly_on([day for day in days if day.month])
    if rhythm.frequency == "YEARLY" and stretches:
        return _yearly_in(stretches)
    parts = [f"FREQ={rhythm.frequency}"]
    if rhythm.interval > 1:
        parts.append(f"INTERVAL={rhythm.interval}")
    if rhythm.weekday:
        parts.append(f"BYDAY={rhythm.weekday}")
    if rhythm.is_last:
        parts.append("BYSETPOS=-1")
    parts += _month_days(rhythm, days)
    return ";".join(parts)


def _month_days(rhythm: Rhythm, days: Sequence[PartialDay]) -> list[str]:
    if rhythm.month_days:
        return [f"BYMONTHDAY={_listed(rhythm.month_days)}"]
    if days and rhythm.frequency == "MONTHLY":
        return ["BYMONTHDAY=" + _listed(day.day for day in days)]
    return []


def _quarterly(rhythm: Rhythm, days: Sequence[PartialDay]) -> str:
    first = rhythm.month_of_quarter or 1
    months = _listed(range(first, 13, 3))
    return ";".join([f"FREQ=YEARLY;BYMONTH={months}", *_month_days(rhythm._replace(frequency="MONTHLY"), days)])


def _yearly_on(days: Sequence[PartialDay]) -> str:
    if len({day.day for day in days}) == 1:
        return f"FREQ=YEARLY;BYMONTH={_listed(day.month or 1 for day in days)};BYMONTHDAY={days[0].day}"
    if len({day.month for day in days}) == 1:
        return f"FREQ=YEARLY;BYMONTH={days[0].month};BYMONTHDAY={_listed(day.day for day in days)}"
    return f"FREQ=YEARLY;BYYEARDAY={_listed(_day_of_year(day) for day in days)}"


def _yearly_in(stretches: Sequence[Stretch]) -> str:
    """Whole months inside the stretches; nothing more than the frequency for a whole or an open year."""
    found: set[int] = set()
    for stretch in stretches:
        if stretch.first is None or stretch.last is None or stretch.first.year is not None:
            return "FREQ=YEARLY"
        found.update(_months_between(stretch.first, stretch.last))
    return f"FREQ=YEARLY;BYMONTH={_listed(sorted(found))}" if 0 < len(found) < 12 else "FREQ=YEARLY"


def _months_between(first: PartialDay, last: PartialDay) -> list[int]:
    start, end = first.month or 1, last.month or 12
    return list(range(start, end + 1)) if start <= end else [*range(start, 13), *range(1, end + 1)]


def _day_of_year(day: PartialDay) -> int:
    """Place in the year, from its end after February, so that leap years make no difference.

    >>> _day_of_year(PartialDay(None, 12, 31)), _day_of_year(PartialDay(None, 1, 31))
    (-1, 31)
    """
    month = day.month or 1
    ordinal = sum(DAYS_IN_MONTH[: month - 1]) + day.day
    return ordinal if month <= _FEBRUARY else ordinal - _LEAP_YEAR_DAYS - 1


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in dict.fromkeys(numbers))
