"""Words of a misread text that a false space parts: `l ao` for `lao`, `hié n` for `hiến`.

A Vietnamese word has a vowel. A piece that is nothing but an onset, before a piece that starts with a vowel, or nothing
but a coda, after one that ends with a vowel, is no word; when both together are the reading of a known word, they were
one. So were a lone capital and the rest of an onset that it opens (`N ghi`). After a number a lone consonant may be a
unit (`5 m`), after `điểm` it is a list letter (`điểm c`): these stay.

>>> known = {"lao", "hién", "diem"}.__contains__
>>> true_spaces(["l", "ao", "dong", "thuc", "hié", "n.", "5", "m", "dat"], known)
[0, 2, 3, 4, 6, 7, 8]
"""

import re
from collections.abc import Callable, Sequence

Known = Callable[[str], bool]
"""Whether a string is what a known word may be read as."""

_ONSET = re.compile(r"^(ngh?|nh|ch|gh|kh|ph|th|tr|[bcdghklmnprstvx])$", re.IGNORECASE)
_PARTED_ONSETS = {onset.capitalize() for onset in ("ngh", "ng", "nh", "ch", "gh", "kh", "ph", "th", "tr")}
_REST = re.compile(r"^(gh|[ghr])[aeiouyé6¢][a-zé6]*")
_RIME = re.compile(r"^[aeiouyé6¢][a-zé6]*")
_OPEN = re.compile(r"^[a-zé6¢]*[aeiouyé6]$", re.IGNORECASE)
_CODA = re.compile(r"^(ng|nh|ch|[cghmnpt])(?=[.,;:)]*$)")
_ENDS_WITH_DIGIT = re.compile(r"\d[.,)]*$")


def true_spaces(tokens: Sequence[str], known: Known) -> list[int]:
    """Indices of the tokens that start a word; each of the others goes on with the word before it."""
    starts: list[int] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        earlier = tokens[index - 2] if index > 1 else ""
        is_free = bool(starts) and starts[-1] == index - 1 and not _ENDS_WITH_DIGIT.search(earlier)
        if not (is_free and _is_one_word(before, token, known)):
            starts.append(index)
    return starts


def _is_one_word(before: str, token: str, known: Known) -> bool:
    rime = _RIME.match(token)
    if rime and _ONSET.match(before):
        return known(before + rime[0])
    rest = _REST.match(token)
    if rest and before + rest[1] in _PARTED_ONSETS:
        return known(before + rest[0])
    coda = _CODA.match(token)
    return bool(coda and _OPEN.match(before) and known(before + coda[0]) and not known(before))
