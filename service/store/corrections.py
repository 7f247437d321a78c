"""Corrections of readings, as people made them and took them back."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from service.corrections.correction import Correction, CorrectionKind
from service.store.correction_tables import CorrectionRow
from service.store.database import for_writing
from service.store.documents import held_row
from service.store.reading_control import order_deriving


class CorrectionStore:
    """What people corrected. Each change orders at once that the document is understood anew, in the same stroke."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, correction: Correction) -> Correction:
        """Keeps a new correction; returns it with its id.

        Raises:
            NotFound: no such document.
        """
        with Session(self._writing) as session:
            document = held_row(session, correction.document_id)
            row = CorrectionRow(**correction.model_dump(exclude={"id"}))
            session.add(row)
            order_deriving(document)
            session.commit()
            return correction.model_copy(update={"id": row.id})

    def undo(self, document_id: str, correction_id: int, *, undone_by: str) -> None:
        """Takes a correction back; what it replaced holds again.

        Raises:
            NotFound: no such document, or it has no such correction that still holds.
        """
        with Session(self._writing) as session:
            document = held_row(session, document_id)
            row = session.get(CorrectionRow, correction_id)
            if row is None or row.document_id != document_id or row.undone_at is not None:
                raise NotFound("no such correction", where=str(correction_id), advice="See the list of corrections")
            row.undone_by, row.undone_at = undone_by, datetime.now(UTC)
            order_deriving(document)
            session.commit()

    def of(self, document_id: str) -> tuple[Correction, ...]:
        """All corrections of a document, oldest first, those taken back too."""
        query = select(CorrectionRow).where(CorrectionRow.document_id == document_id).order_by(CorrectionRow.id)
        with Session(self._reading) as session:
            return _records(session.scalars(query).all())


def _records(rows: Sequence[CorrectionRow]) -> tuple[Correction, ...]:
    fields = [name for name in Correction.model_fields if name != "kind"]
    return tuple(
        Correction(kind=CorrectionKind(row.kind), **{name: getattr(row, name) for name in fields}) for row in rows
    )
