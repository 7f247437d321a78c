"""The heavy parts of an office, each built when it is first needed and then shared by all threads."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Engine

from core.errors import ConfigurationError
from core.page import AskedMethod
from core.source import Source
from service.chat_model import ChatModel, connect_chat_model
from service.records import Register
from service.settings import Settings

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.passage_index import PassageIndex
    from ingest.reader import PageReading
    from ingest.restore import Restorer
    from service.answers import AnswerService

VECTORS_FOLDER = "vectors"
Part = TypeVar("Part")
BuildEngines = Callable[[Settings, Engine, Register], "Engines"]
"""How an office gets its engines; tests put quick ones in."""


class Engines:
    """Restorer, reading tools, search index and answer service of one data folder.

    Their packages are imported here and only when wanted: that is what keeps the second start of the server quick.
    """

    def __init__(self, settings: Settings, engine: Engine, register: Register) -> None:
        self._settings, self._engine, self._register = settings, engine, register
        self._building = threading.RLock()
        self._parts: dict[str, object] = {}

    @property
    def restorer(self) -> "Restorer":
        """The restorer of ruined or accent-less Vietnamese."""

        def build() -> "Restorer":
            from ingest.restore import Restorer

            return Restorer.load()

        return self._part("restorer", build)

    def read_page(
        self, path: Path, source: Source, page_no: int, *, method: AskedMethod | None = None
    ) -> "PageReading":
        """One page of a file as read, by `method` if one is asked for; one that cannot be read comes back as failed."""
        from service.observing.metrics import timed_page
        from service.observing.traces import span
        from service.reading_apart import PageOrder, read_apart

        order = PageOrder(
            path=path.absolute(),
            source=source,
            page_no=page_no,
            method=method,
            limits=self._settings.limits,
            libreoffice=self._settings.libreoffice,
            niceness=self._settings.reading_niceness,
        )
        with span("page.read", {"document.id": source.id, "page.no": page_no}), timed_page() as read_by:
            reading = read_apart(order)
            read_by.append(reading.page.method.value)
        return reading

    @property
    def index(self) -> "PassageIndex":
        """The search index."""

        def build() -> "PassageIndex":
            from index.vector_index import VectorIndex
            from service.access.office_index import OfficeIndex

            return OfficeIndex(
                self._engine,
                vectors=VectorIndex(self._settings.chroma_url or self._folder(VECTORS_FOLDER)),
                embedder=self._embedder(self._settings.embedder),
                accent=self._accent,
                former_embedder=self._former_embedder,
            )

        return self._part("index", build)

    @property
    def answers(self) -> "AnswerService":
        """What answers questions."""

        def build() -> "AnswerService":
            from service.answers import AnswerService

            return AnswerService(self._register, self.index, self.restorer, chat_model=self.chat_model)

        return self._part("answers", build)

    @property
    def chat_model(self) -> ChatModel | None:
        """The chat model that the settings name; None when they name none."""
        return self._part("chat_model", lambda: connect_chat_model(self._settings))

    def _embedder(self, name: str) -> "Embedder":
        from index.embedders import open_embedder
        from service.yielding_embedder import YieldingEmbedder

        settings = self._settings
        embedder = open_embedder(name, base_url=settings.embed_base_url, api_key=settings.embed_api_key)
        return YieldingEmbedder(embedder, settings.reading_niceness)

    def _former_embedder(self, name: str) -> "Embedder | None":
        """The embedder that made the vectors held; None when the settings no longer tell how to reach it."""
        try:
            return self._embedder(name)
        except ConfigurationError:
            return None

    def _accent(self, question: str) -> str:
        return self.restorer.accent(question)

    def _folder(self, name: str) -> Path:
        return self._settings.data_dir / name

    def _part(self, name: str, build: Callable[[], Part]) -> Part:
        if name not in self._parts:
            with self._building:
                if name not in self._parts:
                    self._parts[name] = build()
        return cast(Part, self._parts[name])
