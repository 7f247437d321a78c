"""Text whose letters with accents were lost: a mark stands for each (`Ngh� quy�t`, `Ngh? quy?t`), or nothing does.

What is left of a word tells its candidates: all forms that leave the same when their accented letters are taken out.
Which of them was meant the language model says, as for text typed without accents. Letters that were not lost must fit:

    `tri�n` -> triển, triện, trièn ...    but `đ�i` -> đổi, đội, đời ... and not `dài`

>>> mark_lost_letters("Th?c hi?n Ngh? quy?t c?a B? Ch?nh tr?, c? kh?ng?").replace(HOLE, "_")
'Th_c hi_n Ngh_ quy_t c_a B_ Ch_nh tr_, c_ kh_ng?'
>>> LostLetters(["quyết", "quyệt", "quốc"]).forms_of(f"quy{HOLE}t")
[0, 1]
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from core.text import fold

HOLE = "\u01c2"
"""Stands for a lost letter while a text is restored: a letter that no Vietnamese text has."""
SHOWN_HOLE = "\ufffd"

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_QUESTION_MARK_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<!\S)\?+[a-zà-ỹ]|[^\W\d_]\?\s+[a-zà-ỹ]")
_LOST_AS_QUESTION_MARK = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_]|[\s,;.:)])|(?<!\S)\?+(?=[^\W\d_]|\s)")
_MARK = re.compile("[\ufffd\ue000-\uf8ff]")
_MARKED_LETTER = re.compile(r"(?<=[^\W\d_])[\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff](?=[a-zà-ỹ])")
_VOWEL = re.compile("[aeiouy]")
_LEAST_LOST, _LOST_SHARE, _MARKED_SHARE = 4, 0.1, 0.02


def has_question_marks(text: str) -> bool:
    """Whether question marks stand where letters with accents stood.

    >>> has_question_marks("Th?c hi?n Ngh? quy?t c?a B? Ch?nh tr?"), has_question_marks("Bạn có khỏe không? Tôi khỏe.")
    (True, False)
    """
    marked = len(_QUESTION_MARK_LETTER.findall(text))
    return marked >= _LEAST_LOST and marked > _LOST_SHARE * len(_LETTERS.findall(text))


def has_marks(text: str) -> bool:
    r"""Whether signs that are no text stand in words, after a letter or before a small one; bullets do not.

    >>> has_marks("Th\ufffdc hi\ufffdn Ngh\ufffd quy\ufffdt"), has_marks("\uf0b7 Chi tieu \uf0b7Nhiem vu")
    (True, False)
    """
    marked = len(_MARKED_LETTER.findall(text))
    return marked >= _LEAST_LOST and marked > _MARKED_SHARE * len(_LETTERS.findall(text))


def has_gaps(text: str) -> bool:
    """Whether letters with accents are gone without a trace: many different small words have no vowel.

    >>> has_gaps("Thc hin Ngh quyt ca B Chnh tr v t ph pht trin khoa hc"), has_gaps("Thực hiện Nghị quyết của Bộ")
    (True, False)
    """
    kinds = {word for word in _LETTERS.findall(text) if word[1:].islower()}
    mute = sum(not _VOWEL.search(fold(word)) for word in kinds)
    return mute >= _LEAST_LOST and mute > _LOST_SHARE * len(kinds)


def mark_lost_letters(text: str) -> str:
    """`text` with `HOLE` for each letter that is known to be lost."""
    if has_marks(text):
        text = _MARK.sub(HOLE, text)
    if not has_question_marks(text):
        return text
    return _LOST_AS_QUESTION_MARK.sub(lambda found: HOLE * len(found.group()), text)


class LostLetters:
    """Finds the forms that a word without its accented letters may have been.

    Args:
        forms: all printed forms; they are named by their place.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms
        self._by_shape: dict[str, list[int]] = defaultdict(list)
        self._by_rest: dict[str, list[int]] = defaultdict(list)
        for place, form in enumerate(forms):
            self._by_shape[_shape(form)].append(place)
            self._by_rest[_shape(form).replace(HOLE, "")].append(place)

    def forms_of(self, word: str) -> list[int]:
        """Forms that fit what is left of `word`: letter for letter where holes stand in it, else what is left alone."""
        if HOLE not in word:
            return self._by_rest.get(word, [])
        return [place for place in self._by_shape.get(_shape(word), ()) if _fits(word, self._forms[place])]


def _shape(word: str) -> str:
    """`word` with holes for its letters beyond ASCII."""
    return "".join(letter if letter.isascii() else HOLE for letter in word)


def _fits(word: str, form: str) -> bool:
    return all(one in (HOLE, other) for one, other in zip(word, form, strict=True))
