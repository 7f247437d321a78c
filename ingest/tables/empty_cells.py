"""Which cells of a flattened row are empty, where its lines can stand in one way only.

A row with fewer lines than the table has columns is put together when what each line is (a time, a body, other words)
fits the columns in exactly one order: "1 / Rà soát hồ sơ / Quý IV/2025" under "STT, Nội dung, Đơn vị chủ trì,
Thời gian" has no unit. One body under "chủ trì" and "phối hợp" may be either: such a row is not put together.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations

from core.text import fold_aligned
from ingest.deadlines import parse_deadline
from ingest.letterheads.organisations import opens_body_name

_TIME_COLUMN = re.compile(r"(?:thoi (?:gian|han|diem)|tien do|han |han$|ngay )|.*\bhoan thanh\b")
_UNIT_COLUMN = re.compile(r".*\b(?:chu tri|phoi hop|don vi(?! tinh)|co quan|bo phan|phu trach|nguoi)\b")
_TIME_WORDS = re.compile(
    r"(?:truoc|sau|quy|thang|nam|h[aà]ng|thuong xuyen|tu |den|trong|cuoi|dau|giai doan|ngay|cham nhat|dinh ky|\d)"
)
_SEVERAL_BODIES = re.compile(r"(?:cac|moi|tung) (?:so|ban|nganh|phong|don vi|co quan|bo|xa|phuong|huyen|truong)\b")
_LONGEST_TIME, _LONGEST_BODY = 8, 14
_KEPT = 2
"""Number and name of the work stand in every row, and one thing more: a bare name may be an item of running text."""


class CellKind(StrEnum):
    """What the words of a cell are."""

    TIME = "time"
    UNIT = "unit"
    WORDS = "words"


def columns_of(names: Sequence[str], lines: Sequence[str]) -> tuple[int, ...] | None:
    """The column of each line of a row, or None where they can stand in no way, or in several.

    >>> names = ("STT", "Nội dung", "Đơn vị chủ trì", "Thời gian hoàn thành")
    >>> columns_of(names, ("1", "Rà soát hồ sơ", "Trước 30/9/2025"))
    (0, 1, 3)
    >>> columns_of((*names[:3], "Đơn vị phối hợp"), ("1", "Rà soát hồ sơ", "Sở Nội vụ")) is None
    True
    """
    if not _KEPT < len(lines) <= len(names) or _line_kind(lines[1]) is CellKind.TIME:
        return None
    kinds = [_column_kind(name) for name in names]
    wanted = [_line_kind(line) for line in lines[_KEPT:]]
    places = [
        places
        for places in combinations(range(_KEPT, len(names)), len(wanted))
        if all(kinds[place] is kind for place, kind in zip(places, wanted, strict=True))
    ]
    return (*range(_KEPT), *places[0]) if len(places) == 1 else None


def _column_kind(name: str) -> CellKind:
    folded = fold_aligned(name).strip()
    if _TIME_COLUMN.match(folded):
        return CellKind.TIME
    return CellKind.UNIT if _UNIT_COLUMN.match(folded) else CellKind.WORDS


def _line_kind(line: str) -> CellKind:
    folded, words = fold_aligned(line).strip(), len(line.split())
    if words <= _LONGEST_TIME and _TIME_WORDS.match(folded) and parse_deadline(line, issued_on=None) is not None:
        return CellKind.TIME
    is_body = opens_body_name(line) or _SEVERAL_BODIES.match(folded) is not None
    return CellKind.UNIT if is_body and words <= _LONGEST_BODY else CellKind.WORDS
