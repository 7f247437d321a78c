"""Nobody sees, finds, counts or is answered from a document that they may not open: two worlds that look the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.task import TaskStatus
from service.access.records import Restriction
from service.access.secrecy import Secrecy
from service.accounts.rights import Role, acting_as
from service.follow_up.conditions import TaskCondition
from service.follow_up.evidence import EvidenceKind
from service.reports.order import ReportOrder
from tests.every_address import Names, ask_all, ask_tools, differences, telling
from tests.open_office import OpenOffice

CITED = "713/KH-SGD"
"""Number of a hidden document that an open one cites."""
NUMBER = "8642/KH-SGD"
WORDS = "hoamaitrang"
SECRETS = ("vungsaubimat", NUMBER, "97531", "tep-kin", "Phùng Kín Tiếng")

HEAD = """SỞ GIÁO DỤC VÀ ĐÀO TẠO\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}\tĐộc lập - Tự do - Hạnh phúc
{mark}\tHà Nội, ngày {day} tháng 3 năm 2025

KẾ HOẠCH
{title}

I. NHIỆM VỤ
"""
END = """
Nơi nhận:\tGIÁM ĐỐC
- Như trên;
- Lưu: VT.
\t{signer}
"""
OPEN = (
    HEAD.format(number="12/KH-SGD", mark="", day="05", title="Chuyển đổi số trong trường học")
    + f"""Căn cứ Kế hoạch số {CITED} ngày 01/3/2025 của Sở Giáo dục và Đào tạo.
1. Văn phòng chủ trì xây dựng kế hoạch chuyển đổi số, hoàn thành trước ngày 15/12/2025.
2. Văn phòng báo cáo kết quả thực hiện về Sở Giáo dục và Đào tạo trước ngày 20/12/2025.
"""
    + END.format(signer="Nguyễn Văn An")
)


def hidden_text(number: str, *, mark: str = "", day: str = "01") -> str:
    """A document full of what must not be told, which cites the open one and gives the same unit work."""
    return (
        HEAD.format(number=number, mark=mark, day=day, title="Bảo vệ hoamaitrang năm 2025")
        + """Căn cứ Kế hoạch số 12/KH-SGD ngày 05/3/2025 của Sở Giáo dục và Đào tạo.
1. Văn phòng chủ trì kiểm đếm 97531 hồ sơ hoamaitrang tại vungsaubimat, hoàn thành trước ngày 15/12/2025.
2. Phòng Hoamaitrang báo cáo kết quả kiểm đếm về Sở Giáo dục và Đào tạo trước ngày 18/12/2025.
"""
        + END.format(signer="Phùng Kín Tiếng")
    )


class World:
    """An office with open documents, into which hidden ones can be put.

    Attributes:
        open_names: names of what An may see. hidden_names: of what she may not, once `hide` was called.
    """

    def __init__(self, folder: Path) -> None:
        self.place = OpenOffice(folder)
        office = self.place.office
        for name, above in (("Sở", ""), ("Phòng A", "Sở"), ("Phòng B", "Sở")):
            office.access.units.add(name, under=above)
        self.place.person("quan", Role.ADMIN)
        self.place.person("an", Role.REVIEWER, units=("Phòng A",))
        self.place.person("binh", Role.REVIEWER, units=("Phòng B",), clearance=Secrecy.TOP_SECRET)
        document = self.place.take_in(OPEN, "chuyen-doi-so.txt", by="an")
        with acting_as(self.place.viewer("an")):
            self.task = office.list_tasks(document)[0].id
            proof = office.proofs.attach(self.task, EvidenceKind.TEXT, "Quyết định phê duyệt")
            office.follow_up.set_status((self.task,), status=TaskStatus.CONFIRMED)
            report = office.reporting.desk.file(office.reporting.draft(document, _order()), actor="An")
            feed = office.feeds.make("Lịch của An", TaskCondition())
        self.open_names = Names(
            document=document, number="12/KH-SGD", task=self.task, report=report.id, evidence=proof.id, token=feed.token
        ).model_copy(update={"words": WORDS})
        self.hidden_names = self.open_names
        self.is_hiding = False

    def hide(self) -> None:
        """Puts documents in that An may not see, each for a reason of its own, and has people work with them."""
        if self.is_hiding:
            return
        self.is_hiding = True
        place, office = self.place, self.place.office
        of_b = Restriction(unit_id=office.access.units.tree().find("Phòng B").id)
        first = place.take_in(hidden_text(CITED), "tep-kin-1.txt", by="binh", restriction=of_b)
        place.take_in(hidden_text("14/KH-SGD", mark="TỐI MẬT", day="02"), "tep-kin-2.txt", by="binh")
        document = place.take_in(hidden_text(NUMBER, mark="MẬT", day="03"), "tep-kin-3.txt", by="binh")
        with acting_as(place.viewer("binh")):
            task = office.list_tasks(document)[0].id
            office.proofs.attach(self.task, EvidenceKind.DOCUMENT, document)
            proof = office.proofs.attach(task, EvidenceKind.TEXT, "hoamaitrang đã kiểm")
            office.follow_up.set_status((task,), status=TaskStatus.DONE, note="vungsaubimat xong")
            office.corrections.correct_field(first, "signer", "Phùng Kín Tiếng Hai")
            report = office.reporting.desk.file(office.reporting.draft(document, _order()), actor="Binh")
            office.reporting.desk.file(office.reporting.draft(self.open_names.document, _order()), actor="Binh")
            office.ask("kiểm đếm hoamaitrang trước ngày nào?")
            feed = office.feeds.make("Lịch hoamaitrang", TaskCondition(document_id=document))
        place.read_all()
        place.take_in(hidden_text("15/KH-SGD", day="04"), "tep-kin-4.txt", by="binh", read=False)
        self.hidden_names = Names(
            document=document, number=NUMBER, task=task, report=report.id, evidence=proof.id, token=feed.token
        ).model_copy(update={"words": WORDS})


def _order() -> ReportOrder:
    return ReportOrder(
        unit="Văn phòng", period_start=date(2025, 1, 1), period_end=date(2025, 12, 31), as_of=date(2025, 12, 1)
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("worlds"))
    yield world
    world.place.close()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_office_looks_the_same_with_and_without_what_is_hidden(world: World) -> None:
    place, an = world.place, world.place.viewer("an")
    client = place.client("an")
    before = ask_all(client, place.app, world.open_names)
    tools = ask_tools(place.office, an, world.open_names)
    world.hide()
    place.forget_questions()
    after = ask_all(client, place.app, world.open_names)
    assert differences(before, after) == {}
    assert differences(tools, ask_tools(place.office, an, world.open_names)) == {}
    assert telling({**before, **after, **tools}, SECRETS) == {}
    told = ask_all(place.client("quan"), place.app, world.hidden_names)
    assert len(telling(told, SECRETS)) > len(told) // 3, "who may see them sees them, so that this test could fail"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("changing", [False, True])
def test_a_hidden_name_is_answered_like_one_of_nothing(world: World, changing: bool) -> None:
    place = world.place
    world.hide()
    unknown, hidden = Names(words=WORDS, file=b""), world.hidden_names.model_copy(update={"evidence": 999, "file": b""})
    hidden = hidden.model_copy(update={"token": unknown.token})
    standing = _standing(world)
    asked = [ask_all(place.client("an"), place.app, names, changing=changing) for names in (unknown, hidden)]
    assert differences(*asked) == {}
    assert telling(asked[1], SECRETS) == {}
    assert _standing(world) == standing


def _standing(world: World) -> tuple[object, ...]:
    """What hidden documents, their tasks and reports are now, as the program itself sees them."""
    office, names = world.place.office, world.hidden_names
    return (
        office.documents.find(names.document),
        office.list_tasks(names.document),
        office.follow_up.history(names.task),
        office.proofs.of((names.task,)),
        office.reporting.records.get(names.report),
        office.access.of(names.document),
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_was_open_is_told_nowhere_once_it_is_withdrawn(world: World) -> None:
    place, office = world.place, world.place.office
    world.hide()
    _let_an_see(world, units=("Phòng A", "Phòng B"), clearance=Secrecy.TOP_SECRET)
    client = place.client("an")
    told = ask_all(client, place.app, world.hidden_names)
    assert len(telling(told, SECRETS)) > len(told) // 3, "all that is kept in memory for her is there now"
    with acting_as(place.viewer("an")):
        answer = office.ask("kiểm đếm hoamaitrang trước ngày nào?")
        feed = office.feeds.make("Lịch của An về văn bản kín", TaskCondition(document_id=world.hidden_names.document))
        draft = office.reporting.desk.file(office.reporting.draft(world.hidden_names.document, _order()), actor="An")
    _let_an_see(world, units=("Phòng A",), clearance=Secrecy.INTERNAL)
    names = world.hidden_names.model_copy(update={"token": feed.token, "report": draft.id})
    withdrawn = ask_all(client, place.app, names) | ask_tools(office, place.viewer("an"), names)
    asked = {"question": "còn đơn vị nào nữa?", "conversation": answer.conversation_id}
    withdrawn["follow-up"] = client.post("/api/v1/ask", json=asked).text
    withdrawn["conversation"] = client.get("/hoi-dap", params={"cuoc": answer.conversation_id}).text
    assert telling(withdrawn, SECRETS) == {}


def _let_an_see(world: World, *, units: tuple[str, ...], clearance: Secrecy) -> None:
    world.place.office.access.units.place("an", units)
    world.place.office.accounts.set_clearance("an", clearance)
