"""What lists of documents are searched and sorted by, drawn from a document whenever it changes.

It stands in a narrow table of its own, so that a list need not go through the letterheads of all documents.
"""

import re

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.directive import Anomaly, Letterhead, Severity
from core.source import MAIL
from core.text import fold, squeeze
from service.collation import collation_key
from service.store.cited_numbers import REFERENCES, keep_cited_numbers
from service.store.dialects import json_field
from service.store.tables import OWNED, Base, DocumentRow, PageRow
from service.vietnamese_dates import show_date

FILING = 2
"""Version of what is drawn from a document; rows of another version are filed anew when the database is opened."""

_ANOMALIES = TypeAdapter(tuple[Anomaly, ...])
_SUBJECT = re.compile(r"(?m)^Tiêu đề:[^\S\n]*(\S.*)$")
_HAS, _LACKS = "0", "1"
"""Begin a sort key: documents that lack the field come after all others."""


class DocumentFilingRow(Base):
    """The filing of one document.

    Attributes:
        version: `FILING` when it was drawn.
        kind, number: loại văn bản; số, ký hiệu; "" when unknown.
        subject: of an e-mail, "" for anything else.
        number_key, title_key: sort keys.
        said: what a search looks through, without case and accents.
        doubts: words and fields of the letterhead that were read with doubt.
        anomalies: anomalies that are not of low severity.
    """

    __tablename__ = "document_filing"

    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(index=True)
    number: Mapped[str]
    subject: Mapped[str]
    number_key: Mapped[str]
    title_key: Mapped[str]
    said: Mapped[str]
    doubts: Mapped[int]
    anomalies: Mapped[int]


def file_document(session: Session, row: DocumentRow) -> None:
    """Files `row`, which is in the session, as it stands now."""
    session.flush()
    head = Letterhead.model_validate_json(row.letterhead) if row.letterhead else Letterhead()
    anomalies = _ANOMALIES.validate_json(row.anomalies) if row.anomalies else ()
    subject = _subject(session, row)
    keep_cited_numbers(session, row.id, REFERENCES.validate_json(row.references_json or "[]"))
    said = [row.file_name, row.container, subject, head.kind, head.number, head.title, head.issuer, head.signer]
    session.merge(
        DocumentFilingRow(
            document_id=row.id,
            version=FILING,
            kind=head.kind or "",
            number=head.number or "",
            subject=subject,
            number_key=_sort_key(head.number, row.file_name),
            title_key=_sort_key(head.title or subject, row.file_name),
            said=squeeze(fold(" ".join([part or "" for part in said] + [show_date(head.issued_on)]))),
            doubts=row.doubtful_words + len(head.doubtful),
            anomalies=sum(anomaly.severity is not Severity.LOW for anomaly in anomalies),
        )
    )


def file_stale_documents(session: Session) -> None:
    """Files every document that was never filed, or by an older version of the program."""
    filed = DocumentFilingRow
    query = select(DocumentRow).outerjoin(filed, filed.document_id == DocumentRow.id)
    for row in session.scalars(query.where(or_(filed.version.is_(None), filed.version != FILING))).all():
        file_document(session, row)


def _sort_key(field: str | None, file_name: str) -> str:
    return _HAS + collation_key(field) if field else _LACKS + collation_key(file_name)


def _subject(session: Session, row: DocumentRow) -> str:
    """What an e-mail says that it is about, as the head of its page has it."""
    if row.media_type not in MAIL:
        return ""
    text = json_field(PageRow.page, "text")
    shown = session.scalar(select(text).where(PageRow.document_id == row.id, PageRow.page_no == 1)) or ""
    found = _SUBJECT.search(shown.partition("\n\n")[0])
    return squeeze(found[1]) if found else ""
