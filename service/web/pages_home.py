"""Trang chính: what needs me today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from core.record import Record
from core.task import TaskStatus
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.register import TaskRegister
from service.office import Office
from service.records import DocumentRecord
from service.web.charts import months_ahead, status_bar
from service.web.document_rows import IN_PROGRESS, DocumentRow, document_name, document_row
from service.web.drafts_view import waiting_drafts
from service.web.rendering import PageRenderer
from service.web.task_rows import TaskRow, task_rows

_LONGEST_LIST = 6


class Reason(Record):
    """Why a document should be looked at, and the part of its page that shows it."""

    words: str
    part: str = ""


class DocumentToCheck(Record):
    """A document that a person should look at, and why."""

    row: DocumentRow
    reasons: tuple[Reason, ...]


def add_home(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/`."""

    @router.get("/", response_class=HTMLResponse)
    def home(request: Request) -> HTMLResponse:
        documents, register = office.list_documents(), office.follow_up
        counts = register.counts(TaskCondition(), today=today())
        to_check = documents_to_check(documents, register.unconfirmed())
        drafts, draft_count = waiting_drafts(office)
        reading = [document for document in reversed(documents) if document.status in IN_PROGRESS]
        return pages.page(
            request,
            "home.html",
            documents=len(documents),
            reading=[document_row(document) for document in reading[:_LONGEST_LIST]],
            reading_count=len(reading),
            overdue=counts.overdue,
            soon=counts.soon,
            proposed=counts.by_status.get(TaskStatus.PROPOSED, 0),
            to_check=to_check[:_LONGEST_LIST],
            to_check_count=len(to_check),
            drafts=drafts,
            draft_count=draft_count,
            pressing=_pressing(register, counts.overdue, today()),
            names={document.id: document_name(document) for document in documents},
            total=counts.total,
            status_bars=status_bar(counts),
            month_bars=months_ahead(counts, today()),
        )


def _pressing(register: TaskRegister, overdue: int, today: date) -> tuple[TaskRow, ...]:
    """What is due soon, the earliest first, then what became overdue last."""
    soon = register.stretch(TaskCondition(due=DueState.SOON), today=today, order=TaskOrder.DUE, limit=_LONGEST_LIST)
    room = _LONGEST_LIST - len(soon)
    late = register.stretch(
        TaskCondition(due=DueState.OVERDUE),
        today=today,
        order=TaskOrder.DUE,
        offset=max(0, overdue - room),
        limit=room,
    )
    return task_rows([*soon, *reversed(late)], names={}, today=today)


def documents_to_check(
    documents: Sequence[DocumentRecord], unconfirmed: Mapping[str, int]
) -> tuple[DocumentToCheck, ...]:
    """Documents with failed pages, doubtful fields or words, anomalies or unconfirmed tasks; the newest first."""
    found = []
    for document in documents:
        row = document_row(document)
        reasons = _reasons(document, row, unconfirmed.get(document.id, 0))
        if reasons and not row.is_live:
            found.append(DocumentToCheck(row=row, reasons=reasons))
    return tuple(found)


def _reasons(document: DocumentRecord, row: DocumentRow, unconfirmed: int) -> tuple[Reason, ...]:
    doubtful_fields = len(document.letterhead.doubtful) if document.letterhead else 0
    reasons = (
        (row.error is not None, "không đọc được tệp", ""),
        (bool(row.failed_pages), f"{len(row.failed_pages)} trang không đọc được", ""),
        (doubtful_fields > 0, f"{doubtful_fields} mục thể thức đọc chưa chắc", "thong-tin"),
        (row.urgent_anomalies > 0, f"{row.urgent_anomalies} điểm cần xem", "diem-can-xem"),
        (row.doubtful_words > 0, f"{row.doubtful_words} chữ đọc chưa chắc", "chu-ngo"),
        (unconfirmed > 0, f"{unconfirmed} nhiệm vụ chờ xác nhận", "nhiem-vu"),
    )
    return tuple(Reason(words=words, part=part) for holds, words, part in reasons if holds)
