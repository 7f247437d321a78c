"""Which numbers each document cites, in a narrow table: who cites a document is looked up, not sought in all."""

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, Select, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.reference import Reference
from ingest.citations.document_identity import merge_key
from ingest.citations.document_numbers import canonical_number
from service.store.tables import OWNED, Base, DocumentRow

REFERENCES = TypeAdapter(tuple[Reference, ...])
_NEWEST_FIRST = (DocumentRow.received_at.desc(), DocumentRow.id)


class CitedNumberRow(Base):
    """A document cites this number, once or more.

    Attributes:
        number: without the slips of whoever cites it.
        key: the same for every spelling of a number.
    """

    __tablename__ = "cited_numbers"

    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)


def keep_cited_numbers(session: Session, document_id: str, references: Iterable[Reference]) -> None:
    """Keeps which numbers the document cites now, in place of those that it cited before."""
    session.execute(delete(CitedNumberRow).where(CitedNumberRow.document_id == document_id))
    numbers = sorted({canonical_number(reference.number) for reference in references if reference.number})
    session.add_all(CitedNumberRow(document_id=document_id, number=one, key=merge_key(one)) for one in numbers)


def rows_citing(session: Session, number: str) -> Sequence[DocumentRow]:
    """Held documents that cite this number in any spelling, newest first."""
    return session.scalars(_held_of(select(CitedNumberRow.document_id).filter_by(key=merge_key(number)))).all()


def rows_citing_code(session: Session, code: str) -> Sequence[DocumentRow]:
    """Held documents that cite a number which ends in this code (`KH-UBND`), newest first."""
    ends_so = CitedNumberRow.number.endswith(f"/{canonical_number(code)}", autoescape=True)
    return session.scalars(_held_of(select(CitedNumberRow.document_id).where(ends_so))).all()


def _held_of(citing: Select[str]) -> Select[DocumentRow]:
    held = select(DocumentRow).where(DocumentRow.id.in_(citing), DocumentRow.removed_at.is_(None))
    return held.order_by(*_NEWEST_FIRST)
