"""Names of bodies: how they open, how letterhead lines join to one name, and how a sentence cases them."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from core.text import fold_aligned, squeeze, tone_key
from ingest.structure.markers import is_capitals

_HEADS = (
    "bo|so|phong|ban|uy ban|ubnd|ub|hdnd|hoi|doan|cong doan|lien doan|tong|cuc|vu|chi cuc|truong|dang|dang uy|tinh uy"
    "|thanh uy|huyen uy|thi uy|quan uy|van phong|vien|trung tam|quoc hoi|chinh phu|thu tuong|chu tich nuoc|toa an"
    "|ngan hang|cong ty|tap doan|bch|thanh tra|kiem toan|bao hiem|kho bac|hoc vien|dai hoc|thanh doan|tinh doan"
    "|huyen doan|mat tran|lien minh|lien hiep|quy|cdgd|cdn|benh vien|cang|dai|thue|hai quan|to|khoa|cum|kiem lam"
)
_HEAD = re.compile(rf"(?:{_HEADS})\b")
_PLACE_WORDS = re.compile(
    r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|phuong|xa|dac khu|khu vuc|nuoc)\b(?!\s+(?:uy|doan|doi)\b)"
)
_LOOSE_END = re.compile(r"(?:\bva|\bcua|,|-|–|&|\bcac)$")
_HALF_NAMES = re.compile(
    r"uy ban nhan dan|uy ban thuong vu|hoi dong nhan dan|ban chap hanh|ban thuong vu"
    r"|(?:tong )?lien doan(?: lao dong)?|dang bo|dang uy|truong (?:thcs|thpt|tieu hoc|mam non)|hoi lien hiep phu nu"
)
_DEFINED = re.compile(r"\s*\([A-ZĐƯ&]{2,12}\)")


def opens_body_name(text: str) -> bool:
    """The words begin as the name of a body does (BỘ, SỞ, Ủy ban, Công đoàn)."""
    return _HEAD.match(fold_aligned(text)) is not None


def join_names(lines: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Indexes of `lines` grouped by the body that they name: a name may run over several lines.

    >>> join_names(("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"))
    ((0, 1),)
    >>> join_names(("UBND HUYỆN HIỆP HÒA", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"))
    ((0,), (1,))
    """
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        folded = fold_aligned(line).strip()
        before = fold_aligned(lines[index - 1]).strip() if index else ""
        open_before = _HALF_NAMES.fullmatch(before) is not None or _LOOSE_END.search(before) is not None
        if groups and (open_before or _PLACE_WORDS.match(folded) or not opens_body_name(line)):
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(tuple(group) for group in groups)


def without_definition(name: str) -> str:
    """The name without the abbreviation that it introduces.

    >>> without_definition("Công đoàn Giáo dục (CĐGD) Việt Nam")
    'Công đoàn Giáo dục Việt Nam'
    """
    return squeeze(_DEFINED.sub("", name))


def sentence_case(name: str, text: str) -> str:
    """A name in capitals as a sentence writes it: as `text` itself does where it names the body, else by the list.

    >>> sentence_case("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", "")
    'Ủy ban nhân dân tỉnh Quảng Ngãi'
    """
    name = squeeze(name)
    if not is_capitals(name) and not name[:1].islower():
        return name
    return _as_written(name, text) or _by_list(name.upper())


def _as_written(name: str, text: str) -> str | None:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in fold_aligned(name).split()))
    key = tone_key(name)
    seen = Counter(
        written
        for match in pattern.finditer(fold_aligned(text))
        if (written := squeeze(text[match.start() : match.end()]))
        and not is_capitals(written)
        and tone_key(written) == key
    )
    found = [written for written, _ in seen.most_common() if written[0].isupper()]
    return found[0] if found else None


def _by_list(name: str) -> str:
    words, cased, at = name.split(), [], 0
    while at < len(words):
        for length in range(min(7, len(words) - at), 0, -1):
            phrase = _phrases().get(fold_aligned(" ".join(words[at : at + length])))
            if phrase is not None and len(phrase.split()) == length:
                cased.extend(_keep_letters(words[at : at + length], phrase))
                at += length
                break
        else:
            word = words[at]
            cased.append(word if len(word) <= 5 and not _is_word(word) else word.capitalize())
            at += 1
    joined = " ".join(cased)
    return joined[:1].upper() + joined[1:]


def _keep_letters(words: Sequence[str], phrase: str) -> list[str]:
    """The words as printed, cased like the phrase (tone marks stay where the document puts them)."""
    models = phrase.split()
    return [
        word.lower() if model.islower() else word if model.isupper() else word.capitalize()
        for word, model in zip(words, models, strict=True)
    ]


def _is_word(word: str) -> bool:
    """A syllable, not an abbreviation: it has a vowel inside and no two Đ-like capitals in a row without one."""
    bare = fold_aligned(word)
    return re.fullmatch(r"[bcdđghklmnpqrstvx]{0,3}[aeiouy]{1,3}[cghmnpt]{0,2}", bare) is not None


@cache
def _phrases() -> dict[str, str]:
    lines = (resources.files("ingest") / "lists" / "organisations.txt").read_text("utf-8").splitlines()
    return {fold_aligned(line): line for line in lines if line}
