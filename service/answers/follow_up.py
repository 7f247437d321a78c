"""Questions that lean on what was asked before: "ai ký?", "còn Bộ Quốc phòng?", "ý thứ hai là gì?", "còn ai nữa?".

Nothing is guessed by a model: what is missing is taken from the last answered question and the documents it quoted.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from core.answer import Answer
from core.record import Record
from core.text import fold, fold_aligned, squeeze
from service.answers.question import asking_words, terms_of

_OPENING = re.compile(
    r"^(?:the|vay|con(?! han| kip)|va|thi|roi|nhung|the con|vay con|the thi|vay thi|ok|vang|da)\b[ ,]*"
)
_ENDING = re.compile(r"[ ,]*\b(?:thi sao|thi the nao|the nao|thi|nhi|vay|a|the|nua)?\s*[?.!]*$")
_HOW_ABOUT = re.compile(r"\bthi (?:sao|the nao)\s*[?.!]*$")
_POINTS_BACK = re.compile(
    r"\b(?:van ban|ke hoach|quyet dinh|thong tu|cong van|chi thi|nghi quyet|don vi|co quan|viec|nhiem vu|bao cao"
    r"|hoi nghi|nguoi|ong|ba|dong chi|cai|dieu|muc|y|phan|noi dung|hoi thi|chuong trinh|thong bao|quy dinh)"
    r" (?:nay|do|ay|kia|tren|vua roi|noi tren)\b|\bno\b|\bo do\b|\bluc do\b"
)
_MORE = re.compile(
    r"\b(?:con|ngoai ra|ngoai do)\b.*\b(?:nua|khac)\b|\b(?:gi|ai|nao) nua\b|^con (?:gi|ai|nhung gi) khac\b"
)
_ORDINALS = {
    "nhat": 1, "dau": 1, "dau tien": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(?:y|muc|cau|dieu|phan|noi dung|viec|nhiem vu|doan|dong|cai|trich dan) (?:so |thu )?"
    rf"(?:(?P<figure>\d{{1,2}})|(?P<word>{'|'.join(_ORDINALS)})|(?P<last>cuoi(?: cung)?))\b(?! (?:nam|thang))"
)
_IS_SHORT, _IS_VERY_SHORT = 5, 3
_LEAST_WEIGHT = 0.25
_MOST_DOCUMENTS = 3


class Leaning(StrEnum):
    """How a follow-up leans on what was asked before."""

    SAME_DOCUMENTS = "same_documents"
    OTHER_SUBJECT = "other_subject"
    MORE = "more"
    ITEM = "item"


class FollowUp(Record):
    """A question made whole.

    Attributes:
        text: the question to ask.
        document_ids: where it is to be answered from.
        earlier: the answer it leans on.
        item: for `ITEM`, the place of the sentence asked for, from 1; -1 for the last.
    """

    leaning: Leaning
    text: str
    document_ids: tuple[str, ...]
    earlier: Answer
    item: int = 0


def read_follow_up(question: str, earlier: Sequence[Answer]) -> FollowUp | None:
    """What `question` means after `earlier` (oldest first); None when it stands by itself or nothing was answered.

    Args:
        question: as typed.
        earlier: answers of the conversation.
    """
    last = next((answer for answer in reversed(earlier) if _documents(answer)), None)
    if last is None:
        return None
    typed = squeeze(question)
    folded = fold(typed)
    asked_before = last.understood or last.question
    if (item := _item_asked(folded)) and len(folded.split()) <= 2 * _IS_SHORT and item <= len(last.sentences):
        return _follow_up(Leaning.ITEM, typed, last, item=item)
    if _MORE.search(folded) and len(folded.split()) <= 2 * _IS_SHORT:
        return _follow_up(Leaning.MORE, asked_before, last)
    bare = _without_opening(typed)
    opened = _OPENING.match(folded) is not None or _HOW_ABOUT.search(folded) is not None
    telling = sum(term.weight > _LEAST_WEIGHT for term in terms_of(bare))
    if opened and telling <= _IS_SHORT and not asking_words(bare):
        return _follow_up(Leaning.OTHER_SUBJECT, f"{bare} {asking_words(asked_before)}".strip(), last)
    is_short = telling <= _IS_SHORT if opened else telling <= _IS_VERY_SHORT and _names_nothing(typed)
    if is_short or _POINTS_BACK.search(folded):
        return _follow_up(Leaning.SAME_DOCUMENTS, bare, last)
    return None


def _follow_up(leaning: Leaning, text: str, last: Answer, *, item: int = 0) -> FollowUp:
    return FollowUp(leaning=leaning, text=text, document_ids=_documents(last), earlier=last, item=item)


def _documents(answer: Answer) -> tuple[str, ...]:
    """The documents that an answer quotes, most quoted first."""
    if answer.abstained:
        return ()
    quoted = [citation.document_id for citation in answer.citations]
    return tuple(sorted(dict.fromkeys(quoted), key=lambda one: -quoted.count(one)))[:_MOST_DOCUMENTS]


def _item_asked(folded: str) -> int:
    found = _ORDINAL.search(folded)
    if found is None:
        return 0
    if found["last"]:
        return -1
    return int(found["figure"]) if found["figure"] else _ORDINALS[found["word"]]


def _without_opening(typed: str) -> str:
    """`typed` without "thế", "còn", … before it and "thì sao" after it."""
    text = typed
    while match := _OPENING.match(fold_aligned(text)):
        if match.end() >= len(text.rstrip(" ?.!")):
            break
        text = text[match.end() :]
    ending = _ENDING.search(fold_aligned(text))
    return text[: ending.start()].strip() if ending and ending.start() > 0 else text.strip()


def _names_nothing(typed: str) -> bool:
    """Whether it names no document, body or person: no number, no word with a capital after the first."""
    return not re.search(r"\d", typed) and not any(word[:1].isupper() for word in typed.split()[1:])
