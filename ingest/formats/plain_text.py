"""Bytes of a text file to the texts of its pages.

UTF-8, UTF-16 with or without a mark, Windows-1258, and the old 8-bit Vietnamese encodings, whose bytes are handed on as
Latin letters for the text judge to name and convert.
"""

import codecs
import re
from pathlib import Path

from core.directive import PAGE_BREAK
from core.errors import DamagedFile
from core.limits import Limits
from core.text import nfc
from ingest.formats.raw_page import RawPage
from ingest.layout.letter_spacing import close_spaced_text
from ingest.text_layers.legacy_stretches import unified_page

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WRITTEN_BREAK = re.compile(
    r"^[ \t]*[-=_*#]{2,}[ \t]*(?:page[ \t]*break|end[ \t]*of[ \t]*page|(?:page|trang)[ \t]*\d{1,4})"
    r"[ \t]*[-=_*#]{2,}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\U000e0000-\U000e007f]")
"""What shows nothing, turns the order of letters round, or hides words from the eye and not from a machine."""
_MAX_CONTROL_SHARE = 0.01
_TONED_FOR_ONE_LOOSE = 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_bytes(content: bytes) -> str | None:
    """The text that `content` encodes, or None when it is no text.

    >>> decode_bytes("Số: 15".encode("utf-16-le"))
    'Số: 15'
    >>> decode_bytes(b"\\x00\\x01\\x02\\x03\\x80") is None
    True
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    if b"\x00" in content[:4096]:
        return _utf16_without_mark(content)
    text = _decoded(content, "utf-8")
    if text is None and not _looks_binary(content.decode("latin-1")):
        text = _eight_bit(content)
    return text


def split_pages(text: str) -> tuple[str, ...]:
    """Page texts of a decoded file, cut at form feeds and at lines that only say that a page ends, and not yet cleaned;
    a form feed at the very end opens no page.

    >>> split_pages("một\\fhai\\f")
    ('một', 'hai')
    >>> split_pages("một\\n--- PAGE BREAK ---\\nhai")
    ('một\\n', '\\nhai')
    """
    parts = _WRITTEN_BREAK.sub(PAGE_BREAK, text).split(PAGE_BREAK)
    while len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(parts)


def clean_page(text: str) -> str:
    """NFC text with plain line ends and no control, direction or zero-width characters.

    It ends in a newline unless it is empty; blank lines at the end are dropped; spaced-out letters are words.

    >>> clean_page("một\\r\\nhai \\n\\n")
    'một\\nhai\\n'
    """
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c\x1c-\x1e]", "\n", text)
    text = _INVISIBLE.sub("", _CONTROLS.sub("", nfc(text)))
    lines = [close_spaced_text(line.rstrip()) for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _looks_binary(text) else text


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 text whose Latin letters leave every other byte zero; None when it is neither byte order."""
    if len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(content, encoding)
        if text is not None and sum(c.isascii() or "À" <= c <= "ỹ" for c in text) > 0.9 * len(text):
            return text
    return None


def _looks_binary(text: str) -> bool:
    controls = sum((character < " " and character not in "\t\n\r\f\v") or character == "\x7f" for character in text)
    return "\x00" in text or controls > _MAX_CONTROL_SHARE * max(1, len(text))


def _eight_bit(content: bytes) -> str | None:
    """Windows-1258 when its loose tone marks all find their letters, else one Latin letter for each byte."""
    try:
        vietnamese = nfc(content.decode("cp1258"))
    except UnicodeDecodeError:
        vietnamese = ""
    toned = sum("Ạ" <= character <= "ỹ" for character in vietnamese)
    loose = sum("\u0300" <= character <= "\u036f" for character in vietnamese)
    if toned > _TONED_FOR_ONE_LOOSE * loose and toned:
        return vietnamese
    return "".join(_latin(byte) for byte in content)


def _latin(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def read_text_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """Pages of the text file at `path`; text in an old encoding is converted line by line.

    Raises:
        DamagedFile: the bytes are no text.
    """
    text = decode_bytes(path.read_bytes())
    if text is None:
        raise DamagedFile("the bytes are no text", where=where, advice="copy the file again from where it came")
    return tuple(unified_page(page) for page in split_pages(text))
