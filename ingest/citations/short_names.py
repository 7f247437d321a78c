"""Short names that a directive gives to a document: `(sau đây viết tắt là Nghị quyết 57)`."""

import re
from typing import NamedTuple

from core.text import fold_aligned, squeeze
from ingest.citations.document_numbers import NUMBER, serial
from ingest.letterheads.document_kinds import KIND_NAMES

_DEFINITION = re.compile(
    r"\(\s*(?:sau day|duoi day|tu day|goi tat|viet tat|sau goi)[^()]{0,30}?\b(?:la|1a|bang)\b\s*:?\s*"
    r"([^()]{2,90}?)\s*\)"
)
_KINDS = tuple(fold_aligned(name) for name in KIND_NAMES)


class ShortName(NamedTuple):
    """A short name with the place of its definition; `serial` when it holds a number, `kind` when it opens with one."""

    text: str
    start: int
    end: int
    kind: str | None
    serial: str | None


def find_short_names(flat: str) -> tuple[ShortName, ...]:
    """All short names defined in brackets, in order.

    >>> find_short_names("Nghị quyết số 57-NQ/TW (sau đây viết tắt là Nghị quyết 57), ")[0].text
    'Nghị quyết 57'
    """
    found = []
    for match in _DEFINITION.finditer(fold_aligned(flat)):
        text = squeeze(flat[match.start(1) : match.end(1)]).strip("“”\"' *")
        kind = next((name for name in _KINDS if fold_aligned(text).startswith(name)), None)
        digits = NUMBER.search(text) or re.search(r"\b\d+\b(?!.*\b\d+\b)", text)
        number = serial(digits.group()) if digits and kind is not None else None
        found.append(ShortName(text, match.start(), match.end(), kind, number))
    return tuple(found)
