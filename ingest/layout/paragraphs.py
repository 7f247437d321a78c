"""Wrapped lines joined to paragraphs, over page breaks too.

How a text is set tells where paragraphs begin: some files hold a paragraph a line, some wrap at the page width and
indent first lines, some wrap without indenting. The style is measured first.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from core.text import fold_aligned
from ingest.structure.lines import Line, is_separator
from ingest.structure.markers import Marker, Rank, is_capitals, read_marker

_WRAP_LIMIT = 125
_INDENT_STEP = 3
_ENDED = re.compile(r"[.;:!?…”\"/)\]>]\s*[*_]*$")
_SENTENCE_END = re.compile(r"[.;:!?…]\s*[*_]*$|/\.?$")
_UNFINISHED = re.compile(
    r"(?:\b(?:của|và|về|các|cho|với|theo|tại|để|trong|là|những|do|bởi|bằng|từ|đến|hoặc|ngày|tháng|năm|trên|dưới|được|có|không|một|khi|nếu|mà"
    r"|Ban|Sở|Bộ|Phòng|Ủy|Uỷ|Hội|Tổng|Liên|Công|Trung|Giáo|Văn|Chính|Nghị|Quyết|Chỉ|Kế|Thông)|,|-|–)$"
)
_STARTERS = re.compile(r"(?:can cu|tren day la|theo de nghi|xet de nghi|noi nhan)\b")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")


class Paragraph(NamedTuple):
    """A paragraph: half-open offsets (marks included), the mark it opens with, whether it is a Markdown heading."""

    start: int
    end: int
    marker: Marker | None
    is_marked: bool


class Style(NamedTuple):
    """How the text is set: wrapped at `width` columns, first lines indented past `margin`."""

    wrapped: bool
    width: int
    indented: bool
    margin: int


def join_paragraphs(lines: Sequence[Line], breaks: frozenset[int] = frozenset()) -> tuple[Paragraph, ...]:
    """Paragraphs of the body lines, in order; no paragraph runs over an offset in `breaks`."""
    style = measure_style(lines)
    groups: list[list[Line]] = []
    series = NumberSeries()
    for line in lines:
        if groups and line.start not in breaks and _runs_on(groups[-1], line, style, series):
            groups[-1].append(line)
        else:
            groups.append([line])
            series.note(read_marker(line.text))
    return tuple(_paragraph(group) for group in groups)


def measure_style(lines: Sequence[Line]) -> Style:
    """The style of the lines; short texts count as not wrapped."""
    lengths = sorted(len(line.text) + line.indent for line in lines if len(line.text) > 25)
    if len(lengths) < 4:
        return Style(False, 0, False, 0)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    wrapped = width <= _WRAP_LIMIT and lengths[len(lengths) // 2] >= 40
    full = [line for line in lines if len(line.text) + line.indent >= 0.8 * width]
    margin = Counter(line.indent for line in full).most_common(1)[0][0] if full else 0
    margin = min(margin, *(line.indent for line in full)) if full else 0
    shifted = sum(line.indent >= margin + _INDENT_STEP for line in full)
    return Style(wrapped, width, wrapped and 0.06 <= shifted / max(1, len(full)) <= 0.6, margin)


class NumberSeries:
    """The numbers seen last, one for each rank: tells whether a number in mid-sentence may be a mark."""

    def __init__(self) -> None:
        self._last: dict[Rank, int] = {}

    def note(self, marker: Marker | None) -> None:
        if marker is None:
            return
        self._last[marker.rank] = marker.order
        for rank in [rank for rank in self._last if rank > marker.rank]:
            del self._last[rank]

    def expects(self, marker: Marker) -> bool:
        return marker.order == self._last.get(marker.rank, 0) + 1


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    marker = read_marker(first.text)
    marked = all(line.is_marked for line in group)
    return Paragraph(first.outer_start, group[-1].outer_end, marker, marked)


def _runs_on(group: Sequence[Line], line: Line, style: Style, series: NumberSeries) -> bool:
    """`line` goes on with the paragraph in `group`."""
    before = group[-1]
    if (
        line.is_marked
        or is_separator(line)
        or is_separator(before)
        or (_STARTERS.match(fold_aligned(line.text)) and line.text[0].isupper())
    ):
        return False
    if line.new_page and _PAGE_NUMBER.fullmatch(line.text):
        return not _SENTENCE_END.search(before.text)
    if _PAGE_NUMBER.fullmatch(before.text) and len(group) > 1:
        before = group[-2]
    marker = read_marker(line.text)
    if marker is not None and _is_mark(marker, group, line, style, series):
        return False
    if _is_whole_heading(group, line):
        return False
    if not style.wrapped:
        return _resumes(group, line)
    if style.indented:
        return _runs_on_indented(before, line, style)
    return _runs_on_wrapped(before, line, style)


def _is_mark(marker: Marker, group: Sequence[Line], line: Line, style: Style, series: NumberSeries) -> bool:
    """The mark opens an item; it is not a number or dash that a wrapped line happens to begin with."""
    before = group[-1]
    if not style.wrapped or line.gap > 0 or _ENDED.search(before.text):
        return not (marker.rank is Rank.BULLET and _in_quotes(group) and not line.gap)
    if style.indented and line.indent >= style.margin + _INDENT_STEP:
        return True
    short = len(before.text) + before.indent < 0.8 * style.width
    if marker.rank is Rank.BULLET:
        return not style.indented and (short or not _in_quotes(group))
    return short or series.expects(marker)


def _in_quotes(group: Sequence[Line]) -> bool:
    joined = " ".join(line.text for line in group)
    return joined.count("“") > joined.count("”")


def _is_whole_heading(group: Sequence[Line], line: Line) -> bool:
    """The paragraph so far is a heading in capitals or in Markdown, and `line` is not more of it."""
    before = group[-1]
    if before.is_marked:
        return True
    marker = read_marker(group[0].text)
    words = group[0].text[marker.length :] if marker else group[0].text
    if is_capitals(words) and len(words) > 3:
        return not (is_capitals(line.text) and line.gap == 0)
    return is_capitals(line.text) and len(line.text) > 8


def _resumes(group: Sequence[Line], line: Line) -> bool:
    """In a text with a paragraph a line: `line` takes up a sentence that a page or line break cut."""
    before, opening = group[-1], read_marker(group[0].text)
    first = next((character for character in line.text if character.isalnum()), "")
    if first.islower() and line.text[0] not in "(“\"'[":
        return not before.text.rstrip().endswith((";", ":", "/."))
    if opening is not None and opening.rank is not Rank.BULLET and line.gap > 0:
        return False
    if _UNFINISHED.search(before.text) and len(before.text) > 60:
        return True
    return line.new_page and line.gap <= 1 and len(before.text) > 60 and not _ENDED.search(before.text)


def _runs_on_indented(before: Line, line: Line, style: Style) -> bool:
    if line.indent >= style.margin + _INDENT_STEP:
        return False
    if line.gap > 0 or line.new_page:
        return not _SENTENCE_END.search(before.text) or line.text[0].islower()
    return True


def _runs_on_wrapped(before: Line, line: Line, style: Style) -> bool:
    starts_low = line.text[0].islower()
    full = len(before.text) + before.indent >= 0.72 * style.width
    if line.gap > 0 or line.new_page:
        return (starts_low and not before.text.endswith(":")) or (
            full
            and not _SENTENCE_END.search(before.text)
            and (line.new_page or _UNFINISHED.search(before.text) is not None)
        )
    if starts_low:
        return True
    return full or (not _ENDED.search(before.text) and _UNFINISHED.search(before.text) is not None)
