"""Units as administrators look after them: added, named, moved, removed, and people placed in them."""

from collections.abc import Sequence
from typing import Final

from core.errors import InvalidInput
from core.text import fold, nfc, squeeze
from service.access.records import Unit
from service.access.units import UnitTree
from service.store.units import UnitStore

_LONGEST_NAME: Final = 200
_DEEPEST: Final = 12


class UnitDesk:
    """The units of an office."""

    def __init__(self, store: UnitStore) -> None:
        self._store = store

    def tree(self) -> UnitTree:
        """All units."""
        return self._store.tree()

    def add(self, name: str, *, under: str = "") -> Unit:
        """A new unit, at the top or under the one that `under` names.

        Raises:
            InvalidInput: no name, or a brother has it; the tree would be too deep.
            NotFound, Ambiguous: as `UnitTree.find`, for `under`.
        """
        tree = self._store.tree()
        parent = tree.find(under) if under else None
        if parent is not None and parent.depth + 1 >= _DEEPEST:
            raise InvalidInput(f"cây đơn vị sâu quá {_DEEPEST} cấp", where=under)
        name = _checked(tree, name, parent.id if parent else None)
        return self._get(self._store.add(name, parent.id if parent else None))

    def rename(self, key: str, name: str) -> Unit:
        """The unit under another name. Raises as `add`."""
        tree = self._store.tree()
        unit = tree.find(key)
        name = _checked(tree, name, unit.parent_id, own_id=unit.id)
        self._store.change(unit.id, name=name, parent_id=unit.parent_id)
        return self._get(unit.id)

    def move(self, key: str, *, under: str = "") -> Unit:
        """The unit under another one, or at the top.

        Raises:
            InvalidInput: it would stand below itself, or a brother there has its name.
            NotFound, Ambiguous: as `UnitTree.find`.
        """
        tree = self._store.tree()
        unit, parent = tree.find(key), tree.find(under) if under else None
        parent_id = parent.id if parent else None
        if parent_id is not None and unit.id in tree.above(parent_id):
            raise InvalidInput("đơn vị không thể trực thuộc chính nó", where=unit.name)
        _checked(tree, unit.name, parent_id, own_id=unit.id)
        self._store.change(unit.id, name=unit.name, parent_id=parent_id)
        return self._get(unit.id)

    def remove(self, key: str) -> None:
        """Removes a unit that nothing stands in.

        Raises:
            NotFound, Ambiguous: as `UnitTree.find`.
            InvalidInput: it has units below it, people, or documents.
        """
        self._store.remove(self._store.tree().find(key).id)

    def place(self, login: str, keys: Sequence[str]) -> None:
        """Has a person work in these units, by name or path, and no others; in none for no keys.

        Raises:
            NotFound: no such account or unit.
            Ambiguous: several units have one of the names.
        """
        tree = self._store.tree()
        self._store.place(login, [tree.find(key).id for key in keys])

    def _get(self, unit_id: int) -> Unit:
        return self._store.tree().get(unit_id)


def _checked(tree: UnitTree, name: str, parent_id: int | None, *, own_id: int | None = None) -> str:
    """The name as it is kept. Raises `InvalidInput`."""
    name = squeeze(nfc(name))
    if not name or "/" in name or len(name) > _LONGEST_NAME:
        raise InvalidInput(f"tên đơn vị trống, có dấu / hoặc dài quá {_LONGEST_NAME} ký tự", where="đơn vị")
    brothers = [unit for unit in tree.units if unit.parent_id == parent_id and unit.id != own_id]
    if any(fold(brother.name) == fold(name) for brother in brothers):
        raise InvalidInput("đã có đơn vị tên này ở đó", where=name)
    return name
