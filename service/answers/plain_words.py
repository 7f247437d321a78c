"""A stretch of a document as a sentence to be read: one line, without list marks and Markdown."""

import re

from core.text import squeeze
from service.answers.capitals import CAPITAL

_MARK = re.compile(
    rf"^(?:[-+*•–]\s*+|#+\s+|>\s+|(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-zđ]\)|[IVX]+[.)])\s*(?=[“\"(]?{CAPITAL}))+"
)
_STRAY = re.compile(r"(?<=[.;])\s*[^\w\s.,;:!?…”\"')\]%/]+$")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_CELL_END = re.compile(r"\t|\s*\|\s*(?=\S|$)")
_MARKDOWN = re.compile(r"\*+|_{2,}|`+")
_LAST_MARK = re.compile(r"\s*\.\s*/\s*\.?\W*$")


def plain_sentence(text: str) -> str:
    """The words of `text` without what merely sets them out; begins with a capital and ends in a full stop.

    >>> plain_sentence("- **Giao** Văn phòng  tham mưu;")
    'Giao Văn phòng tham mưu.'
    >>> plain_sentence("a) Tổ chức thi hành Quyết định này./.")
    'Tổ chức thi hành Quyết định này.'
    """
    cells = [squeeze(_MARKDOWN.sub("", cell)) for cell in _CELL_END.split(text)]
    if len(cells) > 1 and _ROW_NUMBER.fullmatch(cells[0]):
        cells = cells[1:]
    line = " – ".join(cell for cell in cells if cell)
    line = _LAST_MARK.sub(".", _STRAY.sub("", _MARK.sub("", line).strip())).rstrip(";,: ")
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…", "”", '"')) else f"{line}."
