"""What changed from one text to another, word by word.

The longest matching runs of words are kept (Ratcliff and Obershelp, as `difflib` does it); what stands between them was
taken out, put in, or both.
"""

import difflib
import re
from enum import StrEnum

from core.record import Record

_WORD = re.compile(r"\s+|\d+(?:[.,/:-]\d+)*|[^\W_]+|[\W_]")
"""A gap, a figure or date in one piece, a word, or a mark."""


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class DiffPiece(Record):
    """A stretch of words with one fate."""

    change: Change
    text: str


def diff_words(before: str, after: str) -> tuple[DiffPiece, ...]:
    """The pieces in reading order, removed before added. SAME and REMOVED joined are `before`, SAME and ADDED `after`.

    >>> [(piece.change.value, piece.text) for piece in diff_words("đạt 90% kế hoạch", "đạt 95% kế hoạch")]
    [('same', 'đạt '), ('removed', '90'), ('added', '95'), ('same', '% kế hoạch')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[DiffPiece] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(DiffPiece(change=Change.SAME, text="".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(DiffPiece(change=Change.REMOVED, text="".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(DiffPiece(change=Change.ADDED, text="".join(new[new_start:new_end])))
    return tuple(pieces)
