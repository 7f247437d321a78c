"""The figure that a target or duty is measured by, as written."""

import re

from ingest.deadlines import find_deadlines
from ingest.deadlines.wording import plain, wording

_AT_LEAST = r"(?:(?:ít nhất|tối thiểu|trên|hơn|từ|dưới|không quá|khoảng) )?"
_PERCENT = wording(rf"{_AT_LEAST}\d+(?:[.,]\d+)?(?: ?- ?\d+(?:[.,]\d+)?)? ?%(?: trở lên)?")
_AMOUNT = wording(
    r"(?:ít nhất|tối thiểu|không quá|tối đa) (?:\d+(?:[.,]\d+)*|một|hai|ba|bốn|năm) [^\W\d_]+(?: [^\W\d_]+)?"
)
_SUM = wording(
    r"(?:ít nhất |tối thiểu |trên |hơn |không quá |khoảng )?"
    r"(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?: (?:nghìn|triệu|tỷ))? "
    r"(?:đồng|usd|ha|km|tấn|cây|suất|lượt|đoàn viên|người)\b"
)
_COUNT = wording(r"\b0\d [^\W\d_]+(?: bộ)?")
_FIGURE_HEAD = wording(
    r"(?:(?:phấn đấu|đảm bảo|bảo đảm|có|đạt|để|trong đó|duy trì|giữ vững)[ ,:]*)*"
    r"(?:[^\d.;]{0,90}(?:đạt|chiếm|có|là|giảm|tăng|còn|dưới|trên|tối thiểu|ít nhất) )?"
    r"(?:ít nhất |tối thiểu |trên |hơn |từ |dưới )*\d+(?:[.,]\d+)? ?(?:%|phần trăm)"
)
_WORK_HEAD = re.compile(r"\d")


def find_measure(text: str) -> str | None:
    """The first figure of `text`: a share, a least number, or a count written with a leading nought.

    >>> find_measure("đến hết năm 2026 có 100% CBNGNLĐ được đào tạo")
    '100%'
    >>> find_measure("Phân công 01 cán bộ chuyên trách theo dõi")
    '01 cán bộ'
    """
    for found in find_deadlines(text, issued_on=None):
        text = text[: found.start] + "." * (found.end - found.start) + text[found.end :]
    lowered = plain(text)
    for pattern in (_PERCENT, _AMOUNT, _SUM, _COUNT):
        match = pattern.search(lowered)
        if match is not None:
            return text[match.start() : match.end()].strip()
    return None


def opens_with_figure(text: str) -> bool:
    """Whether `text` states a share to be reached rather than work to be done.

    >>> opens_with_figure("có 100% cán bộ công đoàn được tiếp cận")
    True
    >>> opens_with_figure("Vận động 100% cán bộ cài đặt ứng dụng")
    False
    """
    return _FIGURE_HEAD.match(plain(text)) is not None and not _verb_before_figure(text)


def _verb_before_figure(text: str) -> bool:
    digit = _WORK_HEAD.search(text)
    head = plain(text[: digit.start() if digit else 0]).strip(" ,:")
    words = wording(
        r"(?:phấn đấu|đảm bảo|bảo đảm|có|đạt|để|trong đó|duy trì|giữ vững|tỷ lệ|số|ít nhất|tối thiểu|trên|hơn|từ)\b"
    ).sub(" ", head)
    return bool(_WORK_VERB.search(words))


_WORK_VERB = wording(
    r"\b(?:vận động|tổ chức|tuyên truyền|triển khai|xây dựng|tham mưu|đôn đốc|nộp|hỗ trợ|thực hiện|phối hợp|"
    r"chỉ đạo|bố trí|hướng dẫn)\b"
)
