"""Stand-ins that are quick and predictable, for the few protocols of the program."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.directive import Abbreviation, Directive, line_boxes
from core.errors import NotFound
from core.task import Task
from core.text import fold
from index.embedder import Vectors
from service.answers.citing import section_at
from service.records import DocumentRecord, PagePart, Place, TaskOutline, outline_of


class FakeEmbedder:
    """Sums one fixed pseudo-random vector a word: texts with the same words are near, whatever their order."""

    dimension = 32

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.texts_embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts_embedded += len(texts)
        return np.array([self.embed_question(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def embed_question(self, text: str) -> Vectors:
        total = np.full(self.dimension, 1e-6, dtype=np.float32)
        for word in fold(text).split():
            seed = int.from_bytes(hashlib.sha256((self.name + word).encode()).digest()[:4], "little")
            total += np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)
        vector: Vectors = total / np.linalg.norm(total)
        return vector


class FakeRegister:
    """A register held in memory."""

    def __init__(self) -> None:
        self._documents: dict[str, DocumentRecord] = {}
        self._directives: dict[str, Directive] = {}
        self._tasks: dict[str, tuple[Task, ...]] = {}

    def add(self, document: DocumentRecord, directive: Directive, tasks: Sequence[Task] = ()) -> None:
        self._documents[document.id] = document
        self._directives[document.id] = directive
        self._tasks[document.id] = tuple(tasks)

    def hide(self, document_id: str) -> None:
        """Afterwards the document is not listed; it is still held, as for somebody who may see it."""
        del self._documents[document_id]

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        return tuple(self._documents.values())

    def find_document(self, key: str) -> DocumentRecord:
        found = [document for document in self._documents.values() if document.id.startswith(key)]
        if not found:
            raise NotFound("no such document", where=key)
        return found[0]

    def load_directive(self, document_id: str) -> Directive:
        if document_id not in self._directives:
            raise NotFound("no such document", where=document_id)
        return self._directives[document_id]

    def abbreviations(self, document_id: str) -> tuple[Abbreviation, ...]:
        return self.load_directive(document_id).abbreviations

    def places(self, parts: Sequence[PagePart]) -> tuple[Place, ...]:
        return tuple(self._place(*part) for part in parts)

    def _place(self, document_id: str, page_no: int, start: int, end: int) -> Place:
        page = next(page for page in self.load_directive(document_id).pages if page.page_no == page_no)
        return Place(text=page.text[start:end], boxes=line_boxes(page.text, page.words, start, end))

    def section_at(self, document_id: str, offset: int) -> str:
        return section_at(self.load_directive(document_id), offset)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        if document_id is not None:
            return self._tasks.get(document_id, ())
        return tuple(task for tasks in self._tasks.values() for task in tasks)

    def task_outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        return {key: tuple(map(outline_of, tasks)) for key, tasks in self._tasks.items()}


@dataclass(frozen=True)
class FakeMessage:
    """A reply of a chat model."""

    content: str


class FakeChatModel:
    """Answers every prompt with the next of its replies, and keeps the prompts it was given.

    A reply may be a function of the prompt, or an error to raise.
    """

    def __init__(self, *replies: str | Callable[[str], str] | Exception, name: str = "fake-chat") -> None:
        self.model_name = name
        self.prompts: list[str] = []
        self._replies = list(replies)

    def invoke(self, prompt: str, /) -> FakeMessage:
        self.prompts.append(prompt)
        reply = self._replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return FakeMessage(content=reply if isinstance(reply, str) else reply(prompt))

    def stream(self, prompt: str, /) -> Iterator[FakeMessage]:
        reply = self.invoke(prompt).content
        for start in range(0, len(reply), 7):
            yield FakeMessage(content=reply[start : start + 7])
