"""The units of an office as a tree: looked up by name or path, and the line that a person's units stand in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from core.errors import Ambiguous, NotFound
from core.text import fold, squeeze
from service.access.records import Unit
from service.collation import collation_key

PATH_JOINT: Final = " / "


class UnitTree:
    """Units in the order of the tree, each below the one it belongs to, brothers in Vietnamese order.

    Args:
        units: all units, in any order; path and depth need not be set.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        children: dict[int | None, list[Unit]] = {}
        for unit in units:
            children.setdefault(unit.parent_id, []).append(unit)
        self.units: tuple[Unit, ...] = tuple(_below(None, children, path=(), depth=0))
        self._by_id = {unit.id: unit for unit in self.units}

    def find(self, key: str) -> Unit:
        """The unit with this name or path, in any spelling of case and accents.

        Raises:
            NotFound: there is none.
            Ambiguous: several units have this name.
        """
        wanted = _key(key)
        found = [unit for unit in self.units if wanted == _key(unit.path)]
        found = found or [unit for unit in self.units if wanted == _key(unit.name)]
        if not found:
            raise NotFound("không có đơn vị này", where=key, advice="xem danh sách: dondoc units list")
        if len(found) > 1:
            paths = "; ".join(unit.path for unit in found)
            raise Ambiguous(f"nhiều đơn vị cùng tên: {paths}", where=key, advice="ghi cả đơn vị cấp trên")
        return found[0]

    def get(self, unit_id: int) -> Unit:
        """The unit with this id.

        Raises:
            NotFound: there is none.
        """
        if unit_id not in self._by_id:
            raise NotFound("không có đơn vị này", where=str(unit_id), advice="xem danh sách: dondoc units list")
        return self._by_id[unit_id]

    def path(self, unit_id: int | None) -> str:
        """What people call the unit; "" for none."""
        unit = self._by_id.get(unit_id) if unit_id is not None else None
        return unit.path if unit is not None else ""

    def above(self, unit_id: int) -> frozenset[int]:
        """The unit and all that it belongs to."""
        return _above(unit_id, {unit.id: unit.parent_id for unit in self.units})


def line_of(unit_ids: Collection[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """The units, all above and all below them: whose documents people of these units may open.

    Args:
        parents: for each unit the one that it belongs to.

    >>> sorted(line_of([2], {1: None, 2: 1, 3: 2, 4: 1}))
    [1, 2, 3]
    """
    own = set(unit_ids)
    above = {one for unit_id in own for one in _above(unit_id, parents)}
    below = {unit_id for unit_id in parents if own & _above(unit_id, parents)}
    return frozenset(above | below)


def _above(unit_id: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    found: set[int] = set()
    step: int | None = unit_id
    while step is not None and step in parents and step not in found:
        found.add(step)
        step = parents[step]
    return frozenset(found)


def _below(
    parent_id: int | None, children: dict[int | None, list[Unit]], *, path: tuple[str, ...], depth: int
) -> Iterator[Unit]:
    for unit in sorted(children.get(parent_id, ()), key=lambda one: collation_key(one.name)):
        own_path = (*path, unit.name)
        yield unit.model_copy(update={"path": PATH_JOINT.join(own_path), "depth": depth})
        yield from _below(unit.id, children, path=own_path, depth=depth + 1)


def _key(name: str) -> str:
    return PATH_JOINT.join(squeeze(fold(part)) for part in name.split("/"))
