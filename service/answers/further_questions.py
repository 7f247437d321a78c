"""The further things that a question asks for after its first ("…, hình thức gì, thành phần nào?")."""

import re

from core.text import tone_key
from service.answers.question import Question

_JOINT = re.compile(r"[,;]\s+|\s+và\s+")
_ASKING = re.compile(r"(?<!\w)(?:nào|gì|ai|đâu|thế nào|bao nhiêu|mấy|là)(?!\w)|[?]")
_LONGEST_LABEL = 8
_LONGEST_ASKED = 4


def further_words(question: Question) -> tuple[tuple[str, ...], ...]:
    """The words of each short part, after the first, that asks for something of its own."""
    found = []
    for part in _JOINT.split(question.text)[1:]:
        words = tuple(re.findall(r"[^\W\d_]+", tone_key(_ASKING.sub(" ", part))))
        if _ASKING.search(part) and 1 <= len(words) <= _LONGEST_ASKED:
            found.append(words)
    return tuple(found)


def asked_label(question: Question) -> tuple[str, ...]:
    """The words of a question that asks for one thing by its name alone ("hình thức gì?"); empty for another one."""
    words = tuple(re.findall(r"[^\W\d_]+", tone_key(_ASKING.sub(" ", question.text))))
    return words if 1 <= len(words) <= _LONGEST_ASKED else ()


def is_label_of(label: str, words: tuple[str, ...]) -> bool:
    """Whether a short label before a colon holds all of `words`, side by side."""
    said = re.findall(r"[^\W\d_]+", tone_key(label))
    return len(said) <= _LONGEST_LABEL and f" {' '.join(words)} " in f" {' '.join(said)} "
