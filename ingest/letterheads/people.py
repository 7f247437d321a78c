"""How Vietnamese names of people, offices held and capacities to sign look.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7; Hướng dẫn 05-HD/VPTW (`T/M`, `K/T`, `T/L`).
"""

import re
from functools import cache
from importlib import resources

from core.text import fold_aligned
from ingest.letters import LOWER, UPPER
from ingest.structure.markers import is_capitals

_NAME_WORD = re.compile(rf"[{UPPER}][{LOWER}']*")
_CAPACITY = re.compile(
    rf"(?:T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T\s?[./]?\s?U\s?[./]?\s?Q|Q)\s?[./]+\s*(?=[{UPPER}])"
    rf"|(?:T/?M|K/?T|T/?L|TUQ)\s+(?=[{UPPER}]{{2}})|(?:tm|kt|tl)\s?\.\s*(?=\w)"
)
_ROLES = re.compile(
    r"^(?:quyen |pho |thu )*(?:chu tich|tong bi thu|bi thu|thu tuong|bo truong|thu truong|giam doc|tong giam doc"
    r"|hieu truong|truong (?:phong|ban|khoa|doan|thon|dai)|chanh (?:van phong|thanh tra|an)|cuc truong|vu truong"
    r"|chi cuc truong|tong cuc truong|vien truong|chu nhiem|tong kiem toan|thong doc|tu lenh|chi huy truong"
    r"|to truong|tong thu ky|uy vien|thuong truc|phu trach|nguoi (?:lap|ky|viet)|ke toan truong|hoi truong"
    r"|thu ky)\b|^(?:thua lenh|thay mat|thua uy quyen) "
)
_CUT_CAPACITY = re.compile(r"^[A-ZĐ]{1,2}\.\s*(?=\S{3})")
"""What a reading slip left of TM., KT., TL. before an office."""
_RANK = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Đô đốc|(?:(?:GS|PGS|TS|ThS|CN|KS|BS|LS|NGND|NGƯT)[.,]?\s?)+)"
    r"\s*(?=\S+ \S+)"
)
_PLACES_LIKE_NAMES = frozenset({"ho chi minh"})
MAX_NAME_LENGTH = 40


def is_capacity(text: str) -> bool:
    """The words open with a capacity to sign: TM., KT., TL., TUQ., Q."""
    match = _CAPACITY.match(text)
    return match is not None and not text[match.end() :].islower()


def is_role(text: str) -> bool:
    """The words name an office held (CHỦ TỊCH, PHÓ GIÁM ĐỐC), in capitals."""
    office = _CUT_CAPACITY.sub("", text)
    return len(text) <= 90 and is_capitals(office) and _ROLES.match(fold_aligned(office)) is not None


def is_person_name(text: str) -> bool:
    """Two to five capitalised words that open with a surname.

    >>> is_person_name("Nguyễn Ngọc Ân"), is_person_name("Lưu: VT, NV"), is_person_name("Bộ Chính trị")
    (True, False, False)
    """
    name = without_rank(text)
    return looks_like_name(name) and fold_aligned(name.split()[0]) in surnames()


def without_rank(text: str) -> str:
    """A name without the military rank or academic degree before it.

    >>> without_rank("Thượng tướng Vũ Hải Sản"), without_rank("PGS.TS. Lê Văn Nam")
    ('Vũ Hải Sản', 'Lê Văn Nam')
    """
    return _RANK.sub("", text)


def is_name_in_capitals(text: str) -> bool:
    """Three to five words in capitals that open with a surname: a signer, where the offices have been named.

    >>> is_name_in_capitals("NGUYỄN VĂN HÙNG"), is_name_in_capitals("HỒ CHÍ MINH"), is_name_in_capitals("TỈNH LÀO CAI")
    (True, False, False)
    """
    words = text.split()
    if not 3 <= len(words) <= 5 or not is_capitals(text) or not all(word.isalpha() for word in words):
        return False
    return fold_aligned(words[0]) in surnames() and fold_aligned(text) not in _PLACES_LIKE_NAMES


@cache
def surnames() -> frozenset[str]:
    """Surnames without accents, lower case: Kinh and those of the larger ethnic minorities."""
    return frozenset((resources.files("ingest") / "lists" / "surnames.txt").read_text("utf-8").split())


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words and nothing else: enough of a name where one is expected."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > MAX_NAME_LENGTH:
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words) and not all(len(word) == 1 for word in words)
