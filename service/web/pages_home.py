"""Trang chính: what needs me today."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from core.record import Record
from core.task import TaskStatus
from service.office import Office
from service.records import DocumentRecord
from service.web.charts import months_ahead, status_bar
from service.web.document_rows import IN_PROGRESS, DocumentRow, document_name, document_row
from service.follow_up.due import DueState
from service.web.rendering import PageRenderer
from service.web.task_rows import TaskRow, by_urgency, task_rows

_LONGEST_LIST = 6


class DocumentToCheck(Record):
    """A document that a person should look at, and why."""

    row: DocumentRow
    reasons: tuple[str, ...]


def add_home(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/`."""

    @router.get("/", response_class=HTMLResponse)
    def home(request: Request) -> HTMLResponse:
        documents = office.list_documents()
        rows = task_rows(office.list_tasks(), names={}, today=today())
        overdue = [row for row in rows if row.due.state is DueState.OVERDUE]
        soon = [row for row in rows if row.due.state is DueState.SOON]
        to_check = documents_to_check(documents, rows)
        named = {document.id: document_name(document) for document in documents}
        pressing = [*by_urgency(soon), *reversed(by_urgency(overdue))][:_LONGEST_LIST]
        return pages.page(
            request,
            "home.html",
            documents=len(documents),
            reading=[document_row(document) for document in documents if document.status in IN_PROGRESS],
            overdue=len(overdue),
            soon=len(soon),
            proposed=sum(row.status is TaskStatus.PROPOSED for row in rows),
            to_check=to_check[:_LONGEST_LIST],
            to_check_count=len(to_check),
            pressing=pressing,
            names=named,
            total=len(rows),
            status_bars=status_bar(rows),
            month_bars=months_ahead(rows, today()),
        )


def documents_to_check(documents: Sequence[DocumentRecord], rows: Sequence[TaskRow]) -> tuple[DocumentToCheck, ...]:
    """Documents with failed pages, anomalies, doubtful letterhead fields or unconfirmed tasks; the newest first."""
    unconfirmed = Counter(task.document_id for task in rows if task.status is TaskStatus.PROPOSED)
    found = []
    for document in documents:
        row = document_row(document)
        reasons = _reasons(document, row, unconfirmed[document.id])
        if reasons and not row.is_live:
            found.append(DocumentToCheck(row=row, reasons=reasons))
    return tuple(found)


def _reasons(document: DocumentRecord, row: DocumentRow, unconfirmed: int) -> tuple[str, ...]:
    doubtful_fields = len(document.letterhead.doubtful) if document.letterhead else 0
    reasons = (
        (row.error is not None, "không đọc được tệp"),
        (bool(row.failed_pages), f"{len(row.failed_pages)} trang không đọc được"),
        (row.urgent_anomalies > 0, f"{row.urgent_anomalies} điểm cần xem"),
        (doubtful_fields > 0, f"{doubtful_fields} mục thể thức đọc chưa chắc"),
        (unconfirmed > 0, f"{unconfirmed} nhiệm vụ chờ xác nhận"),
    )
    return tuple(words for holds, words in reasons if holds)
