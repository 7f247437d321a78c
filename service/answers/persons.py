"""Whether a text names a person: words with capitals that open with a surname, and are no body and no place."""

import re

from core.text import fold, nfc
from ingest.letterheads.people import surnames
from service.answers.capitals import CAPITAL

_CAPITALISED_RUN = re.compile(rf"(?<!\w){CAPITAL}\w*(?:[ ]+{CAPITAL}\w*){{1,4}}")
_OF_BODY_LIST = """
bộ ban tổng vụ tổ chủ trường trưởng trạm viện phần bản phụ điều tờ xã đảng danh hình quản
"""
_OF_BODIES = frozenset(_OF_BODY_LIST.split())
"""Words that names of bodies and papers begin with, and that are surnames but for their accents."""
_LIKE_PERSONS = re.compile(
    r"\b(?:Hà (?:Nội|Giang|Tĩnh|Nam)|Hồ Chí Minh|Lai Châu|Cao Bằng|Yên Bái|Phú (?:Thọ|Yên|Quốc))\b"
)


def has_person(text: str) -> bool:
    """Whether a full name of a person stands in `text`.

    >>> has_person("gửi bà Trần Thị Hạnh"), has_person("gửi Bộ Tài chính, Hà Nội")
    (True, False)
    """
    runs = (match.group().split() for match in _CAPITALISED_RUN.finditer(_LIKE_PERSONS.sub(" ", nfc(text))))
    return any(
        _may_be_surname(run[start]) and len(run) - start >= 2 for run in runs for start in (0, max(0, len(run) - 3))
    )


def _may_be_surname(word: str) -> bool:
    return fold(word) in surnames() and word.lower() not in _OF_BODIES
