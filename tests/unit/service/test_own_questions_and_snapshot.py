"""Questions belong to who asked them; the register in memory follows the database."""

from pathlib import Path

import pytest

from core.answer import Answer
from core.errors import NotFound
from core.source import MediaType, Source
from service.accounts.rights import RIGHTS, Role, Viewer, acting_as
from service.records import DocumentStatus, Verdict
from service.store.database import open_database
from service.store.documents import Order
from service.store.record_store import RecordStore


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return RecordStore(open_database(tmp_path))


def _viewer(person_id: int, name: str) -> Viewer:
    return Viewer(person_id=person_id, name=name, rights=RIGHTS[Role.STAFF])


def _source(letter: str) -> Source:
    return Source(
        id=letter * 16,
        sha256=letter * 64,
        file_name=f"{letter}.txt",
        media_type=MediaType.TEXT,
        size_bytes=1,
        pages=1,
    )


def _answer(question: str) -> Answer:
    return Answer(question=question, text="Không tìm thấy.", abstained=True, writer="extractive", conversation_id="c")


def test_a_person_signed_in_sees_and_judges_their_own_questions(store: RecordStore) -> None:
    lan, minh = _viewer(1, "Lan"), _viewer(2, "Minh")
    for viewer in (lan, minh):
        with acting_as(viewer):
            store.questions.add(_answer(f"{viewer.name} hỏi"), document_id=None, asked_by="ai đó")
    with acting_as(lan):
        assert [asked.answer.question for asked in store.questions.newest()] == ["Lan hỏi"]
        assert [asked.answer.question for asked in store.questions.asked_in("c")] == ["Lan hỏi"]
        with pytest.raises(NotFound):
            store.questions.judge(2, Verdict.RIGHT, remark="")
    assert len(store.questions.newest()) == 2


def test_the_snapshot_follows_changes_of_another_process(store: RecordStore, tmp_path: Path) -> None:
    other = RecordStore(open_database(tmp_path))
    other.documents.accept(_source("a"))
    other.documents.accept(_source("b"))
    before = {document.id: document for document in store.snapshot.list_documents()}
    other.documents.set_status(Order("a" * 16, 1), DocumentStatus.READY)
    other.documents.order_removal("b" * 16)
    after = store.snapshot.list_documents()
    assert [(document.id, document.status) for document in after] == [("a" * 16, DocumentStatus.READY)]
    assert set(before) == {"a" * 16, "b" * 16}
    other.documents.forget("b" * 16)
    assert store.snapshot.list_documents()[0] is after[0]
    assert store.snapshot.list_documents() == other.documents.list_documents()
