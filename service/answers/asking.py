"""What a question asks for, told by the words it asks with."""

import re
from enum import StrEnum
from functools import cache

from core.text import fold


class Asked(StrEnum):
    """A sort of answer; a question may ask for several."""

    MONEY = "money"
    FUNDS = "funds"
    PERCENT = "percent"
    COUNT = "count"
    PERSON = "person"
    HOLDER = "holder"
    PHONE = "phone"
    E_MAIL = "e_mail"
    TIME = "time"
    EXACT_DATE = "exact_date"
    YEAR = "year"
    HOUR = "hour"
    ORDINAL = "ordinal"
    DURATION = "duration"
    PLACE = "place"
    FORM = "form"
    LIST = "list"
    COMPARE = "compare"
    YES_NO = "yes_no"
    UNIT = "unit"
    LETTERHEAD = "letterhead"
    DOCUMENTS = "documents"
    DUTIES = "duties"
    REPORTS = "reports"
    REASON = "reason"
    FAULTS = "faults"


_DOCUMENT = "(?:văn bản|nghị quyết|chỉ thị|kế hoạch|quyết định|chương trình(?: hành động)?|kết luận|nghị định|thông tư"
_DOCUMENT += "|công văn|luật|hướng dẫn)"

_SUM = (
    "bao nhiêu(?! (?!(?:tiền|kinh phí|đồng|nghìn|ngàn|triệu|tỷ|tỉ|vốn|ngân sách|mỗi|một|cho|thì|là|trong|và|với|khi|nếu"
    "|vậy|để|ở|theo|trên|ạ|nhỉ)(?!\\w))[^\\W\\d_])"
)
"""How much, and not how many of something."""

_WORDINGS: dict[Asked, tuple[str, ...]] = {
    Asked.MONEY: (
        "bao nhiêu (?:tiền|kinh phí|đồng|triệu|tỷ|tỉ|ngân sách|vốn)",
        "(?:tiền|kinh phí|ngân sách|mức (?:thưởng|chi|phạt|lương|hỗ trợ|phí|thu|đóng|giá|phụ cấp|trợ cấp)|phụ cấp"
        "|trợ cấp|thù lao|học phí|lệ phí|phí|chi phí|vốn|giá)"
        f"(?: [^?]*)? (?:{_SUM}|mấy (?:đồng|triệu|tỷ|tỉ))",
        "(?:bị |nộp |tiền )?phạt(?: [^?]*)? (?:bao nhiêu|mấy|thế nào)",
        f"(?:hỗ trợ|bồi thường|đền bù|thưởng|trợ cấp)(?: [^?]*)? {_SUM}(?= *[?.]*$| cho| mỗi)",
        "(?:số|mức) (?:tiền|kinh phí|thưởng|chi|phạt|hỗ trợ|phụ cấp|lương)(?: [^?]*)? (?:nào|gì|thế nào)",
    ),
    Asked.FUNDS: (
        "(?:tiền|kinh phí|ngân sách|nguồn vốn|chi phí)(?: [^?]*)? (?:từ đâu|ở đâu|đâu ra|nguồn nào|từ nguồn|quỹ nào"
        "|do ai|(?:ai|(?:bộ|sở|đơn vị|cơ quan|bên|cấp) nào) (?:chi|trả|chịu|lo|bảo đảm|đảm bảo|bố trí))",
        "(?:nguồn|loại) (?:kinh phí|tiền|vốn)(?: [^?]*)? (?:nào|gì|đâu)",
    ),
    Asked.PERCENT: (
        "(?:bao nhiêu|mấy) ?(?:%|phần trăm)",
        "(?:tỷ lệ|tỉ lệ|lãi suất|thuế suất)(?: [^?]*)? (?:bao nhiêu|nào|mấy|thế nào)",
    ),
    Asked.COUNT: ("bao nhiêu", "mấy", "tổng số", "số lượng(?: [^?]*)? (?:nào|thế nào|gì)"),
    Asked.PERSON: (
        "(?:giám đốc|chủ tịch|trưởng phòng|phó phòng|hiệu trưởng|thứ trưởng|bộ trưởng|cục trưởng|vụ trưởng|bí thư) nào",
        "họ (?:và )?tên",
        "tên (?:là )?gì",
        "tên (?:của )?(?:người|cán bộ|đồng chí)",
        "tên ai",
        "(?:đồng chí|ông|bà) nào",
    ),
    Asked.HOLDER: ("là ai", "ai là", "là người nào", "người nào"),
    Asked.PHONE: ("số (?:điện thoại|máy)", "điện thoại (?:nào|là|số|gì)", "đường dây nóng"),
    Asked.E_MAIL: ("e-?mail", "thư điện tử (?:nào|là|gì)", "hộp thư"),
    Asked.TIME: (
        "khi nào",
        "bao giờ",
        "lúc nào",
        "mấy (?:giờ|h)",
        "(?:ngày|tháng|(?<!\\d )năm|quý|hôm) (?:nào|mấy)",
        "(?:thời gian|thời điểm|thời hạn|giai đoạn|dịp) (?:nào|là|gì|bao)",
        "thời hạn",
        "hạn (?:chót|nộp|cuối|báo cáo|hoàn thành|gửi|trình|nào|là)",
        "thứ (?:mấy|nào)",
        "trước ngày nào",
        "ngày tháng nào",
    ),
    Asked.EXACT_DATE: ("(?:ngày|hôm) (?:nào|mấy|bao nhiêu)", "ngày tháng nào", "ngày ban hành", "ban hành ngày"),
    Asked.YEAR: ("(?<!\\d )(?<!một )(?<!mỗi )(?<!trong )năm (?:nào|mấy|bao nhiêu)",),
    Asked.HOUR: ("mấy (?:giờ|h)", "giờ nào"),
    Asked.ORDINAL: (
        "(?:đoàn|tổ|nhóm|lớp|khối|khoản|điều|chương|phần|mục|phụ lục|mẫu|biểu|bảng|trang|khóa|kỳ họp|phiên họp|đợt|vòng"
        "|lần|cấp độ|mức độ|loại|hạng|bậc|tầng|phòng|khu vực|khu|vùng|cụm|tuyến|cấp|nhóm|học kỳ|giai đoạn|ca|quyển|tập"
        "|tiểu ban|quận|dự án|tiểu dự án|nội dung|nhiệm vụ) (?:số |thứ )?mấy(?= *[?.,]*$| (?:và|thì)\\b)",
    ),
    Asked.REASON: ("(?:vì|tại|do) (?:sao|đâu)", "lý do(?: [^?]*)? (?:gì|nào)", "nguyên nhân"),
    Asked.DURATION: ("(?:trong )?(?:bao lâu|mấy (?:ngày|tháng|năm|tuần|buổi)|bao nhiêu (?:ngày|tháng|năm|tuần|buổi))",),
    Asked.PLACE: (
        "(?:ở|tại) (?:đâu|nơi nào|chỗ nào)",
        "(?:hội trường|phòng họp|trụ sở|khách sạn|tòa nhà|điểm cầu) nào",
        "địa (?:điểm|chỉ)(?: [^?]*)? (?:nào|gì|ở đâu|là)",
    ),
    Asked.FORM: ("(?:mẫu|biểu mẫu|đề cương|mẫu biểu)(?: [^?]*)? (?:nào|gì|số mấy)",),
    Asked.LIST: (
        "(?:những|các)(?: [^?]*)? (?:nào|gì|ai)",
        "bao gồm",
        "gồm (?:những|có|các)",
        "liệt kê",
        "kể (?:ra|tên)",
        "nêu (?:các|những)",
        "ai được(?! (?:giao|phân công|cử|mời|ủy quyền))",
    ),
    Asked.COMPARE: (
        "so sánh",
        "khác nhau(?= *(?:[?.,]*$|(?:gì|nào|ở|thế nào|ra sao|về|giữa|như|không|chỗ|điểm|những)(?!\\w)))",
        "khác gì",
        "khác biệt",
        "giống nhau",
        "giống và khác",
    ),
    Asked.YES_NO: (
        "phải không",
        "đúng không",
        "có phải",
        "có đúng",
        "đúng chưa",
        "hay không",
        "đúng hay sai",
        "có(?: [^?]*)? không ?[?]*$",
    ),
    Asked.UNIT: (
        "(?:đơn vị|cơ quan|bộ|sở|(?<!văn )ban|phòng|ngành|tổ chức|vụ|cục|nơi|khoa|tổ|cấp|bên|bộ phận|đầu mối|viện|hội"
        "|công đoàn|chi cục|trung tâm) nào",
        "(?:do |thì |^)?ai (?!được|là|ký|đã ký|kí|nhận(?! việc| nhiệm vụ| bàn giao| hồ sơ| bài| báo cáo)"
        "|ban hành|đã ban hành|giảm|miễn)[^ ?]+",
        "ai được (?:giao|phân công)",
    ),
    Asked.LETTERHEAD: (
        "số,? (?:và )?ký hiệu",
        "(?:số|ký) hiệu",
        "(?:được )?ban hành (?:vào )?(?:ngày|khi|lúc|năm|tháng|bao)",
        "ngày (?:tháng )?ban hành",
        "ai (?:là người )?(?:đã )?ký",
        "ký (?:vào )?(?:ngày|hôm|khi|lúc) (?:nào|mấy|bao)",
        "do (?:ông|bà|đồng chí) [^?]* ký",
        "người (?:nào )?(?:đã )?ký",
        "do ai (?:ký|ban hành)",
        "ký ban hành",
        "(?:cơ quan|đơn vị|nơi|tổ chức) (?:nào )?(?:đã )?ban hành",
        "ai (?:đã )?ban hành",
        "trích yếu",
        "về (?:việc|vấn đề) gì",
        "nơi nhận",
        "(?:được )?gửi (?:cho|đến|tới) (?:những |các )?(?:nơi|ai|đâu|[^ ]+(?: [^ ]+)? nào)",
        "(?:được )?gửi (?:những|các) (?:nơi|đơn vị|cơ quan|ai)",
        "(?:được )?gửi (?:nơi|đơn vị|cơ quan) nào bên",
    ),
    Asked.DOCUMENTS: (
        f"{_DOCUMENT} nào",
        "căn cứ (?:vào )?(?:đâu|gì|những|các|văn bản)",
        "(?:những|các|liệt kê) văn bản",
    ),
    Asked.DUTIES: (
        "được (?:giao|phân công)",
        "giao (?:cho )?(?:những|việc|nhiệm vụ|làm)",
        "phải (?:làm|thực hiện|triển khai)",
        "trách nhiệm",
        "nhiệm vụ",
        "làm (?:những |các )?(?:việc )?gì",
        "làm (?:những|các) (?:việc|gì)",
        "chủ trì (?:những|việc|nhiệm vụ)",
        "phụ trách",
        "việc gì",
        "cần làm",
    ),
    Asked.REPORTS: ("(?:những|các|liệt kê(?: [^?]*)?) báo cáo", "báo cáo (?:nào|gì)"),
    Asked.FAULTS: (
        "lưu ý",
        "sai sót",
        "bất thường",
        "mâu thuẫn",
        "(?:bị|có) lỗi",
        "lỗi (?:gì|nào)",
        "không (?:khớp|thống nhất|hợp lý)",
        "nhầm",
        "bất hợp lý",
        "có gì (?:sai|lạ)",
        "đáng ngờ",
    ),
}


_MACHINE = re.compile(r"(?<!\w)máy(?!\w)", re.IGNORECASE)
"""Without accents a machine is how many ("may"): here the accents put on are trusted."""
_TIME_PHRASE = re.compile(r"\b(?:ngày|tháng|năm|quý|ngay|thang|nam|quy|giờ|gio) (?:mấy|may|bao nhiêu|bao nhieu)\b")
_COUNT_BEYOND_TIME = re.compile(r"\b(?:bao nhieu|may|tong so|so luong)\b")
_WANTS_CONFIRMING = re.compile(r"\b(?:a|ha|chu|phong|nhi|dung|nhe|hen) ?[?.]*$")
_WHAT_IS_IT = re.compile(r"\bla gi\W*$")
_NUMBER_OF_PAPER = re.compile(
    r"\b(?:quyet dinh|nghi quyet|nghi dinh|thong tu|ke hoach|cong van|chi thi|luat|van ban) so (?:may|bao nhieu)\b"
)
_WHAT_NAME = re.compile(r"\bten (?:la )?gi\b")
_PERSON_SPOKEN_OF = re.compile(
    r"\b(?:nguoi|can bo|dong chi|ong|ba|chuyen vien|truong (?:ban|phong|doan|khoa)|thu truong|lanh dao|thu ky|bi thu"
    r"|chanh|chu tich|giam doc|hieu truong|bo truong|cuc truong|vu truong|ho ten)\b"
)
"""What has a name without being a person ("sở … trước đây tên là gì") is no person asked for."""
_ASKS_WHAT_TO_DO = re.compile(
    r"\b(?:lam|viec|nhiem vu|trach nhiem|giao|phan cong|thuc hien|trien khai|chu tri)\b.*\b(?:gi|nao|the nao|sao)\b"
    r"|\b(?:nhung|cac|liet ke|neu|so sanh)\b.*\b(?:viec|nhiem vu|trach nhiem)\b"
)
"""Who is in charge of something ("ai phụ trách …") is not what a unit has to do."""
_ASKING_WORD = re.compile(r"\b(?:ai|gi|nao|dau|may|bao nhieu|bao lau|bao gio|sao)\b")
"""A statement with "à" or "chứ" behind it is to be confirmed; a question with "ạ" behind it is a polite one."""

_HEADS: tuple[tuple[str, Asked], ...] = (
    ("(?:nguồn )?kinh phí|ngân sách|tiền|nguồn vốn", Asked.FUNDS),
    ("mức (?:chi|thưởng|phạt|hỗ trợ|phí|thu|giá)|học phí|lệ phí|giá(?! trị)", Asked.MONEY),
    ("thời gian|thời hạn|hạn|ngày|lịch|thời điểm", Asked.TIME),
    ("địa điểm|địa chỉ|nơi", Asked.PLACE),
    ("số điện thoại|sđt|điện thoại", Asked.PHONE),
    ("e-?mail|hộp thư|thư điện tử", Asked.E_MAIL),
    ("số lượng|tổng số", Asked.COUNT),
    ("tỷ lệ|tỉ lệ|lãi suất|thuế suất", Asked.PERCENT),
    ("thành phần|đối tượng|nội dung|danh sách|mục tiêu|chỉ tiêu", Asked.LIST),
    ("nhiệm vụ|trách nhiệm", Asked.DUTIES),
    ("chức vụ|chức danh", Asked.LETTERHEAD),
)
"""What a question of no asking words asks for, by the words that it opens with ("kinh phí tổ chức hội nghị?")."""


def what_is_asked(written_out: str, *, accentless: bool = False) -> frozenset[Asked]:
    """Every sort of answer that the question asks for.

    Args:
        written_out: the question with accents and long forms.
        accentless: it was typed without accents: those it has now are a guess, and wordings are compared without.

    >>> sorted(what_is_asked("Ai ký kế hoạch, ban hành ngày nào?"))
    [<Asked.EXACT_DATE: 'exact_date'>, <Asked.LETTERHEAD: 'letterhead'>, <Asked.TIME: 'time'>]
    """
    text = fold(_MACHINE.sub("thiết bị", written_out)) if accentless else written_out.lower()
    found = {asked for asked, pattern in _patterns(accentless).items() if pattern.search(text)}
    bare = fold(text)
    if _WANTS_CONFIRMING.search(bare) and not _ASKING_WORD.search(bare):
        found.add(Asked.YES_NO)
    if not found:
        found = {asked for pattern, asked in _heads(accentless) if pattern.match(text)}
        if _WHAT_IS_IT.search(bare):
            found -= {Asked.MONEY, Asked.FUNDS}
    return frozenset(_without_misread(found, text, bare))


def _without_misread(found: set[Asked], text: str, bare: str) -> set[Asked]:
    """`found` less the sorts that another sort of the same words rules out."""
    if Asked.TIME in found and not _COUNT_BEYOND_TIME.search(fold(_TIME_PHRASE.sub(" ", text))):
        found.discard(Asked.COUNT)
    if Asked.DURATION in found:
        found -= {Asked.TIME, Asked.EXACT_DATE, Asked.YEAR}
    if Asked.PERCENT in found:
        found.discard(Asked.MONEY)
    if Asked.DOCUMENTS in found and "bao nhieu" not in bare:
        found.discard(Asked.MONEY)
    if _NUMBER_OF_PAPER.search(bare):
        found -= {Asked.COUNT, Asked.ORDINAL}
    if Asked.PERSON in found and _WHAT_NAME.search(bare) and not _PERSON_SPOKEN_OF.search(bare):
        found.discard(Asked.PERSON)
    if Asked.UNIT in found and not _ASKS_WHAT_TO_DO.search(bare):
        found.discard(Asked.DUTIES)
    if Asked.FUNDS in found:
        found -= {Asked.PLACE, Asked.UNIT, Asked.PERSON}
    if found & {Asked.MONEY, Asked.PERCENT, Asked.HOUR, Asked.DURATION, Asked.ORDINAL}:
        found.discard(Asked.COUNT)
    return found


@cache
def _patterns(accentless: bool) -> dict[Asked, re.Pattern[str]]:
    patterns = {}
    for asked, wordings in _WORDINGS.items():
        joined = "|".join(wordings)
        patterns[asked] = re.compile(rf"(?<!\w)(?:{fold(joined) if accentless else joined})(?!\w)")
    return patterns


@cache
def _heads(accentless: bool) -> tuple[tuple[re.Pattern[str], Asked], ...]:
    return tuple(
        (re.compile(rf"\W*(?:{fold(words) if accentless else words})(?!\w)"), asked) for words, asked in _HEADS
    )
