"""Whom a document is open to: asked, told in words, changed by who may."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Engine

from core.errors import InvalidInput, NotAllowed
from service.access.records import Restriction, RestrictionChange
from service.access.secrecy import Secrecy, parse_secrecy
from service.access.unit_desk import UnitDesk
from service.access.units import UnitTree, line_of
from service.accounts.records import Person
from service.accounts.rights import Right, Role, current_viewer, signature
from service.follow_up.actor import LOCAL_USER
from service.labels import SECRECY
from service.store.accounts import AccountStore
from service.store.documents import DocumentStore
from service.store.restrictions import RestrictionStore
from service.store.units import UnitStore

_WIDENING: Final = frozenset({Right.REVIEW, Right.ADMIN})
WHOLE_OFFICE: Final = "cả cơ quan"


class AccessDesk:
    """Restrictions of documents. Every method first finds the document, as who acts may see it.

    Attributes:
        units: the units that documents and people are of.
    """

    def __init__(self, engine: Engine, documents: DocumentStore) -> None:
        self._documents = documents
        self._restrictions, self._accounts = RestrictionStore(engine), AccountStore(engine)
        self.units = UnitDesk(UnitStore(engine))

    def read(
        self, *, secrecy: str = "", unit: str = "", units: Sequence[str] = (), people: Sequence[str] = ()
    ) -> Restriction:
        """A restriction as somebody typed it: a level, units by name or path, people by login name.

        Raises:
            InvalidInput: no such level.
            NotFound: no such unit or person.
            Ambiguous: several units have a name.
        """
        tree = self.units.tree()
        return Restriction(
            secrecy=parse_secrecy(secrecy) if secrecy else Secrecy.OPEN,
            unit_id=tree.find(unit).id if unit else None,
            unit_ids=tuple(dict.fromkeys(tree.find(one).id for one in units)),
            person_ids=tuple(dict.fromkeys(self._person_id(login) for login in people)),
        )

    def of(self, document_id: str) -> Restriction:
        """Whom the document is open to.

        Raises:
            NotFound: no such document.
        """
        self._documents.get(document_id)
        return self._restrictions.of(document_id)

    def change(self, document_id: str, wanted: Restriction, *, actor: str = LOCAL_USER) -> Restriction:
        """Has the document be open to whom `wanted` lets in; who may review opens it to more, others only to fewer.

        Raises:
            NotFound: no such document.
            NotAllowed: it would be open to somebody whom it was not open to.
            InvalidInput: it is not read yet, and its mark not known.
        """
        before = self.of(document_id)
        wanted = wanted.model_copy(update={"is_settled": before.is_settled})
        viewer = current_viewer()
        if viewer is not None and not viewer.rights & _WIDENING and not wanted.is_no_wider_than(before):
            raise NotAllowed("mở rộng người xem là việc của người duyệt hoặc quản trị", where=document_id)
        if not before.is_settled and not wanted.is_no_wider_than(before):
            raise InvalidInput("văn bản chưa đọc xong nên chưa biết độ mật", where=document_id, advice="chờ đọc xong")
        if wanted != before:
            told = RestrictionChange(
                before=self.words(before),
                after=self.words(wanted),
                changed_by=signature(actor),
                changed_at=datetime.now(UTC),
            )
            self._restrictions.change(document_id, wanted, told)
        return wanted

    def history(self, document_id: str) -> tuple[RestrictionChange, ...]:
        """What people changed, oldest first.

        Raises:
            NotFound: no such document.
        """
        self._documents.get(document_id)
        return self._restrictions.history(document_id)

    def who_may_open(self, document_id: str) -> tuple[Person, ...]:
        """Everyone who may come in and open the document now, by login name.

        Raises:
            NotFound: no such document.
        """
        restriction, parents = self.of(document_id), self._accounts.parents()
        active = (person for person in self._accounts.list_people() if person.is_active)
        return tuple(person for person in active if may_open(person, restriction, parents=parents))

    def logins(self, person_ids: Iterable[int]) -> tuple[str, ...]:
        """Login names of these people."""
        known = {person.id: person.login for person in self._accounts.list_people()}
        return tuple(known[one] for one in person_ids if one in known)

    def words(self, restriction: Restriction) -> str:
        """The restriction in Vietnamese words ("Mật; Phòng Tổ chức; thêm: Văn phòng, Lan")."""
        tree = self.units.tree()
        names = {person.id: person.name for person in self._accounts.list_people()}
        more = [*_paths(tree, restriction.unit_ids), *(names.get(one, "?") for one in restriction.person_ids)]
        parts = [SECRECY[restriction.secrecy], tree.path(restriction.unit_id) or WHOLE_OFFICE]
        parts += ["thêm: " + ", ".join(more)] if more else []
        return "; ".join(parts)

    def _person_id(self, login: str) -> int:
        found = self._accounts.find(login.strip().lower())
        if found is None:
            raise InvalidInput("không có người dùng này", where=login, advice="dondoc users list")
        return found.person.id


def may_open(person: Person, restriction: Restriction, *, parents: Mapping[int, int | None]) -> bool:
    """Whether a document under this restriction is open to the person: the rule of `service.store.hidden`.

    Args:
        parents: for each unit the one that it belongs to.
    """
    if person.role is Role.ADMIN or person.id in restriction.person_ids:
        return True
    if not restriction.is_settled or restriction.secrecy > person.clearance:
        return False
    line = line_of(person.units, parents)
    return restriction.unit_id is None or restriction.unit_id in line or not line.isdisjoint(restriction.unit_ids)


def _paths(tree: UnitTree, unit_ids: Iterable[int]) -> list[str]:
    return [tree.path(unit_id) for unit_id in unit_ids]
