"""What a directive does with a document it cites: rests on it, implements it, amends it, replaces it, hangs on it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.directive import Block, BlockKind, Directive
from core.reference import Relation
from core.text import fold_aligned

_STRENGTH = (
    Relation.ATTACHED_TO,
    Relation.REPLACES,
    Relation.AMENDS,
    Relation.IMPLEMENTS,
    Relation.BASIS,
    Relation.MENTIONS,
)
_ATTACHED = re.compile(r"(?:kem theo|ban hanh theo)\s+[^;.]{0,40}$")
_REPLACES = re.compile(r"\b(?:thay the|bai bo)\s+(?:cho\s+)?(?:[^;.]{0,80})$")
_AMENDS = re.compile(r"^\W*(?:ve viec\s+)?(?:sua doi|bo sung|dieu chinh)\b")
_IMPLEMENTS = re.compile(
    r"\b(?:thuc hien|trien khai|quan triet|thi hanh|tiep theo|cu the hoa)\b(?:\s+(?:tot|co hieu qua|nghiem tuc|noi dung"
    r"|mot so|cac|tinh than|thuc hien|y kien|chi dao))*[^,;.]{0,60}$"
)
_BASIS = re.compile(r"^\W*(?:can cu|theo|xet|tren co so)\b")
_ON_THAT_BASIS = re.compile(r"\btren co so do\b")
_LAW_MAKERS = frozenset(
    {"luat", "bo luat", "phap lenh", "nghi dinh", "thong tu", "quyet dinh", "nghi quyet", "quy che", "quy dinh"}
)


class RelationReader:
    """Reads relations from the words before a citation and the block that it stands in."""

    def __init__(self, directive: Directive) -> None:
        self._blocks = directive.blocks
        self._starts = [block.start for block in directive.blocks]
        self._folded = fold_aligned(directive.flat(0, len(directive.text)))
        self._kind = fold_aligned(directive.letterhead.kind or "")
        self._body = directive.sections[0].start if directive.sections else len(directive.text)

    def strongest(self, places: Sequence[tuple[int, int]]) -> Relation:
        """The strongest relation that any of the places shows."""
        found = {self._relation(start) for start, _ in places}
        return next((relation for relation in _STRENGTH if relation in found), Relation.MENTIONS)

    def _block_at(self, offset: int) -> Block | None:
        index = bisect_right(self._starts, offset) - 1
        return self._blocks[index] if index >= 0 else None

    def _relation(self, start: int) -> Relation:
        block = self._block_at(start)
        if block is None:
            return Relation.MENTIONS
        before = self._folded[block.start : start]
        clause = re.split(r"[;.]\s", before)[-1]
        if block.kind in (BlockKind.TITLE, BlockKind.ANNEX_HEAD) and _ATTACHED.search(before[-80:]):
            return Relation.ATTACHED_TO
        if self._replaces(block, clause):
            return Relation.REPLACES
        if block.kind is BlockKind.TITLE:
            return self._in_title(before)
        if start < self._body and block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CLOSING):
            return self._in_opening(block, before, clause)
        return Relation.MENTIONS

    def _replaces(self, block: Block, clause: str) -> bool:
        return (
            block.start >= min(self._body, block.start)
            and self._kind in _LAW_MAKERS
            and bool(
                _REPLACES.search(clause[-140:])
                and block.kind not in (BlockKind.LETTERHEAD,)
                and not _BASIS.match(clause)
            )
        )

    def _in_title(self, before: str) -> Relation:
        words = before.split(self._kind, 1)[-1] if self._kind else before
        if _AMENDS.match(words) and self._kind in _LAW_MAKERS:
            return Relation.AMENDS
        return Relation.IMPLEMENTS if _IMPLEMENTS.search(words) else Relation.MENTIONS

    def _in_opening(self, block: Block, before: str, clause: str) -> Relation:
        """A citation between the title and the first numbered part."""
        whole = self._folded[block.start : block.end].lstrip(' -*_"“')
        first = not re.search(r"\d{1,5}\s*[/-]\s*(?:\d{4}/)?[a-z]", clause)
        if _BASIS.match(whole):
            return Relation.BASIS if first else Relation.MENTIONS
        if _IMPLEMENTS.search(clause[-110:]) or self._goes_on_implementing(before):
            return Relation.IMPLEMENTS
        if first and _ON_THAT_BASIS.search(whole):
            return Relation.BASIS
        return Relation.MENTIONS

    def _goes_on_implementing(self, before: str) -> bool:
        """`Thực hiện A ngày … của … và B …`: B follows A in the same list."""
        return bool(re.match(r"\W*(?:thuc hien|trien khai)\b", before)) and bool(
            re.search(r"(?:\bva|,|;)\s+(?:\w+\s+){0,4}?(?:so\s*)?$", before[-45:])
        )
