"""Items of a list that a sentence leads in."""

import re

from core.directive import Block, BlockKind, Directive
from service.answers.draft import Stretch
from service.answers.evidence import sentence_stretches
from service.answers.places import block_at

MOST_ITEMS = 12
_LONGEST_LIST = 2_500
"""Characters from the lead to the end of an item past which no further item is told."""
_ITEM = re.compile(r"(?:(?P<bullet>[-+*•–])|(?P<letter>[a-zđ]\))|(?P<number>\d{1,2}[.)]))\s")
_ITEMS = {BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW}


def with_items(directive: Directive, stretch: Stretch) -> list[Stretch]:
    """The stretch itself and, when it is a heading or ends in a colon, the items that it leads in."""
    block = block_at(directive, stretch.start)
    ends_in_colon = directive.text[stretch.start : stretch.end].rstrip(" *_").endswith(":")
    if block is None or not (ends_in_colon or block.kind is BlockKind.HEADING):
        return [stretch]
    items = _items_under(directive, block)
    ends_block = not directive.text[stretch.end : block.end].strip()
    if ends_in_colon and not (items and ends_block):
        if marked := _marked_after(directive, stretch, block):
            return [stretch, *marked]
        items = _next_line(directive, block) if ends_block else []
    found = [stretch]
    for item in items[:MOST_ITEMS]:
        found.append(Stretch(document_id=stretch.document_id, start=item.start, end=item.end))
        if found[-1].end - stretch.start > _LONGEST_LIST:
            break
    return found


def _items_under(directive: Directive, lead: Block) -> list[Block]:
    """Blocks after `lead` that belong to it: other marks of its section, or all of the section under a heading."""
    items: list[Block] = []
    for block in directive.blocks[directive.blocks.index(lead) + 1 :]:
        if not (block.path == lead.path or block.path.startswith(f"{lead.path}.")):
            break
        if _is_part_of(block, lead):
            items.append(block)
            continue
        if items and items[-1].path != lead.path and block.path.startswith(f"{items[-1].path}."):
            continue
        if lead.kind is not BlockKind.HEADING and not _goes_on(block, lead):
            break
        if block.kind in _ITEMS:
            items.append(block)
    return items


def _marked_after(directive: Directive, lead: Stretch, block: Block) -> list[Stretch]:
    """What is marked right after a lead, in its block and the next ones, all with one sort of mark that is not its own.

    So are lists that the section tree does not know, as where a paper quotes what it amends.
    """
    after = sentence_stretches(directive.text[lead.end : block.end])
    rest = [(lead.end + start, lead.end + end) for start, end in after]
    rest += [(one.start, one.end) for one in directive.blocks[directive.blocks.index(block) + 1 :][:MOST_ITEMS]]
    own = _ITEM.match(directive.text[lead.start : lead.end].lstrip(' "“'))
    found: list[Stretch] = []
    marks: str | None = None
    for start, end in rest[:MOST_ITEMS]:
        mark = _ITEM.match(directive.text[start:end])
        if (
            mark is None
            or mark.lastgroup not in (marks or mark.lastgroup,)
            or (own and mark.lastgroup == own.lastgroup)
        ):
            break
        marks = mark.lastgroup
        found.append(lead.model_copy(update={"start": start, "end": end}))
    return found


def _next_line(directive: Directive, lead: Block) -> list[Block]:
    """The line right after a lead that no list follows."""
    after = directive.blocks[directive.blocks.index(lead) + 1 :][:1]
    return [block for block in after if block.kind is BlockKind.PARAGRAPH and block.path == lead.path]


def _goes_on(block: Block, lead: Block) -> bool:
    """Whether the block may be an item under `lead`: another mark, or under a marked line lines without one."""
    if block.kind is BlockKind.BULLET:
        return block.label != lead.label
    return lead.kind is BlockKind.BULLET and block.kind is BlockKind.PARAGRAPH and not block.label


def _is_part_of(block: Block, lead: Block) -> bool:
    """Whether the block opens a part right under the section of a sentence that ends in a colon ("1. Khu vực …")."""
    if lead.kind is BlockKind.HEADING or not block.path.startswith(f"{lead.path}."):
        return False
    return block.label != "" and block.path.count(".") == lead.path.count(".") + 1
