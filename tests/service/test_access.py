"""Whom documents are open to, from handing in to what people decide, and all that follows from it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from core.errors import Ambiguous, InvalidInput, NotAllowed, NotFound
from index.word_index import Within
from service.access.desk import may_open
from service.access.records import Restriction
from service.access.secrecy import Secrecy
from service.access.sight import NOTHING, seeing
from service.accounts.rights import Right, Role, acting_as
from service.cli.main import app
from service.follow_up.conditions import TaskCondition
from service.follow_up.evidence import EvidenceKind
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow
from service.store.guard import OWNERS, UNOWNED, conditions_for
from service.store.tables import Base, DocumentRow
from tests.open_office import OpenOffice

TEXT = """SỞ GIÁO DỤC VÀ ĐÀO TẠO\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}\tĐộc lập - Tự do - Hạnh phúc
{mark}\tHà Nội, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Chuyển đổi số trong trường học

Căn cứ Kế hoạch số {cited} ngày 05/3/2025 của Sở Giáo dục và Đào tạo.
1. Văn phòng chủ trì xây dựng kế hoạch, hoàn thành trước ngày 15/12/2025.
"""


class Place(OpenOffice):
    """Sở above Phòng A and Phòng B; An of A, Binh of B, Giang of the Sở, Quan who administers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._count = 0
        for name, above in (("Sở", ""), ("Phòng A", "Sở"), ("Phòng B", "Sở")):
            self.office.access.units.add(name, under=above)
        self.person("quan", Role.ADMIN)
        self.person("an", Role.STAFF, units=("Phòng A",))
        self.person("binh", Role.REVIEWER, units=("Phòng B",))
        self.person("giang", Role.OFFICER, units=("Sở",), clearance=Secrecy.SECRET)

    def plan(
        self, *, mark: str = "", by: str = "binh", unit: str = "", read: bool = True, cited: str = "1/KH-X"
    ) -> str:
        """A plan of its own number; its id."""
        self._count += 1
        text = TEXT.format(number=f"{self._count}/KH-SGD", mark=mark, cited=cited)
        wanted = self.office.access.read(unit=unit)
        return self.take_in(text, f"ke-hoach-{self._count}.txt", by=by, restriction=wanted, read=read)

    def who(self, document_id: str) -> str:
        """First letters of those who find the document."""
        return "".join(login[0] for login in ("an", "binh", "giang", "quan") if self.finds(login, document_id))

    def finds(self, login: str, document_id: str) -> bool:
        with self.eyes(login):
            listed = document_id in {one.id for one in self.office.documents.all()}
            try:
                found = self.office.documents.find(document_id).id == document_id
            except NotFound:
                found = False
        assert listed == found
        return found

    @contextmanager
    def eyes(self, login: str) -> Iterator[None]:
        with acting_as(self.viewer(login)):
            yield


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


@pytest.mark.slow
def test_people_units_and_restrictions_over_http(place: Place) -> None:
    admin, an, binh = (place.client(login) for login in ("quan", "an", "binh"))
    tree, people = "/quan-tri/don-vi", "/quan-tri/nguoi-dung"
    assert admin.post(tree, data={"ten": "Phòng C", "cap_tren": "Sở"}).status_code == 303
    assert admin.post(f"{tree}/ten", data={"don_vi": "Sở / Phòng C", "ten": "Phòng D"}).status_code == 303
    assert admin.post(f"{tree}/cap-tren", data={"don_vi": "Phòng D"}).status_code == 303
    assert "Phòng D" in admin.get(tree).text
    assert {"name": "Phòng D", "path": "Phòng D", "depth": 0, "people": 0} in an.get("/api/v1/units").json()["units"]
    assert admin.post(f"{people}/an/pham-vi", data={"don_vi": "Phòng D", "do_mat": "mat"}).status_code == 303
    assert (place.office.accounts.get("an").clearance, place.viewer("an").units) == (
        Secrecy.CONFIDENTIAL,
        frozenset({4}),
    )
    assert admin.post(f"{people}/an/pham-vi", data={"don_vi": "Phòng A", "do_mat": "noi-bo"}).status_code == 303
    assert admin.post(f"{tree}/xoa", data={"don_vi": "Phòng D"}).status_code == 303
    text = TEXT.format(number="950/KH-SGD", mark="", cited="1/KH-X").encode()
    handed = {"unit": "Phòng B", "secrecy": "nội bộ"}
    answer = binh.post("/api/v1/documents", data=handed, files={"files": ("a.txt", text, "text/plain")})
    address = f"/api/v1/documents/{answer.json()['documents'][0]['id']}"
    place.read_all()
    told = binh.get(f"{address}/access").json()
    assert (told["secrecy"], told["unit"], told["people"]) == ("internal", "Sở / Phòng B", ["binh"])
    assert (an.get(address).status_code, an.get(f"{address}/access").status_code) == (404, 404)
    assert binh.put(f"{address}/access", json={"unit": "Phòng B", "people": ["binh", "an"]}).status_code == 200
    refused = an.put(f"{address}/access", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    page = f"/van-ban/{address.rpartition('/')[2]}/nguoi-xem"
    assert "Bạn siết lại được" in an.get(page).text
    assert an.post(page, data={"do_mat": "mat", "don_vi": "Phòng B"}).headers["location"] == "/van-ban"
    assert an.get(page).status_code == 404


@pytest.mark.slow
def test_a_token_sees_no_more_than_its_rights_allow(place: Place) -> None:
    hidden = place.plan(unit="Phòng B", by="binh")
    client = place.client("")
    for rights, status in (({Right.READ, Right.ADMIN}, 200), ({Right.READ}, 404)):
        secret = place.office.accounts.make_token("quan", name="máy", rights=frozenset(rights)).secret
        answer = client.get(f"/api/v1/documents/{hidden}", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == status


@pytest.mark.slow
def test_the_command_line_tells_and_sets_it(place: Place) -> None:
    document = place.plan(unit="Phòng B", by="quan")

    def told(*arguments: str) -> dict[str, Any]:
        done = CliRunner().invoke(app, ["--data-dir", str(place.office.settings.data_dir), *arguments, "--json"])
        assert done.exit_code == 0, done.output
        record: dict[str, Any] = json.loads(done.stdout)
        return record

    assert told("access", document)["unit"] == "Sở / Phòng B"
    assert told("access", document, "--secrecy", "mat", "--person", "an")["open_to"] == ["an", "giang", "quan"]
    assert told("access", document, "--lift")["secrecy"] == "open"
    person = told("users", "set", "giang", "--unit", "Phòng A", "--unit", "Sở", "--clearance", "toi-mat")
    assert (person["units"], person["clearance"]) == (["Sở", "Sở / Phòng A"], "secret")
    assert told("users", "set", "giang", "--no-unit")["units"] == []
    assert "Phòng A" in [unit["name"] for unit in told("units", "list")["units"]]
    told("users", "set", "giang", "--unit", "Sở")
