"""Cuts deadline wording into tokens: relation, days, rhythm, term, occasion, hour.

`tokens_of` walks the words from left to right; at each word the longest-winded reader gets the first try. Tokens with
nothing but glue between them ("của", "vào", a comma) make one group, and a group is what `meaning` understands as one
deadline.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ingest.deadlines.calendar import Stretch
from ingest.deadlines.countdowns import Countdown, read_countdown
from ingest.deadlines.occasions import read_occasion
from ingest.deadlines.rhythms import Rhythm, read_rhythm
from ingest.deadlines.stretches import read_stretch
from ingest.deadlines.wording import wording


class Relation(StrEnum):
    """On which side of the days the words lie."""

    STRICTLY_BEFORE = "strictly before"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"


class Token(NamedTuple):
    """Words with a meaning; exactly one of the last four is set, none for an hour of the day."""

    start: int
    end: int
    relation: Relation | None = None
    value: Stretch | Rhythm | Countdown | None = None
    is_occasion: bool = False


_CLOCK = wording(
    r"\b(?:(?:lúc |vào lúc )?\d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?(?: ?(?:phút|ph|'|’))?|\d{1,2}:\d{2})"
    r"(?:,? (?:sáng|chiều|tối))?,?(?= (?:ngày|thứ|chủ nhật|hằng|\d))"
)
_RELATIONS: tuple[tuple[re.Pattern[str], Relation], ...] = tuple(
    (wording(rf"\b{pattern}(?!\w) ?:?"), relation)
    for pattern, relation in (
        (r"(?:chậm nhất|muộn nhất)(?: là)? trước", Relation.STRICTLY_BEFORE),
        (r"(?:không (?:muộn|chậm|trễ) hơn|chậm nhất|muộn nhất|không quá|hạn (?:cuối|chót)|cho đến|đến|tới|hết)"
         r"(?:[ :]+(?:là|vào|đến|trong|hết|cuối|sau))*", Relation.BEFORE),
        (r"(?:xong |hoàn thành )?trước(?: thời hạn| thời điểm)?", Relation.STRICTLY_BEFORE),
        (r"(?:bắt đầu |kể |tính |áp dụng )?từ(?: thời điểm)?", Relation.AFTER),
        (r"(?<!như\s)(?<!về\s)(?<!tiếp\s)(?<!đây\s)sau", Relation.AFTER),
        (r"(?:trong|vào|tại)(?: các| những)?(?: thời gian| khoảng)?", Relation.WITHIN),
    )
)  # fmt: skip
_ONWARD = wording(r"[ ,]*(?:trở đi|về sau|và các năm (?:học )?tiếp theo|và những năm tiếp theo)\b")
_MOST_TOKENS = 40
"""No deadline is told in more parts; what goes on so is a list, or made to take time."""

_GLUE = re.compile(
    r"(?:[\s,(\-]|\b(?:của|ngày|thời gian|thời điểm|là|vào|và|hoặc|các|cụ thể|dự kiến|sáng"
    r"|chiều|tối|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b)*"
)
_LUNAR = wording(r" ?\(?âm lịch")
"""A day of the lunar calendar: no day of ours follows from its numbers."""
_NEXT = re.compile(r"[,;]|\bvà\b")
_CLOSE = re.compile(r"[\s,(]*")
_FIRST_SYLLABLES = [
    "ngày",
    "tháng",
    "quý",
    "năm",
    "các",
    "giai",
    "nhiệm",
    "thời",
    "nửa",
    "học",
    "trong",
    "từ",
    "tết",
    "đầu",
    "giữa",
    "cuối",
    "hết",
    "định",
    "hằng",
    "mỗi",
    "từng",
    "thứ",
    "chủ",
    "vào",
    "lúc",
    "chậm",
    "muộn",
    "không",
    "hạn",
    "đến",
    "tới",
    "cho",
    "trước",
    "xong",
    "hoàn",
    "bắt",
    "kể",
    "tính",
    "áp",
    "sau",
    "tại",
    "khi",
    "nếu",
    "đột",
    "theo",
    "ngay",
    "cùng",
    "nhân",
    "dịp",
    "lễ",
    "giỗ",
    "rằm",
    "mồng",
    "mùng",
    "thường",
    "liên",
    "đúng",
    "kịp",
    "sớm",
    "tối",
    "của",
    "hai",
    "ba",
    "bốn",
    "sáu",
    "chín",
    "mười",
    "một",
    "bảy",
    "tám",
    "tuần",
    "thượng",
    "trung",
    "hạ",
    "ít",
    "kết",
    "toàn",
    "cả",
]
"""Syllables that some reader's words begin with; others are passed over."""
_WORD = re.compile(rf"(?<![\w/])(?:\d|(?:{'|'.join(_FIRST_SYLLABLES)})(?!\w)|[tq]\.?\d)")


def tokens_of(text: str, *, in_cell: bool) -> Iterator[Token]:
    """Tokens of the plain `text`, left to right, none overlapping."""
    position = 0
    while (word := _WORD.search(text, position)) is not None:
        token = _token_at(text, word.start(), in_cell=in_cell)
        position = token.end if token is not None else word.start() + 1
        if token is not None:
            yield token


def groups_of(text: str, *, in_cell: bool) -> list[list[Token]]:
    """Tokens gathered where only glue lies between them."""
    groups: list[list[Token]] = []
    for token in tokens_of(text, in_cell=in_cell):
        if groups and _belongs(text, groups[-1], token):
            groups[-1].append(token)
        elif groups and _goes_on(text, groups[-1], token):
            groups.append([*_inherited(groups[-1], token), token])
        else:
            groups.append([token])
    return groups


def values(group: Sequence[Token], kind: type) -> list[Token]:
    """The tokens of `group` whose value is a `kind`."""
    return [token for token in group if isinstance(token.value, kind)]


def _belongs(text: str, group: Sequence[Token], token: Token) -> bool:
    if len(group) >= _MOST_TOKENS or group[-1].is_occasion or values(group, Countdown):
        return False
    if token.is_occasion and not any(isinstance(known.value, Rhythm) for known in group):
        return False
    gap = text[group[-1].end : token.start]
    if (_CLOSE if token.is_occasion else _GLUE).fullmatch(gap) is None:
        return False
    return not _begins_another(group, token, gap)


def _begins_another(group: Sequence[Token], token: Token, gap: str) -> bool:
    """A "trước" after a period ("kế hoạch năm 2025 trước ngày 31/12") opens another deadline.

    After a rhythm that has its days, or beside one that needs none, so does "và" or a comma.

    "trước ngày 25 hằng tháng và ngày 15/12 hằng năm", "hằng quý, hằng năm" are two; "hằng năm, trước ngày 10/11" is
    one.
    """
    if token.relation is Relation.AFTER and isinstance(group[-1].value, Stretch):
        return True
    if token.relation is Relation.STRICTLY_BEFORE and isinstance(group[-1].value, Stretch):
        return all(known.relation is None for known in group) and not values(group, Rhythm)
    if _NEXT.search(gap) is None or not isinstance(group[-1].value, Rhythm):
        return False
    if isinstance(token.value, Rhythm):
        return group[-1].value.rank == 0 == token.value.rank and not values(group, Stretch)
    has_days = any(isinstance(known.value, Stretch) and not _says_year(known.value) for known in group)
    return has_days and (token.relation is not None or _is_yearless_day(token))


def _is_yearless_day(token: Token) -> bool:
    return isinstance(token.value, Stretch) and token.value.is_day and not _says_year(token.value)


def _says_year(stretch: Stretch) -> bool:
    end = stretch.last or stretch.first
    return end is not None and end.year is not None


def _goes_on(text: str, group: Sequence[Token], token: Token) -> bool:
    """The token opens another deadline in the same breath, and so stands under the same "trước"."""
    gap = text[group[-1].end : token.start]
    return _GLUE.fullmatch(gap) is not None and _begins_another(group, token, gap) and token.relation is None


def _inherited(group: Sequence[Token], token: Token) -> list[Token]:
    known = next((each.relation for each in group if each.relation is not None), None)
    return [] if known is None else [Token(token.start, token.start, relation=known)]


def _token_at(text: str, position: int, *, in_cell: bool) -> Token | None:
    countdown = read_countdown(text, position)
    if countdown is not None:
        return Token(position, countdown[0], value=countdown[1])
    clock = _CLOCK.match(text, position)
    if clock is not None:
        return Token(position, clock.end())
    rhythm = read_rhythm(text, position)
    if rhythm is not None:
        return Token(position, rhythm[0], value=rhythm[1])
    stretch = read_stretch(text, position)
    if stretch is not None and _LUNAR.match(text, stretch[0]) is None:
        return _with_onward(text, Token(position, stretch[0], value=stretch[1]))
    occasion = read_occasion(text, position, in_cell=in_cell)
    if occasion is not None:
        return Token(position, occasion, is_occasion=True)
    for pattern, relation in _RELATIONS:
        match = pattern.match(text, position)
        if match is not None:
            return Token(position, match.end(), relation=relation)
    return None


def _with_onward(text: str, token: Token) -> Token:
    """ "năm 2026 trở đi" has a first day and no last."""
    onward = _ONWARD.match(text, token.end)
    if onward is None or not isinstance(token.value, Stretch):
        return token
    return token._replace(end=onward.end(), value=token.value._replace(last=None, is_day=False))
