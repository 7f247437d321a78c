"""Which tasks of a directive a unit must report on, and why.

Rules (ADR 0050). A task is the unit's when the directive
1. names it as lead or coordinating unit, in full, by an alias of its profile or by a short form the directive defines;
2. names a part of it ("Ban Nghiệp vụ, CĐGD Việt Nam" is CĐGD Việt Nam's);
3. addresses a group that the unit belongs to ("Công đoàn các đơn vị", "UBND các xã, phường", "các đơn vị"), or one
   listed in its profile;
4. names nobody: then it holds for every unit that the directive reaches.
The issuer itself is in no group that it addresses; "các đơn vị liên quan" as mere partners are nobody in particular.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from core.directive import Directive
from core.record import Record
from core.task import Task
from service.reports.profile import UnitProfile
from service.reports.unit_names import name_key


class Role(StrEnum):
    """How a task reached the unit."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    GROUP = "group"
    UNASSIGNED = "unassigned"


class Assignment(Record):
    """A task that is the unit's, and through which words."""

    task: Task
    role: Role


_GENERIC: Final = frozenset(
    (
        *("don vi", "co quan", "dia phuong", "to chuc", "cap", "co so", "doi tuong", "ben", "noi"),
        *("don vi truc thuoc", "co so giao duc", "co quan don vi"),
    )
)
_GENERIC_START: Final = re.compile(r"^(don vi|co quan|to chuc|cap)\s+(?=\w)")
_HEAD_OF_UNIT: Final = re.compile(
    r"^(thu truong|hieu truong|giam doc|nguoi dung dau|chu tich|truong phong|lanh dao|ban giam hieu|bi thu)(?!\w)\s*"
)
_LEVELS: Final = {
    "xa": ("xa", "phuong", "thi tran", "dac khu"),
    "huyen": ("huyen", "quan", "thi xa", "thanh pho"),
    "tinh": ("tinh", "thanh pho"),
}
_GROUP_MARK: Final = re.compile(
    r"(?<!\w)(các|mọi|toàn thể|từng|mỗi|tất cả|cấp(?= (?:xã|huyện|tỉnh)))(?!\w)", re.IGNORECASE
)
_TAIL: Final = re.compile(
    r"(?<!\w)(trực thuộc|thuộc|có liên quan|liên quan|trên địa bàn|trong toàn|trong|của|tại|khác)(?!\w).*$",
    re.IGNORECASE,
)
_BASIC_UNION: Final = re.compile(
    r"^(cong doan|nghiep doan) (co so |bo phan )?(co quan|truong|cong ty|benh vien|nha may|doanh nghiep|xi nghiep"
    r"|trung tam|hop tac xa)"
)
_UPPER_UNION: Final = re.compile(
    r"^(lien doan lao dong|cong doan (nganh|giao duc|vien chuc|so|dai hoc|tong cong ty|khu|cac khu|tap doan))(?!\w)"
)


def assigned_tasks(directive: Directive, tasks: Sequence[Task], profile: UnitProfile) -> tuple[Assignment, ...]:
    """The unit's tasks in the order of the directive, each with the role it came by."""
    reader = _UnitReader(directive, profile)
    found = []
    for task in tasks:
        role = reader.role_in(task)
        if role is not None:
            found.append(Assignment(task=task, role=role))
    return tuple(found)


def addresses(directive: Directive, unit_phrase: str, profile: UnitProfile) -> bool:
    """`unit_phrase`, as the directive writes it, means this unit or a group that it belongs to."""
    reader = _UnitReader(directive, profile)
    return reader.is_named(unit_phrase) or reader.is_in_group(unit_phrase)


class _UnitReader:
    """Compares phrases of one directive with one unit."""

    def __init__(self, directive: Directive, profile: UnitProfile) -> None:
        self._abbreviations = directive.abbreviations
        self._names = tuple(self._key(name) for name in (profile.name, *profile.aliases))
        self._groups = tuple(self._key(group) for group in profile.groups)
        issuer = self._key(directive.letterhead.issuer or "")
        self._is_issuer = issuer != "" and issuer in self._names

    def role_in(self, task: Task) -> Role | None:
        if any(self.is_named(unit) for unit in task.lead_units):
            return Role.LEAD
        if any(self.is_named(unit) for unit in task.coordinating_units):
            return Role.COORDINATING
        if any(self.is_in_group(unit) for unit in task.lead_units):
            return Role.GROUP
        if any(self.is_in_group(unit) and "lien quan" not in self._key(unit) for unit in task.coordinating_units):
            return Role.COORDINATING
        return Role.UNASSIGNED if not task.lead_units else None

    def is_named(self, phrase: str) -> bool:
        """The phrase is the unit, or a part of it."""
        key = self._key(phrase)
        return any(_holds(key, name) for name in self._names if name)

    def is_in_group(self, phrase: str) -> bool:
        """The phrase is a group that the unit belongs to."""
        key = self._key(phrase)
        if any(group and _holds(key, group) for group in self._groups):
            return True
        if self._is_issuer:
            return False
        pieces = re.split(r"\s+và\s+(?=(?:các|mọi|công đoàn|UBND)\b)|;", phrase, flags=re.IGNORECASE)
        return any(_is_member(name, piece, self._key) for name in self._names for piece in pieces)

    def _key(self, name: str) -> str:
        return name_key(name, self._abbreviations)


def _holds(key: str, part: str) -> bool:
    """The words of `part` stand in `key`, whole and in order."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", key) is not None


def _is_member(unit: str, phrase: str, key_of: Callable[[str], str]) -> bool:
    """The unit with key `unit` belongs to the group that `phrase` names, if it names one."""
    phrase = _TAIL.sub("", phrase).strip(" ,.")
    key = key_of(phrase)
    if "cap tren" in key:
        return _UPPER_UNION.match(unit) is not None
    if re.search(r"cong doan co so$|nghiep doan co so$", key):
        return _BASIC_UNION.match(unit) is not None
    mark = _GROUP_MARK.search(phrase)
    if mark is None:
        return key in _GENERIC
    head = _HEAD_OF_UNIT.sub("", key_of(phrase[: mark.start()]))
    if head and not unit.startswith(head):
        return False
    classes = re.split(r",|\bvà\b|\bhoặc\b|-|/", phrase[mark.end() :])
    rest = unit.removeprefix(head).strip()
    keys = [key_of(name) for name in classes if name.strip()]
    noun = keys[0].split()[0] if keys else ""
    return any(_is_of_class(rest, key) or _is_of_class(rest, f"{noun} {key}") for key in keys)


def _is_of_class(rest: str, class_key: str) -> bool:
    """The rest of a unit's name, past the head of the group ("UBND"), is one of the class ("xã", "đơn vị")."""
    if class_key in _GENERIC or class_key.removesuffix(" cac cap") in _GENERIC:
        return True
    class_key = _GENERIC_START.sub("", class_key)
    names = _LEVELS.get(class_key, (class_key,))
    return any(name and re.match(rf"{re.escape(name)}(?!\w)", rest) for name in names)


def selection_note(assignments: Sequence[Assignment], unit: str, total: int) -> str:
    """One Vietnamese sentence that tells which tasks were taken for the unit and why."""
    counts = {role: sum(item.role is role for item in assignments) for role in Role}
    reasons = (
        (Role.LEAD, "giao đích danh chủ trì"),
        (Role.COORDINATING, "giao phối hợp"),
        (Role.GROUP, "giao chung cho nhóm đơn vị có " + unit),
        (Role.UNASSIGNED, "văn bản không nêu đơn vị chủ trì"),
    )
    parts = [f"{counts[role]} {words}" for role, words in reasons if counts[role]]
    if not parts:
        return f"Trong {total} nhiệm vụ đọc được, không có nhiệm vụ nào giao cho {unit}."
    return f"Lấy {len(assignments)}/{total} nhiệm vụ đọc được: " + "; ".join(parts) + "."
