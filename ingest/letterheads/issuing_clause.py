"""The body that the opening of a directive says issues it: `Công đoàn Giáo dục Việt Nam ban hành Kế hoạch …`."""

import re

from core.directive import Directive
from core.text import fold_aligned, squeeze
from ingest.letterheads.head_fields import HeadField
from ingest.letterheads.organisations import opens_body_name
from ingest.letters import UPPER

_ISSUES = re.compile(
    r"\b(?:ban hành|xây dựng|yêu cầu|hướng dẫn|đề nghị|thông báo|tổ chức|triển khai|phát động|triệu tập|báo cáo"
    r"|kết luận|quyết định|công bố|chỉ đạo|giao|phê duyệt|điện)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"\d|\b(?:về|để|nhằm|thực hiện|được|có trách nhiệm|chịu|thi hành|căn cứ)\b")
_OPENING_CHARACTERS = 5000


def find_issuing_clause(directive: Directive, kind: str | None) -> HeadField | None:
    """The body that the opening says issues this document: `Công đoàn Giáo dục Việt Nam ban hành Kế hoạch …`."""
    if kind is None:
        return None
    flat = directive.flat(0, min(len(directive.text), _OPENING_CHARACTERS))
    for match in _ISSUES.finditer(flat):
        following = fold_aligned(flat[match.end() : match.end() + 60]).strip()
        is_kind = fold_aligned(match.group()) in (fold_aligned(kind), "trieu tap") and match.group().islower()
        if not following.startswith(fold_aligned(kind)) and not is_kind:
            continue
        if re.match(
            rf"\s*{re.escape(fold_aligned(kind))}\s*(?:hanh dong\s*)?(?:so\s*)?:?\s*\d",
            fold_aligned(flat[match.end() : match.end() + 60]),
        ):
            continue
        found = _subject_before(flat, match.start())
        if found is not None:
            return found
    return None


def _subject_before(flat: str, end: int) -> HeadField | None:
    """The name of a body that ends at `end`, from the last sentence mark on."""
    begin = max(flat.rfind(mark, 0, end) for mark in (".", ";", ":", ",", "”", '"', "*")) + 1
    words = flat[begin:end]
    for match in re.finditer(rf"(?<!\w)[{UPPER}]", words):
        name = words[match.start() :].rstrip()
        if opens_body_name(name) and 6 <= len(name) <= 110 and not _NOT_A_NAME.search(name):
            return HeadField(squeeze(name), begin + match.start(), begin + match.start() + len(name))
    return None
