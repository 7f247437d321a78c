"""Lets a chat model word the answer from the passages found; what it cannot quote is dropped."""

import json
import logging
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from core.record import Record
from index.passage import Passage
from prompts.loader import load_prompt
from service.answers.asking_context import AskingContext
from service.answers.draft import Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.question import terms_of
from service.chat_model import ChatModel, name_of, stream_chat_model

_log = logging.getLogger(__name__)

_PROMPT = "write_answer"
_PASSAGES = 8
_LEAST_SAID_BY_QUOTES = 0.6
_OPENING = re.compile(r'"sentences"\s*:\s*\[')
_UNANSWERABLE = re.compile(r'"answerable"\s*:\s*false')
_BETWEEN = re.compile(r"[\s,]*")


class ChatCitation(Record):
    """A passage by its number, and words of it."""

    passage: int
    quote: str


class ChatSentence(Record):
    """A sentence as the chat model says it."""

    text: str
    citations: tuple[ChatCitation, ...] = ()


class ChatWriter:
    """Asks a chat model, and keeps of its reply what the passages themselves say.

    Args:
        chat_model: any LangChain chat model.
    """

    def __init__(self, chat_model: ChatModel) -> None:
        self._chat_model = chat_model

    @property
    def name(self) -> str:
        """The model's own name, or that of its class."""
        return name_of(self._chat_model)

    def write(self, context: AskingContext) -> Iterator[Statement]:
        """Sentences whose quotes stand in the passages, each as soon as the model has said it."""
        passages = [hit.passage for hit in context.hits[:_PASSAGES]]
        if not passages:
            return
        said = kept = 0
        for sentence in read_sentences(stream_chat_model(self._chat_model, self._prompt(context, passages))):
            statement = _kept(sentence, passages)
            said, kept = said + 1, kept + (statement is not None)
            if statement is not None:
                yield statement
        _log.info("chat model: %d of %d sentences rest on their quotes", kept, said)

    def _prompt(self, context: AskingContext, passages: Sequence[Passage]) -> str:
        fence = f"=={secrets.token_hex(6)}"
        shown = "\n".join(
            f"{fence} đoạn {number}: {_about(passage)}\n{passage.text}"
            for number, passage in enumerate(passages, start=1)
        )
        inputs = {"question": context.question.typed, "fence": fence, "passages": f"{shown}\n{fence}"}
        return load_prompt(_PROMPT).fill(inputs)


def read_sentences(pieces: Iterable[str]) -> Iterator[ChatSentence]:
    """The sentences of a reply that comes in pieces, each as soon as its object is closed.

    A reply that says that it cannot answer has none; what is not of the form asked for is passed over.
    """
    text, place = "", -1
    for piece in pieces:
        text += piece
        if place < 0:
            opening = _OPENING.search(text)
            if opening is None or _UNANSWERABLE.search(text[: opening.start()]):
                continue
            place = opening.end()
        while (found := _next_object(text, place)) is not None:
            value, place = found
            try:
                yield ChatSentence.model_validate(value)
            except ValidationError:
                _log.warning("a sentence of the chat model is not of the form asked for")


def _next_object(text: str, place: int) -> tuple[object, int] | None:
    """The next object of the list at `place`, and where it ends; None while it is not whole, or at the end."""
    start = _BETWEEN.match(text, place)
    if start is None or not text.startswith("{", start.end()):
        return None
    try:
        value, end = json.JSONDecoder().raw_decode(text, start.end())
    except ValueError:
        return None
    return value, end


def _about(passage: Passage) -> str:
    return passage.heading or passage.context.partition("\n")[0]


def _kept(sentence: ChatSentence, passages: Sequence[Passage]) -> Statement | None:
    """The sentence with the places of its quotes; None when a quote is not verbatim or does not say what it says."""
    stretches = []
    for citation in sentence.citations:
        if not 1 <= citation.passage <= len(passages) or not citation.quote.strip():
            return None
        passage = passages[citation.passage - 1]
        start = passage.text.find(citation.quote)
        if start < 0:
            return None
        stretches.append(
            Stretch(
                document_id=passage.document_id,
                start=passage.start + start,
                end=passage.start + start + len(citation.quote),
            )
        )
    if not stretches or not _is_said(sentence.text, [citation.quote for citation in sentence.citations]):
        return None
    return Statement(text=sentence.text.strip(), stretches=tuple(stretches))


def _is_said(text: str, quotes: Sequence[str]) -> bool:
    """Whether most of the telling words of `text` stand in the quotes."""
    terms = terms_of(text)
    said = bag_of("\n".join(quotes))
    total = sum(term.weight for term in terms)
    held = sum(term.weight for term in terms if said.holds(term.word))
    return total == 0 or held / total >= _LEAST_SAID_BY_QUOTES
