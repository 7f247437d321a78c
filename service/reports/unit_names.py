"""Names of units: which two are the same, and how a name printed in capitals is written inside a sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from core.directive import Abbreviation
from core.text import fold, nfc, squeeze

_COMMON_SHORT_FORMS: Final = (
    ("CĐCS", "Công đoàn cơ sở"),
    ("CĐGD", "Công đoàn Giáo dục"),
    ("LĐLĐ", "Liên đoàn Lao động"),
    ("TLĐ", "Tổng Liên đoàn"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"),
    ("PGD", "Phòng Giáo dục"),
    ("KH&CN", "Khoa học và Công nghệ"),
    ("TT&TT", "Thông tin và Truyền thông"),
    ("CĐ", "Công đoàn"),
    ("THCS", "Trung học cơ sở"),
    ("THPT", "Trung học phổ thông"),
)

_FIXED_NAMES: Final = """
Công đoàn Giáo dục|Công đoàn ngành|Công đoàn cơ sở|Công đoàn|Tổng Liên đoàn Lao động|Liên đoàn Lao động|Ủy ban nhân dân
Hội đồng nhân dân|Ủy ban Mặt trận Tổ quốc|Ban Chấp hành Trung ương|Ban Chấp hành|Ban Thường vụ|Trung ương|Đảng ủy
Tỉnh ủy|Thành ủy|Huyện ủy|Đảng bộ|Chi bộ|Giáo dục và Đào tạo|Ban Tuyên giáo và Dân vận|Ban Tổ chức|Văn phòng
Trường Đại học|Trường Cao đẳng|Trường Trung học phổ thông|Trường Trung học cơ sở|Trường Tiểu học|Trường Mầm non
tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu|các|và|trực thuộc|cơ sở
"""
_LONGEST_NAME_WORDS: Final = 12
_FIXED_CASING: Final = tuple(
    sorted(
        (name for line in _FIXED_NAMES.split("\n") for name in line.split("|") if name), key=lambda n: -len(n.split())
    )
)


def name_key(name: str, abbreviations: Sequence[Abbreviation] = ()) -> str:
    """Key that is equal for two spellings of one unit: short forms spelled out, accents, case and marks dropped.

    >>> name_key("LĐLĐ tỉnh Tây Ninh") == name_key("Liên đoàn lao động tỉnh Tây Ninh")
    True
    """
    spelled = spell_out(name, abbreviations)
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", fold(spelled)).split())


def spell_out(name: str, abbreviations: Sequence[Abbreviation] = ()) -> str:
    """`name` with short forms replaced by what the document defines for them, else by their common meaning."""
    defined = [(item.short, item.long) for item in abbreviations if _is_short_form(item)]
    forms = defined + list(_COMMON_SHORT_FORMS)
    result = squeeze(nfc(name))
    for short, long in forms:
        result = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", lambda _: long, result)  # noqa: B023
    return result


def _is_short_form(item: Abbreviation) -> bool:
    """A short form of a name (CĐGD), not a word that the document gives a sense of its own ("đơn vị", "hai Bộ")."""
    capitals = sum(letter.isupper() for letter in item.short)
    return " " not in item.short and capitals >= 2 and len(item.long.split()) <= _LONGEST_NAME_WORDS


def sentence_case(name: str, text: str) -> str:
    """`name` as written inside a sentence.

    A name that is not all capitals stands, and so does a lone short form (CĐNGD). Else the spelling that `text` itself
    uses in mixed case is taken; where it uses none, common words of names are cased by rule and every other syllable
    gets a capital.

    >>> sentence_case("ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "")
    'Ủy ban nhân dân tỉnh Hà Giang'
    >>> sentence_case("CÔNG ĐOÀN GIÁO DỤC VIỆT NAM", "… của Công đoàn Giáo dục Việt Nam.")
    'Công đoàn Giáo dục Việt Nam'
    """
    name = squeeze(nfc(name))
    if name != name.upper() or " " not in name:
        return name
    words = r"\s+".join(re.escape(word) for word in name.split())
    for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
        if found.group() != found.group().upper():
            return _first_upper(squeeze(found.group()))
    return _cased_by_rule(name)


def sentence_words(title: str, text: str) -> str:
    """A title printed in capitals as words of a sentence: small, but for what `text` writes with capitals.

    Two syllables keep their capitals when the text has them side by side with capitals, and not more often without;
    codes with digits and short forms in brackets stay.

    >>> sentence_words("ĐỔI MỚI HOẠT ĐỘNG CÔNG ĐOÀN VIỆT NAM", "Công đoàn Việt Nam đổi mới hoạt động công đoàn")
    'đổi mới hoạt động công đoàn Việt Nam'
    """
    if title != title.upper() or title == title.lower():
        return title
    upper = title.split()
    words = [word if re.search(r"[\d&()]", word) else word.lower() for word in upper]
    for index, pair in enumerate(pairwise(list(words))):
        small, large = " ".join(pair), " ".join(word.capitalize() for word in pair)
        if large != small and text.count(large) > text.count(small):
            words[index : index + 2] = large.split()
    return " ".join(words)


def _cased_by_rule(name: str) -> str:
    syllables, cased, index = name.split(), [], 0
    while index < len(syllables):
        phrase = next((p for p in _FIXED_CASING if _starts_with(syllables[index:], p)), None)
        if phrase is None:
            cased.append(syllables[index].capitalize())
            index += 1
        else:
            cased.append(phrase)
            index += len(phrase.split())
    return _first_upper(" ".join(cased))


def _starts_with(syllables: Sequence[str], phrase: str) -> bool:
    wanted = phrase.split()
    return [fold(word) for word in syllables[: len(wanted)]] == [fold(word) for word in wanted]


def _first_upper(name: str) -> str:
    return name[:1].upper() + name[1:]
