"""Cuts a block of text into clauses that each give one piece of work.

Sentences always part. Inside a sentence a semicolon parts only where the next piece stands on its own: it opens with
a verb in a sentence that gives work to a named unit, names its own unit, or has its own deadline or figure. A comma
or "và" parts before a report that has its own recipient or time.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.deadlines import FoundDeadline
from ingest.deadlines.wording import plain, wording
from service.tasks.actions import first_action, starts_with_action
from service.tasks.kinds import is_report
from service.tasks.letters import CAPITALS, OPENING_QUOTES
from service.tasks.roles import doer_place, read_roles, skip_time
from service.tasks.units import starts_unit, unit_end

_SENTENCE_END = re.compile(
    r"(?<!\bTP)(?<!\b[A-ZĐ])(?<!\bTS)(?<!\bThS)(?<!\bPGS)(?<!\bv\.v)(?<!\b[Đđ]/c)(?<![.!?…])[.!?…]+[”\"’)*/]*\s+(?=[“\"*("
    rf"]*[{CAPITALS}0-9])"
)
_SEMICOLON = re.compile(r";\s*")
_REPORT_JOINT = wording(
    r"(?:, ?(?:đồng thời )?|(?:,|(?<!\s)) và |; ?)(?=(?:tổng hợp,? )?(?:kết quả,? )?(?:(?:định kỳ|hằng) [^,;]{0,90}"
    r"(?:, \d[^,;]{0,30})? )?"
    r"(?:(?:thường xuyên|kịp thời) )?"
    r"(?:gửi |nộp |lập |tổng hợp,? (?:kết quả,? )?)?báo cáo\b)"
)
_LEAD_JOINT = wording(r"(?:,|(?<![\s,])) (?=chủ trì,? phối hợp\b)")
_FIGURE = re.compile(r"\d\s?%")
_HAS_RECIPIENT = wording(
    r"báo cáo\b(?! viên)[^,;]{0,120}?(?: về | lên | cho | gửi )|báo cáo (?:ubnd|ủy ban|sở|bộ|ban |tổng|"
    r"thường trực|lãnh đạo|chính phủ|thủ tướng|tỉnh|huyện)"
)


_FEWEST_WORDS = 4
_MOST_WORDS_BROKEN_OFF = 14
_WANTS_AN_OBJECT = wording(r"\b(?:nghiên cứu|đề xuất|tham mưu|xây dựng|ban hành|rà soát|sửa đổi|bổ sung|tổ chức) ?$")
_REVIEW_JOINT = wording(r"(?:,|;|(?:,|(?<![\s,])) và) (?=(?:tổ chức )?tổng kết\b)")
_ITEM_MARK = re.compile(r"[:;,]\s*\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+")
_FEWEST_ITEMS = 2
_END_OF = wording(r"^(?:kết thúc|sau khi|hết) [^,;]{3,80}")
_GATHERS = wording(r"(?:tổng hợp|thống kê)(?: [^\s,;]+){1,12}$")
_NAMES_A_REPORT = wording(r"[ \-+*]*báo cáo [^.;:]*\.")
_SENT_TO = wording(
    r"(?:gửi|nộp) (?:về |cho )?(?:phòng|sở|bộ|ubnd|ủy ban|công đoàn|liên đoàn|ban|cđ|lđlđ|văn phòng|tổng)\b"
)
_IN_THE_COURSE = wording(r"trong quá trình (?:tổ chức |triển khai )?thực hiện,? ")
_SENDS_IT_OFF = wording(r"(?:và )?gửi về ")
_SAYS_THE_AIM = wording(r"(?:nâng cao|tạo (?:sự |được )?chuyển biến|góp phần|bảo đảm|đảm bảo) ")
_WITH_OTHERS = wording(r"(?:(?:chủ động|chủ trì,?|thường xuyên) )?phối hợp(?: (?:chặt chẽ|tốt))? (?:với|cùng) ")
_FOR_OTHERS = wording(r"\bđể (?:tổng hợp|theo dõi|báo cáo)\b[^;]*$")


class Stretch(NamedTuple):
    """Half-open offsets into the text that is cut."""

    start: int
    end: int


def cut_sentences(text: str) -> list[Stretch]:
    """Sentences of `text`, trimmed.

    >>> [s.start for s in cut_sentences("Tổ chức hội nghị. Báo cáo kết quả.")]
    [0, 18]
    """
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _is_inside(text, match.start()) and not _sends_the_report(text, match)
    ]
    starts = [0, *ends]
    return [
        trimmed for start, end in zip(starts, [*ends, len(text)], strict=True) if (trimmed := trim(text, start, end))
    ]


def _sends_the_report(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence only says where the report that the one before it names is sent ("Báo cáo năm. Nộp về Sở")."""
    return _NAMES_A_REPORT.match(plain(text)) is not None and _SENT_TO.match(plain(text), end.end()) is not None


def cut_clauses(text: str, sentence: Stretch, deadlines: Sequence[FoundDeadline]) -> list[Stretch]:
    """Clauses of one sentence that each give a piece of work of its own."""
    pieces = [
        part
        for item in _cut_at(text, sentence, _enumerated(text, sentence))
        for part in _cut_at(text, item, _semicolons(text, item, deadlines))
    ]
    pieces = [part for piece in pieces for part in _cut_at(text, piece, _report_joints(text, piece, deadlines))]
    pieces = [part for piece in pieces for part in _cut_at(text, piece, _review_joints(text, piece, deadlines))]
    return [part for piece in pieces for part in _cut_at(text, piece, _lead_joints(text, piece))]


def trim(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without white space at its ends; None when nothing is left."""
    raw = text[start:end]
    if not raw.strip():
        return None
    return Stretch(start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def _cut_at(text: str, whole: Stretch, joints: Sequence[Stretch]) -> list[Stretch]:
    """The parts of `whole` between the joints; the words of a joint belong to neither side."""
    edges = [whole.start, *(offset for joint in joints for offset in joint), whole.end]
    return [part for start, end in zip(edges[::2], edges[1::2], strict=True) if (part := trim(text, start, end))]


def _enumerated(text: str, sentence: Stretch) -> list[Stretch]:
    """The marks between the items of "Yêu cầu X: (1) tiếp công dân; (2) giải quyết …", when each item is work and
    nothing but the charge stands before them.
    """
    marks = list(_ITEM_MARK.finditer(text, sentence.start, sentence.end))
    are_work = all(starts_with_action(text[mark.end() : sentence.end]) for mark in marks)
    if len(marks) < _FEWEST_ITEMS or not are_work:
        return []
    doer = doer_place(text[sentence.start : sentence.end])
    before = text[sentence.start + (doer[1] if doer else 0) : marks[0].start()]
    if first_action(before) is not None:
        return []
    return [Stretch(mark.start(), mark.end()) for mark in marks[1:]]


def _semicolons(text: str, sentence: Stretch, deadlines: Sequence[FoundDeadline]) -> list[Stretch]:
    doer = doer_place(text[sentence.start : sentence.end])
    gives_work = _names_unit(text, sentence) or doer is not None
    doer_end = sentence.start + doer[1] if doer else sentence.start
    cuts = []
    for match in _SEMICOLON.finditer(text, sentence.start, sentence.end):
        following = text[match.end() : _next_semicolon(text, match.end(), sentence.end)]
        if match.start() < doer_end or _is_inside(text[sentence.start : sentence.end], match.start() - sentence.start):
            continue
        if _lists_things(text[doer_end : match.start()]) or _breaks_off(text[doer_end : match.start()]):
            continue
        if _stands_alone(following, match.end(), deadlines, gives_work=gives_work):
            cuts.append(Stretch(match.start() + 1, match.end()))
    return cuts


def _lists_things(before: str) -> bool:
    """Whether `before` has opened a list of things after a colon ("chuẩn bị các điều kiện: hội trường; …")."""
    opened = before.rpartition(":")
    return bool(opened[1]) and not starts_with_action(opened[2]) and not starts_unit(opened[2].lstrip())


def _breaks_off(before: str) -> bool:
    """Whether `before` ends in a verb without its object: the semicolon is a comma misread."""
    return len(before.split()) <= _MOST_WORDS_BROKEN_OFF and _WANTS_AN_OBJECT.search(plain(before)) is not None


def _next_semicolon(text: str, start: int, end: int) -> int:
    found = text.find(";", start, end)
    return end if found < 0 else found


def _names_unit(text: str, sentence: Stretch) -> bool:
    """Whether the sentence opens with "Giao Ban …" or with a unit that does the work."""
    head = text[sentence.start : sentence.end].lstrip(" -+*•")
    order = wording(r"(?:giao|phân công|đề nghị|yêu cầu) ").match(plain(head))
    position = order.end() if order else 0
    return starts_unit(head, position) and unit_end(head, position) < len(head.rstrip(" .;:"))


def _stands_alone(piece: str, start: int, deadlines: Sequence[FoundDeadline], *, gives_work: bool) -> bool:
    """Whether a piece after a semicolon is work of its own (ADR 0102): it has its own unit, deadline or figure, is a
    report, or stands in a sentence that charges a named unit. What only says what the work is for, or sends off what
    the piece before it makes, is not; nor is a quoted name, which goes on a list of names.
    """
    if piece.lstrip().startswith(OPENING_QUOTES):
        return False
    if _IN_THE_COURSE.match(plain(piece)):
        return True
    if starts_unit(piece):
        return unit_end(piece, 0) < len(piece.rstrip(" .;,"))
    time = skip_time(piece)
    if not starts_with_action(piece[time:]) and not _after_an_end(piece):
        return False
    if _SENDS_IT_OFF.match(plain(piece)):
        return False
    has_deadline = any(start <= found.start < start + len(piece) for found in deadlines)
    return (
        (gives_work and not _SAYS_THE_AIM.match(plain(piece)))
        or has_deadline
        or _FIGURE.search(piece) is not None
        or _turns_to_others(piece)
        or plain(piece[time:]).startswith(("báo cáo", "gửi báo cáo", "nộp báo cáo"))
    )


def _turns_to_others(piece: str) -> bool:
    """Whether the piece is done together with a unit of its own, which the piece before it does not name."""
    together = _WITH_OTHERS.match(plain(piece))
    return together is not None and starts_unit(piece, together.end())


def _after_an_end(piece: str) -> bool:
    """Whether the piece says what is to be done when something is over ("kết thúc đợt thi, báo cáo …")."""
    return _END_OF.match(plain(piece)) is not None and starts_with_action(piece.partition(",")[2])


def _report_joints(text: str, piece: Stretch, deadlines: Sequence[FoundDeadline]) -> list[Stretch]:
    cuts: list[Stretch] = []
    lowered = plain(text)
    for match in _REPORT_JOINT.finditer(lowered, piece.start, piece.end):
        before = lowered[piece.start : match.start()]
        if (
            len(before.split()) < _FEWEST_WORDS
            or before.endswith(("tổng hợp", "định kỳ"))
            or _FOR_OTHERS.search(before)
            or _END_OF.search(before.rpartition(";")[2].strip())
            or (
                _GATHERS.match(before[_work_at(before) :])
                and not any(_between(piece, match, found) for found in deadlines)
            )
            or skip_time(before) >= len(before)
            or _is_inside(text[piece.start : piece.end], match.start() - piece.start)
        ):
            continue
        rest = lowered[match.end() : piece.end]
        is_timed = any(match.end() <= found.start < piece.end for found in deadlines)
        before_timed = any(piece.start <= found.start < match.start() for found in deadlines)
        if not is_timed and _reports_already(text[cuts[-1].end if cuts else piece.start : match.start()]):
            continue
        is_joined = before_timed or " và " in match.group() or "," in match.group()
        if (is_timed and is_joined) or _HAS_RECIPIENT.search(rest):
            cuts.append(Stretch(match.start(), match.end()))
    return cuts


def _between(piece: Stretch, joint: re.Match[str], found: FoundDeadline) -> bool:
    return piece.start <= found.start < joint.start()


def _work_at(before: str) -> int:
    rest = before[read_roles(before).work_at :]
    return len(before) - len(rest.lstrip(" ,:-+*"))


def _reports_already(before: str) -> bool:
    """Whether the words before are a report too ("báo cáo Thường trực và báo cáo Tổng Liên đoàn")."""
    return is_report(before[read_roles(before).work_at :].lstrip(" ,:-+*"))


def _review_joints(text: str, piece: Stretch, deadlines: Sequence[FoundDeadline]) -> list[Stretch]:
    """Where "sơ kết vào năm 2028 và tổng kết vào năm 2030" gives two pieces of work, each at its own time."""
    inside = [found for found in deadlines if piece.start <= found.start and found.end <= piece.end]
    joints = [Stretch(*match.span()) for match in _REVIEW_JOINT.finditer(plain(text), piece.start, piece.end)]
    return [
        joint
        for joint in joints
        if any(found.end <= joint.start for found in inside) and any(found.start >= joint.end for found in inside)
    ]


def _lead_joints(text: str, piece: Stretch) -> list[Stretch]:
    lowered = plain(text)
    first = lowered.find("chủ trì", piece.start, piece.end)
    found = _LEAD_JOINT.finditer(lowered, piece.start, piece.end)
    return [Stretch(match.start(), match.end()) for match in found if 0 <= first < match.start()]


def _is_inside(text: str, position: int) -> bool:
    """Whether `position` lies inside quotation marks or brackets that are closed later."""
    for opening, closing in (("“", "”"), ("(", ")")):
        last = text.rfind(opening, 0, position)
        if last >= 0 and text.find(closing, last) >= position:
            return True
    return False
