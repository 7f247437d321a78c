"""Two questions in one: "sơ kết lúc nào, tổng kết lúc nào?" wants a time for each."""

import re

from service.answers.asking import Asked
from service.answers.question import Question, asking_words, read_question
from service.answers.sorts_of_words import sorts_asked

_JOINT = re.compile(r"[,;]\s+|\s+(?:và|rồi|còn)\s+")
_EVENT = (
    "(?:sơ kết|tổng kết|khai mạc|bế mạc|khai giảng|bế giảng|bắt đầu|kết thúc|mở đầu|phát động|triển khai|nộp bài"
    "|đăng ký|chấm|trao giải|công bố|sơ khảo|chung khảo|sơ tuyển|chung kết|tập huấn|kiểm tra|họp|khảo sát|nghiệm thu)"
)
_TWO_EVENTS = re.compile(
    rf"(?<!\w)(?P<one>{_EVENT})(?:,| và| với| rồi|/| rồi đến) ?(?P<other>{_EVENT})(?!\w)", re.IGNORECASE
)
"""Two events of which one time is asked ("sơ kết và tổng kết khi nào"): each has its own."""
_WHOLE = (Asked.COMPARE, Asked.YES_NO, Asked.LETTERHEAD, Asked.DOCUMENTS)
_LEAST_OWN = 0.35
_MOST = 3


def question_parts(question: Question) -> tuple[Question, ...]:
    """The parts of a question that each ask for the same sort of thing about a matter of its own; empty for one.

    A part means the documents that the whole question names.
    """
    if two := _two_events(question):
        return two
    pieces = _JOINT.split(question.text)
    if question.asks(*_WHOLE) or not 1 < len(pieces) <= _MOST or not all(asking_words(piece) for piece in pieces):
        return ()
    parts = tuple(_part(question, piece) for piece in pieces)
    sorts = {sorts_asked(part) for part in parts}
    own = [{term.word for term in part.terms} for part in parts]
    is_of_its_own = all(
        sum(term.weight for term in part.terms if not any(term.word in other for other in own if other is not words))
        >= _LEAST_OWN
        for part, words in zip(parts, own, strict=True)
    )
    return parts if len(sorts) == 1 and sorts != {(frozenset(),)} and is_of_its_own else ()


def _two_events(question: Question) -> tuple[Question, ...]:
    found = _TWO_EVENTS.search(question.text) if question.asks(Asked.TIME) and not question.asks(*_WHOLE) else None
    if found is None:
        return ()
    before, after = question.text[: found.start()], question.text[found.end() :]
    return tuple(_part(question, f"{before}{found[event]}{after}") for event in ("one", "other"))


def _part(question: Question, piece: str) -> Question:
    part = read_question(piece, accent=str)
    named = {"codes": question.codes, "mentions": question.mentions, "accentless": question.accentless}
    return part.model_copy(update=named)
