"""Keeps the units of the office and who works in them."""

from collections.abc import Collection

from sqlalchemy import Engine, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotFound
from service.access.records import Unit
from service.access.units import UnitTree
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow
from service.store.account_tables import PersonRow, PersonUnitRow, UnitRow
from service.store.database import for_writing


class UnitStore:
    """The tree of units."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def tree(self) -> UnitTree:
        """All units, with the number of people who work right in each."""
        counted = select(PersonUnitRow.unit_id, func.count()).group_by(PersonUnitRow.unit_id)
        with Session(self._reading) as session:
            people = {unit_id: count for unit_id, count in session.execute(counted)}
            rows = session.scalars(select(UnitRow)).all()
            return UnitTree(
                Unit(id=row.id, name=row.name, parent_id=row.parent_id, people=people.get(row.id, 0)) for row in rows
            )

    def add(self, name: str, parent_id: int | None) -> int:
        """A new unit; its id."""
        with Session(self._writing) as session:
            row = UnitRow(name=name, parent_id=parent_id)
            session.add(row)
            session.commit()
            return row.id

    def change(self, unit_id: int, *, name: str, parent_id: int | None) -> None:
        """Gives a unit a name and a place in the tree.

        Raises:
            NotFound: no such unit.
        """
        with Session(self._writing) as session:
            row = _row(session, unit_id)
            row.name, row.parent_id = name, parent_id
            session.commit()

    def remove(self, unit_id: int) -> None:
        """Removes a unit that nothing stands in.

        Raises:
            NotFound: no such unit.
            InvalidInput: it has units below it, people, or documents.
        """
        held = (UnitRow.parent_id, PersonUnitRow.unit_id, DocumentRestrictionRow.unit_id, DocumentGrantRow.unit_id)
        with Session(self._writing) as session:
            row = _row(session, unit_id)
            if session.scalar(select(or_(*(exists(select(1).where(column == unit_id)) for column in held)))):
                raise InvalidInput(
                    "đơn vị còn đơn vị trực thuộc, người hoặc văn bản", where=row.name, advice="chuyển đi trước rồi xóa"
                )
            session.delete(row)
            session.commit()

    def place(self, login: str, unit_ids: Collection[int]) -> None:
        """Has a person work in these units and no others.

        Raises:
            NotFound: no such account.
        """
        with Session(self._writing) as session:
            person_id = session.scalar(select(PersonRow.id).where(PersonRow.login == login))
            if person_id is None:
                raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
            session.execute(delete(PersonUnitRow).where(PersonUnitRow.person_id == person_id))
            session.add_all(PersonUnitRow(person_id=person_id, unit_id=unit_id) for unit_id in sorted(set(unit_ids)))
            session.commit()


def _row(session: Session, unit_id: int) -> UnitRow:
    row = session.get(UnitRow, unit_id)
    if row is None:
        raise NotFound("không có đơn vị này", where=str(unit_id), advice="dondoc units list")
    return row
