"""Short forms that a directive defines itself: `Công đoàn Giáo dục (CĐGD)`, `sau đây viết tắt là …`."""

import re
from collections.abc import Sequence

from core.directive import Abbreviation, Directive
from core.text import fold_aligned, squeeze
from ingest.citations.short_names import ShortName, find_short_names

_BRACKET = re.compile(r"\(([A-ZĐƯ][A-ZĐƯa-zđ&,.\-]{1,15})\)")
_WORD = re.compile(r"[^\W_]+")
_LINKS = frozenset({"va", "cua", "cac", "ve", "cho", "tai", "o"})
_MAX_WORDS = 16
_REACH_BACK = 600


def find_abbreviations(directive: Directive) -> tuple[Abbreviation, ...]:
    """Every short form with its long form and the place of its definition, in order; each short form once."""
    flat = directive.flat(0, len(directive.text))
    found: dict[str, Abbreviation] = {}
    for match in _BRACKET.finditer(flat):
        start = _long_form_start(flat, match.start(), match.group(1))
        if start is not None:
            long = squeeze(flat[start : match.start()]).strip('“”"*_ ')
            _add(found, directive, match.group(1), long=long, place=(start, match.end()))
    for short_name in find_short_names(flat):
        start = _named_start(flat, short_name)
        long = squeeze(flat[start : short_name.start]).strip('“”"*_ ')
        if long:
            _add(found, directive, short_name.text, long=long, place=(start, short_name.end))
    return tuple(sorted(found.values(), key=lambda abbreviation: abbreviation.span.start))


def _add(
    found: dict[str, Abbreviation], directive: Directive, short: str, *, long: str, place: tuple[int, int]
) -> None:
    spans = directive.spans(*place)
    if short not in found and spans:
        found[short] = Abbreviation(short=short, long=long, span=spans[-1])


def _long_form_start(flat: str, bracket: int, short: str) -> int | None:
    """Where the words begin whose initials make `short`; None when the words before the bracket do not.

    One letter may be off (`CBGNLD` for cán bộ, nhà giáo, người lao động) and linking words may be left out.
    """
    letters = fold_aligned("".join(character for character in short if character.isalpha() and character.isupper()))
    if len(letters) < 2:
        return None
    begin = max(flat.rfind(mark, 0, bracket) for mark in (".", ";", ":", "(", "“", "\t")) + 1
    words = list(_WORD.finditer(flat, begin, bracket))[-_MAX_WORDS:]
    for exact in (True, False):
        for index in range(len(words) - 1, -1, -1):
            named = [fold_aligned(word.group()) for word in words[index:]]
            if named[0][0] == letters[0] and named[0] not in _LINKS and _makes(named, letters, exact=exact):
                return words[index].start()
    return None


def _makes(words: Sequence[str], letters: str, *, exact: bool) -> bool:
    """The initials of the words make the letters, with or without linking words."""
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in _LINKS)
    return _matches(full, letters, exact=exact) or _matches(short, letters, exact=exact)


def _matches(initials: str, letters: str, *, exact: bool) -> bool:
    if exact:
        return initials == letters
    if len(letters) < 4 or abs(len(initials) - len(letters)) != 1:
        return False
    longer, shorter = (initials, letters) if len(initials) > len(letters) else (letters, initials)
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))


def _named_start(flat: str, short_name: ShortName) -> int:
    """Where the words begin that a written-out short name stands for: its kind and number, or the clause."""
    begin = max(flat.rfind(mark, 0, short_name.start) for mark in (".", ";", ":", "  ")) + 1
    if short_name.kind is None:
        return begin
    window = fold_aligned(flat[max(0, short_name.start - _REACH_BACK) : short_name.start])
    number = rf"\s+(?:s\w{{0,2}}\s+)?0*{short_name.serial}\b" if short_name.serial else r"\b"
    places = [match.start() for match in re.finditer(re.escape(short_name.kind) + number, window)]
    return max(0, short_name.start - _REACH_BACK) + places[-1] if places else short_name.start
