"""Reads the conditions and occasions that a duty may hang on instead of a day: "khi có yêu cầu", "vào dịp Tháng Công
nhân", "định kỳ".

Two strengths. `FIRM` wording fixes when something is due wherever it stands. `CELL` wording ("thường xuyên") says so
only where nothing but a deadline is expected, such as a cell of the column "Thời gian"; in a sentence it is a mere
adverb.
"""

import re

from ingest.deadlines.wording import wording

_WHO = r"(?: (?:của|từ) (?:(?!(?:để|và|;) )[^,;.()])+)?"
_SUPERIOR = (
    r"(?:cấp trên|cơ quan có thẩm quyền|(?:lãnh đạo |văn phòng )?"
    r"(?:sở|bộ|phòng|ủy ban|ubnd|tỉnh ủy|công đoàn|tổng liên đoàn)[^,;.()]{0,30})"
)
_ASKED = (
    r"(?:văn bản (?:chỉ đạo|yêu cầu|đề nghị|hướng dẫn)|yêu cầu|đề nghị|chỉ đạo|hướng dẫn|thông báo|kế hoạch|"
    r"tình huống|vụ việc|sự việc|thay đổi|phát sinh|biến động)"
)
_TROUBLE = (
    r"(?:nếu|khi)(?: có| gặp| phát sinh)(?: những| các)? (?:khó khăn|vướng mắc|vấn đề|phát sinh|thay đổi)"
    r"(?:(?:,? (?:và )?)(?:khó khăn|vướng mắc|bất cập|vấn đề|mới|phát sinh|cần thiết|cần|điều chỉnh|sửa đổi|bổ sung"
    r"|thay đổi)\b)*"
)

_NO_DAYS = r"(?! (?:cao điểm )?(?:từ|trước|vào|đến) (?:ngày )?\d)"
"""Days of its own end the name of an occasion."""

FIRM: tuple[re.Pattern[str], ...] = tuple(
    wording(rf"\b{pattern}")
    for pattern in (
        rf"(?:đột xuất,? )?(?:khi|nếu) (?:có|được) (?:các |những )?{_ASKED}{_WHO}",
        rf"(?:đột xuất,? )?(?:khi|lúc) {_SUPERIOR} (?:có )?yêu cầu{_WHO}",
        rf"đột xuất,? theo (?:yêu cầu|chỉ đạo){_WHO}",
        r"theo (?:yêu cầu|chỉ đạo) (?:của|từ) (?:(?!(?:để|và) )[^,;.()])+",
        r"theo yêu cầu(?= ?(?:[,;.)]|$))",
        _TROUBLE,
        r"(?:ngày (?:mồng |mùng |rằm )?|mồng |mùng )\d{1,2}(?:/| tháng )\d{1,2}(?:/\d{4})? ?\(?âm lịch\)?",
        r"(?:ngày )?rằm tháng (?:giêng|\w+(?: âm lịch)?)",
        r"(?:ngày |lễ |dịp |nhân dịp |dịp lễ )*(?:giỗ tổ(?: hùng vương)?|(?:tết )?trung thu)(?: \([^()]{1,30}\))?"
        r"(?: năm \d{4})?",
        r"khi (?:cần thiết|cần|phát sinh[^,;.()]{0,40})(?=\s*(?:[,;.)]|$))",
        r"ngay (?:sau )?khi [^,;.()]{3,90}",
        r"cùng (?:với )?(?:thời điểm|kỳ|dịp)? ?(?:nộp )?báo cáo [^,;.()]{3,80}?(?= và |[,;.()]|$)",
        rf"(?:nhân|vào|trong)? ?\bdịp (?:(?:{_NO_DAYS}[^;.()]){{2,160}}?\([^()]*\d[^()]*\)"
        rf"|(?:{_NO_DAYS}[^,;.()]){{2,70}}(?:, tổng kết[^,;.()]{{0,40}})?)",
    )
)  # fmt: skip

CELL: tuple[re.Pattern[str], ...] = tuple(
    wording(rf"\b{pattern}")
    for pattern in (
        r"thường xuyên(?:,? (?:liên tục|đột xuất))?",
        r"liên tục(?:,? thường xuyên)?",
        r"đột xuất",
        r"theo (?:quy định|kế hoạch|tiến độ|lộ trình|chương trình|lịch|hướng dẫn|thời hạn)[^,;.()]{0,80}",
        r"(?:đúng|kịp) (?:thời hạn|tiến độ|thời gian)[^,;.()]{0,40}",
        r"(?:ngay|sớm nhất|kịp thời)(?=\s*(?:[,;.)]|$))",
        r"trong suốt [^,;.()]{3,60}",
        r"(?:trước|trong|sau) (?:khi )?(?:hội nghị|đại hội|kỳ họp|khai giảng|bế giảng|tổng kết|lễ)[^,;.()]{0,60}",
        r"(?:đầu|giữa|cuối|trong|cả|toàn|hết) nhiệm kỳ(?! \d)",
        r"(?:đầu|giữa|cuối|hết|kết thúc|sau khi kết thúc|trước khi kết thúc) (?:năm học|học kỳ)(?! \d| i| v)",
        r"(?:không quá|tối đa|chậm nhất|trong(?: vòng| thời hạn| thời gian)?) \d{1,3} (?:\([^()]{1,20}\) )?"
        r"(?:ngày làm việc|ngày|giờ|tuần|tháng)(?= ?(?:[,;.)]|$))",
        r"(?:trước|sau|chậm nhất)(?: là)? \d{1,3} ngày (?:làm việc )?(?:tính |kể )?(?:từ|đến|so với) [^,;.()]{3,90}",
        r"(?:trước|sau|kể từ|từ|đến|chậm nhất|cho đến) (?:ngày|khi|thời điểm) (?! ?\d)[^,;.()]{3,90}",
        r"sau khi [^,;.()]{3,90}",
        r"khi [^,;.()]{3,90}",
    )
)

PERIODIC = wording(r"\bđịnh kỳ(?! (?:báo cáo )?(?:hằng|\d|mỗi|hai|ba|sáu|chín))")
_KNOWN_MONTHS = ((wording(r"tháng công nhân"), 5),)
_DAY_IN_OCCASION = re.compile(r"\(\s*(\d{1,2})\s*[/-]\s*(\d{1,2})\s*\)|\b(\d{1,2})/(\d{1,2})(?![/\d])")


def read_occasion(text: str, position: int, *, in_cell: bool) -> int | None:
    """Where the words of an occasion that begin at `position` end, or None when none begins there.

    >>> text = "báo cáo khi có yêu cầu"
    >>> text[8 : read_occasion(text, 8, in_cell=False)]
    'khi có yêu cầu'
    """
    for pattern in (*FIRM, PERIODIC, *CELL) if in_cell else (*FIRM, PERIODIC):
        match = pattern.match(text, position)
        if match is not None:
            return match.start() + len(match.group().rstrip())
    return None


def month_and_day(words: str) -> tuple[int, int | None] | None:
    """Month and day of an occasion that comes every year, as far as the words tell.

    >>> month_and_day("dịp kỷ niệm ngày khoa học và công nghệ việt nam (18/5)")
    (5, 18)
    >>> month_and_day("dịp tháng công nhân")
    (5, None)
    """
    for pattern, month in _KNOWN_MONTHS:
        if pattern.search(words):
            return month, None
    match = _DAY_IN_OCCASION.search(words)
    if match is None:
        return None
    day, month = (int(group) for group in match.groups() if group)
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
