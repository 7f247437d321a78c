"""Đ put back into document codes whose parts are known: the only change ever made to a protected token."""

import re
from collections.abc import Container, Mapping

_PART = re.compile(r"[A-ZĐ][A-Za-zĐđ]*")
_SEPARATED = re.compile(r"[-/&]")
_SHORT_UNITS = ("S", "P", "B", "T", "V", "C", "TW", "TU", "TTg", "XH", "BTV", "VP", "CB", "CN", "GV", "QH")


class CodeRestorer:
    """Puts codes right by their known parts.

    >>> codes = CodeRestorer({"QD": "QĐ", "GDDT": "GDĐT"})
    >>> codes.restore("1358/QD-SGDDT"), codes.restore("22/12/2024"), codes.restore("10/NQ-HĐND")
    ('1358/QĐ-SGDĐT', '22/12/2024', '10/NQ-HĐND')

    Args:
        known_parts: code parts that have a Đ, keyed by their spelling without it.
        whole: abbreviations that clean text has without a Đ (`TDTT`); they are not made of a known part and a unit.
    """

    def __init__(self, known_parts: Mapping[str, str], whole: Container[str] = ()) -> None:
        self._known, self._whole = known_parts, whole

    def restore(self, code: str) -> str:
        """`code` with each known part, or part made of a known one and a short unit, put right."""
        if "D" not in code or not _SEPARATED.search(code):
            return code
        return _PART.sub(lambda part: self.restore_part(part.group()), code)

    def restore_part(self, part: str) -> str:
        """One part of a code, or an abbreviation, put right where it is known."""
        if part in self._known:
            return self._known[part]
        if part in self._whole:
            return part
        for unit in _SHORT_UNITS:
            if part.startswith(unit) and part[len(unit) :] in self._known:
                return unit + self._known[part[len(unit) :]]
            if part.endswith(unit) and part[: -len(unit)] in self._known:
                return self._known[part[: -len(unit)]] + unit
        return part
