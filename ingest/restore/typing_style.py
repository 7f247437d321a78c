"""How a text without accents came to be so: typed that way, or misread by an OCR model."""

import re
from collections.abc import Collection, Container
from enum import StrEnum

_VIETNAMESE_ONLY = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯàáãảạèẽẻẹìíĩỉịòóõỏọùúũủụỳýỹỷỵÀÁÃẢẠÈẼẺẸÌÍĨỈỊÒÓÕỎỌÙÚŨỦỤỲÝỸỶỴ\u1ea0-\u1ef9]"
)
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_TRACE_OF_MISREADING = re.compile(r"[éÉ¢€¥§©®£$&@|~]|[^\W\d_]\d|\d[^\W\d_]")


class TypingStyle(StrEnum):
    """How a text was typed or read.

    Attributes:
        ACCENTED: most words have their accents; only words that cannot be right are restored.
        UNACCENTED: typed without accents.
        MISREAD: read by an OCR model that does not know Vietnamese.
        HOLED: letters with accents were lost and a hole stands for each (`lost_letters`).
        GAPPED: letters with accents were lost without a trace.
    """

    ACCENTED = "accented"
    UNACCENTED = "unaccented"
    MISREAD = "misread"
    HOLED = "holed"
    GAPPED = "gapped"


def has_accents(text: str) -> bool:
    """Whether there is a letter in `text` that Vietnamese has and English OCR does not give (é is one that it gives).

    >>> has_accents("kế hoạch"), has_accents("ké hoach")
    (True, False)
    """
    return bool(_VIETNAMESE_ONLY.search(text))


def shows_misreading(word: str) -> bool:
    """Whether `word` holds what no Vietnamese or English word has: é, a symbol, a digit among letters."""
    return bool(_TRACE_OF_MISREADING.search(word))


def tell_style(words: Collection[str], known: Container[str]) -> TypingStyle:
    """How these different words came to be without accents: misread when one in twenty shows a trace of it.

    Args:
        words: the words, without the punctuation around them.
        known: spellings of words with their accents left out; one that is not among them was not typed.

    >>> tell_style({"ke", "hoach"}, {"ke", "hoach"}).value, tell_style({"ke", "hqach"}, {"ke", "hoach"}).value
    ('unaccented', 'misread')
    """
    traces = sum(shows_misreading(word) or (is_speakable(word) and word not in known) for word in words)
    return TypingStyle.MISREAD if traces * 20 > len(words) else TypingStyle.UNACCENTED


def is_speakable(word: str) -> bool:
    """Letters only, with a vowel among them: a word, not an abbreviation."""
    return word.isalpha() and bool(_VOWEL.search(word))
