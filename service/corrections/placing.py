"""Finding the place of a correction in a page, even one that was read anew: by its offset, else by the words around."""

from service.corrections.correction import Correction

CONTEXT = 24
"""Characters kept on either side of corrected words."""


def find_place(text: str, correction: Correction) -> tuple[int, int] | None:
    """Where the corrected words stand in `text` as the machine read it; None when that cannot be said for sure.

    A place counts when the words stand there with those around them: both sides, or one side found only once.
    """
    before, lead, trail = correction.before, correction.lead, correction.trail
    start = correction.start or 0
    whole = lead + before + trail
    if start >= len(lead) and text.startswith(whole, start - len(lead)):
        return start, start + len(before)
    for words, offset in ((whole, len(lead)), (lead + before, len(lead)), (before + trail, 0)):
        first = text.find(words)
        if len(words) > len(before) and first >= 0 and text.find(words, first + 1) < 0:
            return first + offset, first + offset + len(before)
    return None


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a stretch of `text`, as kept with a correction."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
