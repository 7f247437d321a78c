"""Comparing names of units as they are written in questions, headings, tables and tasks."""

import re
from collections.abc import Mapping
from functools import lru_cache

from core.text import fold, squeeze
from index.short_forms import expand_short_forms

_JOINT = re.compile(r"\s*(?:;|,|\n|\+|/|(?<!\w)và(?!\w))\s*")
_SHORT_FORM = re.compile(r"(?<!\w)[^\W\d_][\w&]*[^\W\d_a-z][\w&]*")
_MARK = re.compile(r"^\W*(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+|[*#]+")
_OF_WHOM = re.compile(
    r"^(?:đối với|(?:(?:chức năng|trách nhiệm|nhiệm vụ|thẩm quyền|quyền hạn|quyền|nghĩa vụ|phân công)(?:,| và)? ?)+"
    r"(?:thực hiện )?của)\s+",
    re.IGNORECASE,
)


def same_words(name: str, defined: Mapping[str, str] | None = None) -> str:
    """Key of a name or text: short forms written out, without accents, case and marks.

    >>> same_words("LĐLĐ tỉnh Tây Ninh") == same_words("Liên đoàn lao động tỉnh Tây Ninh")
    True
    """
    return _same_words(name, frozenset(defined.items()) if defined else frozenset())


@lru_cache(maxsize=4_096)
def _same_words(name: str, defined: frozenset[tuple[str, str]]) -> str:
    written_out = expand_short_forms(squeeze(name), dict(defined))
    return " ".join(re.findall(r"[^\W_]+", fold(written_out)))


def of_whom(heading: str) -> str:
    """A heading less what stands before the name of whom it is about.

    >>> of_whom("2. Trách nhiệm, quyền hạn của Đội phó")
    'Đội phó'
    """
    return _OF_WHOM.sub("", without_mark(heading))


def split_unit_names(text: str) -> tuple[str, ...]:
    """The units named in a table cell.

    >>> split_unit_names("CĐGD Việt Nam và Công đoàn các đơn vị")
    ('CĐGD Việt Nam', 'Công đoàn các đơn vị')
    """
    parts = [part for part in _JOINT.split(squeeze(text)) if part]
    return tuple(parts)


def without_mark(heading: str) -> str:
    """A heading without its number and Markdown."""
    return squeeze(_MARK.sub("", squeeze(heading))).rstrip(" .:;")
