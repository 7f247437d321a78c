"""Text in stretches of one font each, made Unicode where a stretch is in an old encoding.

A document is looked at twice: once to learn what each font holds, once to convert. What the fonts do not tell, the
words of each line do (`find_encoding`), so that a page with several encodings comes out whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.formats.raw_page import RawPage
from ingest.text_layers.legacy_encoding import CAPITAL_FACE, convert_legacy
from ingest.text_layers.legacy_fonts import FontHint, find_encoding, hint_of, named_encoding, settle_encoding


class Stretch(NamedTuple):
    """Text set in one font; `font` is "" when nothing names it. `is_raised`: it is shown in capitals."""

    text: str
    font: str
    is_raised: bool = False


FontEncodings = dict[str, FontHint]
"""Font to the encoding of what is set in it."""


class Unified(NamedTuple):
    """Text in Unicode, and the old encodings that were found in it."""

    text: str
    encodings: frozenset[str]


def learn_fonts(stretches: Iterable[Stretch]) -> FontEncodings:
    """What each font of a document holds, by its name and by all the words set in it."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for stretch in stretches:
        if not stretch.text.isascii():
            texts[stretch.font].append(stretch.text)
    return {font: hint_of(font, " ".join(parts)) for font, parts in texts.items()}


def unify_stretches(stretches: Sequence[Stretch], fonts: FontEncodings) -> Unified:
    """One paragraph in Unicode. Neighbours in the same encoding are converted as one: a letter may lie across two."""
    pieces: list[str] = []
    found: set[str] = set()
    alike = groupby(stretches, key=lambda stretch: (hint_for(stretch, fonts), stretch.is_raised))
    for (hint, is_raised), group in alike:
        text = "".join(stretch.text for stretch in group)
        encoding = settle_encoding(text, hint.encoding, is_mixed=hint.is_mixed)
        if encoding is not None:
            found |= {encoding.removesuffix(CAPITAL_FACE)} if not text.isascii() else set()
            text = convert_legacy(text, encoding)
        pieces.append(text.upper() if is_raised else text)
    return Unified("".join(pieces), frozenset(found))


def hint_for(stretch: Stretch, fonts: FontEncodings) -> FontHint:
    """What its font tells of a stretch; by its name alone where the document has only ASCII in it (capital faces)."""
    return fonts.get(stretch.font) or FontHint(named_encoding(stretch.font))


def unify_lines(text: str) -> Unified:
    """Text whose fonts are not known, in Unicode: line by line where lines are long enough to tell, else as a whole."""
    whole = find_encoding(text)
    lines = text.split("\n")
    told = [find_encoding(line) for line in lines]
    if whole is None and not any(told):
        return Unified(text, frozenset())
    chosen: list[str | None] = []
    nearest = whole or next(name for name in told if name is not None)
    for line, own in zip(lines, told, strict=True):
        nearest = whole or own or nearest
        chosen.append(None if line.isascii() else settle_encoding(line, nearest))
    converted = [line if name is None else convert_legacy(line, name) for line, name in zip(lines, chosen, strict=True)]
    return Unified("\n".join(converted), frozenset(name for name in chosen if name is not None))


def unified_page(text: str) -> RawPage:
    """A page whose fonts are not known, in Unicode."""
    unified = unify_lines(text)
    return RawPage(text=unified.text, text_as_read=text, encodings=tuple(sorted(unified.encodings)))
