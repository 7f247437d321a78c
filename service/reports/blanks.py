"""Blanks: what nobody has told yet, visible in the draft and naming what to supply."""

import re
from typing import Final

BLANK: Final = re.compile(r"\[điền: [^\]]+\]")
"""A blank in running text."""

DOTS: Final = "……"
"""A blank whose meaning the form itself shows (ngày …… tháng ……)."""


def blank(what: str) -> str:
    """A visible blank that names what to supply.

    >>> blank("số người tham dự")
    '[điền: số người tham dự]'
    """
    return f"[điền: {what.replace('[', '(').replace(']', ')')}]"


def has_blank(text: str) -> bool:
    return BLANK.search(text) is not None


def split_blanks(text: str) -> tuple[tuple[str, bool], ...]:
    """`text` cut into (piece, is a blank), in order; the pieces joined are `text`.

    >>> split_blanks("Số [điền: số văn bản] năm")
    (('Số ', False), ('[điền: số văn bản]', True), (' năm', False))
    """
    pieces: list[tuple[str, bool]] = []
    position = 0
    for found in BLANK.finditer(text):
        pieces += [(text[position : found.start()], False), (found.group(), True)]
        position = found.end()
    pieces.append((text[position:], False))
    return tuple((piece, is_blank) for piece, is_blank in pieces if piece)
