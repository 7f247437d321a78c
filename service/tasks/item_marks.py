"""The mark that opens a list item ("- ", "1.2. ", "**a)** "), and where the words after it begin."""

import re

_MARKS = re.compile(r"[\s#*_|]*")
_MARKS_OF_A_LABEL = re.compile(r"[\s#*_|'‘’]*")
_MISREAD = re.compile(r"[^\w\s(“\"]{1,2}\w?\)\s+")
"""What is left of "e)" where no letter could be read."""
_LABEL_END = re.compile(r"[\s.)/:\-*_]*")


def body_offset(text: str, label: str | None) -> int:
    """Offset after the mark that opens a block.

    >>> body_offset("- Tổ chức", "-"), body_offset("1.2. Nâng cao", "1.2"), body_offset("**a)** Báo cáo", "a")
    (2, 5, 7)
    >>> body_offset("©) Tổ chức", None), body_offset("Tổ chức", None)
    (3, 0)
    """
    marks = (_MARKS if label is None else _MARKS_OF_A_LABEL).match(text)
    position = marks.end() if marks else 0
    if label is None and (misread := _MISREAD.match(text, position)) is not None:
        return misread.end()
    if label is None or not text.startswith(label, position):
        return position
    end = _LABEL_END.match(text, position + len(label))
    return end.end() if end else position
