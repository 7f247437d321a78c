"""The use case: a question in, an answer that quotes the documents or an honest no out."""

import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from core.answer import Answer, AnswerSentence
from core.errors import NotFound
from index.passage_index import Hit, PassageIndex
from index.ranking_features import Looks
from index.words import code_key
from service.answers.application_writer import write_from_application
from service.answers.asking_context import AskingContext
from service.answers.chat_writer import ChatWriter
from service.answers.checking import EXTRACTIVE, NOT_FOUND, abstention, answer_of, checked_answer, checked_sentences
from service.answers.citing import Citer
from service.answers.days_of_issue import was_issued_by
from service.answers.extractive import quote_passages
from service.answers.follow_up import FollowUp, Leaning, read_follow_up
from service.answers.list_counter import count_listed
from service.answers.own_short_forms import own_short_forms
from service.answers.question import Question, read_question
from service.answers.question_parts import question_parts
from service.answers.record_writers import RECORD_WRITERS
from service.answers.scope import Profile, Scope, called_in_heading, find_scope
from service.answers.standing_writer import write_from_what_was_said
from service.answers.steps import Done, Found, Said, Step, Understood
from service.answers.turns import Turns
from service.answers.typed_line import read_typed
from service.chat_model import ChatModel
from service.records import DocumentRecord, Register

if TYPE_CHECKING:
    from ingest.restore import Restorer

NOTHING_MORE = "Ngoài những điều đã trả lời, không tìm thấy nội dung nào khác trong các văn bản hiện có."
_PASSAGES = 24


class AnswerService:
    """Answers questions about the directives of a register.

    Args:
        register: documents, directives and tasks.
        index: where passages are found.
        restorer: puts accents on questions typed without.
        chat_model: a LangChain chat model to try first; what it says is checked like everything else.

    Attributes:
        turns: who is worked for; searches take theirs here too.
    """

    def __init__(
        self, register: Register, index: PassageIndex, restorer: "Restorer", chat_model: ChatModel | None = None
    ) -> None:
        self._register, self._index, self._restorer = register, index, restorer
        self.turns = Turns()
        self._profiles: dict[str, Profile] = {}
        self._stood: tuple[tuple[DocumentRecord, ...], date | None, Mapping[str, Profile]] | None = None
        self._chat_writer = ChatWriter(chat_model) if chat_model is not None else None

    def ask(
        self,
        question: str,
        *,
        document_id: str | None = None,
        as_of: date | None = None,
        earlier: Sequence[Answer] = (),
        within: Collection[str] | None = None,
    ) -> Answer:
        """An answer whose every sentence is quoted, or an abstention with the nearest passages.

        Args:
            question: as typed.
            document_id: answer from this document alone.
            as_of: answer as on that day: documents issued later are left out, those without a date stay.
            earlier: answers of the same conversation, oldest first.
            within: answer from these documents alone; None for all.

        Raises:
            InvalidInput: the question has no words.
            NotFound: no such document.
        """
        steps = self.ask_in_steps(question, document_id=document_id, as_of=as_of, earlier=earlier, within=within)
        return next(step.answer for step in steps if isinstance(step, Done))

    def ask_in_steps(
        self,
        question: str,
        *,
        document_id: str | None = None,
        as_of: date | None = None,
        earlier: Sequence[Answer] = (),
        within: Collection[str] | None = None,
    ) -> Iterator[Step]:
        """As `ask`, step by step as the answer comes; the last step is `Done`."""
        started = time.perf_counter()
        follow_up = read_follow_up(question, earlier)
        understand = partial(
            self.understand, question, document_id=document_id, as_of=as_of, follow_up=follow_up, within=within
        )
        with self.turns.of_answer():
            context = understand()
        yield Understood(
            question=context.question.text,
            document_ids=context.scope.document_ids if len(context.scope.document_ids) < len(context.profiles) else (),
        )
        yield Found(passages=len(context.hits))
        answer = yield from self._answer(context, follow_up, understand, is_one_document=document_id is not None)
        asked = read_typed(question)
        understood = "" if follow_up is None else follow_up.text
        took_ms = (time.perf_counter() - started) * 1_000
        yield Done(answer=answer.model_copy(update={"question": asked, "understood": understood, "took_ms": took_ms}))

    def understand(
        self,
        question: str,
        *,
        document_id: str | None = None,
        as_of: date | None = None,
        follow_up: FollowUp | None = None,
        within: Collection[str] | None = None,
    ) -> AskingContext:
        """The question with all that a writer of answers may look at; what is wrong is raised as by `ask`."""
        held = self._register.list_documents()
        profiles = self._standing(held, as_of)
        if within is not None:
            profiles = {key: profile for key, profile in profiles.items() if key in within}
        if document_id is not None:
            if document_id not in profiles:
                raise NotFound("no such document, or it is not read yet", where=document_id)
            profiles = {document_id: profiles[document_id]}
        documents = (profile.document for profile in profiles.values())
        typed = question if follow_up is None else follow_up.text
        asked = read_question(typed, accent=self._restorer.accent, defined=own_short_forms(typed, documents))
        scope = find_scope(asked, tuple(profiles.values()))
        if not scope.is_named and (named := self._called_in_heading(asked, profiles)):
            scope = Scope(document_ids=named, is_named=True)
        leaned_on = _leaned_on(follow_up, profiles)
        if leaned_on and not scope.is_named:
            scope = Scope(document_ids=leaned_on, is_named=True)
        looks = self._index.look_for(asked.typed)
        said = follow_up.earlier.sentences if follow_up and follow_up.leaning is Leaning.MORE else ()
        return AskingContext(
            question=asked,
            scope=scope,
            profiles=profiles,
            citer=Citer(self._register),
            register=self._register,
            as_of=as_of,
            said=frozenset(sentence.text for sentence in said),
            looks=looks,
            hits=self._search(looks, scope.document_ids, held),
        )

    def _standing(self, held: tuple[DocumentRecord, ...], as_of: date | None) -> Mapping[str, Profile]:
        """The documents that may be answered from; made once while the list of those held stays the same."""
        known = self._stood
        if known is None or known[0] is not held or known[1] != as_of:
            standing = {document.id: self._profile(document) for document in held if _stands_on(document, as_of)}
            known = self._stood = (held, as_of, standing)
        return known[2]

    def _profile(self, document: DocumentRecord) -> Profile:
        """What the document is called by; made once for each reading of it."""
        known = self._profiles.get(document.id)
        if known is None or known.document is not document:
            known = self._profiles[document.id] = Profile(document=document)
        return known

    def _called_in_heading(self, question: Question, profiles: Mapping[str, Profile]) -> tuple[str, ...]:
        """Documents that the question names by a number in their heading, unless another bears or is cited by it."""
        held = tuple(profiles.values())
        if not question.mentions or any(profile.cites(question) for profile in held):
            return ()
        return called_in_heading(question, held, self._register.load_directive)

    def _search(self, looks: Looks, document_ids: tuple[str, ...], held: Sequence[DocumentRecord]) -> tuple[Hit, ...]:
        """Passages of the documents; searching all of them is quicker."""
        within = None if len(document_ids) == len(held) else document_ids
        return self._index.search(looks, limit=_PASSAGES, document_ids=within)

    def _answer(
        self,
        context: AskingContext,
        follow_up: FollowUp | None,
        understand: Callable[[], AskingContext],
        *,
        is_one_document: bool,
    ) -> Generator[Step, None, Answer]:
        """The answer as the value of the generator; its sentences are yielded as they pass the check.

        A chat model takes its time, and documents may be hidden or removed meanwhile: after it the question is
        understood again.
        """
        unknown = context.scope.unknown
        if unknown is not None and not any(code_key(unknown) in hit.passage.codes for hit in context.hits):
            return abstention(context, f"Không có văn bản nào mang hoặc nhắc đến số {unknown}.")
        written = yield from self._chat_sentences(context)
        if written and self._chat_writer is not None:
            return answer_of(context, written, self._chat_writer.name)
        with self.turns.of_answer():
            context = context if self._chat_writer is None else understand()
            answer = self._from_conversation(context, follow_up) or self._extractive(context)
            if answer is None and not is_one_document:
                answer = self._from_all(context)
            if answer is None:
                answer = abstention(context, NOTHING_MORE if context.said else NOT_FOUND)
        yield from (Said(sentence=sentence) for sentence in answer.sentences)
        return answer

    def _chat_sentences(self, context: AskingContext) -> Generator[Step, None, list[AnswerSentence]]:
        """The sentences of the chat model that can be kept, as the value of the generator, each yielded as it comes."""
        kept: list[AnswerSentence] = []
        if self._chat_writer is not None:
            for statement in self._chat_writer.write(context):
                seen = {document.id for document in self._register.list_documents()}
                for sentence in checked_sentences(context, [statement]):
                    if all(citation.document_id in seen for citation in sentence.citations):
                        kept.append(sentence)
                        yield Said(sentence=sentence)
        return kept

    def _from_conversation(self, context: AskingContext, follow_up: FollowUp | None) -> Answer | None:
        """An answer that the answer before holds already: the second item of it, the unit or deadline of its task."""
        if follow_up is None:
            return None
        if follow_up.leaning is Leaning.ITEM:
            sentence = follow_up.earlier.sentences[follow_up.item - 1 if follow_up.item > 0 else -1]
            return answer_of(context, [sentence], follow_up.earlier.writer)
        draft = write_from_what_was_said(context, follow_up)
        return checked_answer(context, draft) if draft is not None else None

    def _extractive(self, context: AskingContext) -> Answer | None:
        """The answer to each part of a question that has several, else to all of it."""
        parts = [self._recorded_or_quoted(replace(context, question=part)) for part in question_parts(context.question)]
        answers = [answer for answer in parts if answer is not None]
        if not parts or len(answers) < len(parts):
            return self._recorded_or_quoted(context)
        told = {sentence.text: sentence for answer in answers for sentence in answer.sentences}
        return answer_of(context, tuple(told.values()), EXTRACTIVE)

    def _recorded_or_quoted(self, context: AskingContext) -> Answer | None:
        for write in (*RECORD_WRITERS, quote_passages, count_listed, write_from_application):
            draft = write(context)
            answer = checked_answer(context, draft) if draft is not None else None
            if answer is not None:
                return answer
        return None

    def _from_all(self, context: AskingContext) -> Answer | None:
        """A quoted answer from any document, when those that the words of the question pointed at tell nothing."""
        everything = tuple(context.profiles)
        if context.scope.is_named or len(context.scope.document_ids) == len(everything):
            return None
        hits = self._search(context.looks, everything, self._register.list_documents())
        draft = quote_passages(replace(context, scope=Scope(document_ids=everything), hits=hits))
        return checked_answer(context, draft) if draft is not None else None


def _stands_on(document: DocumentRecord, as_of: date | None) -> bool:
    """Whether the document is understood, and not issued after the day that is asked about."""
    if document.letterhead is None:
        return False
    return as_of is None or was_issued_by(document, as_of)


def _leaned_on(follow_up: FollowUp | None, held: Collection[str]) -> tuple[str, ...]:
    """The documents of the answer before, as far as they may be answered from."""
    return tuple(one for one in follow_up.document_ids if one in held) if follow_up is not None else ()
