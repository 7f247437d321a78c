"""What kind of task a clause gives, and whether it gives one at all."""

import re

from core.task import TaskKind
from core.text import fold
from ingest.deadlines import find_deadlines
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import LEAD_IN, first_action, starts_with_action, starts_with_misread_action
from service.tasks.measures import opens_with_figure
from service.tasks.roles import Roles, skip_time
from service.tasks.scope import Scope

_REPORT = wording(
    r"(?:(?:và|đồng thời|định kỳ|có trách nhiệm|thực hiện|tổ chức|thường xuyên|kịp thời|hằng \w+|chủ động|"
    r"chủ trì)[ ,:]+)*"
    r"(?:(?:năm|quý|tháng|tuần) )?(?:(?:tổng hợp|lập|xây dựng|gửi|nộp|đánh giá|kiểm tra|rà soát|tham mưu)(?:,| và)? )?"
    r"(?:(?:số liệu|kết quả|tình hình)(?:,| và)? (?=tham mưu))?(?:tham mưu(?: cho)? [^,;]{2,50} (?=báo cáo))?"
    r"(?:(?:số liệu|kết quả|tình hình|danh sách|đề xuất)(?:,| và)? )*(?:(?:tổng hợp|gửi|nộp)(?:,| và)? )?"
    r"(?:tổng hợp [^,;]{1,60},? (?:và )?)?"
    r"(?:văn bản )?(?:chế độ )?(?:thông tin,? )?báo cáo\b(?! viên| với)"
)
_INFORM = wording(
    r"(?:gửi|nộp|cung cấp) (?:thông tin|kết quả|danh sách|số liệu|hồ sơ|văn bản|biểu mẫu|về)[^.;]*? (?:về|đến|"
    r"cho|qua|tới) "
)
_GENERIC_WORD = (
    r"(?:nghiêm túc|khẩn trương|nghiên cứu|tổ chức|biết|và|phối hợp|triển khai|thực hiện|chỉ đạo|quan tâm|tốt|"
    r"đầy đủ|kịp thời|có hiệu quả|hiệu quả|"
    r"theo đúng|theo|đúng|kế hoạch|hướng dẫn|công văn|văn bản|thông báo|các|những|một số|nội dung|nhiệm vụ|"
    r"trên|này|nêu trên|sau|như|để|quán triệt|chấp hành|"
    r"tinh thần|đảm bảo|bảo đảm|tiến độ|quy định|việc|cùng|thi hành|quyết định|chịu trách nhiệm|căn cứ|"
    r"chỉ thị|chương trình|nghị quyết|yêu cầu|đề ra|của|công điện|đến dự|tham dự|hội nghị|thời gian|địa điểm|"
    r"thành phần|có trách nhiệm|liên quan|phân công|được|kết quả|xem xét|quyết định|cho ý kiến|chấp thuận|phê duyệt)"
)
_GENERIC = wording(rf"(?:{fold(_GENERIC_WORD)}(?!\w)[\s,./*✓⁄]*)+")
_ANSWERS_FOR = wording(
    r"(?:hoàn toàn )?chịu trách nhiệm (?:trước|toàn diện|hoàn toàn|trực tiếp|nếu|khi|về việc để)\b|thông báo (?:để|dé) "
)
_STATES = wording(r"^(?:[^,;]{0,80} )?(?:là|có|gồm|bao gồm|được|bị|không|thuộc|thay thế)\b")
_FEWEST_WORDS, _FEWEST_UNCLEAR_WORDS = 3, 6
_WITH_DIGIT_NAME = re.compile(r"(?:số )?\d+[-/]\S*|\b[A-Z]+\d+\b")
_PAST = wording(r"[^,;]{0,60}\bđã (?!được (?:giao|phân công|phê duyệt|ban hành))")
_SAID_ELSEWHERE = wording(
    r"[^;]{0,120}\b(?:có ý kiến|chỉ đạo|cho ý kiến|yêu cầu|đề nghị)\b[^;]*\b(?:tại|theo) (?:công văn|văn bản|thông báo|"
    r"kế hoạch|chỉ thị|công điện) số:? \d\S*(?: ngày [^,;]{1,40})?[.;]?$"
)
"""What another paper said ("Chủ tịch UBND tỉnh có ý kiến chỉ đạo …, tại Công văn số 888/UBND-NC ngày 07/6/2017")."""
_PAST_OF_A_UNIT = wording(
    r"(?:thực hiện|triển khai|thời gian qua|trong thời gian|những năm qua|sau \d|sau khi|qua \d|vừa qua)\b[^;]{0,260}, "
    r"[^,;]{0,80}\bđã (?!được (?:giao|phân công))"
)
_OUTCOME = wording(r"(?:qua đó|từ đó|nhờ đó|góp phần|trên cơ sở đó(?!,)|nhằm|để)\b")
_CONTACT = wording(
    r"(?:[^.;]*, )?(?:nếu (?:có|gặp)(?: khó khăn,?)?(?: vướng mắc)?,? )?"
    r"(?:trong quá trình [^.;,]*? nếu (?:có|gặp)[^.;]*? )?"
    r"(?:đề nghị |kính đề nghị |xin |vui lòng |mọi [^,]{0,60} )*(?:các \w+ \w+ |đơn vị )?"
    r"(?:các đơn vị )?liên hệ (?:với |trực tiếp |qua |theo |về )*(?:ông|bà|đồng chí|đ/c|số|điện thoại|địa chỉ|email|"
    r"chuyên viên|phòng|ban|cục|sở)\b"
)
_ENACTS = wording(
    r"(?:theo đề nghị|xét đề nghị|căn cứ)\b[^;]*\bban hành (?:thông tư|nghị định|quyết định|nghị quyết|kế hoạch|"
    r"chương trình|hướng dẫn|chỉ thị|quy chế|quy định|luật)\b"
)
_ENACTED = wording(r"ban hành (?:thông tư|nghị định|pháp lệnh|luật|quyết định|nghị quyết|quy chế) ")
_PASSIVE = wording(
    r"(?:thông tin|hướng dẫn|quy định|thông báo|đề xuất|quyết định|quản lý|kinh phí)\b[^,;:]{0,120}? được "
    r"(?:đăng|áp dụng|quy định|niêm yết|công bố|công khai|bố trí|thực hiện|ban hành|nêu|ghi)"
)
"""A noun that reads like a verb ("Hướng dẫn … được áp dụng", "Thông tin được đăng tải"): it tells, not orders."""
_IS_THE_BODY = wording(r"là (?:cơ quan|đơn vị|bộ phận|đầu mối)\b")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*\"")
_NO_TASK = wording(
    r"(?:\(|lưu ý|ban hành kèm theo|thay thế|bãi bỏ|quyết định này|kính gửi|nơi nhận|phụ lục|biểu mẫu|ghi chú|"
    r"lưu ý:?$|mọi (?:thông tin|vướng mắc)|số:|v/v|kèm theo|"
    r"nhận báo cáo|"
    r"địa (?:chỉ|điểm)|thành phần|số lượng|thể loại|chủ đề|hình thức|trân trọng|đồng kính gửi|điện thoại|"
    r"người (?:ký|lập)|đầu mối (?:hỗ trợ|liên hệ)|thông tin (?:liên hệ|đầu mối))"
)
_BASIS = wording(r"căn cứ [^,;]*[;,]?$")
_PREAMBLE_END = wording(r"(?:như sau|sau đây|dưới đây) ?[.]? ?$|: ?$")


def kind_of(clause: str, roles: Roles, scope: Scope) -> TaskKind:
    """The kind of a clause that is known to give a task.

    >>> kind_of("Báo cáo kết quả về Sở trước ngày 15/12/2025", Roles(), Scope.WORK).value
    'report'
    """
    work = clause[max(roles.work_at, skip_time(clause)) :].lstrip(" ,:-+*")
    if LEAD_IN.match(plain(work)) and starts_with_action(rest := work.partition(",")[2].strip()):
        work = rest
    if is_report(work) or (scope is Scope.REPORTING and "báo cáo" in plain(work)):
        return TaskKind.REPORT
    if scope in {Scope.TARGET, Scope.GOAL} or opens_with_figure(_without_time(work)):
        return TaskKind.TARGET
    if scope is Scope.TIMELINE or _opens_with_date(clause):
        return TaskKind.MILESTONE
    return TaskKind.DUTY


def is_report(work: str) -> bool:
    """Whether the main work is to report or to send information.

    >>> is_report("tổng hợp báo cáo hàng năm"), is_report("Tổ chức sơ kết, báo cáo viên")
    (True, False)
    """
    lowered = plain(work)
    return _REPORT.match(lowered) is not None or _INFORM.match(lowered) is not None


def gives_task(clause: str, roles: Roles, scope: Scope, *, is_item: bool) -> bool:
    """Whether a clause gives something to do.

    Args:
        is_item: the clause stands in a list item, or under a heading or sentence that charges somebody.
    """
    lowered = plain(clause).lstrip(" -+*•|")
    if scope is Scope.PRINCIPLE or _NO_TASK.match(lowered) or _PREAMBLE_END.search(lowered):
        return False
    work = clause[roles.work_at :].lstrip(" ,:-+*")
    if scope is Scope.TIMELINE:
        return _reads_as_work(work) or bool(find_deadlines(clause, issued_on=None))
    if _is_formula(lowered, work, roles, scope) or _is_too_short(work, roles):
        return False
    if scope in {Scope.GOAL, Scope.TARGET}:
        return _states_a_target(work, scope)
    if scope is Scope.UNKNOWN and not roles.is_told and _SAID_ELSEWHERE.match(lowered):
        return False
    if not roles.is_told and (_tells_the_past(lowered, work) or _is_outcome(lowered, work, roles)):
        return False
    if roles.is_told or (roles.is_order and (is_item or scope is not Scope.UNKNOWN or "chủ trì" in lowered)):
        return True
    if scope is Scope.UNKNOWN and (not is_item or _BASIS.match(lowered)):
        return False
    return _reads_as_work(work)


_ADDRESS_ONLY = wording(
    r"(?:và )?(?:gửi|nộp)(?: bản (?:giấy|mềm|điện tử))? (?:về|theo|qua|đến) (?:địa chỉ|email|hộp thư|hòm thư)"
)


def _is_formula(lowered: str, work: str, roles: Roles, scope: Scope) -> bool:
    """Whether the words only enact, appeal to all, say who answers for it, or whom to ring up."""
    if scope is Scope.UNKNOWN and not roles.is_told and _ENACTED.match(plain(work)):
        return True
    if not roles.is_order and _PASSIVE.match(plain(work)) and not find_deadlines(work, issued_on=None):
        return True
    if _ENACTS.match(lowered) or (_CONTACT.match(lowered) and "báo cáo" not in lowered):
        return True
    if _ADDRESS_ONLY.match(plain(work)) and not find_deadlines(work, issued_on=None):
        return True
    is_appeal = _GENERIC.fullmatch(fold(work).rstrip(" ;.")) is not None
    return is_appeal or _ANSWERS_FOR.match(plain(work)) is not None


def only_answers(clause: str, roles: Roles) -> bool:
    """Whether the clause only says who answers for something: it gives no work and charges with none.

    >>> clause = "Thủ trưởng đơn vị chịu trách nhiệm trước Sở khi để xảy ra sai sót"
    >>> only_answers(clause, read_roles(clause))
    True
    """
    return _ANSWERS_FOR.match(plain(clause[roles.work_at :].lstrip(" ,:-+*"))) is not None


def _states_a_target(work: str, scope: Scope) -> bool:
    """Whether a line under "Chỉ tiêu" or "Mục tiêu" is one to be reached; a goal needs a figure or a date."""
    if scope is Scope.GOAL:
        return _has_figure_or_date(work)
    return any(character.isdigit() for character in work) or starts_with_action(work)


def _has_figure_or_date(work: str) -> bool:
    has_figure = any(character.isdigit() for character in _WITH_DIGIT_NAME.sub("", _without_time(work)))
    return has_figure or bool(find_deadlines(work, issued_on=None))


def gives_unclear_task(clause: str, roles: Roles) -> bool:
    """Whether a lettered item under a unit's heading may be work although its verb was misread."""
    lowered = plain(clause).lstrip(" -+*•|")
    work = plain(clause[roles.work_at :])
    is_closed = (
        _NO_TASK.match(lowered) or _ANSWERS_FOR.match(work) or _PREAMBLE_END.search(lowered) or _STATES.search(work)
    )
    if _is_outcome(lowered, work, roles):
        return False
    return is_closed is None and len(work.split()) >= _FEWEST_UNCLEAR_WORDS and _GENERIC.fullmatch(fold(work)) is None


def _is_too_short(work: str, roles: Roles) -> bool:
    """Whether fewer than three words are left; an order may be a bare verb ("Đề nghị Mặt trận xã giám sát")."""
    return len(work.split()) < _FEWEST_WORDS and not (roles.is_told and starts_with_action(work))


def _tells_the_past(lowered: str, work: str) -> bool:
    """Whether something was done; "văn bản đã ban hành" after a verb of work only says which one."""
    if _PAST_OF_A_UNIT.match(lowered):
        return True
    return _PAST.match(lowered) is not None and not starts_with_action(work)


def _is_outcome(lowered: str, work: str, roles: Roles) -> bool:
    """Whether the clause only says what the work before it is good for ("qua đó hạn chế …", "để bảo đảm …")."""
    if _OUTCOME.match(lowered) is None or roles.is_order:
        return False
    rest = work.partition(",")[2].strip()
    is_afterthought = work[:1].islower() or not lowered.startswith(("để", "nhằm"))
    return is_afterthought or not starts_with_action(rest)


def _reads_as_work(work: str) -> bool:
    if starts_with_action(work) or is_report(work) or opens_with_figure(_without_time(work)):
        return True
    if starts_with_misread_action(work):
        return True
    opens = LEAD_IN.match(plain(work)) or _IS_THE_BODY.match(plain(work))
    return opens is not None and first_action(_unquoted(work)) is not None


def _unquoted(work: str) -> str:
    """`work` with what stands in quotation marks blanked out: a name that is quoted gives no work."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), work)


def _without_time(work: str) -> str:
    """`work` without its words of time, whose numbers are no figures to be reached."""
    kept, position = [], 0
    for found in find_deadlines(work, issued_on=None):
        kept.append(work[position : found.start])
        position = found.end
    return " ".join([*kept, work[position:]])


def _opens_with_date(clause: str) -> bool:
    end = skip_time(clause)
    return end > 6 and clause[:end].rstrip().endswith(":")
