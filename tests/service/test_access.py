"""Whom documents are open to, from handing in to what people decide, and all that follows from it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.errors import Ambiguous, InvalidInput, NotAllowed, NotFound
from index.word_index import Within
from service.access.desk import may_open
from service.access.records import Restriction
from service.access.secrecy import Secrecy
from service.access.sight import NOTHING, seeing
from service.follow_up.conditions import TaskCondition
from service.follow_up.evidence import EvidenceKind
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow
from service.store.guard import OWNERS, UNOWNED, conditions_for
from service.store.tables import Base, DocumentRow
from tests.restricted_office import TEXT, Place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("access"))
    yield place
    place.close()


def test_until_it_is_read_only_who_handed_it_in_sees_it(place: Place) -> None:
    document = place.plan(read=False)
    assert place.who(document) == "bq"
    place.read_all()
    assert place.who(document) == "abgq"


def test_a_mark_keeps_it_from_who_is_not_cleared(place: Place) -> None:
    assert place.who(place.plan(mark="MẬT")) == "bgq"
    assert place.who(place.plan(mark="TUYỆT MẬT")) == "bq"


def test_a_unit_shares_with_its_line_and_with_no_brother(place: Place) -> None:
    assert place.who(place.plan(unit="Phòng B", by="quan")) == "bgq"
    assert place.who(place.plan(unit="Sở", by="quan")) == "abgq"


def test_the_same_file_again_tells_nothing_of_the_one_held(place: Place) -> None:
    place._count += 1
    text = TEXT.format(number=f"{place._count}/KH-SGD", mark="MẬT", cited="1/KH-X")
    held = place.take_in(text, "ten-kin.txt", by="binh")
    path = place._folder / "again.txt"
    path.write_text(text, encoding="utf-8")
    with place.eyes("an"):
        taken = place.office.documents.add(path, file_name="cua-toi.txt")
    assert taken.accepted == ()
    assert [(one.code, one.where) for one in taken.refused] == [("held_back", "cua-toi.txt")]
    assert "ten-kin" not in str(taken)
    assert place.who(held) == "bgq"
    with place.eyes("giang"):
        assert place.office.documents.add(path).accepted[0].duplicate


def test_who_may_edit_narrows_and_who_may_review_widens(place: Place) -> None:
    document, access = place.plan(), place.office.access
    with place.eyes("an"):
        access.change(document, access.read(secrecy="nội bộ", unit="Phòng A"))
        with pytest.raises(NotAllowed):
            access.change(document, access.read(secrecy="noi-bo"))
        with pytest.raises(NotAllowed):
            access.change(document, access.read(secrecy="noi-bo", unit="Phòng A", people=["binh"]))
    assert place.who(document) == "agq"
    with place.eyes("quan"):
        access.change(document, access.read(secrecy="noi-bo", unit="Phòng A", units=["Sở / Phòng B"]))
    assert place.who(document) == "abgq"
    with place.eyes("binh"):
        access.change(document, access.read(secrecy="mat", people=["an"]))
    with place.eyes("an"):
        told = access.history(document)
    assert place.who(document) == "agq"
    assert [one.changed_by for one in told] == ["An", "Quan", "Binh"]
    assert told[-1].after == "Mật; cả cơ quan; thêm: An"
    with place.eyes("quan"):
        assert {person.login for person in access.who_may_open(document)} == {"an", "giang", "quan"}


@pytest.mark.slow
def test_a_level_that_people_set_outlives_a_reading_and_no_reading_lowers_one(place: Place) -> None:
    document, office = place.plan(mark="MẬT"), place.office
    with place.eyes("quan"):
        office.access.change(document, office.access.read())
        office.documents.reread(document)
    place.read_all()
    assert place.who(document) == "abgq"
    with place.eyes("an"):
        office.corrections.correct_field(document, "secrecy", "Tối mật")
    place.read_all()
    assert place.who(document) == "gq"
    with place.eyes("quan"):
        office.corrections.correct_field(document, "secrecy", "")
    place.read_all()
    assert place.who(document) == "gq"


def test_what_is_hidden_counts_as_not_held(place: Place) -> None:
    hidden = place.plan(unit="Phòng B", by="quan")
    number = f"{place._count}/KH-SGD"
    citing = place.plan(cited=number, by="quan")
    snapshot = place.office._store.snapshot
    for login, means in (("binh", hidden), ("an", None)):
        with place.eyes(login):
            records = [
                place.office.documents.find(citing),
                *(one for one in snapshot.list_documents() if one.id == citing),
            ]
            told = {ref.document_id for record in records for ref in record.references if ref.number == number}
            assert told == {means}
            unheld = [one.document.number for one in place.office.documents.unresolved_references()]
            assert (number in unheld) == (means is None)
            assert any(hit.passage.document_id == hidden for hit in _search(place, number)) == (means is not None)


def test_a_slip_of_typing_is_not_put_right_toward_hidden_words(place: Place) -> None:
    text = TEXT.format(number="900/KH-SGD", mark="MẬT", cited="1/KH-X") + "2. Văn phòng kiểm kê ngư lôi, hải sản.\n"
    place.take_in(text, "kin.txt", by="binh")
    index = place.office.engines.index
    for login, told in (("binh", "kiểm kê ngư lôi"), ("an", "kiểm kê ngư lôii")):
        with place.eyes(login), place.office._database.connect() as connection:
            within = Within(document_ids=index._visible())
            assert index._searching.mended(connection, "kiểm kê ngư lôii", within=within) == told


def _search(place: Place, words: str):  # type: ignore[no-untyped-def]
    return place.office.engines.index.search(words, limit=50)


@pytest.mark.slow
def test_an_attachment_does_not_name_the_hidden_mail_it_came_in(place: Place) -> None:
    mail, part = place.plan(unit="Phòng B", by="quan"), place.plan(by="quan")
    with Session(place.office._database) as session:
        row = session.get_one(DocumentRow, part)
        row.part_of, row.container = mail, "thư kín.eml"
        session.commit()
    for login, told in (("binh", (mail, "thư kín.eml")), ("an", (None, ""))):
        with place.eyes(login):
            seen = [one for one in place.office._store.snapshot.list_documents() if one.id == part]
            for record in (place.office.documents.find(part), *seen):
                assert (record.part_of, record.container) == told


def test_a_calendar_looks_with_its_owners_eyes_and_is_theirs_alone(place: Place) -> None:
    hidden, office = place.plan(unit="Phòng B", by="quan"), place.office
    with place.eyes("binh"):
        his = office.feeds.make("Của Binh", TaskCondition(document_id=hidden))
    with place.eyes("an"):
        hers = office.feeds.make("Của An", TaskCondition(document_id=hidden))
        assert [feed.name for feed in office.feeds.list_feeds()] == ["Của An"]
        with pytest.raises(NotFound):
            office.feeds.renew(his.feed.id)
    with seeing(NOTHING):
        assert b"VEVENT" in office.feeds.read(his.token).content
        assert b"VEVENT" not in office.feeds.read(hers.token).content
        assert office.documents.all() == ()
    office.accounts.set_active("binh", False)
    with seeing(NOTHING), pytest.raises(NotFound):
        office.feeds.read(his.token)
    office.accounts.set_active("binh", True)


def test_a_hidden_proof_leaves_no_line_in_the_history(place: Place) -> None:
    hidden, document, office = place.plan(unit="Phòng B", by="quan"), place.plan(by="quan"), place.office
    task = office.list_tasks(document)[0].id
    with place.eyes("binh"):
        office.proofs.attach(task, EvidenceKind.DOCUMENT, hidden)
        assert len(office.proofs.of((task,))) == len(office.follow_up.history(task)) == 1
    with place.eyes("an"):
        assert (office.proofs.of((task,)), office.follow_up.history(task)) == ((), ())
        with pytest.raises(InvalidInput):
            office.follow_up.undo(task)


def test_units_are_named_moved_and_kept_while_they_hold_something(place: Place) -> None:
    units = place.office.access.units
    units.add("Tổ 1", under="Phòng A")
    units.add("Tổ 1", under="Phòng B")
    with pytest.raises(Ambiguous):
        units.tree().find("to 1")
    assert units.rename("Sở / Phòng B / Tổ 1", "Tổ 2").path == "Sở / Phòng B / Tổ 2"
    with pytest.raises(InvalidInput):
        units.move("Sở", under="Tổ 2")
    assert units.move("Tổ 2").depth == 0
    units.remove("Tổ 2")
    for key in ("Sở", "Phòng A", "Phòng B"):
        with pytest.raises(InvalidInput):
            units.remove(key)
    units.remove("Tổ 1")


def test_every_table_says_whose_its_rows_are_or_is_named_as_nobodys() -> None:
    guarded = {table.__tablename__ for table, _ in conditions_for(NOTHING)}
    tables = {mapper.class_.__tablename__ for mapper in Base.registry.mappers}
    assert tables - guarded == UNOWNED & tables
    for mapper in Base.registry.mappers:
        assert mapper.class_.__tablename__ not in UNOWNED or not set(OWNERS) & set(mapper.local_table.c.keys())


_UNITS = st.sampled_from([None, 1, 2, 3])
_RESTRICTIONS = st.builds(
    Restriction,
    secrecy=st.sampled_from(Secrecy),
    unit_id=_UNITS,
    unit_ids=st.lists(st.sampled_from([1, 2, 3]), max_size=1).map(tuple),
    person_ids=st.lists(st.sampled_from([1, 2, 3, 4]), max_size=1).map(tuple),
    is_settled=st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=60)
@given(restrictions=st.lists(_RESTRICTIONS, min_size=3, max_size=3))
def test_queries_and_people_are_told_by_one_rule(
    ruled: tuple[Place, list[str]], restrictions: list[Restriction]
) -> None:
    place, documents = ruled
    _restrict(place, dict(zip(documents, restrictions, strict=True)))
    parents = {unit.id: unit.parent_id for unit in place.office.access.units.tree().units}
    for person in place.office.accounts.list_people():
        may = {key for key, one in zip(documents, restrictions, strict=True) if may_open(person, one, parents=parents)}
        with place.eyes(person.login):
            assert set(place.office.documents.names()) == may
            assert place.office.catalogue.counts().held == len(may)
            assert {one.id for one in place.office._store.snapshot.list_documents()} == may
            assert {task.document_id for task in place.office.list_tasks()} == may
            assert {hit.passage.document_id for hit in _search(place, "kế hoạch chuyển đổi số")} == may


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, list[str]]]:
    place = Place(tmp_path_factory.mktemp("ruled"))
    yield place, [place.plan(by="") for _ in range(3)]
    place.close()


def _restrict(place: Place, wanted: dict[str, Restriction]) -> None:
    with Session(place.office._database) as session:
        session.execute(delete(DocumentGrantRow))
        session.execute(delete(DocumentRestrictionRow))
        for key, one in wanted.items():
            row = DocumentRestrictionRow(document_id=key, secrecy=int(one.secrecy), secrecy_read=0, unit_id=one.unit_id)
            row.is_settled = one.is_settled
            session.add(row)
            session.add_all(DocumentGrantRow(document_id=key, person_id=me, unit_id=None) for me in one.person_ids)
            session.add_all(DocumentGrantRow(document_id=key, person_id=None, unit_id=unit) for unit in one.unit_ids)
        session.commit()
