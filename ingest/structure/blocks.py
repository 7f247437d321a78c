"""Lines put back into paragraphs, headings, list items and table rows.

Every character that is not white space ends up in exactly one block; blocks stand in the order of the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.directive import Block, BlockKind, Directive
from core.text import fold_aligned
from ingest.layout.footnotes import footnotes_of
from ingest.layout.paragraphs import Paragraph, join_paragraphs
from ingest.letterheads.signature import closing_cells, is_signature_cell
from ingest.structure.lines import Line
from ingest.structure.markers import Marker, Rank, is_capitals
from ingest.structure.misread_marks import mend_marks
from ingest.structure.quoted_articles import quoted_paragraphs
from ingest.structure.zones import Zone
from ingest.tables.joined_tables import FoundTable

_CLOSING = re.compile(
    r"(?:tren day la|trong qua trinh (?:to chuc )?(?:trien khai )?(?:thuc hien|to chuc)"
    r"|nhan duoc (?:cong van|ke hoach|huong dan))"
)
_CLOSING_PLEA = re.compile(r"(?:yeu cau|de nghi|kinh de nghi|.{3,80}? (?:yeu cau|de nghi|bao cao|thong bao))\b")
_ENACTING = re.compile(r"(?:quyet dinh|quyet nghi|nghi quyet|chi thi)\s*:?$")
_MARKED_KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET)
_MAX_HEADING = 350
_RUN_ON_HEADING = 160


class Piece(NamedTuple):
    """A block before its place in the section tree is known; `marker` is the mark it opens with."""

    block: Block
    marker: Marker | None
    text: str


def cut_pieces(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone], tables: Sequence[FoundTable]
) -> tuple[Piece, ...]:
    """All blocks of the directive, without section paths."""
    in_tables = frozenset(number for table in tables for number in table.line_numbers)
    notes = footnotes_of(directive, lines) - in_tables
    # Neither belongs to a zone or runs on: both stand apart from the lines around them.
    table_lines = in_tables | notes
    pieces = [*_table_pieces(directive, tables), *_footnote_pieces(directive, lines, notes)]
    body: list[Line] = []
    for index, line in enumerate(lines):
        if index in table_lines:
            continue
        if zones[index] is Zone.BODY:
            body.append(line)
        elif zones[index] is Zone.CLOSE:
            pieces.extend(_closing_pieces(line))
    pieces.extend(_zone_pieces(directive, lines, zones, table_lines))
    breaks = _break_offsets(lines, zones, table_lines)
    pieces.extend(_body_piece(directive, paragraph) for paragraph in join_paragraphs(body, breaks))
    pieces.sort(key=lambda piece: piece.block.start)
    return _settle_kinds(_with_mended_marks(_without_quoted_marks(pieces)))


def _with_mended_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces whose misread marks are put right; what was read stays in the text and in the label."""
    body = [piece for piece in pieces if piece.block.kind in _MARKED_KINDS]
    marks = mend_marks([piece.text for piece in body], [piece.marker for piece in body])
    mended = {id(piece): mark for piece, mark in zip(body, marks, strict=True) if mark is not piece.marker}
    return [_with_mark(piece, mended[id(piece)]) if id(piece) in mended else piece for piece in pieces]


def _with_mark(piece: Piece, marker: Marker | None) -> Piece:
    kind = piece.block.kind
    if marker is not None:
        kind = BlockKind.HEADING if marker.rank <= Rank.ROMAN else BlockKind.PARAGRAPH
    label = marker.label if marker is not None else None
    return piece._replace(block=piece.block.model_copy(update={"kind": kind, "label": label}), marker=marker)


def _without_quoted_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which paragraphs quoted from another document open nothing: their numbers are that document's."""
    quoted = quoted_paragraphs([piece.text for piece in pieces])
    plain = []
    for index, piece in enumerate(pieces):
        if index in quoted and piece.block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            piece = _with_kind(piece, BlockKind.PARAGRAPH)._replace(marker=None)
        plain.append(piece)
    return plain


def _break_offsets(lines: Sequence[Line], zones: Sequence[Zone], table_lines: frozenset[int]) -> frozenset[int]:
    """Starts of body lines that follow something other than body: no paragraph runs on over that."""
    starts = set()
    for index in range(1, len(lines)):
        before_is_body = zones[index - 1] is Zone.BODY and index - 1 not in table_lines
        if zones[index] is Zone.BODY and not before_is_body:
            starts.add(lines[index].start)
    return frozenset(starts)


def _table_pieces(directive: Directive, tables: Sequence[FoundTable]) -> list[Piece]:
    pieces = []
    for table_no, found in enumerate(tables):
        for row in found.header_rows:
            block = Block(kind=BlockKind.TABLE_ROW, start=row.start, end=row.end, table_no=table_no)
            pieces.append(Piece(block, None, directive.flat(row.start, row.end)))
        for row_no, row in enumerate(found.rows):
            block = Block(kind=BlockKind.TABLE_ROW, start=row.start, end=row.end, table_no=table_no, row_no=row_no)
            pieces.append(Piece(block, None, directive.flat(row.start, row.end)))
    return pieces


def _footnote_pieces(directive: Directive, lines: Sequence[Line], notes: frozenset[int]) -> list[Piece]:
    """A block for each footnote: a line with a blank line before it, or on another page, begins one."""
    groups: list[list[Line]] = []
    for number in sorted(notes):
        line = lines[number]
        if groups and number - 1 in notes and not line.gap and not line.new_page and not line.text.startswith("["):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = [Block(kind=BlockKind.FOOTNOTE, start=group[0].outer_start, end=group[-1].outer_end) for group in groups]
    return [Piece(block, None, directive.flat(block.start, block.end)) for block in blocks]


_ZONE_KINDS = {Zone.HEAD: BlockKind.LETTERHEAD, Zone.TITLE: BlockKind.TITLE, Zone.ANNEX: BlockKind.ANNEX_HEAD}


def _zone_pieces(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone], table_lines: frozenset[int]
) -> list[Piece]:
    """One block for each unbroken run of letterhead, title or annex head."""
    pieces: list[Piece] = []
    open_zone, start, end = Zone.BODY, 0, 0
    for index, line in enumerate([*lines, None]):
        zone = zones[index] if line is not None and index not in table_lines else Zone.BODY
        if open_zone in _ZONE_KINDS and zone is not open_zone:
            block = Block(kind=_ZONE_KINDS[open_zone], start=start, end=end)
            pieces.append(Piece(block, None, directive.flat(start, end)))
        if line is not None:
            start = line.outer_start if zone is not open_zone else start
            end = line.outer_end
        open_zone = zone
    return pieces


def _closing_pieces(line: Line) -> list[Piece]:
    """A closing line as recipients and signature, cell by cell; marks around the line go to its outer cells."""
    cells = closing_cells(line)
    pieces = []
    for index, cell in enumerate(cells):
        start = line.outer_start if index == 0 else cells[index - 1].end
        end = line.outer_end if index == len(cells) - 1 else cell.end
        kind = BlockKind.SIGNATURE if is_signature_cell(cell, len(cells)) else BlockKind.RECIPIENTS
        if index > 0:
            start = _skip_space(line, start)
        block = Block(kind=kind, start=start, end=end)
        pieces.append(Piece(block, None, cell.text))
    return pieces


def _skip_space(line: Line, start: int) -> int:
    while start < line.end and line.text[start - line.start].isspace():
        start += 1
    return start


def _body_piece(directive: Directive, paragraph: Paragraph) -> Piece:
    text = directive.flat(paragraph.start, paragraph.end)
    marker = paragraph.marker
    kind = BlockKind.PARAGRAPH
    if marker is not None:
        kind = BlockKind.BULLET if marker.rank is Rank.BULLET else BlockKind.PARAGRAPH
        if marker.rank <= Rank.ROMAN or paragraph.is_marked:
            kind = BlockKind.HEADING
    elif paragraph.is_marked or (is_capitals(text) and len(text) > 3) or _ENACTING.fullmatch(fold_aligned(text)):
        kind = BlockKind.HEADING
    block = Block(kind=kind, start=paragraph.start, end=paragraph.end, label=marker.label if marker else None)
    return Piece(block, marker, text)


def _settle_kinds(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Numbered items that only introduce what follows become headings; the last plain paragraphs the closing."""
    settled = []
    for index, piece in enumerate(pieces):
        following = _at(pieces, index + 1)
        kind = piece.block.kind
        closes = following is not None and following.marker is None and _is_closing(following, _at(pieces, index + 2))
        if kind is BlockKind.PARAGRAPH and piece.marker is not None and not closes and _introduces(piece, following):
            kind = BlockKind.HEADING
        elif kind is BlockKind.PARAGRAPH and piece.marker is None and _is_closing(piece, following):
            kind = BlockKind.CLOSING
        settled.append(_with_kind(piece, kind))
    return tuple(_agree_with_siblings(settled))


def _at(pieces: Sequence[Piece], index: int) -> Piece | None:
    return pieces[index] if index < len(pieces) else None


def _with_kind(piece: Piece, kind: BlockKind) -> Piece:
    return piece if piece.block.kind is kind else piece._replace(block=piece.block.model_copy(update={"kind": kind}))


def _agree_with_siblings(pieces: list[Piece]) -> list[Piece]:
    """A one-sentence item with content under it is a heading where an item of its own series is one."""
    series: dict[Rank, list[int]] = {}
    for index, piece in enumerate([*pieces, None]):
        if piece is not None and (piece.marker is None or piece.marker.rank is Rank.BULLET):
            continue
        for rank in [rank for rank in series if piece is None or piece.marker is None or rank > piece.marker.rank]:
            _lift_series(pieces, series.pop(rank))
        if piece is not None and piece.marker is not None:
            series.setdefault(piece.marker.rank, []).append(index)
    return pieces


def _lift_series(pieces: list[Piece], indexes: Sequence[int]) -> None:
    if not any(pieces[index].block.kind is BlockKind.HEADING for index in indexes):
        return
    for index in indexes:
        piece, marker = pieces[index], pieces[index].marker
        if marker is None or piece.block.kind is not BlockKind.PARAGRAPH or index + 1 >= len(pieces):
            continue
        words = piece.text.rstrip(" *_.")
        single = len(words) <= _MAX_HEADING and ". " not in words[marker.length :] and words[-1] not in ":;"
        if single and _is_deeper(marker, pieces[index + 1]):
            pieces[index] = _with_kind(piece, BlockKind.HEADING)


def _is_closing(piece: Piece, following: Piece | None) -> bool:
    folded = fold_aligned(piece.text).lstrip(" *_")
    if _CLOSING.match(folded):
        return True
    last = following is None or following.block.kind in (BlockKind.RECIPIENTS, BlockKind.SIGNATURE)
    return last and len(folded) < 600 and bool(_CLOSING_PLEA.match(folded) or folded.rstrip().endswith("/."))


def _introduces(piece: Piece, following: Piece | None) -> bool:
    """A numbered item is a heading when something deeper follows it and it is no more than a title itself."""
    marker = piece.marker
    if marker is None or following is None or marker.rank is Rank.BULLET:
        return False
    words = piece.text.rstrip(" *_")
    title = words[marker.length :]
    if marker.rank is Rank.ARTICLE:
        return not title or (len(title) <= _RUN_ON_HEADING and title[-1] not in ".;:") or is_capitals(title)
    if is_capitals(title):
        return True
    if (
        not _is_deeper(marker, following)
        or len(words) > _MAX_HEADING
        or ". " in title.rstrip(". ")
        or words.endswith(";")
    ):
        return False
    if following.marker is None:
        return words[-1] not in ".:" or (words.endswith((".", ":")) and len(words) <= 80)
    return (
        len(words) <= _RUN_ON_HEADING
        or words[-1] not in ".:"
        or following.marker.rank in (Rank.NUMBER_2, Rank.NUMBER_3)
    )


def _is_deeper(marker: Marker, following: Piece) -> bool:
    if following.marker is not None:
        return following.marker.rank > marker.rank
    return following.block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW)
