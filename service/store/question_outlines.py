"""What was asked lately, as lists show it: answers do not change, so the little that a list shows of each is kept."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.text import squeeze
from service.records import AskedOutline
from service.store.tables import DocumentRow, QuestionRow

_MOST_KEPT = 1_000
_OPENING_CHARACTERS = 200
_MOST_IDS = 500
"""Rows looked up by id at a time; a database bounds the parameters of one query."""

Asked = tuple[int, datetime]
"""A question: the number of its row, which may be given again once it is erased, and when it was asked."""


class _Told(NamedTuple):
    outline: AskedOutline
    quoted: frozenset[str]


class QuestionOutlines:
    """Outlines of questions; whoever asks for some must be allowed to see them. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Asked, _Told] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: Session, questions: Sequence[Asked]) -> tuple[AskedOutline, ...]:
        """Outlines of those of `questions` that quote nothing but held documents, in their order."""
        with self._lock:
            known = {one: self._kept[one] for one in questions if one in self._kept}
        read = _read(session, [one for one in questions if one not in known])
        told = known | read
        held = _held(session, {key for one in told.values() for key in one.quoted})
        with self._lock:
            self._kept.update(read)
            for one in known.keys() & self._kept.keys():
                self._kept.move_to_end(one)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return tuple(told[one].outline for one in questions if one in told and told[one].quoted <= held)


def _read(session: Session, questions: Sequence[Asked]) -> dict[Asked, _Told]:
    ids = [number for number, _ in questions]
    columns = (QuestionRow.id, QuestionRow.asked_at, QuestionRow.answer)
    rows = session.execute(select(*columns).where(QuestionRow.id.in_(ids))) if ids else ()
    return {(row.id, row.asked_at): _told(row.answer, row.asked_at) for row in rows}


def _told(answer_json: str, asked_at: datetime) -> _Told:
    """What the database holds of an answer was checked when it was written; it is not checked again."""
    answer = from_json(answer_json)
    outline = AskedOutline(
        conversation_id=answer.get("conversation_id", ""),
        question=answer["question"],
        abstained=answer["abstained"],
        opening=squeeze(answer["text"])[:_OPENING_CHARACTERS],
        asked_at=asked_at,
    )
    cited = (*answer.get("citations", ()), *answer.get("nearest", ()))
    return _Told(outline, frozenset(citation["document_id"] for citation in cited))


def _held(session: Session, document_ids: Collection[str]) -> set[str]:
    """Those of the documents that are held, as far as who acts may see them."""
    ids, found = sorted(document_ids), set()
    for start in range(0, len(ids), _MOST_IDS):
        some = DocumentRow.id.in_(ids[start : start + _MOST_IDS])
        found |= set(session.scalars(select(DocumentRow.id).where(some, DocumentRow.removed_at.is_(None))))
    return found
