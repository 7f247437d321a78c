"""The steps of an answer in the making, for whoever shows it while it comes."""

from core.answer import Answer, AnswerSentence
from core.record import Record


class Understood(Record):
    """The question is read.

    Attributes:
        question: as understood: accents on, short forms written out, a follow-up made whole.
        document_ids: the documents that it is about; empty for all.
    """

    question: str
    document_ids: tuple[str, ...] = ()


class Found(Record):
    """So many passages are looked at."""

    passages: int


class Said(Record):
    """A sentence that passed the check."""

    sentence: AnswerSentence


class Done(Record):
    """The whole answer; it says no other sentences than those said."""

    answer: Answer


Step = Understood | Found | Said | Done
EVENT_NAMES: dict[type[Record], str] = {
    Understood: "understood", Found: "found", Said: "sentence", Done: "done"
}  # fmt: skip
