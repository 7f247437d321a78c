"""UTF-8 whose bytes a program took for Western European letters: `Tiáº¿ng Viá»‡t` for `Tiếng Việt`.

Each letter of two or three bytes became two or three characters: a first one of its own kind, then one or two that
stand for bytes 80 to BF, read as Latin-1 or as Windows-1252.

>>> read_as_utf8("Tiáº¿ng Viá»‡t thÃ¡ng 4; café")
'Tiếng Việt tháng 4; café'
"""

import re

MISREAD_UTF8 = "UTF-8"
"""Names this fault among the old encodings."""

_BYTES = {bytes((code,)).decode("cp1252", "ignore"): code for code in range(0x80, 0xC0)}
_FOLLOWING = "[" + re.escape("".join(sorted({*map(chr, range(0x80, 0xC0)), *_BYTES} - {""}))) + "]"
_LETTER = re.compile(f"[\xc2-\xdf]{_FOLLOWING}|[\xe0-\xef]{_FOLLOWING}{{2}}")


def read_as_utf8(text: str) -> str:
    """`text` with each run of such characters as the letter that it stands for; all else as it is."""
    return _LETTER.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    content = bytes(_BYTES.get(character, ord(character)) for character in found.group())
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
