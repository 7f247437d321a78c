"""What a section is for, read from its heading: work, targets, dates, principles; and whom its heading charges.

Work under "Mục đích, yêu cầu" is no task; a bullet under "Chỉ tiêu" is a target, one under "Mục tiêu" only with a
figure or a date; a line under "Tiến độ" is a milestone. The deepest heading that says something decides. A heading
that names a unit ("2. Công đoàn các đơn vị", "1. Bộ A chủ trì, phối hợp với …") charges it with what follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from core.directive import Directive, Section
from core.task import Deadline
from ingest.deadlines import find_deadlines
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import first_action
from service.tasks.roles import read_roles
from service.tasks.units import as_units, starts_unit, unit_end


class Scope(StrEnum):
    """What the text of a section is about."""

    WORK = "work"
    TARGET = "target"
    GOAL = "goal"
    TIMELINE = "timeline"
    REPORTING = "reporting"
    PRINCIPLE = "principle"
    UNKNOWN = "unknown"


class Setting(NamedTuple):
    """What the headings above a block say about it.

    Attributes:
        has_doer: some heading charges a unit.
        deadline: the time that a heading gives to all below it ("1. Đến năm 2030").
    """

    scope: Scope = Scope.UNKNOWN
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    deadline: Deadline | None = None
    report_to: str | None = None


_TITLES: tuple[tuple[Scope, str], ...] = (
    (Scope.TARGET, r"(?:các |một số )?(?:mục tiêu,? )?chỉ tiêu"),
    (Scope.GOAL, r"(?:các |một số )?mục tiêu(?! quốc gia| chung| tổng quát)"),
    (
        Scope.TIMELINE,
        r"(?:tiến độ|lộ trình|thời gian (?:và lộ trình )?(?:thực hiện|triển khai|tổ chức)$|thời gian, lộ trình|"
        r"các mốc|kế hoạch thời gian|phân kỳ|lịch (?!sử)|thời gian (?:nhận|nộp|đăng ký|công bố|xét|thi\b|khảo sát|gửi|"
        r"hoàn thành))",
    ),
    (
        Scope.REPORTING,
        r"(?:về )?(?:chế độ (?:thông tin,? ?)?báo cáo|thông tin,? báo cáo|công tác (?:thông tin,? )?báo cáo|"
        r"báo cáo)",
    ),
    (
        Scope.PRINCIPLE,
        r"(?:mục đích|yêu cầu(?!(?: và|,) tiến độ| thực hiện)|"
        r"quan điểm|nguyên tắc|phương châm|tư tưởng chỉ đạo|ý nghĩa|căn cứ|cơ sở|sự cần thiết|"
        r"đặc điểm|tình hình|thực trạng|đánh giá|"
        r"kết quả|những kết quả|ưu điểm|hạn chế|tồn tại|khuyết điểm|những (?:hạn chế|tồn tại|khó khăn|thuận lợi)|"
        r"nguyên nhân|bối cảnh|bài học|thuận lợi|khó khăn|phạm vi|đối tượng|"
        r"giải thích|thành phần|địa điểm|thời gian|kinh phí|nguồn kinh phí|tầm nhìn|khái quát|thông tin chung|"
        r"danh sách|tiêu chuẩn|tiêu chí|điều kiện|cơ cấu|hình thức|"
        r"số lượng|chế độ chính sách|giải thưởng|thể lệ|hồ sơ|quy trình|hiệu lực|quy định chung|vị trí|chức năng|"
        r"nội dung và hình thức khen|đề xuất, kiến nghị|kiến nghị|"
        r"thành lập ban|ban tổ chức$|tiểu ban|mục tiêu chung|mục tiêu tổng quát|yêu cầu chung|xử lý vi phạm)",
    ),
    (
        Scope.WORK,
        r"(?:yêu cầu(?: và|,) tiến độ|yêu cầu thực hiện|"
        r"(?:các |những |một số )?(?:nhiệm vụ|giải pháp|nội dung|biện pháp|công việc|hoạt động)|"
        r"tổ chức thực hiện|phân công|trách nhiệm|kế hoạch|triển khai|"
        r"chương trình|phương hướng|công tác|phần việc|nhiệm vụ, giải pháp)",
    ),
)
_TITLE_PATTERNS = tuple((scope, wording(rf"(?:về |phần |[ivx]+[.\-] )*{pattern}")) for scope, pattern in _TITLES)
_MEASURED = {Scope.TARGET, Scope.GOAL, Scope.TIMELINE}
_ACCOUNTS = re.compile(r"^[ *#|]*(?:BÁO CÁO|TỜ TRÌNH|SƠ KẾT|TỔNG KẾT)\b", re.MULTILINE)
_ACCOUNT_KINDS = {"Báo cáo", "Tờ trình"}
_RULE_KINDS = {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Hiến pháp", "Lệnh"}
_RULE_NUMBER = re.compile(r"/(?:19|20)\d\d/")
_OF_A_PLAN = wording(
    r"(?:về )?(?:việc )?(?:ban ?hành|phê duyệt) (?:các |những )?"
    r"(?:kế hoạch|chương trình|đề án|chiến lược|dự án|phương án)\b"
)
"""Decisions of older years have numbers like rules and put plans into force, which give work all the same."""
_HEAD_CHARACTERS = 1500
_AHEAD = wording(
    r".*(?:phương hướng|thời gian tới|trọng tâm|(?:nhiệm vụ|kế hoạch|công tác|chương trình|giải pháp)[^.]{0,60}"
    r"(?:năm|quý|tháng|học kỳ|nhiệm kỳ) (?:\d|cuối|tới|sau|tiếp))"
)
_SUMMONS = wording(r"triệu tập|mời (?:họp|dự|tham dự)|tham dự|giấy mời")
_PROGRAMME = wording(r"(?:nội dung|chương trình)")
_CHARGE = wording(r"(?:đối với|trách nhiệm của|nhiệm vụ của|về phía|giao|phân công|đề nghị|yêu cầu|ở|tại) ")
_TRUE_OF_THEM = wording(r" ?(?:đã|chưa|đang|được|tham gia|còn lại|thuộc|trực thuộc|không|có(?! trách)|đăng ký)\b")
_PEOPLE = wording(
    r"(?:các |những |toàn thể |đội ngũ )?(?:giáo viên|học sinh|sinh viên|phụ huynh|cha mẹ|gia đình|cán bộ|công chức|"
    r"viên chức|người (?:lao động|dân|học|đứng đầu)|đoàn viên|hội viên|nhà giáo|nhân viên|thí sinh|đại biểu)(?!\w)"
)
"""People whom a heading charges ("Đối với giáo viên và cán bộ hỗ trợ kỹ thuật")."""
_LONGEST_DESCRIPTION = 160
_SETS_UP = wording(r"thành lập ")
_VERB_TOO = wording(r"(?:đánh giá|yêu cầu|kiến nghị|đề xuất|báo cáo|triển khai) ")
"""What opens headings ("Đánh giá chung") and sentences of work alike ("Đánh giá hiệu quả các dự án, …")."""
_MOST_WORDS_OF_A_HEADING = 8


class Settings:
    """Looks up the setting of a place; sections are read once."""

    def __init__(self, directive: Directive) -> None:
        self._issued_on = directive.letterhead.issued_on
        self._is_summons = _SUMMONS.search(plain(directive.letterhead.title or "")) is not None
        self._roots = directive.sections
        self._sections = {section.path: section for section in reversed(tuple(_flatten(directive.sections)))}
        self._is_rule = _lays_down_rules(directive)
        self._is_account = _gives_account(directive)
        self._known: dict[str, Setting] = {}

    def at(self, offset: int) -> Setting:
        """What the headings above `offset` say."""
        setting = Setting(scope=Scope.PRINCIPLE) if self._is_account else Setting()
        for section in _sections_around(self._roots, offset):
            setting = self._under(setting, section)
        return setting

    def gives_work_in_articles(self, setting: Setting) -> bool:
        """Whether items of an article are work: in a decision that charges units there, never in a law or rule."""
        return not self._is_rule and (setting.scope in {Scope.WORK, Scope.REPORTING, *_MEASURED} or bool(setting.lead))

    def section(self, path: str) -> Section | None:
        """The section at `path`."""
        return self._sections.get(path)

    def _under(self, above: Setting, section: Section) -> Setting:
        key = section.path
        if key not in self._known:
            self._known[key] = _setting_of(section, above, self)
        return self._known[key]

    def scope_of(self, title: str) -> Scope:
        """What a heading announces; the programme of a meeting gives no work, an account only in what lies ahead."""
        if self._is_account and not _AHEAD.match(plain(title)):
            return Scope.UNKNOWN
        if self._is_summons and _PROGRAMME.match(plain(title)):
            return Scope.PRINCIPLE
        return scope_of(title)

    def deadline_of_title(self, title: str) -> Deadline | None:
        """The time that a heading is about, when it opens with it."""
        found = find_deadlines(title, issued_on=self._issued_on)
        return found[0].deadline if found and found[0].start <= 1 else None


def _lays_down_rules(directive: Directive) -> bool:
    """Whether the document is a law, decree, circular or another text of lasting rules (15/2026/QĐ-UBND)."""
    letterhead = directive.letterhead
    if letterhead.kind in _RULE_KINDS:
        return True
    has_rule_number = _RULE_NUMBER.search(letterhead.number or "") is not None
    return has_rule_number and _OF_A_PLAN.match(plain(letterhead.title or "")) is None


def _gives_account(directive: Directive) -> bool:
    """Whether the document reports or proposes to those above: what it tells is no charge to those below."""
    letterhead = directive.letterhead
    if letterhead.kind is not None or letterhead.number is not None:
        return letterhead.kind in _ACCOUNT_KINDS
    return _ACCOUNTS.search(directive.text[:_HEAD_CHARACTERS]) is not None


def _sections_around(sections: Sequence[Section], offset: int) -> Iterator[Section]:
    """The sections that hold `offset`, from the root down."""
    while sections:
        number = bisect_right(sections, offset, key=lambda section: section.start) - 1
        if number < 0 or offset >= sections[number].end:
            return
        yield sections[number]
        sections = sections[number].children


def _flatten(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _flatten(section.children)


def _setting_of(section: Section, above: Setting, settings: Settings) -> Setting:
    title = section.title.strip(" *#_.:;")
    lead, coordinating, report_to = charged_units(title, in_article=section.label.startswith("Điều"))
    scope = Scope.UNKNOWN if _is_sentence(section, title) else settings.scope_of(title)
    deadline = settings.deadline_of_title(title) if section.children or section.end > section.span.end else None
    if lead and (scope is Scope.PRINCIPLE or (scope is Scope.UNKNOWN and above.scope not in _MEASURED)):
        scope = Scope.WORK
    return Setting(
        scope=above.scope if scope is Scope.UNKNOWN else scope,
        lead=lead or (() if coordinating else above.lead),
        coordinating=coordinating or above.coordinating,
        deadline=deadline or above.deadline,
        report_to=report_to or above.report_to,
    )


def _is_sentence(section: Section, title: str) -> bool:
    """Whether a numbered item with nothing under it is work written out rather than a heading."""
    is_bare = not section.children and section.end <= section.span.end + 1
    if not section.children and _SETS_UP.match(plain(title)) and len(title.split()) > _MOST_WORDS_OF_A_HEADING:
        return True
    return is_bare and _VERB_TOO.match(plain(title)) is not None and len(title.split()) > _MOST_WORDS_OF_A_HEADING


def scope_of(title: str) -> Scope:
    """What a heading announces.

    >>> scope_of("MỤC ĐÍCH, YÊU CẦU"), scope_of("TỔ CHỨC THỰC HIỆN"), scope_of("Chế độ thông tin báo cáo")
    (<Scope.PRINCIPLE: 'principle'>, <Scope.WORK: 'work'>, <Scope.REPORTING: 'reporting'>)
    """
    lowered = plain(title).strip()
    for scope, pattern in _TITLE_PATTERNS:
        match = pattern.match(lowered)
        if match is not None and not lowered[match.end() :][:1].isalpha():
            return scope
    return Scope.UNKNOWN


def _described(words: str, *, of: str) -> str | None:
    """The units that a heading names by what is true of them ("các đơn vị chưa tham gia đánh giá ngoài")."""
    name = " ".join(words.partition(":")[0].split()).strip(" .;*")
    if len(name) > _LONGEST_DESCRIPTION:
        return None
    if of.startswith("đối") and _PEOPLE.match(plain(name)) and first_action(name) is None:
        return name
    if not starts_unit(name):
        return None
    return name if _TRUE_OF_THEM.match(plain(name), unit_end(name, 0)) else None


def charged_units(title: str, *, in_article: bool = False) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Lead and coordinating units that a heading charges, and a receiver it names.

    In an article a description only lays down a rule for those it speaks of ("Điều 3. Đối với cán bộ tiếp công dân").

    >>> charged_units("Công đoàn các đơn vị")[0]
    ('Công đoàn các đơn vị',)
    >>> charged_units("Đẩy mạnh chuyển đổi số")[0]
    ()
    """
    charge = _CHARGE.match(plain(title))
    units = as_units(title[charge.end() :] if charge else title)
    if units:
        return units, (), None
    described = _described(title[charge.end() :], of=charge.group()) if charge and not in_article else None
    if described is not None:
        return (described,), (), None
    roles = read_roles(title)
    if roles.is_order and roles.lead:
        return roles.lead, roles.coordinating, None
    return (), (), None
