"""What a sentence must hold to be an answer of a certain sort: a sum of money, a date, a person's name."""

import re
from collections.abc import Callable, Iterator

from core.text import fold, fold_aligned, squeeze
from index.short_forms import expand_short_forms
from service.answers.asking import Asked
from service.answers.persons import has_person
from service.answers.premise import holds_figure
from service.answers.question import Question
from service.answers.times_and_places import (
    holds_day,
    holds_duration,
    holds_hour,
    holds_place,
    holds_time,
    holds_year,
)
from service.tasks.units import starts_unit

_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:đồng|(?-i:đ)\b|nghìn|ngàn|triệu|tỷ|tỉ|VNĐ|VND|USD)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm)\s+"
    r"(?:nghìn|triệu|tỷ|tỉ)\b|(?:\d[\d.,]*|một|hai|ba|năm|sáu|mười)\s*(?:lần|tháng|mức|%)\s+(?:mức\s+)?lương",
    re.IGNORECASE,
)
_FUNDS = re.compile(
    r"\b(?:kinh phí|ngân sách|nguồn (?:vốn|thu|tài chính|lực)|quỹ|chi phí|xã hội ho[áa]|xã hội hóa|tiền)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?<!\w)(?:đồng chí|ông|bà|lãnh đạo|thủ trưởng|người đứng đầu|thứ trưởng|ủy viên"
    r"|(?:phó )?(?:chánh văn phòng|chủ tịch|chủ nhiệm|(?:tổng )?giám đốc|(?:tổng )?bí thư|thủ tướng|chánh án"
    r"|(?:bộ|cục|vụ|viện|hiệu|đội|tổ) trưởng|trưởng (?:ban|phòng)))(?!\w)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?<!\w)(?:người|cá nhân|các đơn vị|học sinh|giáo viên|thương nhân|doanh nghiệp|cán bộ"
    r"|công chức|viên chức|đoàn viên|hội viên|thí sinh|trường)(?!\w)",
    re.IGNORECASE,
)
_WORD_START = re.compile(r"(?<!\w)\w")
_PERCENT = re.compile(
    r"\d[\d.,]*\s?%|\d+\s+phần\s+trăm|(?<!ngày )(?<![\d/])\d{1,2}\s?/\s?\d{1,2}(?!\s?[/\d])(?!/?\w)", re.IGNORECASE
)
_ORDINAL_NOUN = re.compile(r"(?P<noun>[^\W\d_]+) (?:(?:so |thu )?may|thu bao nhieu)(?= *[?.,]*$| (?:va|thi)\b)")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)\d(?:[ .-]?\d){7,9}(?!\d)|(?<!\d)1[89]00(?:[ .-]?\d){4,6}(?!\d)")
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER_WORD = r"(?:\d+(?:[.,]\d+)*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_COUNTED = re.compile(r"(?:bao nhieu|may|so luong)\s+(?P<noun>[^\W\d_]+\d?(?:\s+[^\W\d_]+)?)")
_MEASURE_LIST = """
m km cm mm m2 m3 km2 ha kg g ta tan lit mb gb kb kw kwh phut giay h gio do vnd usd dong
"""
_MEASURES = frozenset(_MEASURE_LIST.split())
_AFTER_NOUN_LIST = """
o la thi cho de duoc trong cua theo ve khi moi tu den va co tro
"""
_AFTER_NOUN = frozenset(_AFTER_NOUN_LIST.split())
_NO_NOUN_LIST = """
ở là thì cho để được trong của theo về khi mới từ đến và có trở phải bị nữa mà nếu hay một mỗi
"""
_NO_NOUN = frozenset(_NO_NOUN_LIST.split())
_OWN_MARK = re.compile(r"^\W*\d+(?:\.\d+)*[.)]\s*")
_NO_QUANTITY = re.compile(
    r"^\W*\d+(?:\.\d+)*[.)]"
    r"|(?<!\w)(?:điều|khoản|điểm|mục|phần|chương|mẫu|phụ lục|(?<!hệ )(?<!chỉ )số|năm|tháng|ngày|quý|khóa|lần thứ"
    r"|thứ|kỳ|giai đoạn|nhiệm kỳ)\s*:?\s*\d[\d/.,–-]*(?:\s*[–-]\s*\d+)?"
    r"|\d+(?:[/-]\d+)+|\d+(?:/\d{4})?/\w[\w-]*|(?:19|20)\d\d",
    re.IGNORECASE,
)
_COUNTING_NOUN_LIST = """
nguoi cuoc lop dot ban bo cai muc phan chuong dieu buoi ngay thang nam lan suat giai diem xa phuong thon truong don
vi cap khoa ghe cho tan ho chiec tiet doan nhom doi bai
"""
_PEOPLE_COUNTED = (
    "(?:nguoi|can bo|dong chi|thanh vien|dai bieu|giao vien|nhan vien|chuyen vien|cong chuc|vien chuc|hoc sinh"
    "|sinh vien|doan vien|hoi vien|hoc vien|ca nhan|(?<!benh )(?<!thu )(?<!hoc )(?<!cong )(?<!thanh )vien)"
)
"""Who is counted with "mấy người"."""
_COUNTING_NOUNS = frozenset(_COUNTING_NOUN_LIST.split())
_NUMBERED_NOUN_LIST = """
điều, khoản, điểm, mục, phần, chương, mẫu, phụ lục, năm, tháng, ngày, quý, khóa, kỳ, giai đoạn, nhiệm kỳ, đợt, vòng, lớp
"""
_NUMBERED_NOUNS = frozenset(fold(noun.strip()) for noun in _NUMBERED_NOUN_LIST.split(","))
"""What is numbered ("giai đoạn 2"): a number behind it counts nothing."""
_FORM = re.compile(
    r"(?<!\w)(?:mẫu|biểu mẫu|biểu|đề cương|phụ lục)\s+(?:số\s+)?(?:\d|[IVX]+\b|đính kèm|kèm theo|gửi kèm|báo cáo)",
    re.IGNORECASE,
)


_WHO_MAY = re.compile(
    r"\b(?:ai|nao) (?:da |se |duoc |co quyen |co tham quyen )*"
    r"(?P<act>phat dong|phe duyet|thanh lap|bo nhiem|cong nhan|ban hanh|cong bo|chap thuan)\b"
)
_DECIDED_BY = re.compile(r"\bdo\b.*\bquyet dinh\b")
"""Who appoints, founds or recognises is told as who decides, too."""
_HELPING = re.compile(r"\b(?:tham muu|de xuat|de nghi|trinh|phoi hop|theo doi|chuan bi)(?: [a-z]+){0,3} $")
_PARTS = r"(?:ph[òo]ng|ban|tổ(?! chức)|bộ phận|khoa)"
_SORT_OF_UNIT = re.compile(r"(?<!\w)(?P<sort>sở|bộ|vụ|cục|phòng|ban|tổ|khoa) nào(?!\w)")
_UNITS_OF_SORT = {
    "sở": re.compile(r"(?<!\w)sở(?!\w)|(?<!\w)S[A-ZĐ]{2}", re.IGNORECASE),
    "bộ": re.compile(r"(?<!\w)bộ(?! phận)(?!\w)|(?<!\w)B[A-ZĐ]{2}", re.IGNORECASE),
    "vụ": re.compile(r"(?<!\w)vụ(?! việc)(?!\w)", re.IGNORECASE),
    "cục": re.compile(r"(?<!\w)cục(?!\w)", re.IGNORECASE),
} | dict.fromkeys(
    ("phòng", "ban", "tổ", "khoa"), re.compile(rf"(?<!\w){_PARTS}(?! hành)(?!,? chống)(?!\w)", re.IGNORECASE)
)
"""What a unit of a sort is called; people ask for "phòng nào" and mean a ban, but not a ministry."""
_FEW_WORDS = 10
_NEAR_NAME = 60
"""Characters between an office and the name of who holds it, at most."""
_TIMES = frozenset({Asked.TIME, Asked.EXACT_DATE, Asked.YEAR, Asked.HOUR})
_LABELS = {
    "thời gian(?! ký)|lịch|thời hạn|thời điểm|hạn|ngày(?! ký)": _TIMES,
    "địa điểm|nơi": frozenset({Asked.PLACE}),
    "liên hệ|đầu mối|điện thoại|đồng chí": frozenset({Asked.PHONE, Asked.E_MAIL, Asked.PERSON, Asked.HOLDER}),
    "kinh phí|nguồn kinh phí|mức chi|mức thưởng": frozenset({Asked.MONEY, Asked.FUNDS}),
}
_MARK = r"^\W*(?:\d+(?:\.\d+)*[.)]?|[a-zđ]\))?\s*"


def sorts_asked(question: Question) -> tuple[frozenset[Asked], ...]:
    """The sorts of thing asked for, each to be found in one sentence; one empty set when anything will do."""
    wanted = question.asked & _CHECKS.keys() or _sorts_stated(question)
    times = frozenset(wanted & _TIMES)
    others = [frozenset({asked}) for asked in sorted(wanted - _TIMES)]
    return (*([times] if times else []), *others) or (frozenset(),)


def _sorts_stated(question: Question) -> frozenset[Asked]:
    """The sort of figure that the question wants confirmed: only another of its sort can set it right."""
    for figure in question.stated_figures:
        if "%" in figure:
            return frozenset({Asked.PERCENT})
        if re.search(rf"{re.escape(figure)} ?(?:gio|h)\b", question.folded):
            return frozenset({Asked.HOUR})
        if "/" in figure or re.search(rf"\b(?:ngay|thang) 0*{re.escape(figure)}\b", question.folded):
            return frozenset({Asked.EXACT_DATE})
        if re.search(rf"{re.escape(figure)} ?(?:dong|d|trieu|ty|nghin|ngan|k)\b", question.folded):
            return frozenset({Asked.MONEY})
    return frozenset()


def holds_sorts(text: str, sorts: frozenset[Asked], question: Question) -> bool:
    """Whether `text` holds each of `sorts`, or the very day that the question states, be it in a name."""
    return all(_CHECKS[asked](text, question) for asked in sorts) or _holds_stated_day(text, question)


def _holds_stated_day(text: str, question: Question) -> bool:
    """Whether `text` holds a day that the question, which asks for no sort of thing, wants confirmed."""
    days = [figure for figure in question.stated_figures if "/" in figure]
    return bool(days) and question.asked.isdisjoint(_CHECKS) and any(holds_figure(text, day) for day in days)


def is_labelled(text: str, sorts: frozenset[Asked]) -> bool:
    """Whether `text` opens by saying that it gives what is asked for ("Thời gian: …", "Địa điểm khảo sát: …")."""
    return any(
        sorts & of_label and re.match(rf"{_MARK}(?:{label})\b[^:]{{0,60}}:", text, re.IGNORECASE)
        for label, of_label in _LABELS.items()
    )


def holds_office(text: str) -> bool:
    """Whether an office that somebody holds stands in `text`."""
    return _ROLE.search(text) is not None


def does_itself(text: str, question: Question) -> bool:
    """Whether `text` speaks of doing what only one may do ("do ai phát động"), not of helping whoever does it."""
    asked = _WHO_MAY.search(question.folded)
    if asked is None:
        return True
    said = fold(text)
    if asked["act"] not in said and _DECIDED_BY.search(said):
        return True
    return any(not _HELPING.search(before) for before in said.split(asked["act"])[:-1])


def _holds_holder(text: str, question: Question) -> bool:
    """Whether `text` says the office asked after ("ai là trưởng ban"), if one is, and who holds it."""
    asked = _ROLE.search(question.text)
    if asked is not None and not _names_role(text, fold(asked.group())):
        return False
    rest = re.sub(re.escape(asked.group()), " ", text, flags=re.IGNORECASE) if asked else text
    return has_person(text) or _ROLE.search(rest) is not None


def _names_role(text: str, role: str) -> bool:
    """Whether `text` names the office (folded), and not merely its deputy or the one in whose stead a deputy signs."""
    said = fold(squeeze(text))
    if role.startswith("pho "):
        return role in said
    return re.search(rf"(?<!\bpho )\b{role}\b", re.sub(rf"{role}\s+(?=pho )", "", said)) is not None


def _holds_person(text: str, question: Question) -> bool:
    """Whether `text` names a person, with the office that the question names, if any."""
    asked = _ROLE.search(question.text)
    is_office = asked is not None and asked.group().lower() not in ("đồng chí", "ông", "bà")
    if not is_office or asked is None:
        return has_person(text)
    role = fold(asked.group())
    return any(
        has_person(text[max(0, match.start() - _NEAR_NAME) : match.end() + _NEAR_NAME])
        for match in re.finditer(re.escape(role), fold_aligned(text))
    ) and _names_role(text, role)


def names_actor(text: str, question: Question) -> bool:
    """Whether `text` names somebody who may do something: a unit, a holder of an office, a person, people.

    People whom the question itself names ("ai khen thưởng cá nhân"), and a few words that name only what it names
    ("Sổ ghi nghị quyết công đoàn"), tell nobody.
    """
    if not _names_sort_of_unit(text, question):
        return False
    people = (match.group() for match in _PEOPLE.finditer(text))
    if _ROLE.search(text) or has_person(text) or any(fold(one) not in question.folded for one in people):
        return True
    flat = squeeze(text)
    units = [flat[match.start() :] for match in _WORD_START.finditer(flat) if starts_unit(flat, match.start())]
    if len(flat.split()) > _FEW_WORDS:
        return bool(units)
    return any(" ".join(fold(unit).split()[:2]).strip(" .,;") not in question.folded for unit in units)


def _names_sort_of_unit(text: str, question: Question) -> bool:
    """Whether `text` names a unit of the sort that the question asks for ("sở nào"), if it asks for one."""
    asked = _SORT_OF_UNIT.search(question.text.lower())
    return asked is None or _UNITS_OF_SORT[asked["sort"]].search(text) is not None


def holds_count(text: str, question: Question) -> bool:
    """Whether `text` says a number of what the question counts, before it, or after it as tables do."""
    nouns = list(_nouns_counted(question.text))
    text = _OWN_MARK.sub("", text)
    folded = f"{fold(text)}\n{fold(expand_short_forms(text))}"
    for noun in nouns:
        before = rf"(?:(?<!\w){fold(_NUMBER_WORD)}\s+|\d\s?)(?:[^\W\d_]+\s+){{0,2}}?{noun}\b"
        after = rf"\b{noun}(?:\s+\w+)?\s*(?:la|:|gom)\s*:?\s*\d"
        if noun not in _NUMBERED_NOUNS:
            after = rf"{after}|\b{noun}\s+\d"
        if not re.search(f"{before}|{after}", folded):
            return False
    return bool(nouns) or _holds_quantity(text)


def _holds_ordinal(text: str, question: Question) -> bool:
    """Whether `text` numbers what the question asks the number of ("đoàn số 4", "kỳ họp thứ 31")."""
    asked = _ORDINAL_NOUN.search(question.folded)
    noun = re.escape(asked["noun"]) if asked is not None else r"\w+"
    numbered = rf"\b{noun} (?:\w+ ){{0,2}}?(?:so |thu )?(?:\d|[ivx]+\b|nhat\b|hai\b|ba\b)"
    return re.search(numbered, fold(text)) is not None


def _nouns_counted(text: str) -> Iterator[str]:
    """What a question wants counted, folded; nothing where it asks for a value ("dưới bao nhiêu thì …")."""
    for match in _COUNTED.finditer(fold_aligned(text)):
        first = text[match.start("noun") : match.end("noun")].split()[0]
        if first.lower() not in _NO_NOUN:
            yield _noun_counted(match["noun"])


def _noun_counted(noun: str) -> str:
    """What is counted: both words of it, or the first alone when it is a measure, or the second belongs to no noun."""
    first, _, second = noun.partition(" ")
    if first == "nguoi":
        return _PEOPLE_COUNTED
    return first if first in _COUNTING_NOUNS or first in _MEASURES or second in _AFTER_NOUN else noun


def _holds_quantity(text: str) -> bool:
    """Whether a number stands in `text` that is more than that of a provision, document or day."""
    return re.search(r"\d", _NO_QUANTITY.sub(" ", text)) is not None


_CHECKS: dict[Asked, Callable[[str, Question], bool]] = {
    Asked.MONEY: lambda text, _: _MONEY.search(text) is not None,
    Asked.FUNDS: lambda text, _: _FUNDS.search(text) is not None,
    Asked.PERCENT: lambda text, _: _PERCENT.search(text) is not None,
    Asked.PHONE: lambda text, _: _PHONE.search(text) is not None,
    Asked.E_MAIL: lambda text, _: _E_MAIL.search(text) is not None,
    Asked.PERSON: lambda text, question: _holds_person(text, question),
    Asked.HOLDER: lambda text, question: _holds_holder(text, question),
    Asked.FORM: lambda text, _: _FORM.search(text) is not None,
    Asked.EXACT_DATE: holds_day,
    Asked.YEAR: holds_year,
    Asked.DURATION: holds_duration,
    Asked.HOUR: lambda text, _: holds_hour(text),
    Asked.PLACE: holds_place,
    Asked.TIME: holds_time,
    Asked.COUNT: holds_count,
    Asked.ORDINAL: lambda text, question: _holds_ordinal(text, question),
}
