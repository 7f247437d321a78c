"""Asks a real chat model the gold questions and counts the sentences that the check stops.

    python -m eval.chat_answers http://127.0.0.1:8000/v1 [MODEL] [COUNT]

A server of the OpenAI kind must listen there. What is printed is JSON: how many sentences the model said, how many of
them were kept, and why each other one was not; then how many answers were the model's and how many of these are right.
"""

import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.library import open_library
from eval.questions import is_right, load_questions
from service.answers import AnswerService
from service.answers.chat_writer import ChatSentence, read_sentences
from service.answers.grounding import unsupported_words
from service.chat_model import connect_chat_model
from service.settings import Settings

_log = logging.getLogger(__name__)

SAMPLES = Path(__file__).parent.parent / "samples"
DATA = ("gold_000", "gold_002")
_COUNT = 10
_SECONDS = 600.0


class HeardModel:
    """A chat model whose replies are kept beside the prompts they answer."""

    def __init__(self, chat_model: Any) -> None:
        self._chat_model = chat_model
        self.model_name = str(getattr(chat_model, "model_name", "chat"))
        self.replies: list[tuple[str, str]] = []

    def invoke(self, prompt: str, /) -> Any:
        message = self._chat_model.invoke(prompt)
        self.replies.append((prompt, str(message.content)))
        return message

    def stream(self, prompt: str, /) -> Iterator[Any]:
        said = ""
        try:
            for piece in self._chat_model.stream(prompt):
                said += str(piece.content)
                yield piece
        finally:
            self.replies.append((prompt, said))


def why_stopped(sentence: ChatSentence, prompt: str) -> str:
    """The first reason for which a sentence cannot be kept; "" when it can."""
    quotes = [citation.quote for citation in sentence.citations]
    if not quotes:
        return "no quote"
    if any(not quote.strip() or quote not in prompt for quote in quotes):
        return "a quote that does not stand in the documents"
    if unsupported_words(sentence.text, quotes):
        return "a number, date, code or name that its quotes lack"
    return ""


def main() -> None:
    address = sys.argv[1]
    model = sys.argv[2] if len(sys.argv) > 2 else "local"
    count = int(sys.argv[3]) if len(sys.argv) > 3 else _COUNT
    settings = Settings(chat_model=f"openai:{model}", chat_base_url=address, chat_seconds=_SECONDS)
    heard = HeardModel(connect_chat_model(settings))
    questions = [question for data in DATA for question in load_questions(data)][:: max(1, 32 // count)][:count]
    with open_library(sorted(SAMPLES.glob("*.txt"))) as library:
        service = AnswerService(library.register, library.index, library.restorer, chat_model=heard)
        answers = []
        for question in questions:
            answers.append((question, service.ask(question.text)))
            _log.warning("%s: %d characters, by %s", question.id, len(heard.replies[-1][1]), answers[-1][1].writer)
    said = [(sentence, prompt) for prompt, reply in heard.replies for sentence in read_sentences([reply])]
    reasons = Counter(why_stopped(sentence, prompt) for sentence, prompt in said)
    written = [(question, answer) for question, answer in answers if answer.writer != "extractive"]
    sys.stdout.write(
        json.dumps(
            {
                "model": model,
                "questions": len(questions),
                "replies": len(heard.replies),
                "sentences": len(said),
                "stopped": {reason: number for reason, number in reasons.items() if reason},
                "answers by the model": len(written),
                "of these right": sum(is_right(answer, question) for question, answer in written),
                "all answers right": sum(is_right(answer, question) for question, answer in answers),
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
