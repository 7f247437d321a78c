"""The table of what people corrected of a reading. Rows are only added; taking one back is noted in it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables import OWNED, Base


class CorrectionRow(Base):
    """One correction, as `service.corrections.correction.Correction`."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    page_no: Mapped[int | None]
    start: Mapped[int | None]
    field: Mapped[str | None]
    before: Mapped[str]
    after: Mapped[str]
    lead: Mapped[str]
    trail: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]
