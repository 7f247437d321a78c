"""Who does it, with whom, and to whom it is reported, as one clause says it."""

import re
from typing import NamedTuple

from ingest.deadlines import find_deadlines
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import LEAD_IN, OPENER, first_action, starts_with_action
from service.tasks.units import names_acting_body, split_units, starts_unit, unit_end

_ORDER = wording(r"\b(?:giao(?: cho)?|phân công|đề nghị|yêu cầu|ủy quyền cho|kính đề nghị|mời) ")
_TOGETHER = wording(
    r"\b(?:phối hợp(?: (?:chặt chẽ|tốt|kịp thời|thường xuyên))*(?: (?:với|cùng|cùng với|giữa))?|phối hợp|"
    r"cùng với|tham gia với) "
)
_COORDINATES = wording(
    r" ?,? ?(?:là (?:đơn vị|cơ quan) )?(?:phối hợp|có trách nhiệm phối hợp|tham gia phối hợp)\b(?! (?:với|cùng))"
)
_LEADS = wording(r"chủ tr[ìi]|làm đầu mối|là (?:đơn vị |cơ quan )?đầu mối|đầu mối|chịu trách nhiệm|có trách nhiệm")
_REPORT_TO = wording(
    r"\b(?:báo cáo|gửi|nộp|trình|thông tin)\b(?: [^.;:]{0,160}?)?(?: về| lên| cho| gửi| đến| tới) (?=[^\s])"
)
_REPORT_DIRECTLY = wording(r"\b(?:báo cáo|trình) (?=\S)")
_RECEIVER_STOP = wording(
    r" (?:trước|chậm nhất|muộn nhất|theo|khi|để|nhằm|qua|bằng|cùng|và (?=báo cáo|thực hiện|tổ chức|đề)|"
    r"định kỳ|hằng|xem xét|phê duyệt|ban hành|cho ý kiến|"
    r"kết quả|tình hình|đúng|trong|vào|gồm|địa chỉ|kịp thời|hoặc|những|các nội dung|biết|tổng hợp)\b| \d"
)
_RECEIVER_MARK = re.compile(
    r"[;.:(\n]|,(?!\s*(?:[Pp]hó|[Cc]huyên viên|[Tt]rưởng|CĐ|UBND|Ủy ban|[Cc]ông đoàn|[Tt]ỉnh|[Bb]ộ|[Ss]ở))"
)
_BEFORE_ORDER = wording(
    r"(?:trên đây là|theo đề nghị|căn cứ|thực hiện|để|nhằm|từ kết quả|trên cơ sở|nhận được|trong quá trình)"
)
_SEVERAL = wording(r"\b(?:các|mỗi|từng) ")
_BRACKET = re.compile(r"\s*\([^()]{1,120}\)(?=\s+[^\W\d])")
_CONDITION = wording(r"(?:khi|nếu|trường hợp|trong trường hợp)\b")
_PERSON = wording(r"(?:đồng chí|ông|bà|đ/c) ")


_SENT = wording(r"\b(?:gửi|nộp)\b[^.;]{0,80}? (?:về|đến|cho|tới) ")
_WHICH_DOER = wording(r" ?được (?:giao|phân công)\b[^.;]{0,160}? (?:có trách nhiệm|chịu trách nhiệm|cần|phải) ")
_FIRST_ITEM = re.compile(r" ?: ?\((?:1|i|a)\) *")
_CONCERNING = wording(r"(?:riêng )?(?:đối với|với|về phía) |riêng ")
_OF_SEVERAL = wording(r"\b(?:của|với|giữa|từ) (?:các|những|mỗi) [^,]*$")
_REGULARLY = wording(r"(?:và )?định kỳ,? (?=ngày|hằng|vào|\d|trước)")
_BETWEEN_TIMES = {"", "và", "hoặc", "hay"}
_OR_ON_REQUEST = wording(r"(?:hoặc|hay|và) (?:đột xuất|theo|khi|lúc)\b[^,;.]{0,40}, ")
_LONGEST_UNIT = 120


class Roles(NamedTuple):
    """What a clause says about people and units; empty where it is silent.

    Attributes:
        lead, coordinating: units as written.
        report_to: the receiver of a report or result, as written.
        work_at: offset in the clause of the words of the work itself, after "Giao X", the subject and adverbs of time.
        is_order: the clause gives work to a unit by "giao", "đề nghị", "yêu cầu" or by naming it as the doer.
        is_told: by one of those words.
    """

    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    report_to: str | None = None
    work_at: int = 0
    is_order: bool = False
    is_told: bool = False


def read_roles(clause: str) -> Roles:
    """The roles that `clause` names.

    >>> roles = read_roles("Giao Ban Nghiệp vụ chủ trì, phối hợp với các ban liên quan tổ chức thực hiện")
    >>> roles.lead, roles.coordinating
    (('Ban Nghiệp vụ',), ('các ban liên quan',))
    """
    place = doer_place(clause)
    lead: tuple[str, ...] = ()
    work_at = skip_time(clause)
    joins: tuple[str, ...] = ()
    if place is not None:
        start, end = place
        is_told = _ORDER.search(plain(clause[:start])) is not None
        if not is_told and _COORDINATES.match(plain(clause), end) and not _LEADS.search(plain(clause), end, end + 20):
            joins = split_units(clause[start:end])
        else:
            lead = tuple(unit for unit in split_units(clause[start:end]) if len(unit) <= _LONGEST_UNIT)
        work_at = _after_charge(clause, end)
    coordinating = tuple(dict.fromkeys((*joins, *_coordinating(clause))))
    is_told = place is not None and _ORDER.search(plain(clause[: place[0]])) is not None
    return Roles(lead, coordinating, _receiver(clause, work_at), work_at, place is not None, is_told)


def _after_charge(clause: str, end: int) -> int:
    """Offset of the work after the doer's name and the words that say which doer is meant ("được giao … có trách
    nhiệm")."""
    end = _after_bracket(clause, end)
    charge = _WHICH_DOER.match(plain(clause), end)
    end = charge.end() if charge else end
    mark = _FIRST_ITEM.match(clause, end)
    return mark.end() if mark else end + len(clause[end:]) - len(clause[end:].lstrip(" ,:"))


def _after_bracket(clause: str, end: int) -> int:
    """Offset after a bracket that says more of the unit that ends at `end` ("Sở A (cơ quan thường trực) chủ trì")."""
    bracket = _BRACKET.match(clause, end)
    return bracket.end() if bracket is not None else end


def skip_time(clause: str) -> int:
    """Offset after words of time and marks that open the clause ("Hằng năm hoặc theo yêu cầu, …")."""
    position = len(clause) - len(clause.lstrip(" -+*•"))
    regularly = _REGULARLY.match(plain(clause), position)
    position = regularly.end() if regularly else position
    for found in find_deadlines(clause, issued_on=None):
        between = plain(clause[position : found.start]).strip(" ,;()")
        if found.start <= position + 1 or between in _BETWEEN_TIMES:
            position = found.end + len(clause[found.end :]) - len(clause[found.end :].lstrip(" ,:)"))
    otherwise = _OR_ON_REQUEST.match(plain(clause), position)
    return otherwise.end() if otherwise else position


def doer_place(clause: str) -> tuple[int, int] | None:
    """Where the doer is named: after an order word, or as the subject."""
    for match in _ORDER.finditer(plain(clause)):
        before = clause[: match.start()]
        if not _may_precede_order(before) or plain(before).rstrip().endswith(" đã"):
            break
        start = match.end()
        if starts_unit(clause, start):
            if (several := _several_that_order(before)) is not None:
                return several
            end = unit_end(clause, start)
            if end > start and end < len(clause.rstrip(" .;:")) - 2:
                return start, end
    return _subject_place(clause)


def _several_that_order(before: str) -> tuple[int, int] | None:
    """Where several units are named that pass an order on ("UBND các huyện yêu cầu UBND xã …"): it is theirs to do.

    One unit that gives an order is the issuer far more often.
    """
    start = skip_time(before)
    if not starts_unit(before, start) or unit_end(before, start) < len(before.rstrip()):
        return None
    return (start, len(before.rstrip())) if _SEVERAL.search(plain(before), start) else None


def _may_precede_order(before: str) -> bool:
    stripped = before.strip(" -+*•")
    if not stripped or _BEFORE_ORDER.match(plain(stripped)):
        return True
    if LEAD_IN.match(plain(stripped)) and before.rstrip().endswith(("-", "–", ",", "”", '"', ":")):
        return True
    condition = stripped.rpartition(":")[2].strip()
    if before.rstrip().endswith(",") and _CONDITION.match(plain(condition)):
        return True
    last = stripped.rpartition(",")[2]
    return first_action(stripped) is None or starts_unit(last.strip())


def _subject_place(clause: str) -> tuple[int, int] | None:
    start = skip_time(clause)
    concerning = _CONCERNING.match(plain(clause), start)
    if concerning is not None and starts_unit(clause, concerning.end()):
        end = unit_end(clause, concerning.end())
        if clause[end:].lstrip().startswith((":", ",")) and starts_with_action(clause[end:].lstrip(" :,")):
            return concerning.end(), end
    lead_in = LEAD_IN.match(plain(clause), start)
    opener = OPENER.match(plain(clause), start)
    if lead_in is not None and (opener is None or not starts_with_action(clause[start:])):
        start = _after_lead_in(clause, start)
        if start < 0:
            return None
    while (opener := OPENER.match(plain(clause), start)) is not None and starts_unit(clause, opener.end()):
        start = opener.end()
    if not starts_unit(clause, start) and not names_acting_body(clause, start):
        return None
    end = unit_end(clause, start)
    rest = clause[_after_bracket(clause, end) :].strip(" .;:/*")
    if _IS_DEFINED.match(plain(rest)):
        return None
    return (start, end) if rest and not rest.startswith(("(", ",")) and _does_something(rest) else None


def _after_lead_in(clause: str, start: int) -> int:
    """Offset of the unit after "Căn cứ …, ", or -1."""
    for match in re.finditer(r",\s*|nếu có vướng mắc, cần điều chỉnh, bổ sung\s+", clause[start:]):
        position = start + match.end()
        if clause.count("(", start, position) > clause.count(")", start, position):
            continue
        position += _opener_length(clause, position)
        if starts_unit(clause, position) and unit_end(clause, position) < len(clause.rstrip(" .;:")):
            return (
                _last_unit(clause, position)
                if _OF_SEVERAL.search(plain(clause[start:position].rstrip(" ,")))
                else position
            )
    return _after_condition(clause, start)


def _last_unit(clause: str, position: int) -> int:
    """Offset of the last unit of the list at `position`: those before it belong to "đề xuất của các bộ, …, "."""
    joints = [position + match.end() for match in re.finditer(r",\s*", clause[position : unit_end(clause, position)])]
    return next((joint for joint in reversed(joints) if starts_unit(clause, joint)), position)


def _after_condition(clause: str, start: int) -> int:
    for found in find_deadlines(clause, issued_on=None):
        position = found.end + len(clause[found.end :]) - len(clause[found.end :].lstrip(" ,"))
        if found.start >= start and starts_unit(clause, position):
            return position
    return -1


def _opener_length(clause: str, position: int) -> int:
    opener = OPENER.match(plain(clause), position)
    return opener.end() - position if opener else 0


def _does_something(rest: str) -> bool:
    lowered = plain(rest)
    return starts_with_action(rest) or bool(_DOER_FOLLOWS.match(lowered))


_IS_DEFINED = wording(
    r"(?:là (?:cơ quan|đơn vị|tổ chức)(?! (?:đầu mối|chủ trì|thường trực))|có (?:chức năng|tư cách|con dấu|"
    r"quyền|trụ sở))\b"
)
_DOER_FOLLOWS = wording(
    r"(?:chủ tr[ìi]|làm đầu mối|là (?:đơn vị|cơ quan|đầu mối)|đầu mối|có trách nhiệm|chịu trách nhiệm|căn cứ|"
    r"theo|nghiêm túc|chủ động|tiếp tục|thường xuyên|kịp thời|"
    r"tích cực|khẩn trương|phải|cần|không|sẽ|định kỳ|hằng|đi đầu|trước|trong|để|"
    r"có (?:trách nhiệm|nhiệm vụ|kế hoạch|biện pháp|giải pháp|văn bản|phương án|hình thức|(?:bản )?cam kết|"
    r"ý kiến|cơ chế|chính sách)|"
    r"cùng|trên cơ sở|"
    r"khi|nếu|đến|chậm nhất|được giao|được phân công)"
)


def _coordinating(clause: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _TOGETHER.finditer(plain(clause)):
        start = match.end()
        if not starts_unit(clause, start) or (match.group().strip() == "phối hợp" and not starts_unit(clause, start)):
            continue
        end = unit_end(clause, start)
        found.extend(split_units(clause[start:end]))
    return tuple(found)


def _receiver(clause: str, work_at: int) -> str | None:
    lowered = plain(clause)
    for match in _REPORT_TO.finditer(lowered, work_at):
        if "báo cáo" not in match.group() and "thông tin" not in match.group() and not _sends(match.group()):
            continue
        receiver = _receiver_at(clause, match.end())
        if receiver is not None:
            return receiver
    for match in _REPORT_DIRECTLY.finditer(lowered, work_at):
        if starts_unit(clause, match.end()) or _PERSON.match(lowered, match.end()):
            return _receiver_at(clause, match.end())
    return None


def sent_to(clause: str, roles: Roles) -> str | None:
    """Who is sent the result of work that is no report ("lập danh sách, gửi về Sở trước ngày 30/10")."""
    return roles.report_to if _SENT.search(plain(clause)) else None


def _sends(words: str) -> bool:
    return re.match(r"(?:gửi|nộp|trình)\b", words) is not None


def _receiver_at(clause: str, start: int) -> str | None:
    if not (starts_unit(clause, start) or _PERSON.match(plain(clause), start)):
        return None
    ends = [len(clause)]
    stops = _RECEIVER_STOP.finditer(plain(clause), start)
    ends += [stop.start() for stop in stops if not clause[stop.start() + 1].isupper()][:1]
    if (mark := _RECEIVER_MARK.search(clause, start)) is not None:
        ends.append(mark.start())
    receiver = clause[start : min(ends)].strip(" ,*")
    return (
        _PERSON.sub("", receiver, count=1) if _PERSON.match(plain(receiver)) and len(receiver) < 9 else receiver or None
    )
