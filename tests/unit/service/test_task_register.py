"""The register of tasks: what people change, take back, split, merge and enter, and what a new reading leaves of it."""

from collections.abc import Callable
from datetime import date

import pytest

from core.errors import InvalidInput, NotFound
from core.task import Bound, Deadline, Task, TaskOrigin, TaskStatus
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.own_unit import OwnRole, OwnUnit
from service.follow_up.register import TaskRegister
from service.follow_up.task_form import TaskForm
from service.store import RecordStore
from service.store.documents import Order
from tests.records import held, make_directive, make_page, make_task, read_into

TODAY = date(2025, 6, 1)
TEXT = "Các đơn vị rà soát hồ sơ, báo cáo kết quả trước ngày 15/7/2025; tổ chức hội nghị.\n"
YEARLY = Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10")
Filed = Callable[..., str]


@pytest.fixture
def register(store: RecordStore) -> TaskRegister:
    return TaskRegister(store)


@pytest.fixture
def filed(store: RecordStore) -> Filed:
    """Files tasks under a document that holds `TEXT`; returns the document's id."""

    def file(*tasks: Task, name: str = "a") -> str:
        return held(
            store, name, make_directive(make_page(text=TEXT), number="1/KH", issued_on=date(2025, 6, 1)), *tasks
        )

    return file


@pytest.fixture
def document_id() -> str:
    from tests.records import make_source

    return make_source("a").id


def read_again(store: RecordStore, document_id: str, *tasks: Task, text: str = TEXT) -> None:
    store.documents.order_reread(document_id)
    generation = next(order.generation for order in store.documents.orders() if order.document_id == document_id)
    read_into(store, Order(document_id, generation), make_directive(make_page(text=text), number="1/KH"), *tasks)


def fitting(register: TaskRegister, order: TaskOrder = TaskOrder.TEXT, **condition: object) -> list[str]:
    page = register.find(TaskCondition.model_validate(condition), today=TODAY, order=order)
    return [task.id for task in page.tasks]


def test_tasks_are_found_by_day_unit_status_and_words(register: TaskRegister, filed: Filed, document_id: str) -> None:
    fixed = make_task(
        "fixed", document_id, deadline=Deadline(raw="30/6", date=date(2025, 6, 30), bound=Bound.BEFORE, exclusive=True)
    )
    yearly = make_task("yearly", document_id, deadline=YEARLY, lead="Văn phòng")
    opened = make_task("opened", document_id, deadline=Deadline(raw="", date=date(2025, 6, 1), bound=Bound.AFTER))
    filed(fixed, yearly, opened)
    assert fitting(register, due_before=date(2025, 7, 1)) == ["fixed"]
    assert fitting(register, due_before=date(2025, 6, 30)) == []
    assert fitting(register, due_before=date(2025, 12, 31)) == ["fixed", "yearly"]
    assert fitting(register, unit="van phong") == ["yearly"]
    assert fitting(register, status=TaskStatus.DONE) == []
    assert fitting(register, due=DueState.UNDATED) == ["opened"]
    assert fitting(register, words="VAN phong") == fitting(register, unit_name="Văn phòng") == ["yearly"]
    assert fitting(register, words="100%") == []


def test_exclusive_days_end_the_day_before(register: TaskRegister, filed: Filed, document_id: str) -> None:
    before = Deadline(raw="", date=TODAY, bound=Bound.BEFORE, exclusive=True)
    until = Deadline(raw="", date=TODAY, bound=Bound.BEFORE)
    filed(make_task("before", document_id, deadline=before), make_task("until", document_id, deadline=until))
    assert (fitting(register, due=DueState.OVERDUE), fitting(register, due=DueState.SOON)) == (["before"], ["until"])


def test_recurring_days_follow_the_day_that_one_looks_from(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    filed(make_task("yearly", document_id, deadline=YEARLY))
    looked_from = {
        day: register.find(TaskCondition(due=DueState.SOON), today=day).found
        for day in (date(2025, 11, 9), date(2025, 11, 11), date(2026, 11, 1))
    }
    assert list(looked_from.values()) == [1, 0, 1]


def test_units_sort_as_in_a_vietnamese_dictionary(register: TaskRegister, filed: Filed, document_id: str) -> None:
    leads = ["Đoàn B", "Ủy ban C", "Ban Ă", "Ban A", "Dân quân"]
    filed(*(make_task(lead, document_id, lead=lead) for lead in leads))
    wanted = ["Ban A", "Ban Ă", "Dân quân", "Đoàn B", "Ủy ban C"]
    assert fitting(register, TaskOrder.UNIT) == list(register.units()) == wanted


def test_pages_of_a_list_are_cut_in_the_store(register: TaskRegister, filed: Filed, document_id: str) -> None:
    filed(*(make_task(str(number), document_id) for number in range(5)))
    page = register.find(TaskCondition(), today=TODAY, offset=3, limit=10)
    assert ([task.id for task in page.tasks], page.found) == (["3", "4"], 5)
    counts = register.counts(TaskCondition(), today=TODAY)
    assert (counts.total, counts.undated, counts.by_status) == (5, 5, {TaskStatus.PROPOSED: 5})


def test_history_tells_who_changed_what(register: TaskRegister, filed: Filed, document_id: str) -> None:
    filed(make_task("t", document_id))
    register.set_status(["t"], status=TaskStatus.CONFIRMED, actor="lan")
    register.set_status(["t"], status=TaskStatus.CONFIRMED, note="  chờ ký ", actor="minh")
    register.set_status(["t"], note="", actor="lan")
    changes = [(change.field, change.before, change.after, change.changed_by) for change in register.history("t")]
    assert changes == [
        ("status", "proposed", "confirmed", "lan"),
        ("note", None, "chờ ký", "minh"),
        ("note", "chờ ký", None, "lan"),
    ]
    assert register.get("t").note is None


def test_one_unknown_task_changes_none(register: TaskRegister, filed: Filed, document_id: str) -> None:
    filed(make_task("t", document_id))
    with pytest.raises(NotFound):
        register.set_status(["t", "x"], status=TaskStatus.DONE)
    assert register.get("t").status is TaskStatus.PROPOSED


def test_the_last_change_is_taken_back_and_then_the_one_before(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    filed(make_task("t", document_id))
    register.set_status(["t"], status=TaskStatus.CONFIRMED)
    register.edit("t", TaskForm(lead_units="Sở Nội vụ; Sở Y tế", deadline="trước ngày 20/7/2025"))
    register.undo("t", actor="lan")
    assert (register.get("t").lead_units, register.get("t").as_read) == (("Ban Tổ chức",), None)
    register.undo("t")
    assert register.get("t").status is TaskStatus.PROPOSED
    with pytest.raises(InvalidInput):
        register.undo("t")
    assert [change.undoes is not None for change in register.history("t")] == [False] * 3 + [True] * 3


def test_many_tasks_go_back_at_one_stroke_but_for_those_changed_since(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    filed(*(make_task(name, document_id) for name in "abc"))
    batch = register.set_status(["a", "b", "c"], status=TaskStatus.CONFIRMED)
    register.set_status(["b"], status=TaskStatus.DONE)
    assert register.undo_batch(batch) == (2, 1)
    assert [register.get(name).status.value for name in "abc"] == ["proposed", "done", "proposed"]


def test_what_a_person_changed_stands_over_what_is_read_again(
    register: TaskRegister, store: RecordStore, filed: Filed, document_id: str
) -> None:
    filed(make_task("t", document_id))
    task = register.edit("t", TaskForm(lead_units=("Sở Y tế",), deadline="trong quý III năm 2025"))
    assert (task.deadline.date, task.as_read.lead_units) == (date(2025, 9, 30), ("Ban Tổ chức",))
    read_again(store, document_id, make_task("t", document_id, lead="Văn phòng"))
    task = register.get("t")
    assert (task.lead_units, task.as_read.lead_units) == (("Sở Y tế",), ("Văn phòng",))
    assert store.list_tasks(document_id)[0].lead_units == ("Văn phòng",)


def test_a_deadline_that_is_not_understood_is_refused(register: TaskRegister, filed: Filed, document_id: str) -> None:
    filed(make_task("t", document_id))
    with pytest.raises(InvalidInput, match="không hiểu thời hạn"):
        register.edit("t", TaskForm(deadline="ngày nảo ngày nao"))
    assert register.history("t") == ()


def test_what_is_no_longer_found_stays_if_people_worked_on_it(
    register: TaskRegister, store: RecordStore, filed: Filed, document_id: str
) -> None:
    filed(make_task("kept", document_id), make_task("left", document_id), make_task("still", document_id))
    register.set_status(["kept"], status=TaskStatus.IN_PROGRESS)
    read_again(store, document_id, make_task("still", document_id))
    assert fitting(register) == ["kept", "still"]
    assert (register.get("kept").is_gone, register.get("still").is_gone) == (True, False)
    assert [task.id for task in store.list_tasks(document_id)] == ["still"]


def test_the_same_words_keep_their_id_wherever_they_stand(
    register: TaskRegister, store: RecordStore, filed: Filed, document_id: str
) -> None:
    filed(make_task("t", document_id))
    register.set_status(["t"], status=TaskStatus.DONE)
    moved = make_task("t", document_id).model_copy(update={"id": "elsewhere"})
    read_again(store, document_id, moved)
    assert [(task.id, task.status) for task in register.find(TaskCondition()).tasks] == [("t", TaskStatus.DONE)]


def spanned(document_id: str) -> Task:
    span = make_directive(make_page(text=TEXT)).span(0, len(TEXT))
    return make_task("whole", document_id).model_copy(update={"content": span.text, "spans": (span,)})


def test_parts_of_a_split_task_quote_the_text_or_are_marked_as_typed(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    filed(spanned(document_id))
    parts = register.split("whole", ["báo cáo kết quả  trước ngày 15/7/2025", "gửi thư mời", ""])
    assert [(part.origin, [span.text for span in part.spans]) for part in parts] == [
        (TaskOrigin.SPLIT, ["báo cáo kết quả trước ngày 15/7/2025"]),
        (TaskOrigin.ENTERED, []),
    ]
    assert parts[0].deadline.date == date(2025, 7, 15)
    assert fitting(register) == [part.id for part in parts]
    assert [task.id for task in register.made_of(register.get("whole"))] == [part.id for part in parts]
    register.undo("whole")
    assert fitting(register) == ["whole"]
    register.split("whole", ["báo cáo kết quả trước ngày 15/7/2025", "tổ chức hội nghị"])
    assert len(fitting(register)) == 2


def test_a_split_is_not_taken_back_over_later_work(register: TaskRegister, filed: Filed, document_id: str) -> None:
    filed(spanned(document_id))
    part, _ = register.split("whole", ["rà soát hồ sơ", "tổ chức hội nghị"])
    register.set_status([part.id], status=TaskStatus.DONE)
    with pytest.raises(InvalidInput, match="đã thay đổi"):
        register.undo("whole")


def test_a_merged_task_holds_the_evidence_of_all(register: TaskRegister, filed: Filed, document_id: str) -> None:
    directive = make_directive(make_page(text=TEXT))
    one, two = (
        make_task(name, document_id, lead=lead).model_copy(update={"spans": (directive.span(*place),)})
        for name, lead, place in (("one", "Ban A", (0, 24)), ("two", "Ban B", (26, 41)))
    )
    filed(one, two)
    merged = register.merge(["one", "two"])
    assert (merged.origin, merged.spans, merged.same_as[0].spans) == (TaskOrigin.MERGED, one.spans, two.spans)
    assert fitting(register) == [merged.id]
    register.undo(merged.id)
    assert fitting(register) == ["one", "two"]


def test_places_of_split_tasks_follow_a_new_reading(
    register: TaskRegister, store: RecordStore, filed: Filed, document_id: str
) -> None:
    filed(spanned(document_id))
    register.split("whole", ["rà soát hồ sơ", "tổ chức hội nghị"])
    new = "KẾ HOẠCH\n" + TEXT.replace("tổ chức", "mở")
    read_again(store, document_id, text=new)
    places = [[span.start for span in task.spans] for task in register.find(TaskCondition()).tasks]
    assert places == [[new.index("rà soát")], []]


def test_a_task_entered_by_hand_can_be_withdrawn_and_brought_back(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    filed(make_task("t", document_id))
    form = TaskForm(content="Chuẩn bị phòng họp", lead_units="Văn phòng", deadline="trước ngày 1/8/2025")
    task = register.enter(document_id, form, actor="lan")
    assert (task.origin, task.spans, task.deadline.date) == (TaskOrigin.ENTERED, (), date(2025, 8, 1))
    register.withdraw(task.id)
    assert fitting(register) == ["t"]
    register.undo(task.id)
    assert fitting(register) == ["t", task.id]
    with pytest.raises(InvalidInput):
        register.withdraw("t")


def test_my_duties_are_known_by_name_partner_group_and_silence(
    register: TaskRegister, filed: Filed, document_id: str
) -> None:
    tasks = [
        make_task("named", document_id, lead="CĐN Giáo dục"),
        make_task("group", document_id, lead="các cấp công đoàn"),
        make_task("other", document_id, lead="Sở Y tế"),
        make_task("silent", document_id).model_copy(update={"lead_units": ()}),
        make_task("partner", document_id, lead="Sở Y tế").model_copy(
            update={"coordinating_units": ("Công đoàn ngành Giáo dục",)}
        ),
    ]
    filed(*tasks)
    assert register.own_counts() == {}
    register.set_own_unit(
        OwnUnit(name="Công đoàn ngành Giáo dục", aliases=("CĐN Giáo dục",), groups=("các cấp công đoàn",))
    )
    assert register.own_counts(document_id) == dict.fromkeys(OwnRole, 1)
    assert fitting(register, own_roles=(OwnRole.LEAD, OwnRole.GROUP)) == ["named", "group"]
    register.edit("other", TaskForm(lead_units=("CĐN Giáo dục",)))
    assert fitting(register, own_roles=(OwnRole.LEAD,)) == ["named", "other"]
    register.set_own_unit(None)
    assert register.own_counts() == {}
