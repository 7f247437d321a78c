"""Which old encoding text is in: told by the name of its font, and by what its words are.

The makers of the old fonts named them alike: ABC's `.VnTime`, `.VnArialH` (H: a face whose small letters look like
capitals), `VNI-Times`, `VPS Times`. A name is a strong hint and no proof (a text pasted later keeps the font and is
Unicode), so the words decide. A word *needs* an encoding when it holds letters beyond ASCII. It is right as it stands,
or right once converted, when it is then a Vietnamese syllable with accents.

>>> named_encoding(".VnTimeH"), named_encoding("VNI-Times"), named_encoding("Times New Roman")
('TCVN3-H', 'VNI', None)
>>> find_encoding("C¨n cø NghÞ quyÕt sè 57-NQ/TW cña Bé ChÝnh trÞ")
'TCVN3'
>>> find_encoding("Căn cứ Nghị quyết và có lòng") is None
True
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from core.text import nfc
from ingest.restore.spelling_evidence import always_accented
from ingest.restore.syllables import is_syllable
from ingest.restore.typing_style import has_accents
from ingest.text_layers.legacy_encoding import CAPITAL_FACE, CONVERTED, convert_legacy, holds_unicode

_NAMES = (
    (re.compile(r"vni[- ].*|vni", re.IGNORECASE), "VNI"),
    (re.compile(r"\.?vn[a-z].*h", re.IGNORECASE), f"TCVN3{CAPITAL_FACE}"),
    (re.compile(r"\.?vn[a-z].*|.*tcvn.*", re.IGNORECASE), "TCVN3"),
    (re.compile(r"vps[- ].*", re.IGNORECASE), "VPS"),
    (re.compile(r"viscii.*|v[iu] (?:times|arial).*", re.IGNORECASE), "VISCII"),
)
_STYLE_SUFFIX = re.compile(r"[-, ]?(?:bold|italic|boldmt|italicmt|regular|oblique)+$", re.IGNORECASE)
_SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
_SEPARATOR = re.compile(r"[\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_QUOTES = "“”‘’«»…–"
_FEWEST_WORDS = 4
_SURE_LEAD = 2
_MIXED_SHARE = 0.1
_MIXED_WORDS = 20
_LEAST_SHARE = 0.6
_LEAST_GAIN = 0.35
_LEAST_OF_ALL, _MOST_BARE = 0.05, 0.5


class Evidence(NamedTuple):
    """How many words need an encoding, hold letters that only Unicode has, and are right as they stand or converted.

    `plain` words need none; `bare` ones of these are words whose accents are gone, which no old encoding leaves so.
    """

    plain: int
    bare: int
    words: int
    unicode_words: int
    right_as_is: int
    right_in: Mapping[str, int]

    @property
    def best(self) -> str:
        """The encoding in which most words are right."""
        return max(self.right_in, key=lambda name: self.right_in[name])


def named_encoding(font: str) -> str | None:
    """The encoding that a font's name tells, with `-H` for a capital face; None for a name that tells none."""
    name = _STYLE_SUFFIX.sub("", _SUBSET_PREFIX.sub("", font.strip()))
    return next((encoding for pattern, encoding in _NAMES if pattern.fullmatch(name)), None)


def find_encoding(text: str) -> str | None:
    """The old encoding that `text` is surely in, whatever its font; None for Unicode, and where words are too few."""
    found = weigh(text)
    best = found.best
    right = found.right_in[best]
    enough = right >= max(_FEWEST_WORDS, _LEAST_SHARE * found.words, _LEAST_OF_ALL * found.plain)
    gains = right - found.right_as_is >= _LEAST_GAIN * found.words
    is_ruined = found.bare > _MOST_BARE * right
    return best if enough and gains and not is_ruined and found.unicode_words < found.words / 2 else None


class FontHint(NamedTuple):
    """The encoding of what is set in a font, None for Unicode; `is_mixed`: a good part of it is in another one."""

    encoding: str | None
    is_mixed: bool = False


def hint_of(font: str, text: str) -> FontHint:
    """What a font tells, by its name and by all the text of a document that is set in it."""
    named = named_encoding(font)
    encoding = named if named is not None and agrees_mostly(text, named) else find_encoding(text)
    found = weigh(text)
    if encoding is None and found.unicode_words == 0 and found.right_as_is < found.right_in[found.best] / 2:
        encoding = found.best if found.right_in[found.best] >= _MIXED_SHARE * found.words else None
    if encoding is None:
        return FontHint(None)
    name = encoding.removesuffix(CAPITAL_FACE)
    rest = weigh(" ".join(word for word in _SEPARATOR.split(text) if not _is_right_in(word, name)))
    return FontHint(encoding, rest.right_in[rest.best] >= max(_MIXED_WORDS, _MIXED_SHARE * found.words))


def settle_encoding(text: str, hint: str | None, *, is_mixed: bool = False) -> str | None:
    """The encoding of a short text: the one that its font hints at, unless its words are clearly righter in another.

    None for Unicode: a letter of Unicode's own in it, or more words right as they stand.

    >>> settle_encoding("Caùc hoäi thaûo khoa hoïc", "TCVN3"), settle_encoding("tốt", "TCVN3")
    ('VNI', None)
    """
    if hint is None:
        return find_encoding(text)
    found = weigh(text)
    right, best_right = found.right_in[hint.removesuffix(CAPITAL_FACE)], found.right_in[found.best]
    is_other = best_right >= right + (1 if is_mixed else _SURE_LEAD)
    if found.unicode_words or max(right, best_right * is_other) < found.right_as_is:
        return None
    return found.best if is_other else hint


def agrees_mostly(text: str, encoding: str) -> bool:
    """As `agrees`, for all the text of a font: words of Unicode's own may stand among it, up to half."""
    found = weigh(text)
    right = found.right_in[encoding.removesuffix(CAPITAL_FACE)]
    return found.unicode_words <= found.words / 2 and right >= found.right_as_is


def weigh(text: str) -> Evidence:
    """The evidence that the words of `text` give."""
    split = [word for word in _SEPARATOR.split(text) if word.strip(_QUOTES) and not any(map(str.isdigit, word))]
    words = Counter(word for word in split if not word.isascii())
    candidates = {word: count for word, count in words.items() if not holds_unicode(word)}
    right_in = {
        name: sum(count for word, count in candidates.items() if _is_right_in(word, name)) for name in CONVERTED
    }
    return Evidence(
        plain=len(split) - words.total(),
        bare=sum(word.lower() in always_accented() for word in split),
        words=words.total(),
        unicode_words=words.total() - sum(candidates.values()),
        right_as_is=sum(count for word, count in candidates.items() if _is_right(word)),
        right_in=right_in,
    )


def _is_right_in(word: str, encoding: str) -> bool:
    """The word is right once converted, with or without what may be quotation marks around it."""
    return any(_is_right(convert_legacy(form, encoding)) for form in {word, word.strip(_QUOTES)})


def _is_right(word: str) -> bool:
    word = nfc(word).strip(_QUOTES)
    return has_accents(word) and is_syllable(word)
