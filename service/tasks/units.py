"""Recognises names of units and splits lists of them. Names are kept as written.

A name begins with a head noun ("Ban", "Sở", "Công đoàn", "các đơn vị") and runs until a role word, a verb or a mark.
A list falls apart where a new head noun follows a comma, semicolon or "và": "Sở A, Sở B và các đơn vị liên quan" is
three units, while "các ban, đơn vị liên quan", "Ban Nghiệp vụ, CĐGD Việt Nam" (a part and its whole) and "Sở Khoa học
và Công nghệ" are one each.
"""

import re

from ingest.deadlines.wording import plain, wording
from service.tasks.actions import first_action, starts_with_action
from service.tasks.letters import CAPITALS
from service.tasks.names_with_verbs import after_purpose, after_sectors

_PLURAL = r"(?:(?:tất cả |toàn thể )?(?:các|những|mỗi|từng|một số|toàn bộ) )"
_GENERIC = (
    r"(?:đơn vị|cơ quan|địa phương|tổ chức|ban|ngành|sở|phòng|bộ|vụ|cục|hội|đoàn thể|huyện|xã|phường|"
    r"văn phòng|cá nhân|doanh nghiệp|bộ phận|cơ sở|"
    r"thị xã|thị trấn|quận|tỉnh|đặc khu|tổ dân phố|thành phố|trường(?! hợp)|khoa|tổ|nhà trường|viện|trung tâm|cấp|bên|"
    r"thành viên|thôn|ban ngành|đoàn|đội|"
    r"hộ gia đình|lãnh đạo|đại học|học viện|cao đẳng|trung cấp|mầm non|tiểu học|trung học|bệnh viện|ngân hàng|công ty|"
    r"xí nghiệp|hợp tác xã|trạm|bản|ấp|khu phố|nhà máy|chi nhánh|tổng cục|chi cục|tập đoàn|tổng công ty|nhà đầu tư)"
)
_HEADS = (
    r"(?:bộ phận|chủ đầu tư|ban quản lý dự án|bưu điện|điện lực|hải quan|thi hành án|đồn biên phòng|"
    r"hạt kiểm lâm|hợp tác xã|liên minh|tỉnh đoàn|thành đoàn|huyện đoàn|hội (?:nông dân|phụ nữ|cựu chiến binh|"
    r"chữ thập đỏ|khuyến học|người cao tuổi)|thường trực (?:cđ|công đoàn|tỉnh|huyện|thành|hđnd|đảng|ubnd)|"
    r"(?:giáo viên|gv) (?:chủ nhiệm|bộ môn|phụ trách)|gvcn|tổng phụ trách|tổ trưởng|nhóm trưởng|"
    r"(?:học sinh|sinh viên|phụ huynh|kế toán|văn thư)(?= ?:)|nhân viên (?:y tế|thư viện|kế toán|văn thư|bảo vệ)|"
    r"cán bộ (?:phụ trách|quản lý|thư viện|y tế)|phó (?:hiệu trưởng|giám đốc|trưởng)|trưởng (?:thôn|khu|bản|khối)|"
    r"ban đại diện|ban chỉ huy|đảng đoàn|ban cán sự|ban đảng|ban của đảng|quân ủy|quân uỷ|hội quần chúng|đảng bộ|"
    r"cấp (?:tỉnh|huyện|xã|cơ sở|trung ương|thành phố|bộ|trường)(?= ?:)|lãnh đạo (?:tổng|bộ|sở|ubnd|phòng|các|"
    r"hai)|trường (?:mầm non|tiểu học|thcs|th&thcs|thpt|th|mn|đại học|cao đẳng|trung cấp|phổ thông|ptdtnt|"
    r"chính trị)|cđgd|cđcs|cđn|cđ cơ sở|công đoàn|liên đoàn lao động|lđlđ|tổng liên đoàn|tổng lđlđ|tlđ|"
    r"liên hiệp|"
    r"hội liên hiệp|hội đồng|hội đồng nhân dân|"
    r"ubnd|uỷ ban|ủy ban|hđnd|mặt trận|ub mttq|ủy ban mttq|văn phòng|vpub|trung tâm|nhà trường|"
    r"cơ sở (?:giáo dục|gdmn|gdpt|gdtx|gdnn|đoàn|đào tạo|y tế)|"
    r"thủ trưởng|hiệu trưởng|chủ tịch|giám đốc|cục trưởng|chánh văn phòng|chánh thanh tra|trưởng (?:phòng|ban|"
    r"các)|bí thư|đảng ủy|đảng uỷ|chi ủy|chi bộ|"
    r"(?:tỉnh|thành|huyện|thị|quận|cấp) (?:ủy|uỷ)|ban (?:chấp hành|thường vụ|chỉ đạo|tổ chức|giám hiệu|"
    r"giám đốc|quản lý|nữ công|dân vận|tuyên giáo|"
    r"cán sự|dân tộc|nghiệp vụ|chính sách|pháp chế|bch|kiểm tra)|bch|btv|công an|bộ chỉ huy|bộ trưởng|"
    r"tổng cục|học viện|doanh nghiệp|tập đoàn|"
    r"tổng công ty|tạp chí|chi đoàn|đoàn (?:tncs|thanh niên|trường|xã|phường|khối|viên, thanh niên)|"
    r"bộ, (?:ngành|cơ quan)|sở, (?:ban|ngành)|ban, ngành|"
    r"cơ quan|đơn vị|địa phương|người sử dụng lao động|phó thủ tướng|phó chủ tịch|sở (?:y|tư|nội|tài|công|"
    r"khoa|giáo|văn|xây|kế|lao|nông|thông|gd|ngoại|giao)|"
    r"phòng (?:gd|giáo|tư|nội|tài|văn|kinh|lao|y|kế|quản|chính|tổ chức|hành|công|nông|nghiệp|thanh tra|khảo)|"
    r"bộ (?:gd|giáo|tài|nội|tư|công|y tế|khoa|văn|xây|kế|lao|nông|thông|ngoại|giao|quốc|chính trị)|kho bạc|"
    r"ngân hàng|bảo hiểm xã hội|viện kiểm sát|"
    r"tòa án|toà án|thanh tra (?:tỉnh|huyện|sở|bộ)|đài (?:phát|truyền)|báo (?:nhân|quảng)|tổ (?:công tác|"
    r"chuyên môn|công đoàn|giúp việc|trưởng|chuyên viên|thư ký|biên tập|soạn thảo|thẩm định|liên ngành)|"
    r"đồng chí|cán bộ công đoàn|tòa soạn|trạm y tế|chính quyền|ban biên tập|cơ quan ngang bộ|cục (?:thuế|công|"
    r"quản|thống)|chi cục|vụ (?:pháp|tổ|kế|chính|dnncn))"
)
_CAPITAL_HEADS = (
    r"(?:Ban|Bộ|Sở|Phòng|Tổ|Hội|Đoàn|Vụ|Cục|Chi cục|Viện|Trường|Khoa|Đài|Báo|Tạp chí|Tổng cục|Quỹ|"
    r"Nhà|Kho|Thường trực|Ngành|Lực lượng|Liên đoàn|Học viện|Bệnh viện)"
)
_HEAD = re.compile(wording(rf"{_PLURAL}?{_HEADS}(?!\w)|{_PLURAL}{_GENERIC}(?!\w)|{_HEADS}(?=gd|đt)").pattern)
_CAPITAL_HEAD = re.compile(rf"(?:{_CAPITAL_HEADS})\s+-?[{CAPITALS}0-9]")
_SHORT_HEAD = re.compile(
    rf"(?:TT\.? ?(?=HĐND|UBND)|CĐ|LĐLĐ|UB|HĐ|SGD|PGD|TLĐ|BCH|BTV|BGH|MTTQ|ĐTN|VP)[A-ZĐ&]*(?=[{CAPITALS}]|[^\w]|$)"
)
_BARE_HEAD = re.compile(r"(?:Sở|Phòng|Bộ|Cục|Trường)(?=\s+(?:sẽ|chủ trì|có trách nhiệm|chịu trách nhiệm)\s)")
"""A body that was named before and is only called by its kind ("Sở sẽ thành lập các đoàn")."""
_PLURAL_HEAD = wording(rf"{_PLURAL}{_GENERIC}")
_PAIR = wording(
    r"(?:phòng, chống|khám, chữa|bảo vệ, chăm sóc|tìm kiếm, cứu|thi đua, khen|hỗ trợ, tư vấn|đào tạo, bồi dưỡng|"
    r"cứu hộ, cứu nạn|chữa cháy, cứu nạn|kiểm tra, giám sát|văn thư, lưu trữ)[^,]*$"
)
_LONGEST_WORD = 20
_STOP = wording(
    r"(?<![\w])(?:chủ trì|chủ tri|phối hợp|làm đầu mối|là đầu mối|là đơn vị|là cơ quan|đầu mối|"
    r"chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|căn cứ|theo|nghiêm túc|"
    r"chủ động|tiếp tục|thường xuyên|kịp thời|tích cực|khẩn trương|phải|cần|không|được|đã|sẽ|để|nhằm|khi|nếu|"
    r"trước|trong (?:việc|công tác|quá trình|thời gian)|về|"
    r"định kỳ|hằng|đang|do|mà|cùng|trên cơ sở|đi đầu|gương mẫu|biết|làm|nơi|vào|có(?! liên quan)|với|đến|là|"
    r"qua|tại|xếp loại|đạt|trực tiếp(?! cơ sở)|quyết liệt|nỗ lực|sâu sát)(?![\w])"
)
_MARK = re.compile(
    rf"[;:.()“”\"/\n]|\s[-–]\s(?![{CAPITALS}\d])(?!khen thưởng|kiểm tra|xã hội|văn hóa|tài chính|thông tin|kỹ thuật|"
    r"kế hoạch)"
)
_ATTENDING = wording(r" (?:tham )?dự (?:hội nghị|cuộc họp|buổi|lớp|tập huấn|họp|đại hội|lễ|chương trình)(?! trước)\b")
_JOINT = wording(r" ?[,;] ?(?:và )?| và | hoặc | cùng với | cùng ")
_PART = wording(r"(?:ban|phòng|văn phòng|tổ|vụ|bộ phận|chi bộ|khoa)(?!\w)")
_WHOLE = wording(
    r"(?:cđ|công đoàn|liên đoàn|lđlđ|bộ|ubnd|ủy ban nhân dân|uỷ ban nhân dân|sở|tổng|đảng|tỉnh|trường|văn phòng ubnd)"
)
_JOINT_OFFICE = wording(r"văn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội)")
_OF_COMMITTEES = wording(r"[^,;]+ (?:các|của) (?:tỉnh|thành|huyện|thị|quận|đảng) (?:ủy|uỷ)")
_COMMITTEE = wording(r"(?:tỉnh|thành|huyện|thị|quận|đảng) (?:ủy|uỷ)")
_MAX_UNIT_CHARACTERS = 160


_ACRONYM_HEAD = re.compile(rf"[A-ZĐ]{{3,8}}(?=\s+[{CAPITALS}])")
"""A body that goes by an acronym and a place ("VNPT Quảng Ngãi"): a unit only where what follows says that it acts."""


def names_acting_body(text: str, position: int) -> bool:
    """Whether words that no list knows are the name of a body, because they are told to lead or to answer for work.

    >>> names_acting_body("VNPT Quảng Ngãi chủ động phối hợp với Cục Thuế", 0)
    True
    >>> names_acting_body("Tập trung tuyên truyền, có trách nhiệm", 0)
    False
    """
    if starts_with_action(text[position:]) or not text[position : position + 1].isupper():
        return False
    end = unit_end(text, position)
    name, rest = text[position:end].strip(), plain(text[end:]).lstrip(" ,")
    if len(name) > _LONGEST_ACTING or len(name.split()) < _FEWEST_ACTING_WORDS:
        return False
    is_acronym = _ACRONYM_HEAD.match(text, position) is not None
    return _LEADS_OR_ANSWERS.match(rest) is not None or (is_acronym and _ACTS.match(rest) is not None)


_LEADS_OR_ANSWERS = wording(r"(?:chủ trì|làm đầu mối|là (?:đơn vị |cơ quan )?đầu mối)\b")
_ACTS = wording(r"(?:chủ động|phối hợp|tiếp tục|có trách nhiệm|chịu trách nhiệm|tổ chức|xây dựng|thực hiện)\b")
_LONGEST_ACTING, _FEWEST_ACTING_WORDS = 90, 2


def starts_unit(text: str, position: int = 0) -> bool:
    """Whether a unit's name begins at `position`.

    >>> starts_unit("Sở Nội vụ"), starts_unit("Hội nghị"), starts_unit("Ban hành kế hoạch"), starts_unit("các trường")
    (True, False, False, True)
    """
    if _HEAD.match(plain(text), position) is not None:
        return not _is_plain_verb(text, position)
    return any(head.match(text, position) for head in (_CAPITAL_HEAD, _SHORT_HEAD, _BARE_HEAD))


def _is_plain_verb(text: str, position: int) -> bool:
    return plain(text).startswith(("báo cáo", "tổ chức "), position) and not plain(text).startswith(
        "tổ chức đoàn thể", position
    )


def unit_end(text: str, position: int) -> int:
    """Where the name or list of names that begins at `position` ends."""
    end = min(len(text), position + 3 * _MAX_UNIT_CHARACTERS)
    lowered = plain(text)
    head_end = _after_head(text, position)
    sectors = after_sectors(text, head_end, end)
    named = sectors or after_purpose(lowered, position) or head_end
    attending = _ATTENDING.match(lowered, named)
    if attending is not None and starts_with_action(text[attending.end() :]):
        return attending.end()
    action = first_action(text[:end], named, in_name=True)
    stop = _STOP.search(lowered, named, end)
    mark = _first_mark(text, sectors or position, end)
    end = min([end, *(found for found in (action, stop.start() if stop else None, mark) if found is not None)])
    return _end_of_list(text, position, end)


def _after_head(text: str, position: int) -> int:
    for pattern, source in ((_HEAD, plain(text)), (_CAPITAL_HEAD, text), (_SHORT_HEAD, text), (_BARE_HEAD, text)):
        match = pattern.match(source, position)
        if match is not None:
            return match.end()
    return position


def _first_mark(text: str, position: int, end: int) -> int | None:
    """The first mark that closes a name; a semicolon before another unit does not."""
    for match in _MARK.finditer(text, position, end):
        if match.group() == ":" and _names_follow(text[position : match.start()], text[match.end() :]):
            continue
        if match.group() == ";" and starts_unit(text, _skip_blank(text, match.end())):
            continue
        if match.group() == ".":
            before = text[position : match.start()].rpartition(" ")[2]
            following = _skip_blank(text, match.end())
            is_misread_comma = text[following : following + 1].islower() and _continues(text, following)
            if is_misread_comma or (before.isupper() and len(before) <= 3):
                continue
        return match.start()
    return None


def _names_follow(head: str, rest: str) -> bool:
    """Whether a colon opens the names of "các Bộ: Công an, Quốc phòng, Công Thương theo chức năng …"."""
    names = rest.lstrip()
    return (
        _PLURAL_HEAD.fullmatch(plain(head.strip())) is not None
        and names[:1].isupper()
        and not starts_with_action(names)
        and not starts_unit(names)
    )


def _end_of_list(text: str, position: int, end: int) -> int:
    """Cuts at the first comma that leads on to something that is no unit."""
    if _LEADS_OR_ANSWERS.match(plain(text), end) is not None and end - position <= _LONGEST_ACTING:
        return end
    for match in re.finditer(r",", text[position:end]):
        following = _skip_blank(text, position + match.end())
        if following >= end:
            return position + match.start()
        if not (
            _continues(text, following) or _is_another_name(text[position : position + match.start()], text[following:])
        ):
            return position + match.start()
    return end


def _is_another_name(before: str, following: str) -> bool:
    """Whether a name goes on: with a capital, for no verb has one after a comma ("Sở Văn hóa, Thể thao và Du lịch",
    "UBND các tỉnh Đồng Nai, Bình Thuận"), or with the second of a pair of words ("Khám, chữa bệnh").
    """
    return following[:1].isupper() or _PAIR.search(f"{plain(before)}, {plain(following[:_LONGEST_WORD])}") is not None


def _continues(text: str, position: int) -> bool:
    return (
        starts_unit(text, position)
        or wording(rf"(?:và )?{_GENERIC}(?!\w)|và |thuộc|trực thuộc").match(plain(text), position) is not None
    )


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def split_units(text: str) -> tuple[str, ...]:
    """The units that a list names, in order, each once.

    >>> split_units("CĐGD Việt Nam và Công đoàn các đơn vị")
    ('CĐGD Việt Nam', 'Công đoàn các đơn vị')
    >>> split_units("Ban Nghiệp vụ, CĐGD Việt Nam")
    ('Ban Nghiệp vụ, CĐGD Việt Nam',)
    """
    text = " ".join(text.replace("*", " ").split()).strip(" ,;.:-+/")
    units, start = [], 0
    for match in _JOINT.finditer(plain(text)):
        following = match.end()
        if (
            match.start() > start
            and starts_unit(text, following)
            and _is_new_unit(text[start : match.start()], text[following:])
        ):
            units.append(text[start : match.start()])
            start = following
    units.append(text[start:])
    return tuple(dict.fromkeys(stripped for unit in units if (stripped := unit.strip(" ,;.:-+"))))


def _is_new_unit(before: str, after: str) -> bool:
    first, second = plain(before), plain(after)
    is_named = _CAPITAL_HEAD.match(after) is not None
    if first.startswith(("các ", "những ", "một số ")) and wording(_GENERIC).match(second) and not is_named:
        return False
    if _JOINT_OFFICE.fullmatch(first) or (_OF_COMMITTEES.match(first) and _COMMITTEE.match(second)):
        return False
    if first.endswith((" các", " của", " và", " với")):
        return False
    if _PART.match(first) and _WHOLE.match(second) and "," not in first and "," not in second and ";" not in second:
        return False
    return not (
        first.startswith(("thủ trưởng", "lãnh đạo", "liên đoàn lao động các", "ubnd các", "sở, ban"))
        and wording(_GENERIC).match(second)
    )


def as_units(text: str) -> tuple[str, ...]:
    """The units of a text that is nothing but units (a heading, a table cell); empty when it is something else.

    >>> as_units("Công đoàn các đơn vị"), as_units("Chế độ thông tin báo cáo")
    (('Công đoàn các đơn vị',), ())
    """
    stripped = " ".join(text.replace("*", " ").split()).strip(" .:;-+")
    if not stripped or not starts_unit(stripped) or len(stripped) > 2 * _MAX_UNIT_CHARACTERS:
        return ()
    return split_units(stripped) if unit_end(stripped, 0) >= len(stripped) else ()
