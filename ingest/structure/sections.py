"""The numbered parts of a directive as a tree with stable paths, and the path of every block.

A path is the labels from the root joined by dots: `III.2.b`; a label that holds its parent's number stands for both
(`II.1.1` is item 1.1 of part II). Annexes are `PL`, or `PL1`, `PL2` where there are several.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.directive import Block, BlockKind, Directive, Section
from core.text import squeeze
from ingest.structure.blocks import Piece
from ingest.structure.markers import UNREAD, Marker, Rank, next_letter, read_marker
from ingest.tables.joined_tables import FoundTable, row_label

ANNEX_LABEL = "PL"
UNNUMBERED = "§"
"""Opens the key of a heading without a number under which numbers begin anew: §2 is the second of its part."""
_LEAVES_ITEMS = (BlockKind.RECIPIENTS, BlockKind.SIGNATURE, BlockKind.LETTERHEAD, BlockKind.TITLE)
_TITLE_END = re.compile(r"[.:;](?=\s)")
_TITLE_LENGTH = 200


@dataclass
class _Node:
    """A section while the tree grows; `end` moves on as blocks are added."""

    rank: Rank
    label: str
    key: str
    path: str
    title_start: int
    title_end: int
    title: str
    start: int
    end: int
    is_row: bool = False
    children: list["_Node"] = field(default_factory=list)


class _Tree:
    """Grows the section tree from marks in the order of the text."""

    def __init__(self, annexes: int) -> None:
        self.roots: list[_Node] = []
        self.stack: list[_Node] = []
        self._annexes, self._annex_no = annexes, 0
        self._paths: set[str] = set()

    @property
    def path(self) -> str:
        return self.stack[-1].path if self.stack else ""

    def open_annex(self, block: Block, title: str) -> str:
        self._annex_no += 1
        key = ANNEX_LABEL if self._annexes == 1 else f"{ANNEX_LABEL}{self._annex_no}"
        self.stack.clear()
        node = _Node(Rank.ANNEX, title, key, key, block.start, block.end, title, block.start, block.end)
        self._push(node)
        return node.path

    def open(self, marker: Marker, block: Block, title: str, title_span: tuple[int, int]) -> str:
        """Opens the section of a mark, after closing those it does not lie in."""
        self._close_down_to(marker)
        if marker.key == UNREAD:
            before = [node for node in self._siblings() if node.rank is Rank.LETTER]
            marker = marker._replace(key=next_letter(before[-1].key if before else ""))
        path = self._free(_joined(self.stack, marker))
        node = _Node(
            marker.rank, marker.label, marker.key, path, *title_span, title=title, start=block.start, end=block.end
        )
        self._push(node)
        return node.path

    def open_unnumbered(self, block: Block, title: str, first: Marker | None) -> None:
        """Opens a section for a heading without a number, when the numbers under it begin anew with `first`."""
        if first is None or first.order != 1 or first.rank not in (Rank.ROMAN, Rank.NUMBER):
            return
        rank = Rank(first.rank - 1)
        if any(node.rank is Rank.ARTICLE and not node.key.startswith(UNNUMBERED) for node in self.stack):
            return
        depth = len(self.stack)
        while depth and self.stack[depth - 1].rank is not Rank.ANNEX and self.stack[depth - 1].rank >= rank:
            depth -= 1
        siblings = self.stack[depth - 1].children if depth else self.roots
        if not any(node.rank is first.rank or node.key.startswith(UNNUMBERED) for node in siblings):
            return
        del self.stack[depth:]
        key = f"{UNNUMBERED}{sum(node.key.startswith(UNNUMBERED) for node in siblings) + 1}"
        path = self._free(f"{self.path}.{key}" if self.stack else key)
        node = _Node(rank, title, key, path, block.start, block.end, title, block.start, block.end)
        self._push(node)

    def open_row(self, label: str, block: Block, text: str) -> str:
        """Opens the section of a numbered annex row, after closing the rows it does not lie under."""
        marker = _row_marker(label)
        while self.stack and self.stack[-1].is_row and self.stack[-1].rank >= marker.rank:
            self.stack.pop()
        path = self._free(_joined(self.stack, marker))
        node = _Node(marker.rank, label, label, path, block.start, block.end, text, block.start, block.end, is_row=True)
        self._push(node)
        return node.path

    def leave_rows(self) -> None:
        while self.stack and self.stack[-1].is_row:
            self.stack.pop()

    def leave_items(self) -> None:
        """Closes all but the topmost part (a closing paragraph belongs to no item)."""
        del self.stack[1:]
        if self.stack and self.stack[0].rank >= Rank.ARTICLE:
            self.stack.clear()

    def extend(self, end: int) -> None:
        for node in self.stack:
            node.end = max(node.end, end)

    def _close_down_to(self, marker: Marker) -> None:
        while self.stack and self.stack[-1].rank is not Rank.ANNEX and self.stack[-1].rank >= marker.rank:
            self.stack.pop()
        if Rank.NUMBER_2 <= marker.rank <= Rank.NUMBER_4:
            parent = marker.key.rpartition(".")[0]
            while self.stack and Rank.NUMBER <= self.stack[-1].rank < marker.rank and self.stack[-1].key != parent:
                self.stack.pop()

    def _push(self, node: _Node) -> None:
        self._siblings().append(node)
        self.stack.append(node)
        self._paths.add(node.path)

    def _siblings(self) -> list[_Node]:
        return self.stack[-1].children if self.stack else self.roots

    def _free(self, path: str) -> str:
        """`path`, or with a counter when the document uses the same number twice."""
        candidate, count = path, 1
        while candidate in self._paths:
            count += 1
            candidate = f"{path}({count})"
        return candidate


def build_sections(
    directive: Directive, pieces: Sequence[Piece], tables: Sequence[FoundTable]
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The section tree, and the blocks with their paths."""
    tree = _Tree(sum(piece.block.kind is BlockKind.ANNEX_HEAD for piece in pieces))
    numbered = {number for number, found in enumerate(tables) if _has_levels(found)}
    blocks = []
    for index, piece in enumerate(pieces):
        if piece.block.kind is BlockKind.HEADING and piece.marker is None:
            tree.leave_rows()
            tree.open_unnumbered(piece.block, squeeze(piece.text).strip("*_# .:;"), _first_under(pieces, index))
        blocks.append(_place(tree, directive, piece, tables, numbered))
    return tuple(_section(directive, node) for node in tree.roots), tuple(blocks)


def _first_under(pieces: Sequence[Piece], index: int) -> Marker | None:
    """The first mark under the unnumbered heading at `index`."""
    for piece in pieces[index + 1 :]:
        unnumbered = piece.marker is None and piece.block.kind is BlockKind.HEADING
        if unnumbered or piece.block.kind in _LEAVES_ITEMS or piece.block.kind is BlockKind.ANNEX_HEAD:
            return None
        if piece.marker is not None and piece.marker.rank is not Rank.BULLET:
            return piece.marker
    return None


def _place(tree: _Tree, directive: Directive, piece: Piece, tables: Sequence[FoundTable], numbered: set[int]) -> Block:
    block = piece.block
    if block.kind is BlockKind.ANNEX_HEAD:
        path = tree.open_annex(block, squeeze(piece.text))
    elif block.kind is BlockKind.TABLE_ROW:
        path = _row_path(tree, block, tables, numbered)
    elif block.kind in _LEAVES_ITEMS:
        tree.stack[:] = [node for node in tree.stack if node.rank is Rank.ANNEX]
        path = tree.path
    elif block.kind is BlockKind.CLOSING and piece.marker is None:
        tree.leave_items()
        path = tree.path
    elif piece.marker is not None and piece.marker.rank is not Rank.BULLET:
        tree.leave_rows()
        path = tree.open(piece.marker, block, *_heading(piece))
    else:
        tree.leave_rows()
        path = tree.path
    tree.extend(block.end)
    return block.model_copy(update={"path": path})


def _row_path(tree: _Tree, block: Block, tables: Sequence[FoundTable], numbered: set[int]) -> str:
    if block.table_no is None or block.row_no is None:
        tree.leave_rows()
        return tree.path
    cells = tables[block.table_no].table.rows[block.row_no]
    label = row_label(cells)
    in_annex = bool(tree.stack) and tree.stack[0].rank is Rank.ANNEX
    if label is None or not in_annex:
        return tree.path
    if block.table_no in numbered:
        return tree.open_row(label, block, next((cell for cell in cells[1:] if cell), label))
    tree.leave_rows()
    return f"{tree.path}.{label}"


def _has_levels(found: FoundTable) -> bool:
    """The rows are numbered on more than one level (I and 1, or 1 and 1.1)."""
    ranks = {_row_marker(label).rank for cells in found.table.rows if (label := row_label(cells))}
    return len(ranks) > 1


def _row_marker(label: str) -> Marker:
    return read_marker(f"{label}. X") or Marker(Rank.CAPITAL, label, label, 1, len(label))


def _joined(stack: Sequence[_Node], marker: Marker) -> str:
    """Path of a mark under the open sections."""
    if not stack:
        return marker.key
    top = stack[-1]
    if Rank.NUMBER_2 <= marker.rank <= Rank.NUMBER_4 and marker.key.startswith(f"{top.key}."):
        parent = top.path.removesuffix(top.key).rstrip(".")
        return f"{parent}.{marker.key}" if parent else marker.key
    return f"{top.path}.{marker.key}"


def _heading(piece: Piece) -> tuple[str, tuple[int, int]]:
    """Title without the mark, and the offsets of the heading: up to the first sentence end in a running paragraph."""
    block, text = piece.block, piece.text
    end = len(text)
    marker_end = _after_marker(piece)
    if block.kind is not BlockKind.HEADING:
        match = _TITLE_END.search(text, marker_end)
        end = match.start() if match else end
        if end - marker_end > _TITLE_LENGTH:
            end = text.rfind(" ", marker_end, marker_end + _TITLE_LENGTH)
    title = squeeze(text[marker_end:end]).strip("*_ .:;")
    return title, (block.start, block.start + end)


def _after_marker(piece: Piece) -> int:
    if piece.marker is None:
        return 0
    at = piece.text.find(piece.marker.label)
    return max(0, at) + piece.marker.length


def _section(directive: Directive, node: _Node) -> Section:
    return Section(
        path=node.path,
        label=node.label,
        title=node.title,
        span=directive.span(node.title_start, node.title_end),
        start=node.start,
        end=node.end,
        children=tuple(_section(directive, child) for child in node.children),
    )
