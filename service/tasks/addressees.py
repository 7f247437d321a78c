"""To whom a letter is written: they do what it asks for where it names nobody ("Kính gửi: Hiệu trưởng các trường …").

Source: ADR 0103. A letter to the body above its issuer asks and reports; it charges nobody by its address.
"""

import re
from collections.abc import Collection, Sequence

from core.directive import BlockKind, Directive, Section
from core.task import TaskKind
from core.text import fold
from ingest.deadlines.wording import plain, wording
from service.tasks.draft import Draft
from service.tasks.units import as_units

_LETTER_KINDS = {"Công văn"}
_ADDRESS = re.compile(r"^[ \t]*(?:K[íi]nh\s+)?g[ửu]i\s*:", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(r"[;\n]\s*[-–+]\s*|;\s*|^\s*[-–+]\s*")
_ABOVE = ("chinh phu", "thu tuong", "bo chinh tri", "ban bi thu", "quoc hoi")
_OF_OTHERS = wording(r"(?:riêng )?(?:đối với|về phía|với|trách nhiệm của|nhiệm vụ của) ")
_CHARGED = {TaskKind.DUTY, TaskKind.REPORT}


def addressees_of(directive: Directive) -> tuple[str, ...]:
    """The units that a letter is addressed to, as written; empty when it is none, names no unit, or goes upwards."""
    head = next((block for block in directive.blocks if block.kind is BlockKind.LETTERHEAD), None)
    if head is None or directive.letterhead.kind not in _LETTER_KINDS:
        return ()
    address = _ADDRESS.search(directive.text, head.start)
    if address is None:
        return ()
    ends = [block.end for block in directive.blocks if block.kind is BlockKind.LETTERHEAD and block.end > address.end()]
    if not ends:
        return ()
    words = directive.flat(address.end(), max(ends)).strip(" .;/")
    named = tuple(unit for part in _PART.split(words) for unit in as_units(part.strip(" .;,/")))
    return () if _goes_upwards(directive, named) else named


def charge_addressees(directive: Directive, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, duties and reports of the body that nobody is named for charged to the addressees of the letter."""
    units = addressees_of(directive)
    if not units:
        return list(drafts)
    told = {draft.section for draft in drafts if draft.lead} | _sections_of_others(directive.sections)
    return [draft.model_copy(update={"lead": units}) if _is_theirs(draft, told) else draft for draft in drafts]


def _sections_of_others(sections: Sequence[Section], *, within: bool = False) -> set[str]:
    """Paths of the sections under a heading that speaks of somebody or something of its own ("Đối với học sinh")."""
    paths: set[str] = set()
    for section in sections:
        is_of_others = within or _OF_OTHERS.match(plain(section.title)) is not None
        paths |= {section.path} if is_of_others else set()
        paths |= _sections_of_others(section.children, within=is_of_others)
    return paths


def _is_theirs(draft: Draft, told: Collection[str]) -> bool:
    """Whether nobody is named for it: neither in the draft nor in another of its section, who may be meant here too."""
    return (
        draft.section not in told
        and not draft.lead
        and not draft.from_row
        and draft.kind in _CHARGED
        and not draft.section.startswith("PL")
    )


def _goes_upwards(directive: Directive, units: Sequence[str]) -> bool:
    parent = fold(directive.letterhead.parent_issuer or "")
    names = [fold(unit) for unit in units]
    return any(name == parent or name.startswith(_ABOVE) for name in names)
