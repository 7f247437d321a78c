"""Vietnamese numerals from one to ninety-nine.

After tens, one is "mốt" from twenty-one on, four often "tư", five "lăm" or "nhăm"; "hai mươi năm" is twenty years and
no number.
"""

UNITS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5} | {
    word: number for number, word in enumerate(UNITS, start=1) if word != "năm"
}
"""How the last figure is said after "mươi"."""

TENS = {f"{unit} mươi": 10 * number for number, unit in enumerate(UNITS, start=1) if number > 1}

NUMERALS = {unit: number for number, unit in enumerate(UNITS, start=1)} | {"mười": 10} | TENS
"""Number of each numeral, as written with single spaces."""
NUMERALS |= {f"mười {word}": 10 + number for word, number in AFTER_TENS.items() if word not in ("mốt", "tư")}
NUMERALS |= {f"{ten} {word}": number + last for ten, number in TENS.items() for word, last in AFTER_TENS.items()}

COUNT_WORDS = "|".join(sorted(NUMERALS.keys() - {"năm"}, key=lambda word: (-len(word), word)))
"""Numerals as alternatives of a pattern, longest first; "năm" alone is left out, being far more often the year."""


def count_of(word: str) -> int:
    """The number that digits or a Vietnamese numeral write.

    >>> count_of("sáu"), count_of("06"), count_of("mười lăm"), count_of("bảy mươi tư")
    (6, 6, 15, 74)

    Raises:
        KeyError: it is neither.
    """
    return int(word) if word.isdigit() else NUMERALS[" ".join(word.split())]
