"""Names of bodies that hold verbs of work: "Ban Chỉ đạo cải cách hành chính thành phố", "các sở: Xây dựng, Y tế"."""

import re

from ingest.deadlines.wording import wording
from service.tasks.actions import first_action

_NAMED_BY_WORK = wording(
    r"(?:(?:tổ (?:chuyên viên|giúp việc)|bộ phận)(?: giúp việc)? )?"
    r"(?:ban chỉ đạo|ban chỉ huy|ban quản lý|tổ công tác|hội đồng|tiểu ban)"
    r"(?: (?!chủ trì|phối hợp|có|chịu|phải|được|theo|căn|tiếp|chủ động|thường)[^\s,;:.()]+){1,9}?"
    r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|quốc gia|trung ương|các cấp|cấp (?:tỉnh|huyện|xã))"
    r"(?= (?:chủ trì|phối hợp|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm)| ?(?:[:,;.(]|$))"
)
_SECTOR = (
    r"(?:Xây dựng|Nội vụ|Tài chính|Tư pháp|Y tế|Công [Tt]hương|Ngoại vụ|Công an|Quốc phòng|Giao thông [Vv]ận tải|"
    r"Giáo dục và Đào tạo|Khoa học và Công nghệ|Thông tin và Truyền thông|Tài nguyên và Môi trường|Kế hoạch và Đầu tư|"
    r"Nông nghiệp và (?:Phát triển nông thôn|PTNT|Môi trường)|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Du lịch|"
    r"Lao động\s*[-–]\s*Thương binh và Xã hội|Dân tộc và Tôn giáo|Ngoại giao|Thanh tra)"
)
_SECTORS_NAMED = re.compile(rf"(?:\b[Cc]ác|\d{{2}}) (?:sở|bộ|Sở|Bộ)\s*:\s*{_SECTOR}(?:(?:,|;|,? và)\s+{_SECTOR})+")


def after_purpose(lowered: str, position: int) -> int | None:
    """Where "Ban Chỉ đạo cải cách hành chính thành phố" ends: such a body is named by its work, up to its level."""
    match = _NAMED_BY_WORK.match(lowered, position)
    return match.end() if match is not None else None


def after_sectors(text: str, head_end: int, end: int) -> int | None:
    """Where the names of "…; các sở: Xây dựng, Giao thông vận tải" end, before any verb that stands after the head.

    >>> text = "các sở: Xây dựng, Công Thương rà soát"
    >>> text[after_sectors(text, 6, len(text)) :]
    ' rà soát'
    """
    match = _SECTORS_NAMED.search(text, max(0, head_end - len("các sở")), end)
    if match is None or first_action(text[: match.start()], head_end, in_name=True) is not None:
        return None
    return match.end()
