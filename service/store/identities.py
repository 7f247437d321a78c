"""Keeps which account belongs to whom at an identity provider."""

from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.store.account_tables import PersonRow
from service.store.database import for_writing
from service.store.sign_on_tables import IdentityRow


class IdentityStore:
    """The identities of an office."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def login_of(self, issuer: str, subject: str) -> str | None:
        """Login name of the account that this identity owns."""
        with Session(self._reading) as session:
            return session.scalar(
                select(PersonRow.login)
                .join(IdentityRow, IdentityRow.person_id == PersonRow.id)
                .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
            )

    def is_owned(self, person_id: int) -> bool:
        """An identity owns this account."""
        with Session(self._reading) as session:
            return session.scalar(select(IdentityRow.person_id).where(IdentityRow.person_id == person_id)) is not None

    def join(self, issuer: str, subject: str, *, person_id: int, now: datetime) -> None:
        """Gives the account to this identity."""
        with Session(self._writing) as session:
            session.add(IdentityRow(issuer=issuer, subject=subject, person_id=person_id, joined_at=now))
            session.commit()
