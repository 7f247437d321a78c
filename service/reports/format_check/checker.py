"""Checks a Word file against the official format."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.limits import Limits
from service.reports.format_check.body import check_bases, check_body, check_headings
from service.reports.format_check.deviation import Check, Checked, Deviation
from service.reports.format_check.ending import check_annexes, check_ending, check_recipients, check_signature
from service.reports.format_check.head import (
    check_addressee,
    check_date,
    check_issuer,
    check_motto,
    check_number,
    check_party_marks,
    check_title,
)
from service.reports.format_check.official_parts import find_parts
from service.reports.format_check.page import (
    check_color,
    check_fonts,
    check_margins,
    check_page_numbers,
    check_paper,
    is_mostly_legacy,
)
from service.reports.format_check.rules import PARTY_RULES, STATE_RULES
from service.reports.format_check.word_reader import read_word

_PAGE_CHECKS: Final[Sequence[Check]] = (
    check_paper,
    check_margins,
    check_page_numbers,
    check_fonts,
    check_color,
)
_PART_CHECKS: Final[Sequence[Check]] = (
    check_motto,
    check_party_marks,
    check_issuer,
    check_number,
    check_date,
    check_title,
    check_addressee,
    check_bases,
    check_headings,
    check_body,
    check_ending,
    check_recipients,
    check_signature,
    check_annexes,
)


def check_format(path: Path, *, limits: Limits | None = None) -> tuple[Deviation, ...]:
    """Where the file departs from NĐ 30/2020/NĐ-CP, or from 05-HD/VPTW when its head is the Party's.

    A file in a legacy encoding (TCVN3, VNI) cannot be read as words: only its page and fonts are checked.

    Raises:
        IntakeError: the file is not a DOCX that can be opened within `limits`.
    """
    document = read_word(path, limits=limits or Limits())
    parts = find_parts(document)
    checked = Checked(document=document, parts=parts, rules=PARTY_RULES if parts.is_party else STATE_RULES)
    checks = _PAGE_CHECKS if is_mostly_legacy(document) else (*_PAGE_CHECKS, *_PART_CHECKS)
    return tuple(deviation for check in checks for deviation in check(checked))
