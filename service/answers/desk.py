"""Asking in the office: questions, their conversations, what was asked before, and whether an answer was right."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date

from core.answer import Answer, Citation
from core.errors import InvalidInput
from service.answers.citing import Citer
from service.answers.steps import Done, Step
from service.engines import Engines
from service.observing.metrics import ANSWERS
from service.precedence import Precedence
from service.records import AskedOutline, AskedQuestion, Verdict
from service.search_filters import SearchFilters, matching_documents, read_filters
from service.store.record_store import RecordStore

_LONGEST_QUESTION = 2_000
_LONGEST_REMARK = 1_000
_LONGEST_CONVERSATION_ID = 64
_REMEMBERED = 4


class QuestionDesk:
    """Answers questions and keeps them.

    Args:
        store: where documents and questions are kept.
        engines: gives the heavy parts when they are first needed.
    """

    def __init__(self, store: RecordStore, engines: Callable[[], Engines], precedence: Precedence) -> None:
        self._store, self._engines, self._precedence = store, engines, precedence

    def ask(
        self,
        question: str,
        *,
        document_id: str | None = None,
        as_of: date | None = None,
        asked_by: str,
        conversation_id: str | None = None,
    ) -> Answer:
        """An answer in the words of the documents, or an abstention; it is kept in the history.

        Args:
            question: as typed, with or without filters (`service.search_filters`).
            document_id: answer from this document alone.
            as_of: answer as on that day; today unless given.
            asked_by: who asks.
            conversation_id: what was asked in it before is leant on ("còn đơn vị nào nữa?"); a new one unless given.

        Raises:
            InvalidInput: an empty or endless question.
            NotFound: no such document.
        """
        steps = self.ask_in_steps(
            question, document_id=document_id, as_of=as_of, asked_by=asked_by, conversation_id=conversation_id
        )
        return next(step.answer for step in steps if isinstance(step, Done))

    def ask_in_steps(
        self,
        question: str,
        *,
        document_id: str | None = None,
        as_of: date | None = None,
        asked_by: str,
        conversation_id: str | None = None,
    ) -> Iterator[Step]:
        """As `ask`, step by step as the answer comes; what is wrong with the question is raised at once."""
        asked = read_filters(checked_question(question))
        question = checked_question(asked.words)
        within = None if asked.filters.is_empty else frozenset(self._matching(asked.filters))
        conversation = _checked_conversation(conversation_id)
        if document_id is not None:
            self._store.documents.get(document_id)
        earlier = self._store.questions.conversation(conversation, limit=_REMEMBERED) if conversation_id else ()
        steps = self._engines().answers.ask_in_steps(
            question, document_id=document_id, as_of=as_of, earlier=earlier, within=within
        )
        return self._kept(steps, document_id, asked_by, conversation)

    def _kept(self, steps: Iterator[Step], document_id: str | None, asked_by: str, conversation: str) -> Iterator[Step]:
        with self._precedence.answering():
            for step in steps:
                if not isinstance(step, Done):
                    yield step
                    continue
                answer = step.answer.model_copy(update={"conversation_id": conversation})
                ANSWERS.labels("abstained" if answer.abstained else "answered").inc()
                self._store.questions.add(answer, document_id=document_id, asked_by=asked_by)
                yield Done(answer=answer)

    def search(self, words: str, *, document_id: str | None = None, limit: int = 10) -> tuple[Citation, ...]:
        """The passages that fit the words best, best first, as they stand in their documents.

        Args:
            words: with or without filters (`service.search_filters`).
            document_id: look only into this document.
            limit: most passages wanted.

        Raises:
            InvalidInput: no words, or endless ones; a filter by a day that is none.
            NotFound: no such document.
        """
        asked = read_filters(checked_question(words))
        words = checked_question(asked.words)
        if document_id is not None:
            self._store.documents.get(document_id)
        within = self._within(asked.filters, document_id)
        with self._engines().answers.turns.of_search(), self._precedence.searching():
            passages = [hit.passage for hit in self._engines().index.search(words, limit=limit, document_ids=within)]
            return Citer(self._store.snapshot).cite_passages(passages)

    def _within(self, filters: SearchFilters, document_id: str | None) -> tuple[str, ...] | None:
        """The documents to look into; None for all."""
        if filters.is_empty:
            return None if document_id is None else (document_id,)
        found = self._matching(filters)
        return found if document_id is None else tuple(key for key in found if key == document_id)

    def _matching(self, filters: SearchFilters) -> tuple[str, ...]:
        documents = self._store.snapshot.list_documents()
        return matching_documents(filters, documents, with_unit=self._store.tasks.documents_of_unit)

    def newest(self, limit: int = 50) -> tuple[AskedQuestion, ...]:
        """The newest questions with their answers, newest first."""
        return self._store.questions.newest(limit)

    def outlines(self, limit: int) -> tuple[AskedOutline, ...]:
        """The newest questions, newest first, with no more of their answers than a list shows."""
        return self._store.questions.outlines(limit)

    def in_conversation(self, conversation_id: str) -> tuple[AskedQuestion, ...]:
        """The questions of a conversation, oldest first."""
        return self._store.questions.asked_in(_checked_conversation(conversation_id))

    def judge(self, question_id: int, verdict: Verdict, *, remark: str = "") -> AskedQuestion:
        """Keeps whether an answer was right, for measuring; the newest word counts.

        Raises:
            NotFound: no such question.
        """
        return self._store.questions.judge(question_id, verdict, remark=remark.strip()[:_LONGEST_REMARK])


def checked_question(words: str) -> str:
    """`words` without white space around.

    Raises:
        InvalidInput: empty or endless.
    """
    words = words.strip()
    if not words:
        raise InvalidInput("chưa có câu hỏi", where="question", advice="nhập câu hỏi")
    if len(words) > _LONGEST_QUESTION:
        raise InvalidInput(f"câu hỏi dài quá {_LONGEST_QUESTION} ký tự", where="question", advice="hỏi ngắn lại")
    return words


def _checked_conversation(conversation_id: str | None) -> str:
    if not conversation_id:
        return uuid.uuid4().hex[:16]
    if len(conversation_id) > _LONGEST_CONVERSATION_ID:
        raise InvalidInput("mã cuộc trò chuyện quá dài", where="conversation", advice="để trống để mở cuộc mới")
    return conversation_id
