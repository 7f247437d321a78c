"""Quick stand-ins for the heavy parts of an office, and an office that uses them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from core.limits import Limits
from core.page import AskedMethod, Page
from core.source import Source
from index.passage_index import PassageIndex
from index.vector_index import VectorIndex
from ingest.formats.plain_text import read_text_pages
from ingest.reader import PageReading
from ingest.restore import RestoredText, RestoredWord, Restorer
from service.access.office_index import OfficeIndex
from service.engines import Engines
from service.records import Register
from service.settings import Settings
from tests.fakes import FakeEmbedder
from tests.records import make_page

ReadPage = Callable[[Path, int], Page]


def read_text_page(path: Path, page_no: int) -> Page:
    """A page of a text file as it stands in the file."""
    return make_page(page_no, read_text_pages(path, limits=Limits(), where=path.name)[page_no - 1].text + "\n")


class FakeRestorer:
    """Knows two words; everything else stays as it is."""

    def restore(self, text: str) -> RestoredText:
        restored = self.accent(text)
        start = restored.find("kế hoạch")
        word = RestoredWord(start=start, end=start + 8, text="kế hoạch", as_read="ke hoach", confidence=0.99)
        return RestoredText(text=restored, words=(word,) if start >= 0 else ())

    def accent(self, question: str) -> str:
        return question.replace("ke hoach", "kế hoạch")


class FakeEngines(Engines):
    """Engines that read pages with a function of the test's and find passages with a fake embedder.

    Attributes:
        pages_read: page numbers in the order in which they were read.
    """

    def __init__(self, settings: Settings, engine: Engine, register: Register, read: ReadPage = read_text_page) -> None:
        super().__init__(settings, engine, register)
        self._read = read
        self.pages_read: list[int] = []
        self.methods_asked: list[AskedMethod | None] = []

    def read_page(self, path: Path, source: Source, page_no: int, *, method: AskedMethod | None = None) -> PageReading:
        self.pages_read.append(page_no)
        self.methods_asked.append(method)
        return PageReading(page=self._read(path, page_no))

    @property
    def restorer(self) -> Restorer:
        return cast(Restorer, FakeRestorer())

    @property
    def index(self) -> PassageIndex:
        def build() -> PassageIndex:
            vectors = VectorIndex(self._settings.chroma_url or self._folder("vectors"))
            return OfficeIndex(self._engine, vectors=vectors, embedder=FakeEmbedder())

        return self._part("index", build)


def engines_reading(read: ReadPage) -> Callable[[Settings, Engine, Register], FakeEngines]:
    """What builds fake engines that read pages with `read`."""
    return lambda settings, engine, register: FakeEngines(settings, engine, register, read)


def wait_until(holds: Callable[[], bool], *, seconds: float = 20.0) -> None:
    """Returns when the condition holds.

    Raises:
        TimeoutError: it does not hold in time.
    """
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the condition did not come about")
        time.sleep(0.02)
