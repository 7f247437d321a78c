"""The audit trail: what goes into it, what does not, and that it cannot be changed unseen."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from core.errors import AuditBroken
from service.accounts.desk import AccountDesk
from service.accounts.rights import Role
from service.app import create_app
from service.audit.records import Act, Deed
from service.settings import Settings
from service.store import open_database
from service.store.accounts import AccountStore
from service.store.audit import AuditStore
from service.store.database import DATABASE_NAME
from tests.office_fakes import FakeEngines

PASSWORD = "sáu con mèo ngủ"
SECRET = "kế hoạch chưa công bố"
HERE = {"Origin": "http://127.0.0.1:8000"}


def test_what_people_do_is_told_by_address_and_never_by_word(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    app = create_app(
        Settings(data_dir=data_dir, samples_dir=tmp_path / "none", accounts=True), build_engines=FakeEngines
    )
    client = TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)
    AccountDesk(AccountStore(open_database(data_dir))).add("lan", name="Lan", role=Role.STAFF, password=PASSWORD)
    client.get("/van-ban")
    client.post("/dang-nhap", data={"ten": "lan", "mat_khau": "không phải"}, headers=HERE)
    client.post("/dang-nhap", data={"ten": "lan", "mat_khau": PASSWORD}, headers=HERE)
    client.get("/static/base.css")
    client.get("/api/v1/tasks", params={"unit": SECRET})
    client.get("/hoi-dap", params={"loc": SECRET})
    client.post("/api/v1/documents", files={"files": (SECRET, SECRET.encode(), "text/plain")}, headers=HERE)
    client.get("/quan-tri")
    client.get("/khong-co-trang-nay")
    store = AuditStore(open_database(data_dir))
    told = [(entry.act.who, entry.act.deed, entry.act.what, entry.act.status) for entry in store.entries()]
    assert told == [
        ("lan", Deed.REFUSED, "POST /dang-nhap", 401),
        ("lan", Deed.SIGN_IN, "POST /dang-nhap", 303),
        ("Lan", Deed.SEE, "GET /api/v1/tasks", 200),
        ("Lan", Deed.ASK, "GET /hoi-dap", 200),
        ("Lan", Deed.CHANGE, "POST /api/v1/documents", 202),
        ("Lan", Deed.REFUSED, "GET /quan-tri", 403),
    ]
    assert SECRET not in str(list(store.entries()))
    assert store.verify() == len(told)


def _trail(folder: Path, length: int) -> Path:
    store = AuditStore(open_database(folder))
    for number in range(length):
        store.append(Act(who="Lan", deed=Deed.SEE, what="GET /van-ban", subject=f"document_id={number}", status=200))
    return folder / DATABASE_NAME


@pytest.mark.embedded
def test_the_database_itself_refuses_to_change_an_entry(tmp_path: Path) -> None:
    with sqlite3.connect(_trail(tmp_path, 1)) as connection:
        for statement in ("UPDATE audit_entries SET act = '{}'", "DELETE FROM audit_entries"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(statement)


@pytest.mark.embedded
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_tampering_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("trail")
    path = _trail(folder, 6)
    number = data.draw(st.integers(1, 5))
    statement = data.draw(
        st.sampled_from(
            (
                "UPDATE audit_entries SET act = replace(act, 'Lan', 'Mai') WHERE number = ?",
                "UPDATE audit_entries SET at = '2020-01-01 00:00:00.000000' WHERE number = ?",
                "UPDATE audit_entries SET seal = replace(seal, substr(seal, 1, 1), 'x') WHERE number = ?",
                "DELETE FROM audit_entries WHERE number = ?",
                "UPDATE audit_entries SET number = number + 100 WHERE number = ?",
            )
        )
    )
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER audit_entries_no_update")
        connection.execute("DROP TRIGGER audit_entries_no_delete")
        connection.execute(statement, (number,))
    with pytest.raises(AuditBroken):
        AuditStore(open_database(folder)).verify()
