"""Classes of Vietnamese letters for regular expressions, where a range would mix capital and small letters."""

_LETTERS = [chr(code) for code in range(0x41, 0x1EFA) if chr(code).isalpha() and (code < 0x5B or code >= 0xC0)]

CAPITALS = "".join(letter for letter in _LETTERS if letter.isupper())
"""Every capital letter of the Latin script up to Ỹ, to be put between square brackets."""

OPENING_QUOTES = ("“", '"', "«")
