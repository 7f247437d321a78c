"""An office moved from a folder to servers and back: every record and file arrives, and it answers the same."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from core.errors import AuditBroken, ConfigurationError, DamagedFile
from core.task import TaskStatus
from eval.postgres_server import PostgresServer
from service.accounts.rights import Role
from service.audit.deeds import Deed
from service.audit.records import Act
from service.backup import restore_backup, write_backup
from service.moving import move
from service.moving.copying import copy_records, digest, record_tables
from service.moving.move import Moved, embedded, move_office
from service.office import Office, open_office
from service.settings import Settings
from service.store import open_office_database
from tests.office_fakes import FakeEngines

DIRECTIVE = (Path(__file__).parents[1] / "service" / "directive.txt").read_text(encoding="utf-8")
QUESTIONS = ("Ai chủ trì tổng hợp báo cáo?", "Hạn báo cáo là ngày nào?", "kế hoạch kiểm kê tài sản")


@pytest.fixture
def at_home(tmp_path: Path) -> Settings:
    """The settings of an office in a folder that was in use for a while."""
    settings = Settings(data_dir=tmp_path / "home", samples_dir=tmp_path / "none")
    with open_office(settings, writer=True, build_engines=FakeEngines) as office:
        for number, text in enumerate((DIRECTIVE, "Kế hoạch kiểm kê tài sản cuối năm.\n\x0cTrang hai.")):
            file = tmp_path / f"{number}.txt"
            file.write_text(text, encoding="utf-8")
            document = office.documents.add(file).document
            office.documents.wait(document.id, timeout_seconds=60)
        [task, *_] = office.list_tasks()
        office.follow_up.set_status([task.id], status=TaskStatus.CONFIRMED, actor="Lan")
        office.proofs.attach_file(task.id, tmp_path / "1.txt", name="Biên bản.txt", actor="Lan")
        office.accounts.add("lan", name="Lan", role=Role.STAFF, password="mot mat khau dai")
        for number in range(3):
            office.audit.append(Act(who="Lan", deed=Deed.SEE, what="GET /van-ban", subject=str(number), status=200))
        office.ask(QUESTIONS[0])
    return settings


def _moved(source: Settings, target: Settings) -> Moved:
    return move_office(source, target, on_progress=lambda _name, _count: None, build_engines=FakeEngines)


def _told(office: Office) -> list[object]:
    """What people see of an office, but for how long it took."""
    documents = office.documents.all()
    answers = [office.ask(question) for question in QUESTIONS]
    return [
        documents,
        office.list_tasks(),
        [(answer.text, answer.abstained, answer.citations, answer.nearest) for answer in answers],
        [office.search(question) for question in QUESTIONS],
        [office.documents.original_file(one.id).read_bytes() for one in documents],
        office.accounts.list_people(),
        office.audit.verify(),
    ]


def _digests(settings: Settings) -> dict[str, object]:
    engine = open_office_database(settings)
    with engine.connect() as connection:
        found: dict[str, object] = {table.name: digest(connection, table) for table in record_tables(connection)}
    engine.dispose()
    return found


def test_an_office_moves_to_servers_and_back(at_home: Settings, server_settings: Settings, tmp_path: Path) -> None:
    with open_office(at_home, writer=False, build_engines=FakeEngines) as office:
        before = _told(office)
    sent = _digests(at_home)
    moved = _moved(at_home, server_settings)
    assert _digests(server_settings) == sent
    assert moved.files == 3
    assert moved.passages > 0
    assert moved.audit_entries == 3
    with open_office(server_settings, writer=False, build_engines=FakeEngines) as office:
        assert _told(office) == before
        assert {check.name for check in office.health() if not check.ok} <= {"ocr"}
        extra = tmp_path / "extra.txt"
        extra.write_text("Thông báo mới", encoding="utf-8")
        office.documents.add(extra)
    sent = _digests(server_settings)
    back = embedded(server_settings, tmp_path / "back")
    _moved(server_settings, back)
    assert _digests(back) == sent
    with open_office(back, writer=False, build_engines=FakeEngines) as office:
        [new] = [one for one in office.documents.all() if one.file_name == "extra.txt"]
        office.documents.remove(new.id)
        assert _told(office) == before


def test_new_records_are_numbered_after_those_that_came(at_home: Settings, server_settings: Settings) -> None:
    _moved(at_home, server_settings)
    with open_office(server_settings, writer=False, build_engines=FakeEngines) as office:
        [task, *_] = office.list_tasks()
        office.follow_up.set_status([task.id], status=TaskStatus.DONE, note="ghi chú", actor="Lan")
        assert office.accounts.add("mai", name="Mai", role=Role.OFFICER, password="mot mat khau dai").id > 1


def test_a_move_that_is_cut_off_leaves_no_record_and_can_be_begun_again(
    at_home: Settings, server_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(source: Connection, target: Connection, **options: object) -> None:
        copy_records(source, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(move, "copy_records", cut_off)
        with pytest.raises(KeyboardInterrupt):
            _moved(at_home, server_settings)
    with open_office(server_settings, writer=False, build_engines=FakeEngines) as office:
        assert office.documents.all() == ()
    assert _moved(at_home, server_settings).files == 3


def test_nothing_is_moved_onto_an_office_in_use(at_home: Settings, server_settings: Settings) -> None:
    _moved(at_home, server_settings)
    with pytest.raises(ConfigurationError, match="đã có dữ liệu"):
        _moved(at_home, server_settings)
    with pytest.raises(ConfigurationError, match="đang dùng"):
        _moved(at_home, at_home)


def test_a_damaged_file_or_trail_stops_the_move(at_home: Settings, server_settings: Settings) -> None:
    original = next(path for path in (at_home.data_dir / "files" / "originals").rglob("*") if path.is_file())
    whole = original.read_bytes()
    original.write_bytes(b"khac")
    with pytest.raises(DamagedFile):
        _moved(at_home, server_settings)
    original.write_bytes(whole)
    engine = open_office_database(at_home)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entries_no_update")
        connection.exec_driver_sql("UPDATE audit_entries SET seal = 'x' WHERE number = 2")
    engine.dispose()
    with pytest.raises(AuditBroken):
        _moved(at_home, server_settings)


def test_a_backup_of_servers_comes_back_in_a_folder_and_on_servers(
    at_home: Settings, server_settings: Settings, tmp_path: Path, postgres: PostgresServer
) -> None:
    _moved(at_home, server_settings)
    with open_office(server_settings, writer=False, build_engines=FakeEngines) as office:
        before = _told(office)
    written = write_backup(server_settings, tmp_path / "servers.zip")
    assert written.documents == 2
    folder = Settings(data_dir=tmp_path / "folder", samples_dir=tmp_path / "none")
    restore_backup(tmp_path / "servers.zip", folder)
    with open_office(folder, writer=True, build_engines=FakeEngines) as office:
        office.rebuild_index()
        assert _told(office)[1:] == before[1:]
    url = postgres.create_database("restored")
    others = Settings(
        **{**server_settings.model_dump(exclude={"database_url", "files_url", "data_dir", "limits", "oidc"})},
        data_dir=tmp_path / "other machine",
        database_url=url,
        files_url=f"{server_settings.files_url}/restored",
    )
    restore_backup(tmp_path / "servers.zip", others, build_engines=FakeEngines)
    with open_office(others, writer=False, build_engines=FakeEngines) as office:
        assert _told(office)[1:] == before[1:]
