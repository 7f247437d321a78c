"""What was read: pages one by one as they are done, then the understood whole, which replaces the former at once."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine, func, or_, select, update
from sqlalchemy.orm import Session

from core.directive import Directive
from core.errors import NotFound
from core.page import AskedMethod, Page, ReadingMethod
from core.task import Task
from ingest.citations.document_numbers import number_key
from service.records import PageState
from service.store.cited_numbers import REFERENCES
from service.store.database import for_writing
from service.store.dialects import insert_into
from service.store.directive_cache import DirectiveCache
from service.store.document_filing import file_document
from service.store.document_records import ANOMALIES
from service.store.documents import DocumentStore, Order
from service.store.rereading import replace_tasks
from service.store.restrictions import settle_restriction
from service.store.tables import DirectiveRow, DocumentRow, PageRow

_WITHOUT_PAGES = {"pages"}
_NEWEST = (PageRow.fresh, PageRow.uncorrected, PageRow.page)
"""Where the newest reading by the machine stands: the first of these that holds anything."""


class ReadingStore:
    """Pages and directives. People see a document's former reading until the new one is published as a whole."""

    def __init__(self, engine: Engine, documents: DocumentStore) -> None:
        self._reading = engine
        self._writing = for_writing(engine)
        self._documents = documents
        self._cache = DirectiveCache()

    def has_read(self, document_id: str, page_no: int) -> bool:
        """Whether the current reading has done this page."""
        query = select(PageRow.is_read).where(PageRow.document_id == document_id, PageRow.page_no == page_no)
        with Session(self._reading) as session:
            return bool(session.scalar(query))

    def asked_method(self, document_id: str, page_no: int) -> AskedMethod | None:
        """How a person asked for the page to be read; None where the program chooses."""
        query = select(PageRow.asked_method).where(PageRow.document_id == document_id, PageRow.page_no == page_no)
        with Session(self._reading) as session:
            asked = session.scalar(query)
        return None if asked is None else AskedMethod(asked)

    def count_attempt(self, document_id: str, page_no: int) -> int:
        """Notes that reading a page begins; returns how many times it has begun in the current reading."""
        with Session(self._writing) as session:
            new = insert_into(session, PageRow).values(
                document_id=document_id, page_no=page_no, attempts=1, is_read=False, has_failed=False
            )
            counted = new.on_conflict_do_update(
                index_elements=["document_id", "page_no"], set_={"attempts": PageRow.attempts + 1}
            )
            attempts = session.scalar(counted.returning(PageRow.attempts))
            session.commit()
            return attempts or 1

    def store_page(self, order: Order, page: Page) -> None:
        """Keeps a page as read, unless it was read meanwhile or a newer reading was ordered."""
        current = select(DocumentRow.id).where(
            DocumentRow.id == order.document_id, DocumentRow.generation == order.generation
        )
        with Session(self._writing) as session:
            session.execute(
                update(PageRow)
                .where(PageRow.document_id.in_(current), PageRow.page_no == page.page_no, PageRow.is_read.is_(False))
                .values(
                    fresh=page.model_dump_json(),
                    is_read=True,
                    attempts=0,
                    has_failed=page.method is ReadingMethod.FAILED,
                )
            )
            session.commit()

    def newest_pages(self, document_id: str) -> tuple[Page, ...]:
        """Every page as the machine read it last, understood or not, in order; corrections are not in it."""
        newest = func.coalesce(*_NEWEST)
        query = select(newest).where(PageRow.document_id == document_id, newest.is_not(None)).order_by(PageRow.page_no)
        with Session(self._reading) as session:
            return tuple(Page.model_validate_json(stored) for stored in session.scalars(query))

    def publish(
        self, order: Order, directive: Directive, tasks: Sequence[Task], *, corrected: Collection[int] = ()
    ) -> None:
        """Shows the newest reading in place of the former: pages, directive, register entry and tasks change at once.

        Nothing happens when a newer reading was ordered meanwhile. What people made of tasks stays.

        Args:
            corrected: numbers of the pages of `directive` that hold people's corrections.
        """
        with Session(self._writing) as session:
            row = session.get(DocumentRow, order.document_id)
            if row is None or row.removed_at is not None or row.generation != order.generation:
                return
            _describe(row, directive)
            _show_pages(session, row.id, [page for page in directive.pages if page.page_no in corrected])
            file_document(session, row)
            understood = directive.model_dump_json(exclude=_WITHOUT_PAGES)
            session.merge(DirectiveRow(document_id=row.id, understood=understood, understood_at=datetime.now(UTC)))
            replace_tasks(session, row.id, directive, tasks)
            settle_restriction(session, row, directive.letterhead.secrecy)
            session.commit()

    def load_directive(self, document_id: str) -> Directive:
        """The directive as read and understood, its references resolved to held documents.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        with Session(self._reading) as session:
            held = select(DirectiveRow.understood_at).join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
            understood_at = session.scalar(held.where(DocumentRow.id == document_id, DocumentRow.removed_at.is_(None)))
            if understood_at is None:
                self._documents.get(document_id)
                raise NotFound("it is not read yet", where=document_id, advice="Wait until it is read")
            directive = self._cache.get((document_id, understood_at), lambda: _stored(session, document_id))
        resolved = self._documents.resolve(directive.references, own_id=document_id)
        return directive.model_copy(update={"references": resolved})

    def understood_at(self, document_id: str) -> datetime | None:
        """When what people see was understood, UTC; None before the first time."""
        with Session(self._reading) as session:
            return session.scalar(select(DirectiveRow.understood_at).where(DirectiveRow.document_id == document_id))

    def uncorrected_page(self, document_id: str, page_no: int) -> Page | None:
        """The page that people see, as the machine read it; None when it is not understood yet."""
        shown = func.coalesce(PageRow.uncorrected, PageRow.page)
        query = select(shown).where(PageRow.document_id == document_id, PageRow.page_no == page_no)
        with Session(self._reading) as session:
            stored = session.scalar(query)
        return None if stored is None else Page.model_validate_json(stored)

    def page_states(self, document_id: str) -> dict[int, PageState]:
        """How far the current reading is with each page that it has begun."""
        query = select(PageRow.page_no, PageRow.is_read, PageRow.has_failed, PageRow.attempts)
        with Session(self._reading) as session:
            rows = session.execute(query.where(PageRow.document_id == document_id).order_by(PageRow.page_no))
            return {page_no: _state(is_read, has_failed, attempts) for page_no, is_read, has_failed, attempts in rows}

    def load_page(self, document_id: str, page_no: int) -> Page:
        """One page as people see it.

        Raises:
            NotFound: no such document or page, or it is not read yet.
        """
        self._documents.get(document_id)
        query = select(PageRow.page).where(PageRow.document_id == document_id, PageRow.page_no == page_no)
        with Session(self._reading) as session:
            stored = session.scalar(query)
        if stored is None:
            raise NotFound("no such page, or it is not read yet", where=f"{document_id}, page {page_no}")
        return Page.model_validate_json(stored)


def _state(is_read: bool, has_failed: bool, attempts: int) -> PageState:
    if is_read:
        return PageState.FAILED if has_failed else PageState.READ
    return PageState.READING if attempts else PageState.WAITING


def _show_pages(session: Session, document_id: str, corrected: Sequence[Page]) -> None:
    """Shows each page as the machine read it last, but the corrected ones as given; those keep the machine's beside."""
    newest = func.coalesce(*_NEWEST)
    pages = update(PageRow).where(PageRow.document_id == document_id)
    for page in corrected:
        changed = {"page": page.model_dump_json(), "uncorrected": newest, "fresh": None}
        session.execute(pages.where(PageRow.page_no == page.page_no).values(**changed))
    others = pages.where(PageRow.page_no.not_in([page.page_no for page in corrected]))
    others = others.where(or_(PageRow.fresh.is_not(None), PageRow.uncorrected.is_not(None)))
    session.execute(others.values(page=newest, uncorrected=None, fresh=None))


def _describe(row: DocumentRow, directive: Directive) -> None:
    head = directive.letterhead
    row.letterhead = head.model_dump_json()
    row.number_key = number_key(head.number) if head.number else None
    row.issued_on = head.issued_on
    row.references_json = REFERENCES.dump_json(directive.references).decode()
    row.words = sum(len(page.words) for page in directive.pages)
    row.doubtful_words = sum(len(page.doubtful) for page in directive.pages)
    row.anomalies = ANOMALIES.dump_json(directive.anomalies).decode()


def _stored(session: Session, document_id: str) -> str:
    """JSON of the whole directive: the pages, which are JSON already, put in front of what was understood."""
    understood = session.scalars(select(DirectiveRow.understood).where(DirectiveRow.document_id == document_id)).one()
    query = select(PageRow.page).where(PageRow.document_id == document_id).order_by(PageRow.page_no)
    pages = [page for page in session.scalars(query) if page]
    return '{"pages":[' + ",".join(pages) + "]," + understood.removeprefix("{")
