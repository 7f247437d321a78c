"""What the text layer of a page is worth: good, ruined, legacy encoding, broken font map, a mere stamp, or empty.

Two counts decide most pages. A word *speaks for* the text when it has Vietnamese letters and is a Vietnamese syllable.
A word *speaks against* it when it is a spelling that Vietnamese hardly ever has without accents (`quyet`, `cua`), or
shows what a wrong OCR model makes of letters (`s6`, `quyét`). With F and A their numbers,

    ruined  when  A / (A + F) > 0.25  and A is a fair part of all words

so that English inserts, tables of numbers, codes and short pages, which have few words of either sort, stay good.

>>> judge_text("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024").judgement.value
'good'
>>> judge_text("Can ctr Nghi quyét s6 57-NQ/TW ngay 22/12/2024").judgement.value
'ruined'
>>> judge_text("C¨n cø NghÞ quyÕt sè 57-NQ/TW cña Bé ChÝnh trÞ").encoding
'TCVN3'
"""

import re
import unicodedata
from typing import NamedTuple

from core.page import TextJudgement
from core.record import Record
from core.text import fold, nfc
from ingest.legacy_encoding import ENCODINGS, convert_legacy
from ingest.restore.spelling_evidence import always_accented, speaks_against
from ingest.restore.syllables import is_syllable
from ingest.restore.typing_style import has_accents

_WORD = re.compile(r"[^\W_]+(?:[¢¥€§&][^\W_]*)*|[^\W_]*[¢¥€§]+[^\W_]*")
_CID = re.compile(r"\(cid:\d+\)")
_STAMP_LINE = re.compile(
    r"^\W*(ký bởi|người ký|ngày ký|giờ ký|thời gian ký|signature|digitally signed|signed by|signer|chữ ký số|"
    r"(cơ quan|đơn vị|e-?mail|date|reason|location|tổ chức)\s*:)|\d\d:\d\d:\d\d",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "for", "or", "by", "on", "with", "as", "is", "are", "be", "shall", "that", "this")
)
_PRIVATE = {"Co", "Cn", "Cs"}
_SAMPLE_CHARACTERS = 20_000
_LEAST_LEGACY_SHARE = 0.45


class LayerJudgement(Record):
    """The judgement of one page's text, with reasons in Vietnamese.

    Attributes:
        encoding: name of the legacy encoding when that is the judgement, else None.
    """

    judgement: TextJudgement
    reasons: tuple[str, ...] = ()
    encoding: str | None = None


class _Census(NamedTuple):
    """Words of a text: all, those that speak for it, those that speak against it, with examples of these."""

    words: int
    speaking_for: int
    speaking_against: int
    examples: tuple[str, ...]

    @property
    def share_for(self) -> float:
        return self.speaking_for / max(1, self.words)


def judge_text(text: str) -> LayerJudgement:
    """The judgement of one page's text layer, as it came from the file (not yet normalised)."""
    sample = text[:_SAMPLE_CHARACTERS]
    if not any(character.isalnum() for character in sample):
        return _found(TextJudgement.EMPTY, "Lớp chữ của trang không có chữ nào.")
    legacy = _find_legacy(sample)
    if legacy is not None:
        return legacy
    broken = _broken_share(sample)
    if broken > 0.05:
        return _found(
            TextJudgement.BROKEN_FONT_MAP, f"{broken:.0%} ký tự không có nghĩa: tệp thiếu bảng mã của phông chữ."
        )
    census = _count(nfc(sample))
    if _is_stamp(sample):
        return _found(TextJudgement.STAMP_ONLY, "Lớp chữ chỉ có khung chữ ký số, không có nội dung văn bản.")
    if _is_unknown_script(sample, census):
        return _found(TextJudgement.BROKEN_FONT_MAP, "Hầu hết các từ không thuộc tiếng Việt: bảng mã phông chữ sai.")
    return _judge_accents(census)


def _found(judgement: TextJudgement, *reasons: str) -> LayerJudgement:
    return LayerJudgement(judgement=judgement, reasons=reasons)


def _judge_accents(census: _Census) -> LayerJudgement:
    judged = census.speaking_for + census.speaking_against
    share = census.speaking_against / max(1, judged)
    least = max(2, 0.1 * census.words) if census.speaking_for == 0 else max(4, 0.15 * census.words)
    if share > 0.25 and census.speaking_against >= least:
        return _found(
            TextJudgement.RUINED,
            f"{share:.0%} số từ cần có dấu mà không có hoặc bị nhận dạng sai (ví dụ: {', '.join(census.examples)}).",
            "Có thể trang đã được nhận dạng bằng ngôn ngữ khác tiếng Việt, hoặc gõ không dấu.",
        )
    if judged == 0:
        return _found(TextJudgement.GOOD, "Không có từ tiếng Việt nào cần dấu; giữ nguyên như trong tệp.")
    return _found(TextJudgement.GOOD, f"{1 - share:.0%} số từ cần có dấu được viết đúng chính tả tiếng Việt.")


def _count(text: str) -> _Census:
    words = _WORD.findall(text)
    speaking_for, against = 0, 0
    examples: list[str] = []
    for word in words:
        if has_accents(word) and is_syllable(word):
            speaking_for += 1
        elif speaks_against(word):
            against += 1
            if len(examples) < 4 and word not in examples:
                examples.append(word)
    return _Census(sum(not word.isdigit() for word in words), speaking_for, against, tuple(examples))


def _broken_share(text: str) -> float:
    """Share of characters that cannot be text: glyph numbers, private use, replacement and control characters."""
    numbered = sum(len(found.group()) for found in _CID.finditer(text))
    odd = sum(character == "\ufffd" or _is_odd(character) for character in text)
    return (numbered + odd) / max(1, sum(not character.isspace() for character in text))


def _is_odd(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _PRIVATE or (category == "Cc" and not character.isspace())


def _find_legacy(text: str) -> LayerJudgement | None:
    """A legacy judgement when decoding turns letters into Vietnamese that were not."""
    if sum("\x80" <= character <= "\xff" for character in text) < 0.02 * len(text):
        return None
    as_it_is = _count(nfc(text)).share_for
    if as_it_is > _LEAST_LEGACY_SHARE:
        return None
    shares = {name: _count(convert_legacy(text, name)).share_for for name in ENCODINGS}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _LEAST_LEGACY_SHARE or shares[best] < as_it_is + 0.2:
        return None
    reason = f"Chữ dùng bảng mã {best}: chuyển mã thì {shares[best]:.0%} số từ là âm tiết tiếng Việt có dấu."
    return LayerJudgement(judgement=TextJudgement.LEGACY_ENCODING, reasons=(reason,), encoding=best)


def _is_stamp(text: str) -> bool:
    """Every line with letters belongs to a digital-signature stamp."""
    lines = [line for line in nfc(text).splitlines() if any(character.isalnum() for character in line)]
    marked = sum(bool(_STAMP_LINE.search(line)) for line in lines)
    return marked >= 2 and len(lines) <= 8 and marked >= 0.5 * len(lines)


def _is_unknown_script(text: str, census: _Census) -> bool:
    """Many words, hardly one of them a syllable even with accents left out; or letters that are not Latin."""
    letters = [character for character in text if character.isalpha()]
    foreign = sum(
        not unicodedata.name(character, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MICRO"))
        for character in letters
    )
    if foreign > 0.2 * max(1, len(letters)):
        return True
    words = [word for word in _WORD.findall(fold(text)) if word.isalpha() and len(word) > 1]
    if len(words) < 30 or census.share_for > 0.1:
        return False
    return sum(word in _ENGLISH or word in always_accented() or is_syllable(word) for word in words) < 0.12 * len(words)
