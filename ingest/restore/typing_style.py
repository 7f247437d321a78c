"""How a text without accents came to be so: typed that way, or misread by an OCR model."""

import re
from collections.abc import Collection
from enum import StrEnum

_VIETNAMESE_ONLY = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯàáãảạèẽẻẹìíĩỉịòóõỏọùúũủụỳýỹỷỵÀÁÃẢẠÈẼẺẸÌÍĨỈỊÒÓÕỎỌÙÚŨỦỤỲÝỸỶỴ\u1ea0-\u1ef9]"
)
_TRACE_OF_MISREADING = re.compile(r"[éÉ¢€¥§©®£$&@|~]|[^\W\d_]\d|\d[^\W\d_]")


class TypingStyle(StrEnum):
    UNACCENTED = "unaccented"
    MISREAD = "misread"


def has_accents(text: str) -> bool:
    """Whether there is a letter in `text` that Vietnamese has and English OCR does not give (é is one that it gives).

    >>> has_accents("kế hoạch"), has_accents("ké hoach")
    (True, False)
    """
    return bool(_VIETNAMESE_ONLY.search(text))


def tell_style(words: Collection[str]) -> TypingStyle:
    """How these different words came to be without accents: misread when one in twenty shows a trace of it.

    >>> tell_style({"ke", "hoach"}).value, tell_style({"ké", "hoach"}).value
    ('unaccented', 'misread')
    """
    traces = sum(bool(_TRACE_OF_MISREADING.search(word)) for word in words)
    return TypingStyle.MISREAD if traces * 20 > len(words) else TypingStyle.UNACCENTED
