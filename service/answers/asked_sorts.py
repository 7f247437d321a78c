"""Words that merely name the sort of thing asked for: "đối tượng nào", "trường hợp nào", "thủ tục gì".

A sentence gives the thing itself, and need not call it a case or a condition; that it does not tells little.
"""

import re

SHARE = 0.35
"""The share of its weight that such a word keeps."""
_SORT = re.compile(
    r"(?<!\w)(đối tượng|trường hợp|điều kiện|vấn đề|phương thức|cách thức|hình thức|yêu cầu|tiêu chí|thủ tục|nội dung"
    r"|hậu quả|quyền lợi|lợi ích|giấy tờ|chuyện|loại|kênh|nhóm) (?:nào|gì)(?!\w)"
)


def sorts_named(text: str) -> frozenset[str]:
    """The sorts of thing that a question asks for by such a word.

    >>> sorts_named("Những đối tượng nào được xét, theo khách sạn nào?")
    frozenset({'đối tượng'})
    """
    return frozenset(_SORT.findall(text.lower()))


def is_part_of(sorts: frozenset[str], before: str, word: str, after: str) -> bool:
    """Whether the word, with those beside it, is part of one of `sorts`."""
    return not sorts.isdisjoint((word, f"{before} {word}", f"{word} {after}"))
