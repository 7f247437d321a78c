"""What stands under the heading of the unit that a question names comes before what stands under other units."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.passage import BETWEEN_HEADINGS
from service.answers.asking_context import AskingContext
from service.answers.scoring import Scored
from service.answers.unit_names import same_words, without_mark
from service.tasks.units import as_units

_FAVOUR = 0.15
_HAS_DUTY = re.compile(r",? (?:có|chịu) (?:trách nhiệm|nhiệm vụ)\W*$", re.IGNORECASE)
_ALL_OF_LEVEL = re.compile(
    r"\bcac (?=tinh|huyen|xa|phuong|quan|thanh pho)|(?<=tinh) thanh pho(?: truc thuoc trung uong)?$"
)
"""All units of a level are named by it: "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương có trách nhiệm"."""


def favour_named_unit(context: AskingContext, pool: Sequence[Scored]) -> Sequence[Scored]:
    """The pool with more worth under a named unit and less under others; as it is when no heading is of one named.

    The unit that issued the document is left out, and one that something is said to be of ("Chương trình 3 của Công
    đoàn …"): naming these names the document.
    """
    asked = f" {same_words(context.question.text, context.defined)} "
    units = [_unit_above(one.evidence.passage.heading) for one in pool]
    named = {unit for unit in units if unit and f" {unit} " in asked and f" cua {unit} " not in asked}
    named -= _issuers(context, pool)
    named = {unit for unit in named if not any(unit != other and unit in other for other in named)}
    if not named:
        return pool
    return [_judged(one, is_named=unit in named) if unit else one for one, unit in zip(pool, units, strict=True)]


def _judged(one: Scored, *, is_named: bool) -> Scored:
    """Under a named unit the heading speaks for the sentence."""
    if not is_named:
        return replace(one, worth=one.worth - _FAVOUR)
    return replace(one, worth=one.worth + _FAVOUR, own=min(1.0, one.own + _FAVOUR))


@lru_cache(maxsize=4096)
def _unit_above(heading: str) -> str:
    """Key of the unit that the lowest heading of one names; "" when none does."""
    for title in reversed(heading.split(BETWEEN_HEADINGS)):
        if len(units := as_units(_HAS_DUTY.sub("", without_mark(title)))) == 1:
            return _ALL_OF_LEVEL.sub("", same_words(units[0]))
    return ""


def _issuers(context: AskingContext, pool: Sequence[Scored]) -> set[str]:
    heads = [context.profiles[key].document.letterhead for key in {one.evidence.stretch.document_id for one in pool}]
    names = [name for head in heads if head for name in (head.issuer, head.parent_issuer) if name]
    return {same_words(name, context.defined) for name in names}
