"""What a group of tokens means: the deadline record.

rhythm (+ days)              rrule; bound from the relation; date only when the words give an end year
từ A đến B                   start = first(A), date = last(B), WITHIN
trước D                      date = D, exclusive, BEFORE          (D a day)
trước P                      date = the day before P begins       (P a month, quarter, year)
chậm nhất / đến / đến hết P  date = last(P), BEFORE
từ / sau P                   date = the day it starts to hold, AFTER
P, trong P, vào P            start = first(P), date = last(P), WITHIN
"""

import datetime
import re
from collections.abc import Sequence

from core.task import Bound, Deadline
from ingest.deadlines.calendar import Days, Stretch, one_day, resolve
from ingest.deadlines.countdowns import Countdown, end_of
from ingest.deadlines.occasions import month_and_day
from ingest.deadlines.rhythms import Rhythm, rule
from ingest.deadlines.stretches import read_stretch
from ingest.deadlines.tokens import Relation, Token, values
from ingest.deadlines.wording import plain

_FEASTS = ("dịp", "nhân dịp", "vào dịp", "trong dịp")
_LAST_DAYS = (Relation.BEFORE, Relation.STRICTLY_BEFORE)
_WORD = re.compile(r"\b\w")
_BOUNDS = {
    Relation.STRICTLY_BEFORE: Bound.BEFORE,
    Relation.BEFORE: Bound.BEFORE,
    Relation.AFTER: Bound.AFTER,
    Relation.WITHIN: Bound.WITHIN,
}


def deadline_of(group: Sequence[Token], raw: str, *, issued_on: datetime.date | None) -> Deadline | None:
    """The deadline that the tokens of `group` mean, or None when they name no time.

    Args:
        group: tokens beside each other.
        raw: the words that the offsets of the tokens point into.
        issued_on: date of the document; fills in what the words leave to it.
    """
    words = " ".join(raw[group[0].start : group[-1].end].split())
    countdowns, rhythms = values(group, Countdown), values(group, Rhythm)
    stretches, occasions = values(group, Stretch), [token for token in group if token.is_occasion]
    if countdowns:
        return _of_countdown(countdowns[0], words, issued_on=issued_on)
    if rhythms:
        return _of_rhythm(group, words, raw, issued_on=issued_on)
    if stretches:
        return _of_days(group, words, issued_on=issued_on)
    if occasions:
        return _of_occasion(words)
    return None


def _of_occasion(words: str) -> Deadline:
    """The occasion, and its day where the words date it in full ("nhân dịp Tết Nguyên đán 2026")."""
    text = plain(words)
    dated = [found[1] for match in _WORD.finditer(text) if (found := read_stretch(text, match.start()))]
    if not text.startswith(_FEASTS) or not dated or not dated[0].is_day or not _has_year(dated[0]):
        return Deadline(raw=words, event=words)
    return Deadline(raw=words, date=resolve(dated[0], issued_on=None).last, bound=Bound.WITHIN, event=words)


def _of_countdown(token: Token, words: str, *, issued_on: datetime.date | None) -> Deadline:
    countdown = token.value
    assert isinstance(countdown, Countdown)
    days = end_of(countdown, issued_on=issued_on)
    if days is None:
        return Deadline(raw=words, event=words)
    if countdown.is_term:
        return Deadline(raw=words, start=days[0], date=days[1], bound=Bound.WITHIN)
    return Deadline(raw=words, date=days[1], bound=Bound.AFTER if countdown.is_after else Bound.BEFORE)


def _of_rhythm(group: Sequence[Token], words: str, raw: str, *, issued_on: datetime.date | None) -> Deadline:
    rhythms = [token.value for token in values(group, Rhythm) if isinstance(token.value, Rhythm)]
    rhythm = max(rhythms, key=lambda each: each.rank)
    stretches = [token.value for token in values(group, Stretch) if isinstance(token.value, Stretch)]
    yearless = [each for each in stretches if not _has_year(each) and not each.this_year and not each.is_tet]
    dated = [token for token in values(group, Stretch) if isinstance(token.value, Stretch) and _has_year(token.value)]
    recurrence, event = rule(rhythm, yearless), None
    if group[-1].is_occasion:
        event = " ".join(raw[group[-1].start : group[-1].end].split())
        recurrence = _on_occasion(recurrence, plain(event))
    relation = _relation_of_rhythm(group, has_days=bool(yearless))
    deadline = Deadline(
        raw=words,
        rrule=recurrence,
        bound=_BOUNDS[relation] if relation and relation is not Relation.WITHIN else None,
        exclusive=relation is Relation.STRICTLY_BEFORE,
        event=event,
    )
    return _limited(deadline, group, dated, issued_on=issued_on)


def _relation_of_rhythm(group: Sequence[Token], *, has_days: bool) -> Relation | None:
    """The relation to the days of the rhythm; a rhythm without days ("hằng quý") has none."""
    placed = [token for token in values(group, Rhythm) if isinstance(token.value, Rhythm) and token.value.rank]
    targets = values(group, Stretch) if has_days else placed
    return _relation_before(group, targets[0]) if targets else None


def _on_occasion(recurrence: str, words: str) -> str:
    """The yearly rule with month and day of the occasion, as far as its words tell them."""
    place = month_and_day(words)
    if recurrence != "FREQ=YEARLY" or place is None:
        return recurrence
    month, day = place
    return f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")


def _limited(
    deadline: Deadline, group: Sequence[Token], dated: Sequence[Token], *, issued_on: datetime.date | None
) -> Deadline:
    """Adds the years between which it recurs ("hằng năm, giai đoạn 2026-2030")."""
    if not dated or not isinstance(dated[0].value, Stretch):
        return deadline
    days = resolve(dated[0].value, issued_on=issued_on)
    relation = _relation_before(group, dated[0])
    if relation is Relation.AFTER:
        return deadline.model_copy(update={"start": days.first})
    if relation is Relation.BEFORE:
        return deadline.model_copy(update={"date": days.last})
    return deadline.model_copy(update={"start": days.first, "date": days.last})


def _of_days(group: Sequence[Token], words: str, *, issued_on: datetime.date | None) -> Deadline:
    tokens = values(group, Stretch)
    relation = _relation_before(group, tokens[0])
    last_relation = _relation_before(group, tokens[-1])
    if len(tokens) > 1 and relation is Relation.AFTER and last_relation in _LAST_DAYS:
        whole = _between(tokens[0], tokens[-1], words, issued_on=issued_on)
        return _without_last_day(whole) if last_relation is Relation.STRICTLY_BEFORE else whole
    if len(tokens) > 1:
        return _several(tokens, relation, words, issued_on=issued_on)
    stretch = tokens[0].value
    assert isinstance(stretch, Stretch)
    return _one(stretch, resolve(stretch, issued_on=issued_on), relation, words)


def _between(first: Token, last: Token, words: str, *, issued_on: datetime.date | None) -> Deadline:
    assert isinstance(first.value, Stretch)
    assert isinstance(last.value, Stretch)
    end = resolve(last.value, issued_on=issued_on).last
    if _has_year(first.value):
        start = resolve(first.value, issued_on=None).first
    else:
        start = resolve(_in_month_of(first.value, end), issued_on=end).first
        if start is not None and end is not None and start > end:
            start = _year_back(start)
    return Deadline(raw=words, start=start, date=end, bound=Bound.WITHIN)


def _without_last_day(whole: Deadline) -> Deadline:
    """ "từ ngày A đến trước ngày B": B itself is out."""
    if whole.date is None:
        return whole
    return whole.model_copy(update={"date": whole.date - datetime.timedelta(days=1)})


def _in_month_of(first: Stretch, end: datetime.date | None) -> Stretch:
    """ "từ ngày 15 đến ngày 20/5/2025": the day that names no month is of the month of the last day."""
    if end is None or first.first is None or first.first.month is not None or first.first.day > end.day:
        return first
    day = one_day(end.year, end.month, first.first.day)
    return day or first


def _year_back(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _several(
    tokens: Sequence[Token], relation: Relation | None, words: str, *, issued_on: datetime.date | None
) -> Deadline:
    """Days or periods in a row: from the first of the first to the last of the last."""
    stretches = [token.value for token in tokens if isinstance(token.value, Stretch)]
    year = next((stretch.last.year for stretch in reversed(stretches) if stretch.last and stretch.last.year), None)
    known = datetime.date(year, 1, 1) if year else issued_on
    days = [resolve(stretch, issued_on=None if _has_year(stretch) else known) for stretch in stretches]
    firsts = [day.first for day in days if day.first]
    lasts = [day.last for day in days if day.last]
    whole = Days(min(firsts, default=None), max(lasts, default=None))
    return _one(stretches[-1]._replace(is_day=all(each.is_day for each in stretches)), whole, relation, words)


def _one(stretch: Stretch, days: Days, relation: Relation | None, words: str) -> Deadline:
    if stretch.first is None and stretch.last is None:
        return Deadline(raw=words, event=words)
    if relation is Relation.STRICTLY_BEFORE:
        return _strictly_before(stretch, days, words)
    if relation is Relation.BEFORE:
        return Deadline(raw=words, date=days.last, bound=Bound.BEFORE)
    if relation is Relation.AFTER and not stretch.is_range:
        return Deadline(raw=words, date=days.first or days.last, bound=Bound.AFTER)
    if stretch.last is None:
        return Deadline(raw=words, start=days.first, bound=Bound.WITHIN)
    if stretch.first is None:
        return Deadline(raw=words, date=days.last, bound=Bound.BEFORE)
    return Deadline(raw=words, start=days.first, date=days.last, bound=Bound.WITHIN)


def _strictly_before(stretch: Stretch, days: Days, words: str) -> Deadline:
    if stretch.is_day or stretch.first is None:
        return Deadline(raw=words, date=days.last, exclusive=stretch.is_day, bound=Bound.BEFORE)
    day_before = days.first - datetime.timedelta(days=1) if days.first else None
    return Deadline(raw=words, date=day_before, bound=Bound.BEFORE)


def _relation_before(group: Sequence[Token], target: Token | None) -> Relation | None:
    """The nearest relation word before `target` in the group, with no other days in between."""
    if target is None:
        return None
    found: Relation | None = None
    for token in group:
        if token == target:
            return found
        if token.relation is not None:
            found = token.relation
        elif isinstance(token.value, Stretch):
            found = None
    return found


def _has_year(stretch: Stretch) -> bool:
    end = stretch.last or stretch.first
    return end is not None and end.year is not None
