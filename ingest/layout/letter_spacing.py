"""Lines set with a space after each letter ("K Ế  H O Ạ C H") as the words that they are.

Typists space out the kind of a document. Where one word ends and the next begins is told by the syllables: the fewest
legal ones that take all the letters.
"""

from collections.abc import Sequence
from functools import cache

from core.text import nfc
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, line_box
from ingest.restore.syllables import is_syllable

_FEWEST_LETTERS = 5
_MOST_LETTERS = 60
_LONGEST_SYLLABLE = 7
_SHORTEST_SYLLABLE = 2


def close_spaced_text(line: str) -> str:
    """`line` with spaced-out letters put together; as it is when it is anything else.

    >>> close_spaced_text("  Q U Y Ế T  Đ Ị N H"), close_spaced_text("T Ờ  T R Ì N H :")
    ('  QUYẾT ĐỊNH', 'TỜ TRÌNH:')
    >>> close_spaced_text("I X V L C"), close_spaced_text("A B C")
    ('I X V L C', 'A B C')
    """
    if "\t" in line or len(line) < 2 * _FEWEST_LETTERS - 1:
        return line
    sizes = _syllable_sizes(line.split())
    if sizes is None:
        return line
    letters, words = line.split(), []
    lead = line[: len(line) - len(line.lstrip())]
    for size in sizes:
        words.append("".join(letters[:size]))
        del letters[:size]
    return lead + " ".join(words) + "".join(letters)


def close_spaced_words(line: VisualLine) -> VisualLine:
    """`line` with the words of spaced-out letters whole: each stands where its letters do."""
    sizes = _syllable_sizes([nfc(word.text) for word in line])
    if sizes is None:
        return line
    words, at = [], 0
    for size in sizes:
        words.append(_joined(line[at : at + size]))
        at += size
    return (*words[:-1], _joined((words[-1], *line[at:]))) if line[at:] else tuple(words)


def _joined(letters: Sequence[PlacedWord]) -> PlacedWord:
    return letters[0].model_copy(
        update={
            "text": nfc("".join(letter.text for letter in letters)),
            "as_read": " ".join(letter.as_read or letter.text for letter in letters),
            "box": line_box(letters),
            "confidence": min(letter.confidence for letter in letters),
        }
    )


def _syllable_sizes(pieces: Sequence[str]) -> tuple[int, ...] | None:
    """How many letters each syllable takes; None when `pieces` are no capitals one by one, or make no syllables.

    Punctuation after the last letter is let pass.
    """
    letters = list(pieces)
    while letters and len(letters[-1]) == 1 and letters[-1] in ":.,;":
        letters.pop()
    if not _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
        return None
    if any(len(letter) != 1 or not letter.isalpha() or not letter.isupper() for letter in letters):
        return None
    return _parted("".join(letters))


@cache
def _parted(letters: str) -> tuple[int, ...] | None:
    """Sizes of the fewest syllables that `letters` can be cut into; of as few, those whose shortest is longest."""
    best: list[tuple[int, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for size in range(_SHORTEST_SYLLABLE, min(_LONGEST_SYLLABLE, end) + 1):
            before = best[end - size]
            if before is None or not is_syllable(letters[end - size : end]):
                continue
            cut, known = (*before, size), best[end]
            if known is None or (len(cut), -min(cut)) < (len(known), -min(known)):
                best[end] = cut
    return best[-1]
