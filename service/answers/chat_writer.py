"""Lets a chat model word the answer from the passages found; what it cannot quote is dropped."""

import logging
import re
import secrets
from collections.abc import Sequence

from pydantic import Field, ValidationError

from core.record import Record
from index.passage import Passage
from prompts.loader import load_prompt
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.question import terms_of
from service.chat_model import ChatModel, ask_chat_model, name_of

_log = logging.getLogger(__name__)

_PROMPT = "write_answer"
_PASSAGES = 8
_LEAST_SAID_BY_QUOTES = 0.6
_JSON = re.compile(r"\{.*\}", re.DOTALL)


class _Citation(Record):
    passage: int
    quote: str


class _Sentence(Record):
    text: str
    citations: tuple[_Citation, ...] = ()


class _Reply(Record):
    answerable: bool
    sentences: tuple[_Sentence, ...] = Field(default=())


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

    def write(self, context: AskingContext) -> Draft | None:
        """A draft of sentences whose quotes stand in the passages; None when nothing of the reply can be kept."""
        passages = [hit.passage for hit in context.hits[:_PASSAGES]]
        if not passages:
            return None
        reply = self._reply(context.question.typed, passages)
        if reply is None or not reply.answerable:
            return None
        statements = [statement for sentence in reply.sentences if (statement := _kept(sentence, passages)) is not None]
        _log.info("chat model: %d of %d sentences kept", len(statements), len(reply.sentences))
        return Draft(statements=tuple(statements)) if statements else None

    def _reply(self, question: str, passages: Sequence[Passage]) -> _Reply | None:
        fence = f"=={secrets.token_hex(6)}"
        shown = "\n".join(
            f"{fence} đoạn {number}: {_about(passage)}\n{passage.text}"
            for number, passage in enumerate(passages, start=1)
        )
        prompt = load_prompt(_PROMPT).fill({"question": question, "fence": fence, "passages": f"{shown}\n{fence}"})
        content = ask_chat_model(self._chat_model, prompt)
        return _read_reply(content) if content is not None else None


def _about(passage: Passage) -> str:
    return passage.heading or passage.context.partition("\n")[0]


def _read_reply(content: str) -> _Reply | None:
    found = _JSON.search(content)
    if found is None:
        return None
    try:
        return _Reply.model_validate_json(found.group())
    except ValidationError:
        _log.warning("the chat model's reply is not of the form asked for")
        return None


def _kept(sentence: _Sentence, passages: Sequence[Passage]) -> Statement | None:
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
    held = sum(term.weight for term in terms if term.word in said.words)
    return total == 0 or held / total >= _LEAST_SAID_BY_QUOTES
