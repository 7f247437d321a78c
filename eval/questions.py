"""Gold questions about directives, and how an answer or a search is judged against them."""

import json
from collections.abc import Sequence
from pathlib import Path

from core.answer import Answer
from core.record import Record
from core.text import nfc, squeeze

GOLD = Path(__file__).parent / "gold" / "directives"
_SHORTEST_QUOTE = 40
_SHORTEST_CITED = 4


class GoldQuestion(Record):
    """A question with what a right answer says.

    Attributes:
        type: who, when, how_many, …; `unanswerable` when no document tells; `premise` when it states what is wrong.
        must_contain: for each thing that has to be said, the spellings that count.
        quotes: the words of the documents that tell it.
        must_not_contain: what a document or the question orders to be said.
        after: questions asked before it in the same conversation.
    """

    data: str
    id: str
    type: str
    text: str
    must_contain: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...]
    must_not_contain: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def is_answerable(self) -> bool:
        return self.type != "unanswerable"


def load_questions(data: str) -> tuple[GoldQuestion, ...]:
    """The questions of `eval/gold/directives/<data>.json`."""
    record = json.loads((GOLD / f"{data}.json").read_text(encoding="utf-8"))
    found = []
    for entry in record["qa"]:
        other = entry.get("must_contain_alt", {})
        quotes = [quote if isinstance(quote, str) else quote["quote"] for quote in entry["quotes"]]
        found.append(
            GoldQuestion(
                data=data,
                id=entry["id"],
                type=entry["type"],
                text=entry["question"],
                must_contain=tuple((words, *other.get(words, ())) for words in entry["must_contain"]),
                quotes=tuple(quotes),
                must_not_contain=tuple(entry.get("must_not_contain", ())),
                after=tuple(entry.get("after", ())),
            )
        )
    return tuple(found)


def load_document_names(data: str) -> tuple[str, ...]:
    """The texts that the questions of `data` are asked about, besides the samples; paths from `eval/gold/answers`."""
    return tuple(json.loads((GOLD / f"{data}.json").read_text(encoding="utf-8")).get("documents", ()))


def missing_words(answer: Answer, question: GoldQuestion) -> tuple[str, ...]:
    """What a right answer says and this one does not, in its text or its quotes; case does not matter."""
    said = _even("\n".join([answer.text, *(citation.quote for citation in answer.citations)]))
    return tuple(
        spellings[0]
        for spellings in question.must_contain
        if not any(_even(spelling) in said for spelling in spellings)
    )


def is_right(answer: Answer, question: GoldQuestion) -> bool:
    """Whether an answerable question is answered with all that has to be said, citing the place that tells it.

    An unanswerable one is not to be answered at all.
    """
    if any(_even(words) in _even(answer.text) for words in question.must_not_contain):
        return False
    if not question.is_answerable:
        return answer.abstained
    if question.type == "premise" and answer.text.startswith("Đúng"):
        return False
    return not answer.abstained and not missing_words(answer, question) and cites_right_place(answer, question)


def cites_right_place(answer: Answer, question: GoldQuestion) -> bool:
    """Whether a citation shares words with the place where a document tells it; so when no place is given."""
    cited = [_even(citation.quote) for citation in answer.citations]
    wanted = [_even(quote) for quote in question.quotes]
    return not wanted or any(
        place in quote or (quote in place and len(quote) >= _SHORTEST_CITED) for place in wanted for quote in cited
    )


def rank_of_quote(passages: Sequence[str], quotes: Sequence[str]) -> int | None:
    """Place, from 1, of the first passage that holds a quote or is a good part of one; None when none does."""
    wanted = [_even(quote) for quote in quotes]
    for rank, passage in enumerate(passages, start=1):
        text = _even(passage)
        if any(quote in text or (len(text) > _SHORTEST_QUOTE and text in quote) for quote in wanted):
            return rank
    return None


def _even(text: str) -> str:
    return squeeze(nfc(text)).lower()
