"""The chat model is reached over the protocol that real servers speak, and its words are checked like all others."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.answer import Answer
from core.errors import ConfigurationError
from service.chat_model import connect_chat_model
from service.settings import Settings
from tests.unit.service.answers_bench import open_bench

QUESTION = "Báo cáo kết quả hội thi trước ngày nào?"
DUE = "30/5/2025"
HEAD: dict[str, object] = {"id": "1", "created": 0, "model": "tried"}


def completion(said: str) -> dict[str, object]:
    """A whole reply."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {**HEAD, "object": "chat.completion", "choices": [choice], "usage": usage}


def chunk(piece: str) -> dict[str, object]:
    """A piece of a streamed reply."""
    choice = {"index": 0, "finish_reason": None, "delta": {"role": "assistant", "content": piece}}
    return {**HEAD, "object": "chat.completion.chunk", "choices": [choice]}


@contextmanager
def chat_server(reply: Callable[[str], str]) -> Iterator[str]:
    """An OpenAI-compatible server on this machine that says `reply(prompt)`; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = reply(asked["messages"][0]["content"])
            pieces = [said[start : start + 9] for start in range(0, len(said), 9)] if asked.get("stream") else []
            body = "".join(f"data: {json.dumps(chunk(piece))}\n\n" for piece in pieces) + "data: [DONE]\n\n"
            if not asked.get("stream"):
                body = json.dumps(completion(said))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream" if asked.get("stream") else "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask_through(address: str, tmp_path: Path) -> Answer:
    """The answer when the chat model of `address` is set."""
    settings = Settings(data_dir=tmp_path, chat_model="openai:tried", chat_base_url=address, chat_seconds=5)
    service, _ = open_bench(chat_model=connect_chat_model(settings))
    return service.ask(QUESTION)


def quote_the_date(prompt: str) -> str:
    """What a good model says: the date, with the passage that holds it."""
    number = re.findall(r"đoạn (\d+):", prompt[: prompt.index(DUE)])[-1]
    quote = f"Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày {DUE}"
    sentence = {"text": f"{quote}.", "citations": [{"passage": int(number), "quote": quote}]}
    return f"Đây: {json.dumps({'answerable': True, 'sentences': [sentence]}, ensure_ascii=False)}"


def test_a_quoted_sentence_of_the_model_is_the_answer(tmp_path: Path):
    with chat_server(quote_the_date) as address:
        answer = ask_through(address, tmp_path)
    assert (answer.writer, answer.abstained) == ("tried", False)
    assert DUE in answer.text
    assert answer.citations[0].quote.endswith(DUE)


@pytest.mark.parametrize(
    "reply", ["Hạn là ngày 31/12/2099.", "{", '{"answerable": true, "sentences": [{"text": "31/12/2099"}]}']
)
def test_what_the_model_cannot_quote_never_reaches_the_reader(reply: str, tmp_path: Path):
    with chat_server(lambda _: reply) as address:
        answer = ask_through(address, tmp_path)
    assert "2099" not in answer.text
    assert answer.writer == "extractive"


def test_a_model_that_cannot_be_reached_leaves_the_answer_to_quotes(tmp_path: Path):
    with chat_server(quote_the_date) as address:
        pass
    answer = ask_through(address, tmp_path)
    assert (answer.writer, DUE in answer.text) == ("extractive", True)


def test_an_unknown_kind_of_model_is_a_setting_to_mend(tmp_path: Path):
    with pytest.raises(ConfigurationError):
        connect_chat_model(Settings(data_dir=tmp_path, chat_model="nowhere:tried"))
