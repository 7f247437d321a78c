"""An answer as the page of questions shows it: sentences with numbered quotes, each opening its page."""

from collections.abc import Mapping, Sequence

from core.answer import Answer, Citation
from core.record import Record
from core.text import squeeze
from service.records import AskedOutline, AskedQuestion, Verdict
from service.vietnamese_dates import show_moment
from service.web.evidence import EvidenceLink, link_to

_LONGEST_SUMMARY = 140


class CitationView(Record):
    """A numbered quote with the link that opens it."""

    number: int
    document_name: str
    section: str
    quote: str
    place: EvidenceLink


class SentenceView(Record):
    text: str
    citations: tuple[CitationView, ...]


class AnswerView(Record):
    """An answer as it is shown.

    Attributes:
        id: of the question, for word back.
        understood: the question made whole, "" where it stands by itself.
        writer: name of the chat model that wrote it, "" for verbatim quotes.
        copy_text: the answer with its citations as plain text, for a document or a message.
    """

    id: int
    question: str
    understood: str
    text: str
    abstained: bool
    sentences: tuple[SentenceView, ...]
    citations: tuple[CitationView, ...]
    nearest: tuple[CitationView, ...]
    writer: str
    seconds: str
    asked_at: str
    verdict: str
    remark: str
    copy_text: str


class ConversationLink(Record):
    """A line of the history: the last question of a conversation."""

    conversation_id: str
    question: str
    abstained: bool
    asked_at: str
    summary: str


def answer_view(asked: AskedQuestion, names: Mapping[str, str]) -> AnswerView:
    """The answer with its citations numbered in the order in which they are given."""
    answer = asked.answer
    numbered = {
        citation: _citation_view(citation, number, names) for number, citation in enumerate(answer.citations, start=1)
    }
    sentences = tuple(
        SentenceView(
            text=squeeze(sentence.text),
            citations=tuple(numbered[citation] for citation in sentence.citations if citation in numbered),
        )
        for sentence in answer.sentences
    )
    return AnswerView(
        id=asked.id,
        question=answer.question,
        understood=answer.understood if answer.understood != answer.question else "",
        text=squeeze(answer.text),
        abstained=answer.abstained,
        sentences=sentences,
        citations=tuple(numbered.values()),
        nearest=tuple(_citation_view(one, number, names) for number, one in enumerate(answer.nearest, start=1)),
        writer="" if answer.writer == "extractive" else answer.writer,
        seconds=f"{answer.took_ms / 1000:.1f}".replace(".", ","),
        asked_at=show_moment(asked.asked_at),
        verdict=asked.verdict or "",
        remark=asked.remark,
        copy_text=_copy_text(answer, sentences, tuple(numbered.values())),
    )


def conversation_links(asked: Sequence[AskedOutline], most: int) -> list[ConversationLink]:
    """The newest conversations, each with its last question."""
    latest: dict[str, ConversationLink] = {}
    for one in asked:
        if one.conversation_id:
            latest.setdefault(
                one.conversation_id,
                ConversationLink(
                    conversation_id=one.conversation_id,
                    question=one.question,
                    abstained=one.abstained,
                    asked_at=show_moment(one.asked_at),
                    summary=one.opening[:_LONGEST_SUMMARY],
                ),
            )
    return list(latest.values())[:most]


def verdict_of(word: str) -> Verdict | None:
    """The verdict that a form sends."""
    return {"dung": Verdict.RIGHT, "sai": Verdict.WRONG}.get(word)


def _citation_view(citation: Citation, number: int, names: Mapping[str, str]) -> CitationView:
    return CitationView(
        number=number,
        document_name=names.get(citation.document_id, citation.document_id),
        section=citation.section,
        quote=squeeze(citation.quote),
        place=link_to(citation.document_id, citation.span),
    )


def _copy_text(answer: Answer, sentences: Sequence[SentenceView], citations: Sequence[CitationView]) -> str:
    told = [one.text + "".join(f" [{citation.number}]" for citation in one.citations) for one in sentences]
    sources = [f"[{one.number}] {one.document_name}, {_where(one)}: “{one.quote}”" for one in citations]
    said = " ".join(told) or squeeze(answer.text)
    return "\n".join([f"Hỏi: {answer.question}", f"Trả lời: {said}", *sources])


def _where(citation: CitationView) -> str:
    section = f"mục {citation.section}, " if citation.section else ""
    return f"{section}{citation.place.label}"
