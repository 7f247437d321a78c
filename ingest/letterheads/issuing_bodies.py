"""Who issues a directive: the issuing body, its superior, or the several bodies of a joint document (liên tịch)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.directive import Directive
from ingest.citations.document_numbers import is_joint
from ingest.letterheads.head_fields import HeadField, HeadFields
from ingest.letterheads.issuing_clause import find_issuing_clause
from ingest.letterheads.organisations import opens_body_name, sentence_case, without_definition
from ingest.letterheads.own_statement import OwnStatement

_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[-–—]\s*$|^\s*[-–—]\s*")
_Places = tuple[tuple[int, int], ...]


class IssuingBodies(NamedTuple):
    """Names as a sentence writes them, with the offsets that they were read from; empty where the text is silent."""

    issuers: tuple[str, ...] = ()
    parent: str | None = None
    issuer_places: _Places = ()
    parent_places: _Places = ()


def read_issuing_bodies(
    directive: Directive, head: HeadFields, own: OwnStatement | None, *, kind: str | None, number: str | None
) -> IssuingBodies:
    """The bodies in the head, else those that the opening or an annex line names."""
    if head.bodies:
        return _of_head(directive, head.bodies, is_joint_paper=_is_joint(kind, number))
    found = find_issuing_clause(directive, kind) or (own.issuer if own else None)
    if found is None:
        return IssuingBodies()
    return IssuingBodies((without_definition(found.text),), None, ((found.start, found.end),))


def _is_joint(kind: str | None, number: str | None) -> bool:
    return (kind is not None and "liên tịch" in kind) or (number is not None and is_joint(number))


def _of_head(directive: Directive, groups: Sequence[Sequence[HeadField]], *, is_joint_paper: bool) -> IssuingBodies:
    text = directive.text
    printed = [" ".join(part.text for part in group) for group in groups]
    joint = _names_between_dashes(printed, is_joint_paper=is_joint_paper)
    if len(joint) > 1:
        names = tuple(sentence_case(name, text) for name in joint)
        return IssuingBodies(names, None, tuple((part.start, part.end) for group in groups for part in group))
    names = tuple(sentence_case(name, text) for name in printed)
    return IssuingBodies(
        issuers=(names[-1],),
        parent=names[-2] if len(names) > 1 else None,
        issuer_places=tuple((part.start, part.end) for part in groups[-1]),
        parent_places=tuple((part.start, part.end) for part in groups[-2]) if len(groups) > 1 else (),
    )


def _names_between_dashes(printed: Sequence[str], *, is_joint_paper: bool) -> list[str]:
    """The bodies of a joint head: each opens as a body does, and dashes or a joint number say that they stand equal."""
    names = [name.strip() for words in printed for name in _BETWEEN.split(words) if name.strip()]
    dashed = any(_BETWEEN.search(words.strip()) for words in printed)
    return names if all(map(opens_body_name, names)) and (is_joint_paper or dashed) else []
