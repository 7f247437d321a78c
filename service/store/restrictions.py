"""Keeps whom documents are open to: from handing in, over the mark that is read, to what people decide."""

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from core.errors import HeldBack
from service.access.records import NO_RESTRICTION, Restriction, RestrictionChange
from service.access.secrecy import Secrecy, level_of_mark
from service.access.sight import seeing_all
from service.accounts.rights import own_id
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow, RestrictionChangeRow
from service.store.database import for_writing
from service.store.hidden import hidden_among
from service.store.tables import DocumentRow


class RestrictionStore:
    """Restrictions of documents. Who acts must have been found to see the document before."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def of(self, document_id: str) -> Restriction:
        """Whom the document is open to."""
        with Session(self._reading) as session:
            row = session.get(DocumentRestrictionRow, document_id)
            return NO_RESTRICTION if row is None else _restriction(session, row)

    def change(self, document_id: str, wanted: Restriction, change: RestrictionChange) -> None:
        """Has the document be open to others from now on, and writes that down."""
        with seeing_all(), Session(self._writing) as session:
            row = session.get(DocumentRestrictionRow, document_id) or _new_row(document_id, is_settled=True)
            row.secrecy, row.unit_id = int(wanted.secrecy), wanted.unit_id
            session.add(row)
            session.execute(delete(DocumentGrantRow).where(DocumentGrantRow.document_id == document_id))
            _grant(session, document_id, wanted)
            session.add(RestrictionChangeRow(document_id=document_id, **change.model_dump()))
            _forget_if_open(session, row)
            session.commit()

    def history(self, document_id: str) -> tuple[RestrictionChange, ...]:
        """Changes that people made, oldest first."""
        query = select(RestrictionChangeRow).where(RestrictionChangeRow.document_id == document_id)
        names = tuple(RestrictionChange.model_fields)
        with Session(self._reading) as session:
            rows = session.scalars(query.order_by(RestrictionChangeRow.id))
            return tuple(RestrictionChange(**{name: getattr(row, name) for name in names}) for row in rows)


def refuse_hidden(session: Session, document_id: str, file_name: str) -> None:
    """Goes on unless the document is held and hidden from who hands it in.

    Raises:
        HeldBack: it is; nothing of it is told, not even its name.
    """
    with seeing_all():
        query = select(DocumentRow.id).where(DocumentRow.id == document_id, DocumentRow.removed_at.is_(None))
        is_held = session.scalar(query) is not None
    if is_held and hidden_among(session, {document_id}):
        raise HeldBack("it is held already, but not open to this person", where=file_name)


def begin_restriction(session: Session, document_id: str, wanted: Restriction) -> None:
    """Keeps a document that is handed in to who does it, until its mark is read.

    One that was removed before keeps the unit and the level that it had.
    """
    row = session.get(DocumentRestrictionRow, document_id) or _new_row(document_id, is_settled=False)
    row.is_settled, row.secrecy = False, max(row.secrecy, int(wanted.secrecy))
    row.unit_id = wanted.unit_id if row.unit_id is None else row.unit_id
    session.add(row)
    me = own_id()
    named = wanted if me is None else wanted.model_copy(update={"person_ids": (*wanted.person_ids, me)})
    _grant(session, document_id, named)
    session.flush()


def settle_restriction(session: Session, row: DocumentRow, mark: str | None) -> None:
    """Opens a document that was read to whom its restriction lets in, raised to its mark and to that of the whole.

    A mark that was read before lowers nothing and raises nothing again: people may have decided otherwise since.
    """
    whole = session.get(DocumentRestrictionRow, row.part_of) if row.part_of else None
    level = max(int(level_of_mark(mark)), whole.secrecy if whole is not None else 0)
    _settle(session, row.id, level, is_read=True)
    if level:
        for part_id in session.scalars(select(DocumentRow.id).where(DocumentRow.part_of == row.id)).all():
            _settle(session, part_id, level, is_read=False)


def _settle(session: Session, document_id: str, level: int, *, is_read: bool) -> None:
    row = session.get(DocumentRestrictionRow, document_id)
    if row is None:
        if not level:
            return
        row = _new_row(document_id, is_settled=True)
        session.add(row)
    row.is_settled = row.is_settled or is_read
    if level > row.secrecy_read:
        row.secrecy_read, row.secrecy = level, max(row.secrecy, level)
    _forget_if_open(session, row)


def _forget_if_open(session: Session, row: DocumentRestrictionRow) -> None:
    """Takes away the row of a document that nothing restricts, and with it who was named for it."""
    session.flush()
    if row.is_settled and not row.secrecy and not row.secrecy_read and row.unit_id is None:
        session.execute(delete(DocumentGrantRow).where(DocumentGrantRow.document_id == row.document_id))
        session.delete(row)


def _new_row(document_id: str, *, is_settled: bool) -> DocumentRestrictionRow:
    return DocumentRestrictionRow(
        document_id=document_id, is_settled=is_settled, secrecy=0, secrecy_read=0, unit_id=None
    )


def _grant(session: Session, document_id: str, wanted: Restriction) -> None:
    query = select(DocumentGrantRow).where(DocumentGrantRow.document_id == document_id)
    held = session.scalars(query).all()
    people, units = {row.person_id for row in held}, {row.unit_id for row in held}
    for person_id in dict.fromkeys(wanted.person_ids):
        if person_id not in people:
            session.add(DocumentGrantRow(document_id=document_id, person_id=person_id, unit_id=None))
    for unit_id in dict.fromkeys(wanted.unit_ids):
        if unit_id not in units:
            session.add(DocumentGrantRow(document_id=document_id, person_id=None, unit_id=unit_id))


def _restriction(session: Session, row: DocumentRestrictionRow) -> Restriction:
    query = select(DocumentGrantRow).where(DocumentGrantRow.document_id == row.document_id)
    granted = session.scalars(query.order_by(DocumentGrantRow.id)).all()
    return Restriction(
        secrecy=Secrecy(row.secrecy),
        unit_id=row.unit_id,
        unit_ids=tuple(one.unit_id for one in granted if one.unit_id is not None),
        person_ids=tuple(one.person_id for one in granted if one.person_id is not None),
        is_settled=row.is_settled,
    )
