"""All records of the office behind one door."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from core.directive import Abbreviation, Directive
from core.task import Task
from service.records import DocumentRecord, PagePart, Place, TaskOutline
from service.store.catalogue import DocumentCatalogue
from service.store.corrections import CorrectionStore
from service.store.documents import DocumentStore
from service.store.feeds import FeedStore
from service.store.preferences import PreferenceStore
from service.store.profiles import ProfileStore
from service.store.progress import ProgressStore
from service.store.questions import FactStore, QuestionStore
from service.store.reading_control import ReadingControl
from service.store.readings import ReadingStore
from service.store.reviews import ReviewStore
from service.store.snapshot import RegisterSnapshot
from service.store.task_writer import TaskWriter
from service.store.tasks import TaskStore
from service.store.unit_results import UnitResultStore
from service.store.watched import WatchedStore
from service.store.workers import WorkerStore


class RecordStore:
    """The stores of one database; itself the `service.records.Register` that use cases read.

    Attributes:
        documents, catalogue, readings, reading_control, corrections, watched, tasks, task_writer, feeds, questions,
            facts, reviews, profiles, progress, unit_results, preferences, workers: one for each kind of record.
    """

    def __init__(self, engine: Engine) -> None:
        self.documents = DocumentStore(engine)
        self.catalogue = DocumentCatalogue(engine)
        self.readings = ReadingStore(engine, self.documents)
        self.reading_control = ReadingControl(engine)
        self.corrections = CorrectionStore(engine)
        self.watched = WatchedStore(engine)
        self.tasks = TaskStore(engine)
        self.task_writer = TaskWriter(engine)
        self.feeds = FeedStore(engine)
        self.questions = QuestionStore(engine)
        self.facts = FactStore(engine)
        self.reviews = ReviewStore(engine)
        self.profiles = ProfileStore(engine)
        self.progress = ProgressStore(engine)
        self.unit_results = UnitResultStore(engine)
        self.preferences = PreferenceStore(engine)
        self.workers = WorkerStore(engine)
        self.snapshot = RegisterSnapshot(engine, self)

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first."""
        return self.documents.list_documents()

    def find_document(self, key: str) -> DocumentRecord:
        """The document that `key` names.

        Raises:
            NotFound: no document.
            Ambiguous: several documents.
        """
        return self.documents.find_document(key)

    def citing(self, number: str) -> tuple[DocumentRecord, ...]:
        """Documents that cite this number in any spelling, newest first, their references resolved."""
        return self.documents.citing(number)

    def load_directive(self, document_id: str) -> Directive:
        """The directive as read and understood.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        return self.readings.load_directive(document_id)

    def abbreviations(self, document_id: str) -> tuple[Abbreviation, ...]:
        """The short forms that the directive defines.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        return self.snapshot.abbreviations(document_id)

    def places(self, parts: Sequence[PagePart]) -> tuple[Place, ...]:
        """The words of each part and where they stand; none of a page that is not held."""
        return self.snapshot.places(parts)

    def section_at(self, document_id: str, offset: int) -> str:
        """Path of the section that holds the character at `offset`.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        return self.snapshot.section_at(document_id, offset)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """Tasks as read, with their current status, of one document or of all, in the order of the text."""
        return self.tasks.list_tasks(document_id)

    def task_outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        """Outlines of all tasks by document, in the order of the text."""
        return self.snapshot.task_outlines()
