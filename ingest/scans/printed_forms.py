"""Words of the letterhead that every office prints in the same way, spelt so where OCR lost an accent or a stroke.

Quốc hiệu, its motto, the level of a People's Committee and V/v are fixed; set small, slanted or underlined they are
what OCR misreads most, and a V/v read as "V/w" costs the kind and the subject of a letter. What was read is kept.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III.
"""

import re
from collections.abc import Iterator, Sequence

from core.text import fold, tone_key
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines

_HEAD_SHARE = 0.4
_SUBJECT_MARK = re.compile(r"^[^\w(]*V(?:\s?[/⁄]\s?\W*[vVwyuýỳ]?|[Ww]{1,2})\W*$")
_SUBJECT = "V/v"
_NUMBER_MARK = re.compile(r"^S[oóòỏõọôốồổỗộơ0][:;.]$")
_NUMBER = "Số:"
_RECIPIENTS = re.compile(r"^\W*\w{0,3}[iíìỉ] nhan\W*$")
_STAMPED = re.compile(r"\W*(?:hoa toc(?: hen gio)?|thuong khan|khan|tuyet mat|toi mat|mat)\b(?!\W*\w{2})")
_PHRASES = (
    "cộng hòa xã hội chủ nghĩa việt nam",
    "độc lập - tự do - hạnh phúc",
    "đảng cộng sản việt nam",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "ubnd tỉnh",
    "nhân dân tỉnh",
    "sở y tế",
    "sở giáo dục và đào tạo",
    "kính gửi",
    "nơi nhận",
)
_WORD = re.compile(r"(?P<before>\W*)(?P<letters>\w+|-)(?P<after>\W*)$")


def is_stamped_mark(text: str) -> bool:
    """`text` is a mark of urgency or secrecy, as it is stamped or printed on a first page.

    >>> is_stamped_mark("HỎA TỐC |"), is_stamped_mark("Mật khẩu")
    (True, False)
    """
    return _STAMPED.match(fold(text)) is not None


def with_printed_forms(words: Sequence[PlacedWord], *, height: float) -> tuple[PlacedWord, ...]:
    """`words` of a page `height` pixels high, those that every letterhead holds and "Nơi nhận" spelt as printed."""
    changed: dict[int, str] = {}
    for line in group_lines(words):
        for segment in cut_segments(line):
            if _RECIPIENTS.match(_key(segment)):
                changed[id(segment[0])] = "Nơi"
            if segment[0].centre_y < _HEAD_SHARE * height:
                changed |= dict(_marks(segment, line)) | dict(_phrases(segment))
    return tuple(_spelt(word, changed[id(word)]) if id(word) in changed else word for word in words)


def _marks(segment: VisualLine, line: VisualLine) -> Iterator[tuple[int, str]]:
    """V/v and "Số:" at the head of a stretch of `line`; a hand writes the number between "Số:" and its code."""
    if len(segment) > 1 and _SUBJECT_MARK.match(segment[0].text):
        yield id(segment[0]), _SUBJECT
    if _NUMBER_MARK.match(segment[0].text) and any("/" in word.text for word in line):
        yield id(segment[0]), _NUMBER


def _phrases(segment: VisualLine) -> Iterator[tuple[int, str]]:
    """Words that are those of a fixed phrase but for accents, in a line of capitals or one that is the phrase."""
    parts = [_WORD.match(word.text) for word in segment]
    keys = [fold(part["letters"]) if part else "" for part in parts]
    is_heading = " ".join(word.text for word in segment).isupper()
    for wanted in map(str.split, _PHRASES):
        folded = [fold(form) for form in wanted]
        for start in range(len(keys) - len(wanted) + 1):
            if keys[start : start + len(wanted)] == folded and (is_heading or len(keys) == len(wanted)):
                for word, part, form in zip(segment[start:], parts[start:], wanted, strict=False):
                    if part and tone_key(part["letters"]) != tone_key(form):
                        yield id(word), f"{part['before']}{_in_case_of(part['letters'], form)}{part['after']}"


def _in_case_of(read: str, form: str) -> str:
    return form.upper() if read.isupper() else form.capitalize() if read[:1].isupper() else form


def _spelt(word: PlacedWord, text: str) -> PlacedWord:
    return word if word.text == text else word.model_copy(update={"text": text, "as_read": word.as_read or word.text})


def _key(segment: VisualLine) -> str:
    return fold(" ".join(word.text for word in segment))
