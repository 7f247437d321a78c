"""What is said in reply to a question, and what it rests on."""

from core.record import Record
from core.span import Box, Span


class Citation(Record):
    """A verbatim quote: `quote == span.text`, and stands so in the stored text of the document."""

    document_id: str
    page_no: int
    section: str
    quote: str
    span: Span
    boxes: tuple[Box, ...] = ()


class AnswerSentence(Record):
    """A sentence of an answer; every number, date, code and name in it stands in one of its citations."""

    text: str
    citations: tuple[Citation, ...]


class Answer(Record):
    """An answer, or an abstention with the nearest passages.

    Attributes:
        text: the sentences joined, or the words of the abstention.
        abstained: the documents do not tell.
        citations: every citation of the sentences, once each, in order.
        nearest: when abstaining, the passages that came nearest.
        writer: `extractive` or the name of the chat model.
        took_ms: time from question to answer, milliseconds.
        understood: the question in full, when a follow-up was made whole from what was asked before; else "".
        conversation_id: the conversation that it belongs to; "" outside of one.
    """

    question: str
    text: str
    abstained: bool
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    writer: str = "extractive"
    took_ms: float = 0.0
    understood: str = ""
    conversation_id: str = ""
