"""Good texts written in the old encodings, as the files of the 1990s hold them: made without end."""

from functools import cache

from core.text import nfc
from ingest.text_layers.legacy_encoding import convert_legacy

_BASES = "ôöÔÖabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode_legacy(text: str, encoding: str) -> bytes:
    """`text` as bytes of `encoding`; letters that it lacks (capitals of TCVN3) as their small ones, others as `?`."""
    table = _written(encoding)
    written = (
        letter if letter.isascii() else table.get(letter) or table.get(letter.lower(), letter) for letter in nfc(text)
    )
    return b"".join(_as_bytes(part) for part in written)


@cache
def _written(encoding: str) -> dict[str, str]:
    """What stands for each letter: found by converting everything that can stand for one."""
    singles = [chr(code) for code in (*range(1, 32), *range(0x80, 0x100)) if chr(code) not in "\t\n\r\f"]
    pairs = [letter + mark for letter in _BASES for mark in singles] if encoding == "VNI" else []
    table: dict[str, str] = {}
    for candidate in (*singles, *pairs):
        letter = convert_legacy(candidate, encoding)
        if len(letter) == 1 and not letter.isascii() and letter != candidate:
            table.setdefault(letter, candidate)
    return table


def _as_bytes(part: str) -> bytes:
    try:
        return part.encode("latin-1")
    except UnicodeEncodeError:
        return part.encode("cp1252", "replace")
