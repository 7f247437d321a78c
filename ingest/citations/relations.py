"""What a directive does with a document it cites: rests on it, implements it, guides it, amends it, replaces it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.directive import Block, BlockKind, Directive
from core.reference import Relation
from core.text import fold_aligned

_STRENGTH = (
    Relation.ATTACHED_TO,
    Relation.REPLACES,
    Relation.REPEALS,
    Relation.AMENDS,
    Relation.GUIDES,
    Relation.IMPLEMENTS,
    Relation.BASIS,
    Relation.MENTIONS,
)
_ATTACHED = re.compile(r"(?:kem theo|ban hanh theo)\s+[^;.]{0,40}$")
_TAKES_PLACE = re.compile(r"(?<!duoc )\b(?P<verb>thay the|bai bo)\b(?!\s+(?:bang|boi))\s+(?P<between>[^;.]{0,120})$")
_PASSIVE = re.compile(r"\b(?:duoc|da) (?:sua doi|bo sung|thay the)\b|\b(?:theo|boi|quy dinh tai)\b[^,]*$")
_PART = re.compile(r"\b(?:cum tu|tu|bieu mau|mau|phu luc|danh muc|dieu|khoan|diem|muc|chuong|phan)\b(?!\s+le)")
_ENDS = re.compile(
    r"[^;.]{0,160}?\bhet hieu luc\b(?! tu ngay \d)[^;.]{0,60}?"
    r"(?:\b(?:nay)\b|$|[;.]|ke tu ngay)"
)
_THIS_ENDS = re.compile(r"\bnay\b[^;.]{0,60}\b(?:thay the|bai bo)\b")
_AMENDS = re.compile(
    r"^\W*(?:dieu \d+\W+|\d{1,2}(?:\.\d{1,2})*\W+|[a-z]\)\s*)?(?:ve viec\s+)?"
    r"(?:sua doi|bo sung|dieu chinh|dinh chinh)\b"
)
_AMENDED = re.compile(r"\b(?:duoc|da) (?:sua doi|bo sung|thay the|bai bo)[^;.]{0,120}$|\btai\b[^;.]{0,60}$")
_GUIDES = re.compile(
    r"^\W*(?:ve (?:viec )?)?(?:quy dinh )?(?:huong dan|chi tiet)\b|^\W*quy dinh (?:mot so )?(?:chi tiet|bien phap)\b"
    r"|\bhuong dan (?:thi hanh|thuc hien|ap dung)\b"
)
_CARRIES_OUT = re.compile(r"^\W*(?:ve (?:viec )?)?(?:trien khai )?(?:thuc hien|trien khai|thi hanh)\b")
_IMPLEMENTS = re.compile(
    r"\b(?:thuc hien|trien khai|quan triet|thi hanh|tiep theo|cu the hoa)\b(?:\s+(?:tot|co hieu qua|nghiem tuc|noi dung"
    r"|mot so|cac|tinh than|thuc hien|y kien|chi dao))*[^,;.]{0,60}$"
)
_BASIS = re.compile(r"^\W*(?:can cu|theo|xet|tren co so)\b")
_ON_THAT_BASIS = re.compile(r"\btren co so do\b")
_CITED = re.compile(r"\d{1,5}\s*[/-]\s*(?:\d{4}/)?[a-z]")
_LAW_MAKERS = frozenset(
    {
        "luat",
        "bo luat",
        "phap lenh",
        "nghi dinh",
        "thong tu",
        "thong tu lien tich",
        "quyet dinh",
        "nghi quyet",
        "quy che",
        "quy dinh",
    }
)
_BODY_KINDS = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING, BlockKind.CLOSING)


class RelationReader:
    """Reads relations from the words around a citation and the block that it stands in."""

    def __init__(self, directive: Directive) -> None:
        self._blocks = directive.blocks
        self._starts = [block.start for block in directive.blocks]
        self._folded = fold_aligned(directive.flat(0, len(directive.text)))
        self._kind = fold_aligned(directive.letterhead.kind or "")
        self._body = directive.sections[0].start if directive.sections else len(directive.text)
        self._titles = [(span.start, span.end) for span in directive.letterhead.spans.get("title", ())]

    def strongest(self, places: Sequence[tuple[int, int]]) -> Relation:
        """The strongest relation that any of the places shows; a place is where a citation begins and ends."""
        found = {self._relation(start, end) for start, end in places}
        return next((relation for relation in _STRENGTH if relation in found), Relation.MENTIONS)

    def _block_at(self, offset: int) -> Block | None:
        index = bisect_right(self._starts, offset) - 1
        return self._blocks[index] if index >= 0 else None

    def _relation(self, start: int, end: int) -> Relation:
        block = self._block_at(start)
        if block is None:
            return Relation.MENTIONS
        before = self._folded[block.start : start]
        clause = re.split(r"[;.]\s", before)[-1]
        if block.kind in (BlockKind.TITLE, BlockKind.ANNEX_HEAD) and _ATTACHED.search(before[-80:]):
            return Relation.ATTACHED_TO
        ending = self._ending(block, clause, self._folded[end : block.end])
        if ending is not None:
            return ending
        title_start = next((first for first, last in self._titles if first <= start < last), None)
        if block.kind is BlockKind.TITLE or title_start is not None:
            return self._in_title(before if title_start is None else self._folded[self._titles[0][0] : start])
        if start < self._body and block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CLOSING):
            return self._in_opening(block, before, clause)
        return Relation.AMENDS if self._amends_in_body(block, before) else Relation.MENTIONS

    def _ending(self, block: Block, clause: str, after: str) -> Relation | None:
        """REPLACES or REPEALS where the clause, or the words after the citation, end its force; AMENDS for a part."""
        if block.kind is BlockKind.LETTERHEAD or _BASIS.match(clause):
            return None
        if self._kind not in _LAW_MAKERS and not _THIS_ENDS.search(clause):
            return None
        found = _TAKES_PLACE.search(clause)
        if found is None:
            ends = block.kind in _BODY_KINDS and not _AMENDED.search(clause[-160:]) and _ENDS.match(after)
            return Relation.REPEALS if ends else None
        if _PASSIVE.search(found.group("between")):
            return None
        if _PART.search(found.group("between")):
            return Relation.AMENDS
        return Relation.REPEALS if found.group("verb") == "bai bo" else Relation.REPLACES

    def _amends_in_body(self, block: Block, before: str) -> bool:
        """`Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số …`."""
        return (
            self._kind in _LAW_MAKERS
            and block.kind in _BODY_KINDS
            and _AMENDS.match(before) is not None
            and not _CITED.search(before)
        )

    def _in_title(self, before: str) -> Relation:
        words = before.split(self._kind, 1)[-1] if self._kind else before
        if _AMENDS.match(words) and self._kind in _LAW_MAKERS and not _AMENDED.search(words):
            return Relation.AMENDS
        if _GUIDES.search(words) or (self._kind.startswith("huong dan") and _CARRIES_OUT.match(words)):
            return Relation.GUIDES
        return Relation.IMPLEMENTS if _IMPLEMENTS.search(words) else Relation.MENTIONS

    def _in_opening(self, block: Block, before: str, clause: str) -> Relation:
        """A citation between the title and the first numbered part."""
        whole = self._folded[block.start : block.end].lstrip(' -*_"“')
        first = not _CITED.search(clause)
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
