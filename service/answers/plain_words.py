"""A stretch of a document as a sentence to be read: one line, without list marks and Markdown."""

import re

from core.text import squeeze

_MARK = re.compile(r"^(?:[-+*•–]\s+|#+\s+|>\s+)+")
_STRAY = re.compile(r"(?<=[.;])\s*[^\w\s.,;:!?…”\"')\]%/]+$")
_MARKDOWN = re.compile(r"\*+|_{2,}|`+")


def plain_sentence(text: str) -> str:
    """The words of `text` without what merely sets them out; ends in a full stop.

    >>> plain_sentence("- **Giao** Văn phòng  tham mưu;")
    'Giao Văn phòng tham mưu.'
    """
    cells = [squeeze(_MARKDOWN.sub("", cell)) for cell in text.split("\t")]
    line = " – ".join(cell for cell in cells if cell)
    line = _STRAY.sub("", _MARK.sub("", line).strip()).rstrip(";,:")
    return line if line.endswith((".", "!", "?", "…", "”", '"')) else f"{line}."
