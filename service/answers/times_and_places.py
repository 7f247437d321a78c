"""What shows in a sentence that it tells a time, how long or how often, or a place."""

import re

from core.text import fold
from service.answers.capitals import CAPITAL
from service.answers.question import Question

_DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?!\d)(?!\s?%)"
    r"|ngày\s+\d{1,2}|mùng\s+\d|tháng\s+\d{1,2}|ngày (?:ký|ban hành)",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"{_DAY.pattern}"
    r"|(?:năm|quý|tháng|tuần|kỳ|nhiệm kỳ|giai đoạn|đầu|cuối|trong vòng|sau|trước|chậm nhất|thời hạn|dịp|thời gian|hết)"
    r"\s+(?:\d|[IVX]+\b|\w+\s+\d)"
    r"|h[àằ]ng\s+(?:năm|tháng|quý|tuần|ngày)|định\s*kỳ|thường\s+xuyên|đột\s+xuất|(?<!sau\s)khi\s+\w"
    r"|theo\s+(?:yêu cầu|tiến độ)|(?:vào|nhân)\s+dịp|cùng\s+(?:với|thời)|\d+\s*giờ|ngay\s+(?:sau|khi)|kể\s+từ"
    r"|năm\s+học|học\s+kỳ|(?:tuần|ngày|tháng|quý)\s+(?:đầu|cuối)|(?:sau|trước)\s+(?:khi|mỗi)",
    re.IGNORECASE,
)
_DATE_OF_CITED = re.compile(
    r"(?<!\w)số\s*:?\s*\d[\w&./–-]*,?\s*ngày\s+\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*|tháng\s+\d{1,2}\s+năm\s+)\d{4}",
    re.IGNORECASE,
)
"""When a document was issued that is merely cited: no time of what is said."""
_RULED = r"\b(?:duoc|bi|phai|co the|can|moi|khong)\b"
_ASKS_WHEN_IT_HOLDS = re.compile(
    r"^(?!.*\b(?:bao cao|nop|gui|trinh|hoan thanh|xong|to chuc)\b)"
    rf"(?:.*\b(?:khi|luc) nao\b.*{_RULED}|.*{_RULED}.*\b(?:khi|luc) nao\b)"
)
_WHEN_IT_HOLDS = re.compile(r"\b(?:nếu|trường hợp|trong thời gian|có một trong|điều kiện)\b", re.IGNORECASE)
"""A rule says under which condition something holds; that is asked for with "khi nào" too."""
_ASKS_HOW_LONG = re.compile(r"\bthoi (?:gian|han)\b")
_DURATION = re.compile(
    r"(?<![\d/])\d+(?:[.,]\d+)?\s*(?:\([^)]*\)\s*)?(?:năm|tháng|tuần|ngày|buổi|giờ|phút|học\s+kỳ)(?!\s+\d)"
    r"|½\s*(?:ngày|buổi)|nửa (?:ngày|buổi)"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|mười) (?:năm|tháng|tuần|ngày|buổi|học\s+kỳ)",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\bbao lau\b.*\b(?:mot|1) lan\b|\bmay lan\b")
_OFTEN = re.compile(
    r"h[àằ]ng\s+(?:năm|quý|tháng|tuần|ngày)|định\s*kỳ|mỗi\s+(?:năm|quý|tháng|tuần|ngày)|thường\s+xuyên|\d+\s+lần"
    r"|(?:một|hai|ba) lần|\d+\s+(?:tháng|năm|tuần)\s?/",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|h[àằ]ng\s+năm", re.IGNORECASE)
_ASKS_FROM_TO = re.compile(r"\btu (?:ngay|thang|nam|quy|khi|luc|gio)? ?(?:nao|may)\b.*\b(?:den|toi) ")
_FROM_TO = re.compile(
    rf"\btừ\b.*?\d.*?\b(?:đến|tới)\b.*?\d|\d\s?[-–]\s?(?:{_DAY.pattern}|\d)", re.IGNORECASE | re.DOTALL
)
"""From when until when is told by two times, not by one."""
_MOMENT = re.compile(r"\b(?:là|từ|kể từ|tính từ|vào)\s+(?:thời\s+điểm|ngày|lúc|khi)\s+(?:[^\W\d_]+)", re.IGNORECASE)
_ASKS_WHICH_MOMENT = re.compile(r"\b(?:tinh|ke|bat dau|xac dinh)\b.*\b(?:tu|luc|khi|thoi diem)\b")
"""From when something is counted is told by what happens then ("là thời điểm được phân công")."""
_ASKS_WHEN_HANDED_IN = re.compile(
    r"\b(?:han|thoi han|ngay nao|khi nao|bao gio|luc nao|cham nhat)\b(?: \w+){0,4} (?:nop|gui)\b"
    r"|\b(?:nop|gui)\b.*\b(?:han|ngay nao|khi nao|bao gio|luc nao|cham nhat)\b"
)
_HANDED_IN = re.compile(
    r"\b(?:nop|gui|bao cao|trinh|chuyen|nhan|tiep nhan|dang ky|cung cap|hoan thanh|tong hop|thoi gian|thoi han|han"
    r"|cham nhat)\b"
)
_OTHER_ACT = re.compile(r"\b(?:to chuc|trien khai|thuc hien|ban hanh|so ket|tong ket|hop|khai mac|phat dong)\b")
"""By when something is to be handed in is not told by a sentence of another act that does not speak of handing in."""
_HOUR = re.compile(r"\d{1,2}\s*(?:giờ|[hg](?=\d|\b)|:\d{2})|\b(?:giờ hành chính|sáng|chiều|trưa|tối)\b", re.IGNORECASE)
_PROVISION = (
    "khoản|điều|điểm [a-zđ]|mục|chương|phần|văn bản|công văn|kế hoạch|quyết định|nghị quyết|nghị định|thông tư|luật"
)
_PLACE = re.compile(
    rf"(?<!\w)(?:địa (?:điểm|chỉ)|(?:tại|ở)(?! (?:các|những|từng|mọi|mỗi|một số|nhiều|mức|thời điểm"
    rf"|giai đoạn|cơ sở|đơn vị|phụ lục|bảng|{_PROVISION}))"
    r"|hội trường|trụ sở|phòng họp|điểm cầu|nơi(?! nhận)|tầng \d|đường|phố|phường)(?!\w)",
    re.IGNORECASE,
)
_ASKS_WHERE_TO = re.compile(
    r"\b(?:nop|gui|trinh|bao cao|thong bao|cong bo|dang|niem yet|xem|tra cuu|nhan|dang ky)\b.*\b(?:o|ve|den|tai) dau\b"
)
_TO_WHOM = re.compile(
    r"\b(?:nộp|gửi|trình|báo cáo|thông báo|công bố|đăng|niêm yết|nhận|đăng ký)\b[^.;]*?"
    rf"\b(?:về|cho|đến|tới|tại|trên|qua|ở)\s+(?:{CAPITAL}"
    r"|(?:website|cổng|trang|hệ thống|cơ quan|phòng|bộ phận|đơn vị|bản tin)(?!\w))"
)
"""Where something is handed in, or made known, is told by who takes it or where it is shown."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
"""Names of contests and meetings: a place in them is not where they are held."""
_OWN_MARK = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s)")
"""The number of an item or row ("3.2") is no day."""
_SHORT_QUOTED = re.compile(r"“[^”]{1,80}”|\"[^\"]{1,80}\"")
"""Names of prizes and days: a day in them ("Giải thưởng 22/7") is no time of what is said."""


def holds_time(text: str, question: Question) -> bool:
    """Whether `text` says a time, or how long or under which condition where the question asks so."""
    if _ASKS_FROM_TO.search(question.folded) and _FROM_TO.search(text) is None:
        return False
    if _ASKS_WHEN_HANDED_IN.search(question.folded) and _is_of_other_act(fold(text)):
        return False
    if _TIME.search(_own_times(text, question)) is not None:
        return True
    if _ASKS_WHICH_MOMENT.search(question.folded) and _MOMENT.search(text):
        return True
    if _ASKS_HOW_LONG.search(question.folded) and _DURATION.search(text):
        return True
    return _ASKS_WHEN_IT_HOLDS.search(question.folded) is not None and _WHEN_IT_HOLDS.search(text) is not None


def _is_of_other_act(said: str) -> bool:
    return _HANDED_IN.search(said) is None and _OTHER_ACT.search(said) is not None


def holds_place(text: str, question: Question) -> bool:
    """Whether `text` says a place outside names of contests and meetings, or who takes what is to be handed in."""
    if _PLACE.search(_QUOTED.sub(" ", text)) is not None:
        return True
    return _ASKS_WHERE_TO.search(question.folded) is not None and _TO_WHOM.search(text) is not None


def holds_duration(text: str, question: Question) -> bool:
    """Whether `text` says how long, or how often where the question asks "bao lâu một lần"."""
    if _HOW_OFTEN.search(question.folded):
        return _OFTEN.search(text) is not None
    return _DURATION.search(text) is not None


def holds_day(text: str, question: Question) -> bool:
    """Whether `text` says a day or month."""
    return _DAY.search(_own_times(text, question)) is not None


def holds_year(text: str, question: Question) -> bool:
    """Whether `text` says a year, or that something is yearly."""
    return _YEAR.search(_own_times(text, question)) is not None


def _own_times(text: str, question: Question) -> str:
    """The text less the number of the item, days in names and dates of documents that it cites.

    The latter stay where the question names a document.
    """
    text = _SHORT_QUOTED.sub(" ", _OWN_MARK.sub("", text))
    return text if question.codes or question.mentions else _DATE_OF_CITED.sub(" ", text)


def holds_hour(text: str) -> bool:
    """Whether `text` says an hour or a part of the day."""
    return _HOUR.search(text) is not None
