"""An office whose documents are read while one waits, without workers."""

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import delete
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from index.passage_index import PassageIndex
from service.access.office_index import OfficeIndex
from service.access.records import NO_RESTRICTION, Restriction
from service.accounts.gate import session_cookie
from service.accounts.records import Person
from service.accounts.rights import Role, Viewer, acting_as
from service.app import create_app
from service.jobs.steps import ReadingSteps
from service.office import Office, open_office
from service.settings import Settings
from service.store.tables import QuestionRow
from tests.fakes import FakeEmbedder
from tests.office_fakes import FakeEngines
from tests.unit.service.answers_bench import PlainVectors

HERE = "http://127.0.0.1:8000"


class OpenOffice:
    """An office, its application, and documents that are read while one waits."""

    def __init__(self, folder: Path, *, accounts: bool = True) -> None:
        settings = Settings(data_dir=folder / "data", samples_dir=folder, accounts=accounts)
        vectors = PlainVectors()

        class Engines(FakeEngines):
            @property
            def index(self) -> PassageIndex:
                return self._part(
                    "index",
                    lambda: OfficeIndex(self._engine, vectors=vectors, embedder=FakeEmbedder()),  # type: ignore[arg-type]
                )

        self._folder = folder

        self._settings, self._engines = settings, Engines
        self.office: Office = open_office(settings, writer=False, build_engines=Engines)
        self._steps = ReadingSteps(self.office._store, self.office._files, self.office.engines, page_attempts=3)

    @cached_property
    def app(self) -> FastAPI:
        """The application over the same data; it runs no workers."""
        return create_app(self._settings, build_engines=self._engines)

    def close(self) -> None:
        self.office.close()

    def person(self, login: str, role: Role, **more: Any) -> Person:
        """An account that signs in by a session alone."""
        store = self.office.accounts._store
        store.add(login, name=login.title(), role=role, password_hash=None, now=datetime.now(UTC))
        if "clearance" in more:
            store.change(login, clearance=int(more["clearance"]))
        self.office.access.units.place(login, more.get("units", ()))
        return self.office.accounts.get(login)

    def viewer(self, login: str) -> Viewer:
        return self.office.accounts.viewer_of_person(login)

    def take_in(
        self, text: str, name: str, *, by: str = "", restriction: Restriction = NO_RESTRICTION, read: bool = True
    ) -> str:
        """Hands a text file in, and has it read; its id."""
        path = self._folder / "coming.txt"
        path.write_text(text, encoding="utf-8")
        with acting_as(self.viewer(by) if by else None):
            taken = self.office.documents.add(path, file_name=name, restriction=restriction)
        if read:
            self.read_all()
        return taken.accepted[0].document.id

    def read_all(self) -> None:
        """Reads what waits, as the workers do."""
        for order in self.office._store.documents.orders():
            for page_no in range(1, self._steps.begin(order) + 1):
                self._steps.read_page(order, page_no)
            self._steps.understand(order)
            self._steps.index(order)
            self._steps.finish(order)

    def forget_questions(self) -> None:
        """Forgets what was asked, so that asking again leaves what it left before."""
        with Session(self.office._database) as session:
            session.execute(delete(QuestionRow))
            session.commit()

    def client(self, login: str) -> TestClient:
        """A browser in which this person is signed in."""
        client = TestClient(
            self.app, base_url=HERE, headers={"Origin": HERE}, follow_redirects=False, raise_server_exceptions=False
        )
        if login:
            accounts = self.office.accounts
            client.cookies.set(session_cookie(is_secure=False), accounts.begin_session(accounts.get(login)))
        return client
