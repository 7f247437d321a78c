"""The JSON shapes that are promised outside, in one place: the HTTP API and the command line both speak them.

Tasks, deadlines, answers, references, anomalies and spans go out as their records stand in `core`: what is added to
those records is added to the promise. Documents, pages, sections and tables have shapes of their own here.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.directive import Anomaly, Directive, Letterhead, Section, Table, TablePlace
from core.page import Aside, Page, PageRegion, ReadingMethod, TextJudgement, Word
from core.record import Record
from core.reference import Reference
from core.source import MediaType
from core.span import Span
from core.task import Task
from service.documents.head_evidence import HeadSuggestion
from service.records import DocumentRecord, DocumentStatus, StoredError
from service.wording import describe_code

if TYPE_CHECKING:
    from service.restoration import RestoredDocument


class PublicDocument(Record):
    """One document of the register; `letterhead` is null until the document is understood."""

    id: str
    file_name: str
    status: DocumentStatus
    pages: int
    pages_done: int
    failed_pages: tuple[int, ...]
    sha256: str
    media_type: MediaType
    size_bytes: int
    received_at: datetime
    error: StoredError | None
    container: str = ""
    part_of: str | None = None
    letterhead: Letterhead | None
    references: tuple[Reference, ...]
    anomalies: tuple[Anomaly, ...]


class PublicPage(Record):
    """One page with its text and its doubtful words; `start` and `end` of a word are offsets into the page's text."""

    page_no: int
    judgement: TextJudgement
    reasons: tuple[str, ...]
    method: ReadingMethod
    text: str
    mean_confidence: float | None
    doubtful: tuple[Word, ...]
    width: int | None
    height: int | None
    error: StoredError | None
    regions: tuple[PageRegion, ...]
    asides: tuple[Aside, ...]


class PublicSection(Record):
    """One numbered part; `start` and `end` bound the whole section in the document's text."""

    path: str
    label: str
    title: str
    span: Span
    start: int
    end: int
    children: tuple["PublicSection", ...]


class PublicTable(Record):
    """One table as `core.directive.Table` holds it; `row_spans` tells for each row where its words stand."""

    page_no: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[tuple[Span, ...], ...]
    group_rows: tuple[int, ...]
    inherited: tuple[TablePlace, ...]


class PublicDirective(Record):
    """One document with everything that was read and understood.

    `pages` are the pages themselves; `page_count` is their number, which the register calls `pages`.
    """

    id: str
    file_name: str
    status: DocumentStatus
    page_count: int
    pages_done: int
    failed_pages: tuple[int, ...]
    sha256: str
    media_type: MediaType
    size_bytes: int
    received_at: datetime
    error: StoredError | None
    container: str = ""
    part_of: str | None = None
    letterhead: Letterhead
    letterhead_suggestions: tuple[HeadSuggestion, ...] = ()
    references: tuple[Reference, ...]
    anomalies: tuple[Anomaly, ...]
    text: str
    pages: tuple[PublicPage, ...]
    sections: tuple[PublicSection, ...]
    tables: tuple[PublicTable, ...]


class PublicRestoredWord(Record):
    """One word of a restored text; `start` and `end` are offsets into that text."""

    start: int
    end: int
    text: str
    as_read: str
    confidence: float
    alternatives: tuple[str, ...]


class PublicRestoredPage(Record):
    """How a page of a restored text was judged and read; `start` and `end` are offsets into that text."""

    page_no: int
    judgement: TextJudgement
    method: ReadingMethod
    reasons: tuple[str, ...]
    start: int
    end: int


class PublicRestoredText(Record):
    """Restored text with every word of it; pages are parted by form feeds."""

    text: str
    words: tuple[PublicRestoredWord, ...]
    pages: tuple[PublicRestoredPage, ...] = ()


class PublicDocuments(Record):
    """A list of documents."""

    documents: tuple[PublicDocument, ...]


class PublicTasks(Record):
    """A list of tasks; `found` counts all that fit, also those on other pages."""

    tasks: tuple[Task, ...]
    found: int


def document_json(document: DocumentRecord) -> PublicDocument:
    """A document as the register knows it."""
    return PublicDocument(**_facts(document), pages=document.pages, letterhead=document.letterhead)


def directive_json(
    document: DocumentRecord, directive: Directive, suggestions: tuple[HeadSuggestion, ...] = ()
) -> PublicDirective:
    """A document with its pages, sections and tables, and what others suggest of its letterhead."""
    return PublicDirective(
        **_facts(document),
        page_count=document.pages,
        letterhead=directive.letterhead,
        letterhead_suggestions=suggestions,
        text=directive.text,
        pages=tuple(page_json(page) for page in directive.pages),
        sections=tuple(_section_json(section) for section in directive.sections),
        tables=tuple(_table_json(table) for table in directive.tables),
    )


def page_json(page: Page) -> PublicPage:
    """One page; words that are not doubtful are left out."""
    return PublicPage(
        page_no=page.page_no,
        judgement=page.judgement,
        reasons=page.reasons,
        method=page.method,
        text=page.text,
        mean_confidence=page.mean_confidence,
        doubtful=page.doubtful,
        width=page.width,
        height=page.height,
        error=None if page.error is None else describe_code(page.error, where=f"trang {page.page_no}"),
        regions=page.regions,
        asides=page.asides,
    )


def restored_json(restored: "RestoredDocument") -> PublicRestoredText:
    """A restored text with what is known of each word and page."""
    words = (PublicRestoredWord(**word.model_dump()) for word in restored.words)
    pages = (PublicRestoredPage(**page.model_dump()) for page in restored.pages)
    return PublicRestoredText(text=restored.text, words=tuple(words), pages=tuple(pages))


def _facts(document: DocumentRecord) -> dict[str, Any]:
    """Fields that a document has alike in the register and in full."""
    names = PublicDocument.model_fields.keys() - {"pages", "letterhead"}
    return {name: getattr(document, name) for name in names}


def _section_json(section: Section) -> PublicSection:
    children = tuple(_section_json(child) for child in section.children)
    return PublicSection(
        path=section.path,
        label=section.label,
        title=section.title,
        span=section.span,
        start=section.start,
        end=section.end,
        children=children,
    )


def _table_json(table: Table) -> PublicTable:
    names = PublicTable.model_fields
    return PublicTable(**{name: getattr(table, name) for name in names})
