"""Trang chính: what needs me today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from core.record import Record
from core.task import Task, TaskStatus
from core.text import squeeze
from service.documents.conditions import Check, DocumentCondition
from service.follow_up.conditions import TaskCondition, TaskCounts, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.register import TaskRegister
from service.office import Office
from service.records import DocumentRecord
from service.web.charts import months_ahead, status_bar
from service.web.document_rows import IN_PROGRESS, DocumentRow, document_name, document_row
from service.web.drafts_view import waiting_drafts
from service.web.page_words import CHECK_REASON, DOUBTFUL_FIELDS, UNREADABLE
from service.web.rendering import PageRenderer
from service.web.task_rows import TaskRow, task_rows

_LONGEST_LIST = 6


class Reason(Record):
    """Why a document should be looked at, and the part of its page that shows it.

    Attributes:
        count: how many of them there are; None for the whole document.
        words: what they are, from `page_words.CHECK_REASON`.
    """

    count: int | None
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
        register, catalogue = office.follow_up, office.catalogue
        counts = register.counts(TaskCondition(), today=today())
        reading = catalogue.ids(*IN_PROGRESS)
        to_check = catalogue.page(DocumentCondition(check=Check.ANY), limit=_LONGEST_LIST)
        drafts, draft_count = waiting_drafts(office)
        pressing = _pressing(register, counts, today())
        spoken_of = catalogue.records({row.document_id for row in pressing})
        return pages.page(
            request,
            "home.html",
            documents=catalogue.counts().held,
            reading=[document_row(document) for document in catalogue.records(reading[: -_LONGEST_LIST - 1 : -1])],
            reading_count=len(reading),
            overdue=counts.overdue,
            soon=counts.soon,
            proposed=counts.by_status.get(TaskStatus.PROPOSED, 0),
            to_check=documents_to_check(to_check.documents, register.unconfirmed()),
            to_check_count=to_check.found,
            drafts=drafts,
            draft_count=draft_count,
            pressing=pressing,
            names={document.id: _told_apart(document) for document in spoken_of},
            total=counts.total,
            status_bars=status_bar(counts),
            month_bars=months_ahead(counts, today()),
        )


def _told_apart(document: DocumentRecord) -> str:
    """The name of a document; without a number, which many are, with its title."""
    head = document.letterhead
    name = document_name(document)
    return f"{name}: {squeeze(head.title)}" if head and head.title and not head.number else name


def _pressing(register: TaskRegister, counts: TaskCounts, today: date) -> tuple[TaskRow, ...]:
    """What is due soon, the earliest first, then what became overdue last."""
    room = min(counts.soon, _LONGEST_LIST)
    soon = _due(register, DueState.SOON, today, order=TaskOrder.DUE, limit=room)
    left = min(counts.overdue, _LONGEST_LIST - len(soon))
    late = _due(register, DueState.OVERDUE, today, order=TaskOrder.LATEST, limit=left)
    return task_rows([*soon, *late], names={}, today=today)


def _due(register: TaskRegister, due: DueState, today: date, *, order: TaskOrder, limit: int) -> tuple[Task, ...]:
    """Tasks by their last days; the database is not asked for none."""
    if not limit:
        return ()
    return register.stretch(TaskCondition(due=due), today=today, order=order, limit=limit)


def documents_to_check(
    documents: Sequence[DocumentRecord], unconfirmed: Mapping[str, int]
) -> tuple[DocumentToCheck, ...]:
    """What is to be looked at in each of `documents`.

    Args:
        unconfirmed: number of tasks that wait for confirmation, by document.
    """
    return tuple(
        DocumentToCheck(row=document_row(document), reasons=_reasons(document, unconfirmed.get(document.id, 0)))
        for document in documents
    )


def _reasons(document: DocumentRecord, unconfirmed: int) -> tuple[Reason, ...]:
    row = document_row(document)
    doubtful_fields = len(document.letterhead.doubtful) if document.letterhead else 0
    counted = (
        (len(row.failed_pages), CHECK_REASON[Check.FAILED_PAGES], ""),
        (doubtful_fields, DOUBTFUL_FIELDS, "thong-tin"),
        (row.urgent_anomalies, CHECK_REASON[Check.ANOMALIES], "diem-can-xem"),
        (row.doubtful_words, CHECK_REASON[Check.DOUBTS], "chu-ngo"),
        (unconfirmed, CHECK_REASON[Check.TASKS], "nhiem-vu"),
    )
    whole = (Reason(count=None, words=UNREADABLE),) if row.error else ()
    return (*whole, *(Reason(count=count, words=words, part=part) for count, words, part in counted if count))
