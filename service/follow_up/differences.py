"""Which words differ between two texts."""

from difflib import SequenceMatcher
from enum import StrEnum

from core.record import Record


class PieceKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(Record):
    """A run of words that both texts have, or only the former, or only the new one."""

    kind: PieceKind
    text: str


def word_differences(former: str, new: str) -> tuple[Piece, ...]:
    """The texts laid over each other word by word; what was removed stands before what was added in its place.

    >>> [(piece.kind.value, piece.text) for piece in word_differences("trước ngày 15/7", "trước ngày 20/7")]
    [('same', 'trước ngày'), ('removed', '15/7'), ('added', '20/7')]
    """
    before, after = former.split(), new.split()
    pieces = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(kind=PieceKind.SAME, text=" ".join(before[start:end])))
            continue
        if start < end:
            pieces.append(Piece(kind=PieceKind.REMOVED, text=" ".join(before[start:end])))
        if new_start < new_end:
            pieces.append(Piece(kind=PieceKind.ADDED, text=" ".join(after[new_start:new_end])))
    return tuple(pieces)
