"""Finding the block or sentence that holds an offset."""

from core.directive import Block, Directive
from service.answers.draft import Stretch
from service.answers.evidence import sentence_stretches

_LONGEST = 700


def block_at(directive: Directive, offset: int) -> Block | None:
    """The block that holds the character at `offset`."""
    return next((block for block in directive.blocks if block.start <= offset < block.end), None)


def sentence_around(directive: Directive, offset: int, document_id: str) -> Stretch:
    """The block around `offset`, or only its sentence when the block is long."""
    block = block_at(directive, offset)
    if block is None:
        return Stretch(document_id=document_id, start=offset, end=offset + 1)
    if block.end - block.start <= _LONGEST or block.table_no is not None:
        return Stretch(document_id=document_id, start=block.start, end=block.end)
    for start, end in sentence_stretches(directive.text[block.start : block.end]):
        if block.start + start <= offset < block.start + end:
            return Stretch(document_id=document_id, start=block.start + start, end=block.start + end)
    return Stretch(document_id=document_id, start=block.start, end=block.end)


def block_stretch(directive: Directive, block: Block, document_id: str) -> Stretch:
    """The whole of a block."""
    return Stretch(document_id=document_id, start=block.start, end=min(block.end, len(directive.text)))
