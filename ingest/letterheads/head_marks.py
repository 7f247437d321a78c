"""Marks of urgency (độ khẩn), of secrecy (độ mật) and DỰ THẢO, stamped or printed on the first page.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8; Luật Bảo vệ bí mật nhà nước 2018, Điều 8; Hướng dẫn 05-HD/VPTW.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.text import tone_key
from ingest.structure.lines import Cell, Line, cut_cells
from ingest.structure.markers import is_capitals

_URGENCY = {
    "hỏa tốc hẹn giờ": "Hỏa tốc hẹn giờ",
    "hỏa tốc": "Hỏa tốc",
    "thượng khẩn": "Thượng khẩn",
    "khẩn": "Khẩn",
}
_SECRECY = {"tuyệt mật": "Tuyệt mật", "tối mật": "Tối mật", "mật": "Mật", "lưu hành nội bộ": "Lưu hành nội bộ"}
"""The strictest first: of several marks it counts."""
_DRAFT = {"dự thảo": "Dự thảo"}
_FIELD_OF = {
    **dict.fromkeys(_URGENCY.values(), "urgency"),
    **dict.fromkeys(_SECRECY.values(), "secrecy"),
    **dict.fromkeys(_DRAFT.values(), "draft"),
}
_SHOWN_AS = {tone_key(name): shown for name, shown in {**_URGENCY, **_SECRECY, **_DRAFT}.items()}
_UNACCENTED = {"hoa toc hen gio": "Hỏa tốc hẹn giờ", "hoa toc": "Hỏa tốc", "thuong khan": "Thượng khẩn",
               "tuyet mat": "Tuyệt mật", "toi mat": "Tối mật", "luu hanh noi bo": "Lưu hành nội bộ"}  # fmt: skip
"""Marks of two syllables are known without their accents too; `MAT` and `KHAN` alone could be anything."""
_LABEL = re.compile(r"(?:(?:mức )?độ (?:khẩn|mật)|chế độ|dấu (?:khẩn|mật))\s*:?\s*", re.IGNORECASE)
_EDGES = " *_|()[]“”\"'.,:;!-–"
_BY_HOUR = re.compile(r"\s*[:(,\-–]?\s*\(?(?:hẹn giờ|trước|đến)\b.*$", re.IGNORECASE)


class HeadMark(NamedTuple):
    """One mark in plain spelling, with its half-open offsets."""

    text: str
    start: int
    end: int


class HeadMarks(NamedTuple):
    """The marks of a head; None where there is none."""

    urgency: HeadMark | None = None
    secrecy: HeadMark | None = None
    draft: HeadMark | None = None


def read_head_marks(lines: Sequence[Line]) -> HeadMarks:
    """The first mark of each kind on the lines of letterhead and title; of marks of secrecy the strictest."""
    found: dict[str, HeadMark] = {}
    for line in lines:
        for cell in cut_cells(line):
            mark = _mark_of(cell)
            if mark is not None and _is_stricter(mark, found.get(_FIELD_OF[mark.text])):
                found[_FIELD_OF[mark.text]] = mark
    return HeadMarks(**found)


def _is_stricter(mark: HeadMark, before: HeadMark | None) -> bool:
    if before is None:
        return True
    levels = list(_SECRECY.values())
    return mark.text in levels and levels.index(mark.text) < levels.index(before.text)


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines with marks blanked out, every other character in its place; lines that hold nothing else are gone."""
    kept = []
    for line in lines:
        text = line.text
        for cell in cut_cells(line):
            if _mark_of(cell) is not None:
                start, end = cell.start - line.start, cell.end - line.start
                text = text[:start] + " " * (end - start) + text[end:]
        if text.strip():
            kept.append(line if text == line.text else line._replace(text=text))
    return kept


def _mark_of(cell: Cell) -> HeadMark | None:
    words = cell.text.strip(_EDGES)
    label = _LABEL.match(words)
    named = words[label.end() :].strip(_EDGES) if label else words
    shown = _shown(named) or _shown_with_hour(named)
    if shown is None or not (label or is_capitals(named[: len(shown)])):
        return None
    start = cell.start + cell.text.index(words)
    return HeadMark(shown, start, start + len(words))


def _shown(words: str) -> str | None:
    key = tone_key(" ".join(words.split()))
    return _SHOWN_AS.get(key) or _UNACCENTED.get(key)


def _shown_with_hour(words: str) -> str | None:
    """`HỎA TỐC (hẹn giờ: 15 giờ ngày …)`: to be delivered by that hour."""
    hour = _BY_HOUR.search(words)
    if hour is None or _shown(words[: hour.start()].strip(_EDGES)) != "Hỏa tốc":
        return None
    return "Hỏa tốc hẹn giờ"
