"""Which paragraphs of an amending document are words of the document that it amends.

"Sửa đổi, bổ sung Điều 5 như sau:" is followed by the new Điều 5 in quotation marks, often over many paragraphs. Its
numbers belong to the other document: they open no section of this one.
"""

import re
from collections.abc import Sequence

_OPENS = re.compile(r"^[*_\s]*[“\"«„]")
_CLOSES = re.compile(r"[”\"»][*_\s]*[.;,:]*[*_\s]*(?:và|hoặc)?[.;,\s]*$")
_LONGEST = 400
"""Paragraphs within which a quotation must be closed; one that is not was a slip."""


def quoted_paragraphs(texts: Sequence[str]) -> frozenset[int]:
    """Indexes of the paragraphs that lie in a quotation of more than one paragraph, the first one included.

    >>> sorted(quoted_paragraphs(["1. Sửa đổi Điều 5 như sau:", "“Điều 5. Hồ sơ", "1. Đơn.”.", "2. Bãi bỏ Điều 6."]))
    [1, 2]
    """
    quoted: set[int] = set()
    at = 1
    while at < len(texts):
        end = _end_of_quotation(texts, at) if _opens_quotation(texts, at) else None
        if end is not None:
            quoted.update(range(at, end + 1))
            at = end
        at += 1
    return frozenset(quoted)


def _opens_quotation(texts: Sequence[str], at: int) -> bool:
    before = texts[at - 1].rstrip("*_ \n")
    return _OPENS.match(texts[at]) is not None and before.endswith((":", "”;", "”,", '";', "”.", "”"))


def _end_of_quotation(texts: Sequence[str], start: int) -> int | None:
    """Index of the paragraph that closes the quotation opened at `start`; None when none does."""
    curly = "“" in texts[start][:4]
    depth = 0
    for at in range(start, min(len(texts), start + _LONGEST)):
        depth += texts[at].count("“") - texts[at].count("”")
        if _CLOSES.search(texts[at]) and (depth <= 0 or not curly) and not (at == start and texts[at].strip() == '"'):
            return at
    return None
