"""Units that a question names by what sort of unit they are: another unit, though of like name, is not meant.

"Ban Tài chính" is no "Phòng Kế hoạch - Tài chính", and what Ban Nghiệp vụ has to do is not what Ban Tuyên giáo has.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from core.text import fold
from index.rarity import rarity
from index.words import exact_search_text
from service.answers.evidence import Bag
from service.tasks.units import starts_unit

_HEAD = re.compile(
    r"(?<!văn )(?<!quốc )(?<!dự )(?<!cơ )(?<!trụ )(?<!ủy )(?<!uỷ )(?<!\w)(?P<head>ban|phòng|sở|vụ|cục|tổ|viện|chi cục"
    r"|tổng cục) (?P<name>[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_NAMED_AFTER_LIST = """
tài kế tổ tuyên nội giáo y công tư xây lao văn khoa nông thông dân kiểm chính pháp nữ thanh đối hợp quản kinh đào khảo
nghiệp ngoại du tôn
"""
_NAMED_AFTER = frozenset(_NAMED_AFTER_LIST.split())
"""What names of units in small letters go on with after what sort of unit they are."""
_NO_NAME = frozenset(["chức"])
_BETWEEN = 3
"""Words that may stand between the sort of unit and the word that it is asked for by ("Phòng Giáo dục Trung học")."""


def unit_missing(text: str, bags: Iterable[Bag], names: Iterable[Bag] = ()) -> bool:
    """Whether a question of that text names a unit that neither `bags` nor `names`, of whom it is of, speak of."""
    sought = _units_named(text)
    if not sought:
        return False
    said, called = [bag.said for bag in bags], [bag.said for bag in names]
    return not all(
        any(f" {head} {name} " in one or pattern.search(one) for one in said)
        or any(f" {head} " in one and f" {name} " in one for one in called)
        for head, name, pattern in sought
    )


@lru_cache(maxsize=256)
def _units_named(text: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """For each unit named its sort, the first word of its name, and how it may stand in a bag of words, all folded."""
    found = []
    for match in _HEAD.finditer(text):
        head, name = fold(exact_search_text(match["head"])), fold(exact_search_text(match["name"]))
        is_unit = match["name"].lower() in _NAMED_AFTER or starts_unit(text, match.start())
        if not is_unit or match["name"].lower() in _NO_NAME or rarity(name) >= 1.0:
            continue
        found.append((head, name, re.compile(rf" {head} (?:\w+ ){{0,{_BETWEEN}}}{name} ")))
    return tuple(found)
