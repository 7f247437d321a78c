"""The verbs that begin a piece of work in a directive, and the words that may stand before them.

A verb counts where it is used as one: "tổ chức hội nghị" begins work, "công tác tổ chức", "Ban Tổ chức", "việc thực
hiện" name things.
"""

import re
from collections.abc import Sequence

from core.text import fold
from ingest.deadlines.wording import plain, wording
from service.tasks.verbs import OPENING_VERBS, VERBS

_NOMINAL_BEFORE = (
    r"(?:giáo dục và|giáo dục -|giáo dục &|việc|sự|công tác|quá trình|hoạt động|kế hoạch|chương trình|"
    r"năng lực|nhiệm vụ|cuộc|phương thức|"
    r"hình thức|nội dung|chức năng|"
    r"cán bộ|đội ngũ|bộ máy|cơ cấu|ban|tổ|hội đồng|văn bản|chế độ|điều kiện|kinh phí|kết quả|"
    r"yêu cầu|phong trào|chỉ tiêu|"
    r"lĩnh vực|nguồn lực|kỹ năng|kinh nghiệm|các|những|về|của|hội nghị|lớp|khóa|ý thức|hiệu quả|chất lượng|"
    r"chuyên môn|mạng|"
    r"khối|dịch vụ|đề án|dự án|quy chế|tình hình|vai trò|giải pháp|biện pháp|theo)"
)
_CITATION = wording(r"(?:hướng dẫn|quyết định|thông báo|kế hoạch|quy định|báo cáo|chỉ thị|chương trình) số:? ?\d")
_NOUN_AFTER = wording(
    r"tổ chức(?: (?:đảng|đoàn thể|chính trị|hội (?:quần chúng|viên|phụ nữ|nông dân|cơ sở)|công đoàn|"
    r"quần chúng|xã hội|kinh tế|tín dụng|hành chính|tôn giáo|"
    r"nước ngoài|phi chính phủ|thành viên|trực thuộc|cơ sở đảng|liên quan|đoàn, |pháp chế|này|đó|trong nước)\b|"
    r", cá nhân| và cá nhân|, doanh nghiệp|, đơn vị|, đoàn thể)|"
    r"\w+(?: \w+)? của (?!mình)|giao (?:thông|dịch|lưu|tiếp|ban\b)|quản lý nhà nước|đầu tư công|"
    r"thi đua\b(?=[,;]? (?:khen|yêu nước))|phòng(?:,)? chống tham"
)
"""What makes a noun of the verb before it: "tổ chức đảng", "đề xuất của Sở"."""
_COMPOUND_BEFORE = wording(r"\b(?:ngoại|chuyển|bàn|tiếp|bưu|cơ quan chủ|đơn vị chủ|đồng|nhà) $")
_OFFICE_NAME = wording(r"(?:quản lý|truyền thông|thông tin|thanh tra|kiểm tra|giám sát|tham mưu|thẩm định|cấp)\b")


def _any_of(verbs: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted((verb.replace(" ", r"\s+") for verb in verbs), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(longest_first) + r")\b")


_ACTION = _any_of(VERBS)
_OPENING_ACTION = _any_of((*VERBS, *OPENING_VERBS))
_IS_NOMINAL = wording(rf"\b{_NOMINAL_BEFORE} $")
OPENER = wording(
    r"(?:(?:(?:là |làm )?đầu mối|tiếp tục|chủ động|kịp thời|thường xuyên|tích cực|đồng thời|"
    r"đặc biệt là|đặc biệt|trong đó|cụ thể|"
    r"phải|cần|nghiêm túc|"
    r"khẩn trương|định kỳ|trực tiếp|quyết liệt|sớm|ngay|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|được giao|"
    r"từng bước|sẽ|trong năm học|ngoài ra|bên cạnh đó|trước mắt|"
    r"cùng với đó|nhất là|trọng tâm là|và|hằng năm|thực hiện tốt việc|làm tốt việc)\b[,:]? ?)"
)
LEAD_IN = wording(
    r"(?:căn cứ|thông qua|trên cơ sở|dựa trên|bằng|theo|với|trong quá trình|trong thời gian|từ|để|nhằm|ngoài|"
    r"sau|qua|song song với|cùng với|trước tình hình|"
    r"tùy theo|tuỳ theo|đối với|nếu|khi|sau khi|kết thúc|bên cạnh)\b"
)


def first_action(text: str, start: int = 0, *, in_name: bool = False) -> int | None:
    """Offset of the first verb that begins work in `text` from `start` on, or None.

    Args:
        in_name: `start` lies inside a name, so that a capital letter there begins no sentence.

    >>> first_action("Ban Tổ chức - Kiểm tra tham mưu ban hành kế hoạch")
    23
    >>> first_action("Công tác kiểm tra") is None
    True
    """
    lowered = plain(text)
    for match in _ACTION.finditer(lowered, start):
        position = match.start()
        is_head = not in_name and not text[start:position].strip(" -*“\"'(")
        may_begin = is_head or text[position].islower() or _after_stop(text, position)
        is_hyphenated = in_name and lowered[:position].endswith("- ")
        if may_begin and not is_hyphenated and not _is_name(lowered, position):
            return position
    return None


def starts_with_action(text: str) -> bool:
    """Whether `text` begins with a verb, adverbs before it left out.

    >>> starts_with_action("Kịp thời phát hiện và tổ chức tôn vinh")
    True
    """
    start = skip_openers(text)
    lowered = plain(text)
    if _CITATION.match(lowered, start) is not None:
        return False
    opening = _OPENING_ACTION.match(lowered, start)
    if opening is not None and _NOUN_AFTER.match(lowered, start):
        return False
    return opening is not None or (
        start > 0 and OPENER.match(lowered) is not None and first_action(text, start) is not None
    )


def starts_with_misread_action(text: str) -> bool:
    """Whether `text` begins with a verb of two syllables or more whose accents were misread.

    >>> starts_with_misread_action("Thâm định chặt chẽ hồ sơ"), starts_with_misread_action("Thẩm mỹ học đường")
    (True, False)
    """
    words = " ".join(plain(text[skip_openers(text) :]).split()[:2])
    return words not in _TWO_SYLLABLES and fold(words) in _FOLDED_VERBS


def skip_openers(text: str) -> int:
    """Offset after the adverbs and marks that `text` begins with."""
    lowered = plain(text)
    position = len(lowered) - len(lowered.lstrip(" -+*•“\"'"))
    while (match := OPENER.match(lowered, position)) is not None and _ACTION_AHEAD.search(lowered, match.end()):
        if _ACTION.match(lowered, position) and not _ACTION.match(lowered, match.end()):
            break
        position = match.end()
    return position


_TWO_SYLLABLES = frozenset(verb for verb in VERBS if len(verb.split()) == 2)
_FOLDED_VERBS = frozenset(map(fold, _TWO_SYLLABLES))
_ACTION_AHEAD = re.compile(r"\w")


def _is_name(lowered: str, position: int) -> bool:
    before = lowered[max(0, position - 30) : position]
    is_office = before.endswith("cơ quan ") and _OFFICE_NAME.match(lowered, position) is not None
    is_compound = _COMPOUND_BEFORE.search(before) is not None or _NOUN_AFTER.match(lowered, position) is not None
    return is_office or is_compound or _IS_NOMINAL.search(before) is not None


def _after_stop(text: str, position: int) -> bool:
    before = text[:position].rstrip()
    return before.endswith((".", ";", ":")) or not before
