"""What the pages say about deadlines, order, evidence and numbers."""

from datetime import UTC, date, datetime

import pytest

from core.answer import Answer, AnswerSentence, Citation
from core.directive import Letterhead
from core.source import MediaType
from core.span import Box, Span
from core.task import Bound, Deadline, TaskStatus
from service.collation import vietnamese_key
from service.follow_up.conditions import MonthCount, TaskCounts
from service.follow_up.due import DueState, deadline_words, due_of
from service.records import AskedQuestion, DocumentRecord, DocumentStatus
from service.web.answer_view import answer_view
from service.web.charts import CHART_WIDTH, months_ahead, status_bar
from service.web.document_rows import document_row
from service.web.evidence import link_to, parse_range
from service.web.report_view import cut_blanks
from tests.records import make_task

TODAY = date(2025, 12, 1)


def due_on(day: date, **given: object) -> Deadline:
    return Deadline(raw="", date=day, bound=Bound.BEFORE, **given)


@pytest.mark.parametrize(
    ("deadline", "state", "badge"),
    [
        (due_on(date(2025, 11, 28)), DueState.OVERDUE, "Quá hạn 3 ngày"),
        (due_on(date(2025, 12, 1)), DueState.SOON, "Hôm nay là hạn cuối"),
        (due_on(date(2025, 12, 15)), DueState.SOON, "Còn 14 ngày"),
        (due_on(date(2025, 12, 16)), DueState.LATER, ""),
        (Deadline(raw="", date=date(2025, 1, 1), bound=Bound.AFTER), DueState.UNDATED, ""),
        (Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"), DueState.SOON, "Còn 4 ngày"),
        (Deadline(raw="", rrule="FREQ=YEARLY"), DueState.UNDATED, ""),
        (Deadline(raw="", event="khi có yêu cầu"), DueState.UNDATED, ""),
        (None, DueState.UNDATED, ""),
    ],
)
def test_state_of_a_deadline(deadline: Deadline | None, state: DueState, badge: str) -> None:
    due = due_of(make_task("a", "d", deadline=deadline), TODAY)
    assert (due.state, due.badge) == (state, badge)


def test_what_is_done_is_never_overdue() -> None:
    task = make_task("a", "d", deadline=due_on(date(2025, 1, 1))).model_copy(update={"status": TaskStatus.DONE})
    assert due_of(task, TODAY).state is DueState.CLOSED


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (due_on(date(2025, 12, 15), exclusive=True), "trước ngày 15/12/2025"),
        (due_on(date(2025, 12, 31)), "đến hết ngày 31/12/2025"),
        (Deadline(raw="", start=date(2025, 7, 1), date=date(2025, 9, 30)), "01/07/2025 – 30/09/2025"),
        (Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1"), "ngày 01/06 và 01/12 hằng năm"),
        (Deadline(raw="", rrule="FREQ=MONTHLY;BYMONTHDAY=-1"), "ngày cuối tháng hằng tháng"),
        (Deadline(raw="", rrule="FREQ=MONTHLY;INTERVAL=6"), "6 tháng một lần"),
        (Deadline(raw="", event="khi có yêu cầu"), "khi có yêu cầu"),
    ],
)
def test_a_deadline_in_words(deadline: Deadline, words: str) -> None:
    assert deadline_words(deadline) == words


def test_vietnamese_order() -> None:
    words = ["Đông", "Dũng", "Ôn", "On", "Ơn", "Ánh", "Ân", "Ăn", "An"]
    assert sorted(words, key=vietnamese_key) == ["An", "Ánh", "Ăn", "Ân", "Dũng", "Đông", "On", "Ôn", "Ơn"]


def test_evidence_link_opens_the_quote() -> None:
    span = Span(page_no=2, start=10, end=20, text="mười chữ..", boxes=(Box(1, 2, 3.5, 4),))
    link = link_to("abc", span)
    assert link.href == "/van-ban/abc?doan=10-20#doan"
    assert (link.boxes, link.label) == ("1,2,3.5,4", "trang 2")
    assert parse_range(link.range) == (10, 20)


@pytest.mark.parametrize("words", ["", None, "5", "9-5", "-1-5", "a-b", "5-5", "²-³"])
def test_a_senseless_range_lights_nothing(words: str | None) -> None:
    assert parse_range(words) is None


def test_charts_carry_their_numbers() -> None:
    months = (MonthCount(year=2025, month=12, count=1), MonthCount(year=2026, month=1, count=2))
    by_status = {TaskStatus.PROPOSED: 3, TaskStatus.DONE: 1}
    counts = TaskCounts(total=4, by_status=by_status, overdue=1, soon=1, undated=0, months=months)
    bars = {bar.label: bar.count for bar in months_ahead(counts, TODAY)}
    assert bars["Quá hạn"] == 1
    assert (bars["12/2025"], bars["01/2026"], bars["05/2026"]) == (1, 2, 0)
    assert sum(bar.width for bar in status_bar(counts)) == pytest.approx(CHART_WIDTH)


def record(number: str | None, *, status: DocumentStatus = DocumentStatus.READY, name: str = "a.txt") -> DocumentRecord:
    return DocumentRecord(
        id=name,
        sha256="",
        file_name=name,
        media_type=MediaType.TEXT,
        size_bytes=1,
        status=status,
        pages=3,
        pages_done=1,
        letterhead=Letterhead(kind="Kế hoạch", number=number, title="Chuyển đổi số"),
        received_at=datetime(2025, 1, 1, tzinfo=UTC),
    )


def test_documents_are_named_as_people_call_them() -> None:
    assert document_row(record("15/KH-CĐN")).name == "Kế hoạch số 15/KH-CĐN"
    assert document_row(record(None)).name == "Kế hoạch (không ghi số)"
    assert document_row(record("1/KH", status=DocumentStatus.READING)).progress == "Đang đọc trang {page}/{pages}"


def test_an_answer_is_numbered_and_can_be_copied_with_its_sources() -> None:
    quote = "trước ngày 15/12/2025"
    citation = Citation(
        document_id="d", page_no=1, section="III", quote=quote, span=Span(page_no=1, start=5, end=26, text=quote)
    )
    sentence = AnswerSentence(text=quote, citations=(citation,))
    answer = Answer(question="Khi nào?", text=quote, abstained=False, sentences=(sentence,), citations=(citation,))
    asked = AskedQuestion(
        id=1, answer=answer, document_id=None, asked_at=datetime(2025, 6, 1, tzinfo=UTC), asked_by="x"
    )
    view = answer_view(asked, {"d": "Kế hoạch số 1/KH"})
    assert [one.number for one in view.sentences[0].citations] == [1]
    assert view.sentences[0].citations[0].place.href == "/van-ban/d?doan=5-26#doan"
    assert view.copy_text == (f"Hỏi: Khi nào?\nTrả lời: {quote} [1]\n[1] Kế hoạch số 1/KH, mục III, trang 1: “{quote}”")


def test_blanks_are_cut_out_of_a_sentence() -> None:
    pieces = cut_blanks("Có [điền: số người] dự.")
    assert [(piece.text, piece.is_blank) for piece in pieces] == [
        ("Có ", False),
        ("[điền: số người]", True),
        (" dự.", False),
    ]
