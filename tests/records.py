"""Makers of small records for tests."""

import hashlib
from datetime import date

from core.directive import Directive, Letterhead
from core.page import Page, ReadingMethod, TextJudgement
from core.reference import Reference
from core.source import MediaType, Source
from core.task import Deadline, Task, TaskKind
from service.store import RecordStore
from service.store.documents import Order


def make_source(name: str = "ke-hoach.txt", *, pages: int = 1) -> Source:
    """A source whose hash follows from its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Source(id=sha256[:16], sha256=sha256, file_name=name, media_type=MediaType.TEXT, size_bytes=10, pages=pages)


def make_page(page_no: int = 1, text: str = "KẾ HOẠCH\n", *, error: str | None = None) -> Page:
    """A page of good text, or a failed one."""
    if error is not None:
        return Page(
            page_no=page_no,
            judgement=TextJudgement.EMPTY,
            method=ReadingMethod.FAILED,
            text="",
            text_as_read="",
            error=error,
        )
    return Page(
        page_no=page_no, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER, text=text, text_as_read=text
    )


def make_directive(
    *pages: Page, number: str | None = None, issued_on: date | None = None, cites: str | None = None
) -> Directive:
    """A directive with a letterhead, citing at most one document."""
    references = (Reference(number=cites),) if cites else ()
    letterhead = Letterhead(number=number, issued_on=issued_on)
    return Directive(pages=pages or (make_page(),), letterhead=letterhead, references=references)


def make_task(task_id: str, document_id: str, *, deadline: Deadline | None = None, lead: str = "Ban Tổ chức") -> Task:
    """A duty with one leading unit."""
    return Task(
        id=task_id,
        document_id=document_id,
        kind=TaskKind.DUTY,
        content=f"Việc {task_id}",
        lead_units=(lead,),
        deadline=deadline,
    )


def read_into(store: RecordStore, order: Order, directive: Directive, *tasks: Task) -> None:
    """Does what the worker does with a document, as far as the store is concerned."""
    for page in directive.pages:
        store.readings.count_attempt(order.document_id, page.page_no)
        store.readings.store_page(order, page)
    store.readings.publish(order, directive, tasks)


def held(store: RecordStore, name: str, directive: Directive, *tasks: Task) -> str:
    """Takes a document in and reads it; returns its id."""
    document = store.documents.accept(make_source(name, pages=len(directive.pages))).document
    read_into(store, Order(document.id, 1), directive, *tasks)
    return document.id
