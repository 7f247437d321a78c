"""Tables of those who sign in elsewhere, and of keys to a server without accounts. Secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables import Base


class IdentityRow(Base):
    """Who a person is to an identity provider: `subject` is the provider's own name for them, and never changes."""

    __tablename__ = "sign_on_identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime]


class StartKeyRow(Base):
    """A key to a server without accounts. `kind`: `link` (opens once), `browser`, `program` (open until taken back)."""

    __tablename__ = "start_keys"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    made_at: Mapped[datetime]
