"""Laws of the deadline calculus, for every date."""

from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from core.task import Bound
from ingest.deadlines import find_deadlines, parse_deadline
from ingest.deadlines.working_days import add_working_days, is_working_day

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))
SPELLINGS = st.sampled_from(["{0:%d/%m/%Y}", "{0.day}/{0.month}/{0.year}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}",
                             "{0.day} tháng {0.month} năm {0.year}"])  # fmt: skip
MARKS = st.sampled_from(["trước ngày", "chậm nhất ngày", "đến hết ngày", "muộn nhất là ngày"])


@given(day=DAYS, spelling=SPELLINGS, mark=MARKS)
def test_every_spelling_of_a_day_is_that_day(day: date, spelling: str, mark: str) -> None:
    deadline = parse_deadline(f"{mark} {spelling.format(day)}", issued_on=None)
    assert deadline.date == day
    assert deadline.bound is Bound.BEFORE
    assert deadline.exclusive is mark.startswith("trước")


@given(day=DAYS, issued_on=DAYS)
def test_date_of_issue_never_changes_a_full_date(day: date, issued_on: date) -> None:
    phrase = f"trước ngày {day:%d/%m/%Y}"
    assert parse_deadline(phrase, issued_on=issued_on) == parse_deadline(phrase, issued_on=None)


@given(day=DAYS, issued_on=DAYS)
def test_missing_year_gives_the_first_such_day_from_issue_on(day: date, issued_on: date) -> None:
    deadline = parse_deadline(f"trước ngày {day.day}/{day.month}", issued_on=issued_on)
    assert deadline.date >= issued_on
    assert deadline.date - issued_on <= timedelta(days=366)
    assert deadline.date.month == day.month


@given(first=DAYS, length=st.integers(1, 400))
def test_range_keeps_its_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    deadline = parse_deadline(f"từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}", issued_on=None)
    assert (deadline.start, deadline.date, deadline.bound) == (first, last, Bound.WITHIN)


@given(year=st.integers(2000, 2090), quarter=st.integers(1, 4))
def test_quarters_fill_the_year_without_gap(year: int, quarter: int) -> None:
    deadline = parse_deadline(f"quý {quarter}/{year}", issued_on=None)
    assert deadline.start == date(year, 3 * quarter - 2, 1)
    assert (deadline.date + timedelta(days=1)).day == 1


@given(month=st.integers(1, 12), day=st.integers(1, 28), others=st.integers(1, 12))
def test_yearly_rules_fall_on_their_days(month: int, day: int, others: int) -> None:
    phrase = f"trước ngày {day}/{month} và 15/{others} hằng năm"
    deadline = parse_deadline(phrase, issued_on=None)
    start = date(2027, 1, 1)
    days = {
        (moment.month, moment.day)
        for moment in rrulestr(deadline.rrule, dtstart=_midnight(start)).between(
            _midnight(start), _midnight(date(2029, 1, 1)), inc=True
        )
    }
    assert days == {(month, day), (others, 15)}


@given(start=DAYS, count=st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    end = add_working_days(start, count)
    between = [start + timedelta(days=offset) for offset in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(end)


@given(text=st.text(alphabet="trước sau ngày tháng năm quý hằng kể từ 0123456789/.-,;():“”\n", max_size=120))
def test_any_text_is_read_without_harm(text: str) -> None:
    for found in find_deadlines(text, issued_on=date(2025, 4, 15)):
        assert 0 <= found.start < found.end <= len(text)
        assert found.deadline.raw == " ".join(text[found.start : found.end].split())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
