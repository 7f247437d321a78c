"""Words typed on one line put back on the lines of the original, so that a paragraph keeps the lines of its page."""

from difflib import SequenceMatcher
from itertools import accumulate, pairwise


def on_lines(shown: str, typed: str) -> str:
    """`typed` with a line break wherever `shown` has one between the same words, or nearest to there.

    >>> on_lines("Uy ban nhân\\ndân tinh", "Ủy ban nhân dân tỉnh")
    'Ủy ban nhân\\ndân tỉnh'
    """
    lines = [line.split() for line in shown.split("\n")]
    before, after = [word for line in lines for word in line], typed.split()
    if len(lines) == 1 or len(after) < 2:
        return typed
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    breaks = {_moved(matcher, words) for words in accumulate(len(line) for line in lines[:-1])}
    edges = [0, *sorted(place for place in breaks if 0 < place < len(after)), len(after)]
    return "\n".join(" ".join(after[start:end]) for start, end in pairwise(edges))


def stretches(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The part of `text` from `start` to `end`, line by line.

    >>> stretches("ab\\ncd", 1, 5)
    ((1, 2), (3, 5))
    """
    found, cursor = [], start
    for line in text[start:end].split("\n"):
        found.append((cursor, cursor + len(line)))
        cursor += len(line) + 1
    return tuple(found)


def _moved(matcher: "SequenceMatcher[str]", words: int) -> int:
    """How many words of the new text stand before the place that had `words` words before it."""
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if first <= words <= last and last > first:
            step = words - first if tag == "equal" else round((words - first) / (last - first) * (new_last - new_first))
            return new_first + step
    return words
