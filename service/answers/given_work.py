"""Which units a document gives work to, and where that work is written."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from core.directive import Block, BlockKind, Directive, Section
from core.task import Task
from service.answers.places import block_at
from service.answers.unit_names import of_whom, without_mark
from service.records import DocumentRecord, TaskOutline
from service.tasks.units import split_units, starts_unit, unit_end

_KEPT = 512
"""Documents; one takes some ten kilobytes."""
_LONGEST_TITLE = 30
_OPENING = 240
_ITEMS = {BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW}


class Item(NamedTuple):
    """Where an item stands in the text of its document."""

    start: int
    end: int


class UnitWork(NamedTuple):
    """A unit as the document writes it, and the items that give it work."""

    unit: str
    items: tuple[Item, ...]


class _Seen(NamedTuple):
    """What the work was read from: other objects once the document is read again, or one of its tasks is changed."""

    document: DocumentRecord
    outlines: Sequence[TaskOutline]


class GivenWork:
    """Units with their work, of the documents looked into last. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[_Seen, tuple[UnitWork, ...]]] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self,
        document: DocumentRecord,
        outlines: Sequence[TaskOutline],
        load: Callable[[], tuple[Directive, Sequence[Task]]],
    ) -> tuple[UnitWork, ...]:
        """The items under headings that name a unit, those of its tasks, and those that open with its name.

        Args:
            document, outlines: as the register gives them; the work is kept while they are the same objects.
            load: gives the directive and its tasks when the work is not kept.
        """
        with self._lock:
            known = self._kept.get(document.id)
            if known is not None and known[0].document is document and known[0].outlines is outlines:
                self._kept.move_to_end(document.id)
                return known[1]
        directive, tasks = load()
        work = (*_under_headings(directive), *_of_tasks_and_openings(directive, tasks))
        with self._lock:
            self._kept[document.id] = _Seen(document, outlines), work
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return work


def all_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections and those inside them, in the order of the text."""
    for section in sections:
        yield section
        yield from all_sections(section.children)


def _under_headings(directive: Directive) -> Iterator[UnitWork]:
    items = [_item(block) for block in directive.blocks if block.kind in _ITEMS]
    for section in all_sections(directive.sections):
        inside = tuple(item for item in items if section.start <= item.start < section.end)
        if inside and len(section.title.split()) <= _LONGEST_TITLE:
            yield UnitWork(of_whom(section.title), inside)


def _of_tasks_and_openings(directive: Directive, tasks: Sequence[Task]) -> Iterator[UnitWork]:
    units: dict[str, list[Item]] = {}
    for task in tasks:
        block = block_at(directive, task.spans[0].start) if task.lead_units and task.spans else None
        if block is not None:
            for unit in task.lead_units:
                units.setdefault(unit, []).append(_item(block))
    for block in directive.blocks:
        if unit := _opening_unit(directive, block):
            units.setdefault(unit, []).append(_item(block))
    for unit, items in units.items():
        yield UnitWork(unit, tuple(dict.fromkeys(items)))


def _item(block: Block) -> Item:
    return Item(block.start, block.end)


def _opening_unit(directive: Directive, block: Block) -> str:
    """The unit with whose name an item opens ("2. Bộ Xây dựng có trách nhiệm …"); "" for none."""
    if block.kind not in _ITEMS or block.table_no is not None:
        return ""
    text = without_mark(directive.text[block.start : min(block.end, block.start + _OPENING)].lstrip(" -+*•–"))
    if not text[:1].isupper() or not starts_unit(text):
        return ""
    end = unit_end(text, 0)
    names = split_units(text[:end]) if end < len(text) else ()
    return names[0] if len(names) == 1 else ""
