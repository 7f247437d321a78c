"""The use case: a question in, an answer that quotes the documents or an honest no out."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.answer import Answer, AnswerSentence, Citation
from core.errors import NotFound
from index.passage_index import PassageIndex
from index.words import code_key
from service.answers.asking_context import AskingContext
from service.answers.chat_writer import ChatWriter
from service.answers.citing import Citer
from service.answers.draft import Draft, Stretch
from service.answers.extractive import quote_passages
from service.answers.grounding import unsupported_words
from service.answers.machine_orders import gives_orders_to_machine
from service.answers.question import read_question
from service.answers.record_writers import RECORD_WRITERS
from service.answers.scope import Profile, Scope, find_scope
from service.chat_model import ChatModel
from service.records import DocumentRecord, Register

if TYPE_CHECKING:
    from ingest.restore import Restorer

NOT_FOUND = "Không tìm thấy nội dung trả lời trong các văn bản hiện có."
EXTRACTIVE = "extractive"
_PASSAGES, _NEAREST = 24, 3


class AnswerService:
    """Answers questions about the directives of a register.

    Args:
        register: documents, directives and tasks.
        index: where passages are found.
        restorer: puts accents on questions typed without.
        chat_model: a LangChain chat model to try first; what it says is checked like everything else.
    """

    def __init__(
        self, register: Register, index: PassageIndex, restorer: "Restorer", chat_model: ChatModel | None = None
    ) -> None:
        self._register, self._index, self._restorer = register, index, restorer
        self._chat_writer = ChatWriter(chat_model) if chat_model is not None else None

    def ask(self, question: str, *, document_id: str | None = None, as_of: date | None = None) -> Answer:
        """An answer whose every sentence is quoted, or an abstention with the nearest passages.

        Args:
            question: as typed.
            document_id: answer from this document alone.
            as_of: answer as on that day: documents issued later are left out, those without a date stay.

        Raises:
            InvalidInput: the question has no words.
            NotFound: no such document.
        """
        started = time.perf_counter()
        context = self._understand(question, document_id, as_of)
        unknown = context.scope.unknown
        if unknown is not None and not any(code_key(unknown) in hit.passage.codes for hit in context.hits):
            answer = self._abstain(context, f"Không có văn bản nào mang hoặc nhắc đến số {unknown}.", ())
        else:
            answer = (
                self._chat_answer(context)
                or self._extractive_answer(context)
                or self._answer_from_all(context, document_id)
                or self._abstain(context, NOT_FOUND, ())
            )
        return answer.model_copy(update={"took_ms": (time.perf_counter() - started) * 1_000})

    def _understand(self, question: str, document_id: str | None, as_of: date | None) -> AskingContext:
        held = self._register.list_documents()
        documents = [document for document in held if _stands_on(document, as_of)]
        if document_id is not None:
            documents = [document for document in documents if document.id == document_id]
            if not documents:
                raise NotFound("no such document, or it is not read yet", where=document_id)
        asked = read_question(question, accent=self._restorer.accent)
        scope = find_scope(asked, documents)
        return AskingContext(
            question=asked,
            scope=scope,
            profiles={document.id: Profile(document=document) for document in documents},
            citer=Citer(self._register),
            register=self._register,
            as_of=as_of,
            hits=self._index.search(question, limit=_PASSAGES, document_ids=_search_within(scope.document_ids, held)),
        )

    def _chat_answer(self, context: AskingContext) -> Answer | None:
        if self._chat_writer is None:
            return None
        draft = self._chat_writer.write(context)
        return self._checked(context, draft, self._chat_writer.name) if draft is not None else None

    def _extractive_answer(self, context: AskingContext) -> Answer | None:
        return self._record_answer(context) or self._quoted_answer(context)

    def _answer_from_all(self, context: AskingContext, document_id: str | None) -> Answer | None:
        """A quoted answer from any document, when those that the words of the question pointed at tell nothing."""
        scope = context.scope
        everything = tuple(context.profiles)
        if document_id is not None or scope.is_named or len(scope.document_ids) == len(everything):
            return None
        hits = self._index.search(
            context.question.typed,
            limit=_PASSAGES,
            document_ids=_search_within(everything, self._register.list_documents()),
        )
        wider = replace(context, scope=Scope(document_ids=everything), hits=hits)
        return self._quoted_answer(wider)

    def _record_answer(self, context: AskingContext) -> Answer | None:
        for write in RECORD_WRITERS:
            draft = write(context)
            answer = self._checked(context, draft, EXTRACTIVE) if draft is not None else None
            if answer is not None:
                return answer
        return None

    def _quoted_answer(self, context: AskingContext) -> Answer | None:
        draft = quote_passages(context)
        return self._checked(context, draft, EXTRACTIVE) if draft is not None else None

    def _checked(self, context: AskingContext, draft: Draft, writer: str) -> Answer | None:
        """The draft as an answer, less the sentences that say more than their quotes; None when none is left."""
        sentences = []
        for statement in draft.statements:
            citations = context.citer.cite(statement.stretches)
            quotes = [citation.quote for citation in citations]
            if any(gives_orders_to_machine(words) for words in (statement.text, *quotes)):
                continue
            if citations and not unsupported_words(statement.text, quotes, counted=statement.counted):
                sentences.append(AnswerSentence(text=statement.text, citations=citations))
        if draft.refusal is not None:
            return self._abstain(context, draft.refusal, sentences)
        if not sentences:
            return None
        return Answer(
            question=context.question.typed,
            text=_joined(sentences),
            abstained=False,
            sentences=tuple(sentences),
            citations=_once_each(sentences),
            writer=writer,
        )

    def _abstain(self, context: AskingContext, refusal: str, sentences: Sequence[AnswerSentence]) -> Answer:
        passages = [hit.passage for hit in context.hits[:_NEAREST]]
        nearest = context.citer.cite(
            Stretch(document_id=passage.document_id, start=passage.start, end=passage.end) for passage in passages
        )
        return Answer(
            question=context.question.typed,
            text=" ".join([refusal, *(sentence.text for sentence in sentences)]),
            abstained=True,
            sentences=tuple(sentences),
            citations=_once_each(sentences),
            nearest=nearest,
        )


def _stands_on(document: DocumentRecord, as_of: date | None) -> bool:
    """Whether the document is understood, and not issued after the day that is asked about."""
    if document.letterhead is None:
        return False
    issued_on = document.letterhead.issued_on
    return as_of is None or issued_on is None or issued_on <= as_of


def _search_within(document_ids: tuple[str, ...], held: Sequence[DocumentRecord]) -> tuple[str, ...] | None:
    """The documents to search; None for all, which is quicker."""
    return None if len(document_ids) == len(held) else document_ids


def _joined(sentences: Sequence[AnswerSentence]) -> str:
    if len(sentences) <= 2:
        return " ".join(sentence.text for sentence in sentences)
    return "\n".join(sentence.text for sentence in sentences)


def _once_each(sentences: Sequence[AnswerSentence]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for sentence in sentences for citation in sentence.citations))
