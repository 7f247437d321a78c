"""From a sentence that was found to whole words that can be read: without the heading before it, not cut off."""

import re

from core.directive import Block, BlockKind, Directive
from service.answers.capitals import SMALL
from service.answers.draft import Stretch

_ENDED = re.compile(r"[.;:!?…”\")/]\s*$")
_GOES_ON = re.compile(rf"\s*(?:-{{3}}[^\n]*-{{3}}\s*|\d{{1,3}}\s*\n\s*)?(?={SMALL}|\d{{3}}|\d{{1,2}}(?![\d.)]))")
_NEXT_END = re.compile(r"[.;!?](?=\s|$)")
_HANGS = re.compile(r"\b(?:Ban|Sở|Phòng|Bộ|Vụ|Cục|của|và|các|những|theo|về|cho|với|tại|do|bởi|từ|đến)$")
"""Words after which a sentence cannot end."""
_LONGEST_WORD = 10
_LONGEST_REST = 600


def whole_words(directive: Directive, stretch: Stretch) -> Stretch:
    """The stretch without headings that it opens with, and with the rest of a sentence that a page or line end cut."""
    if any(block.kind is BlockKind.TABLE_ROW for block in blocks_within(directive, stretch)):
        return stretch
    start = _after_headings(directive, stretch)
    return stretch.model_copy(update={"start": start, "end": _sentence_end(directive.text, stretch.end)})


def blocks_within(directive: Directive, stretch: Stretch) -> list[Block]:
    """The blocks of which any part stands in the stretch."""
    return [block for block in directive.blocks if block.start < stretch.end and block.end > stretch.start]


def _after_headings(directive: Directive, stretch: Stretch) -> int:
    blocks = blocks_within(directive, stretch)
    body = next((block for block in blocks if block.kind is not BlockKind.HEADING), None)
    if body is None or not blocks or blocks[0].kind is not BlockKind.HEADING:
        return stretch.start
    return max(stretch.start, body.start)


def _sentence_end(text: str, end: int) -> int:
    goes_on = _GOES_ON.match(text, end) or _HANGS.search(text[max(0, end - _LONGEST_WORD) : end])
    if _ENDED.search(text[max(0, end - 3) : end]) or not goes_on:
        return end
    rest = _NEXT_END.search(text, end, end + _LONGEST_REST)
    return rest.end() if rest else end
