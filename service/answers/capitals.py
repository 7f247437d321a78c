"""Letter classes for patterns: Vietnamese capitals and small letters alternate in Unicode, so no range names them."""

_LATIN = (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))

CAPITAL = "[" + "".join(chr(point) for point in _LATIN if chr(point).isupper()) + "]"
"""A character class of the capital letters of Latin scripts."""

SMALL = "[" + "".join(chr(point) for point in _LATIN if chr(point).islower()) + "]"
"""A character class of the small letters of Latin scripts."""
