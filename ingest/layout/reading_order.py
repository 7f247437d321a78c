"""Placed words to the lines of a page in reading order. Serves scans and PDF text alike: it sees only boxes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from core.page import Aside
from core.span import Box
from ingest.layout.asides import SetApart, set_apart
from ingest.layout.columns import Region, find_regions, split_columns
from ingest.layout.facing_pages import Sheet, part_sheets
from ingest.layout.footnotes import footnote_lines, split_footnotes, with_footnotes
from ingest.layout.letter_spacing import close_spaced_words
from ingest.layout.page_text import TextLine, text_line
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, group_lines, line_box, rejoin_hyphened
from ingest.tables.aligned_tables import find_aligned_tables
from ingest.tables.ruled_tables import RuledTable
from ingest.tables.table_cells import table_lines

_WIDE_PITCH = 1.25
_MARGIN_TOLERANCE_SHARE = 0.015
_INDENT_SHARES = (0.02, 0.12)
_MARGIN_LINES_SHARE = 0.2
_CENTRED_SHARE = 0.04


def arrange(
    words: Sequence[PlacedWord], *, width: float, height: float, tables: Sequence[RuledTable] = ()
) -> tuple[TextLine, ...]:
    """Lines of the page whose image is `width` x `height` pixels, in reading order.

    Of two pages on one picture the left one comes first. Blocks set side by side come one after the other; a new
    paragraph has a blank line before it; the rows of `tables` stand where their table does.
    """
    sheets = part_sheets(words, width=width, height=height, tables=tables)
    return tuple(sheet.line_on_picture(line) for sheet in sheets for line in _arrange_sheet(sheet, height))


def apart(words: Sequence[PlacedWord], *, width: float, height: float, tables: Sequence[RuledTable] = ()) -> SetApart:
    """The words that are text of the document, those in `tables` among them, and what stands beside it."""
    kept: list[PlacedWord] = []
    asides: list[Aside] = []
    for sheet in part_sheets(words, width=width, height=height, tables=tables):
        parted = _set_apart(sheet, height)
        kept += [sheet.word_on_picture(word) for word in parted.words]
        asides += [sheet.aside_on_picture(aside) for aside in parted.asides]
    return SetApart(tuple(kept), tuple(asides))


def _set_apart(sheet: Sheet, height: float) -> SetApart:
    in_table = [word for word in sheet.words if any(table.place_of(word) is not None for table in sheet.tables)]
    known = {id(word) for word in in_table}
    parted = set_apart([word for word in sheet.words if id(word) not in known], width=sheet.width, height=height)
    return SetApart((*parted.words, *in_table), parted.asides)


def _arrange_sheet(sheet: Sheet, height: float) -> tuple[TextLine, ...]:
    rest, width = _set_apart(sheet, height).words, sheet.width
    arranged: list[TextLine] = []
    for table in sheet.tables:
        above = [word for word in rest if table.is_below(word)]
        inside = [word for word in rest if table.place_of(word) is not None]
        done = {id(word) for word in (*above, *inside)}
        rest = tuple(word for word in rest if id(word) not in done)
        arranged += _arrange_text(above, width)
        arranged += table_lines(table, inside)
    body, notes = split_footnotes(group_lines(rest), height=height)
    last = _arrange_text([word for line in body for word in line], width)
    return tuple(with_footnotes([*arranged, *last], footnote_lines(notes)))


def _arrange_text(words: Sequence[PlacedWord], width: float) -> list[TextLine]:
    lines = tuple(map(close_spaced_words, group_lines(words)))
    arranged: list[TextLine] = []
    done = 0
    for region in find_regions(lines, width=width):
        arranged += _flow_and_tables(lines[done : region.first], width)
        arranged += _columns(lines, region)
        done = region.last + 1
    return arranged + _flow_and_tables(lines[done:], width)


def _flow_and_tables(lines: Sequence[VisualLine], width: float) -> list[TextLine]:
    """Running text, and between it the rows of tables without rules."""
    arranged: list[TextLine] = []
    done = 0
    for table in find_aligned_tables(lines):
        arranged += [*_flow(lines[done : table.first], width), *table.rows]
        done = table.last + 1
    return arranged + _flow(lines[done:], width)


def _columns(lines: Sequence[VisualLine], region: Region) -> list[TextLine]:
    arranged = []
    for column in split_columns(lines, region):
        arranged += [text_line(line, gap_before=index == 0) for index, line in enumerate(column)]
    return arranged


def _flow(lines: Sequence[VisualLine], width: float) -> list[TextLine]:
    """Lines of running text, with a gap before each line that opens a paragraph."""
    starts = {id(word): line_box(line).x0 for line in lines for word in line}
    lines = rejoin_hyphened(lines)
    boxes = [_from_start(line, starts) for line in lines]
    centres = [(box.top + box.bottom) / 2 for box in boxes]
    pitches = [lower - upper for upper, lower in pairwise(centres)]
    pitch = median(pitches) if pitches else 0.0
    margin = _left_margin([box.x0 for box in boxes], width)
    right = max((box.x1 for box in boxes), default=width)
    arranged = []
    for index, line in enumerate(lines):
        is_apart = index == 0 or pitches[index - 1] > _WIDE_PITCH * pitch
        is_indented = margin is not None and _is_indented(boxes[index].x0, boxes[index].x1, (margin, right), width)
        after_title = index > 0 and margin is not None and _ends_centred(boxes[index - 1 : index + 1], (margin, right))
        arranged.append(text_line(line, gap_before=is_apart or is_indented or after_title))
    return arranged


def _from_start(line: VisualLine, starts: Mapping[int, float]) -> Box:
    """The box of a line, from where it began before the end of a hyphened word went up."""
    box = line_box(line)
    return box._replace(x0=min(box.x0, *(starts.get(id(word), box.x0) for word in line)))


def _left_margin(starts: Sequence[float], width: float) -> float | None:
    """The leftmost place where several lines begin; None when there is none."""
    tolerance = _MARGIN_TOLERANCE_SHARE * width
    least = max(2.0, _MARGIN_LINES_SHARE * len(starts))
    for start in sorted(starts):
        if sum(0 <= other - start <= tolerance for other in starts) >= least:
            return start
    return None


def _ends_centred(pair: Sequence[Box], edges: tuple[float, float]) -> bool:
    """The upper line is set in the middle, further in than a first line is; the lower one begins at the margin."""
    (upper, lower), (margin, right) = pair, edges
    width, lead = right - margin, upper.x0 - margin
    is_centred = lead > _INDENT_SHARES[1] * width and abs(lead - (right - upper.x1)) < _CENTRED_SHARE * width
    return is_centred and lower.x0 - margin < _MARGIN_TOLERANCE_SHARE * width


def _is_indented(x0: float, x1: float, edges: tuple[float, float], width: float) -> bool:
    """The line starts a first-line indent after the margin, and is not merely set in the middle."""
    margin, right = edges
    low, high = _INDENT_SHARES
    is_centred = abs((x0 - margin) - (right - x1)) < 2 * _MARGIN_TOLERANCE_SHARE * width and x1 < right - low * width
    return low * width < x0 - margin < high * width and not is_centred
