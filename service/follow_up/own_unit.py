"""Which duties are "mine": the unit that works with this register, and how directives call it.

Whether a task is the unit's is decided as for its reports (ADR 0050): named itself or a part of it, joined as a
partner, addressed as one of a group or level ("các cấp công đoàn"), or nobody named at all.
"""

from enum import StrEnum

from core.directive import Abbreviation, Directive, Letterhead
from core.record import Record
from core.task import Task


class OwnRole(StrEnum):
    """How a task reached the unit: by name, as partner, through a group or level, or because nobody is named."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    GROUP = "group"
    UNASSIGNED = "unassigned"


class OwnUnit(Record):
    """The unit whose staff work here.

    Attributes:
        aliases: other names and short forms by which directives call it.
        groups: groups and levels that it belongs to, as directives write them ("các đơn vị trực thuộc").
    """

    name: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class OwnUnitReader:
    """Tells for the tasks of one document how they reach the unit."""

    def __init__(self, unit: OwnUnit, letterhead: Letterhead, abbreviations: tuple[Abbreviation, ...]) -> None:
        from service.reports.profile import UnitProfile

        self._directive = Directive(pages=(), letterhead=letterhead, abbreviations=abbreviations)
        self._profile = UnitProfile(name=unit.name, aliases=unit.aliases, groups=unit.groups)

    def role_in(self, task: Task) -> OwnRole | None:
        """How the task reaches the unit; None when it does not."""
        from service.reports.responsibility import assigned_tasks

        assigned = assigned_tasks(self._directive, (task,), self._profile)
        return OwnRole(assigned[0].role.value) if assigned else None
