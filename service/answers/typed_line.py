"""A question as it is typed, and with what haste leaves out or writes together put right."""

import re

from core.text import nfc, squeeze
from index.search_query import LONGEST_QUESTION
from ingest.letterheads.document_kinds import KINDS_BY_CODE
from service.answers.roman_numbers import quarters_in_arabic

_CHAT_NO = re.compile(r"(?<=\w )k(?=\s*[?.!]*$)", re.IGNORECASE)
_SIGNED = re.compile(r"(?<!\w)([Kk])í(?!\w)")
_SCHOOL_YEAR = re.compile(r"(?<=h[oọ]c )(\d\d) ?[-–] ?(\d\d)(?![\d-])")
_CODES = "|".join(sorted((code for code in KINDS_BY_CODE if len(code) > 1), key=len, reverse=True))
_GLUED = re.compile(rf"(?<![\w/.-])(?P<code>{_CODES})(?P<number>\d{{1,4}})(?!\w)", re.IGNORECASE)
"""A kind and its number in one ("kh15"): people leave the space out, documents do not."""


def read_typed(question: str) -> str:
    """The question on one line, as it is shown again."""
    return squeeze(nfc(question))[:LONGEST_QUESTION]


def typed_line(question: str) -> str:
    """The question on one line, with habits of typing evened out.

    >>> typed_line("kh15 có phải nộp trong quý II k?")
    'kh 15 có phải nộp trong quý 2 không?'
    """
    line = _SIGNED.sub(r"\1ý", _CHAT_NO.sub("không", read_typed(question)))
    return quarters_in_arabic(_GLUED.sub(r"\g<code> \g<number>", _SCHOOL_YEAR.sub(r"20\1-20\2", line)))
