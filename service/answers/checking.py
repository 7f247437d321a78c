"""From a draft to an answer: what its quotes do not say is dropped, whoever wrote it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from core.answer import Answer, AnswerSentence, Citation
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.grounding import unsupported_words
from service.answers.machine_orders import gives_orders_to_machine

NOT_FOUND = "Không tìm thấy nội dung trả lời trong các văn bản hiện có."
EXTRACTIVE = "extractive"
_NEAREST = 3
_SHORT_TEXT = 400


def checked_sentences(context: AskingContext, statements: Sequence[Statement]) -> Iterator[AnswerSentence]:
    """The statements with their citations, less those that say more than their quotes or give orders to a machine."""
    cited = context.citer.cite_each([statement.stretches for statement in statements])
    for statement, citations in zip(statements, cited, strict=True):
        quotes = [citation.quote for citation in citations]
        if not citations or any(gives_orders_to_machine(words) for words in (statement.text, *quotes)):
            continue
        if not unsupported_words(statement.text, quotes, counted=statement.counted):
            yield AnswerSentence(text=statement.text, citations=citations)


def checked_answer(context: AskingContext, draft: Draft) -> Answer | None:
    """The draft as an answer; None when nothing of it is left."""
    sentences = [one for one in checked_sentences(context, draft.statements) if one.text not in context.said]
    if draft.refusal is not None:
        return abstention(context, draft.refusal, sentences)
    return answer_of(context, sentences, EXTRACTIVE) if sentences else None


def answer_of(context: AskingContext, sentences: Sequence[AnswerSentence], writer: str) -> Answer:
    """The answer that says `sentences`."""
    return Answer(
        question=context.question.typed,
        text=_joined(sentences),
        abstained=False,
        sentences=tuple(sentences),
        citations=_once_each(sentences),
        writer=writer,
    )


def abstention(context: AskingContext, refusal: str, sentences: Sequence[AnswerSentence] = ()) -> Answer:
    """That the documents do not tell, what they tell instead, and the passages that came nearest."""
    passages = (hit.passage for hit in context.hits if not gives_orders_to_machine(hit.passage.text))
    nearest = context.citer.cite_passages(islice(passages, _NEAREST))
    return Answer(
        question=context.question.typed,
        text=" ".join(dict.fromkeys([refusal, *(sentence.text for sentence in sentences)])),
        abstained=True,
        sentences=tuple(sentences),
        citations=_once_each(sentences),
        nearest=nearest,
    )


def _joined(sentences: Sequence[AnswerSentence]) -> str:
    between = " " if len(sentences) <= 2 and sum(len(one.text) for one in sentences) <= _SHORT_TEXT else "\n"
    return between.join(sentence.text for sentence in sentences)


def _once_each(sentences: Sequence[AnswerSentence]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for sentence in sentences for citation in sentence.citations))
