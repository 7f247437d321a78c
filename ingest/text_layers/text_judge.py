"""What the text layer of a page is worth: good, ruined, legacy encoding, broken font map, a mere stamp, or empty.

Two counts decide most pages. A word *speaks for* the text when it has Vietnamese letters and is a Vietnamese syllable.
A word *speaks against* it when it is a spelling that Vietnamese hardly ever has without accents (`quyet`, `cua`), or
shows what a wrong OCR model makes of letters (`s6`, `quyét`). With F and A their numbers,

    ruined  when  A / (A + F) > 0.25  and A is a fair part of all words

so that English inserts, tables of numbers, codes and short pages, which have few words of either sort, stay good.
A page of which only a stretch is ruined is found by the same counts over every stretch of `_STRETCH_WORDS` words. What
no count of words shows is looked for first: signature stamps, old encodings, and the marks of a broken font map:
characters that are no text, question marks and gaps where letters with accents stood, letters of no known language.

>>> judge_text("Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024").judgement.value
'good'
>>> judge_text("Can ctr Nghi quyét s6 57-NQ/TW ngay 22/12/2024").judgement.value
'ruined'
>>> judge_text("C¨n cø NghÞ quyÕt sè 57-NQ/TW cña Bé ChÝnh trÞ").encoding
'TCVN3'
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from core.page import TextJudgement
from core.record import Record
from core.text import fold, nfc
from ingest.restore.spelling_evidence import always_accented, speaks_against
from ingest.restore.syllables import is_syllable
from ingest.restore.typing_style import has_accents
from ingest.text_layers.broken_fonts import broken_share, has_lost_letters
from ingest.text_layers.legacy_fonts import find_encoding
from ingest.text_layers.misread_utf8 import MISREAD_UTF8

_WORD = re.compile(r"[^\W_]+(?:[¢¥€§&][^\W_]*)*|[^\W_]*[¢¥€§]+[^\W_]*")
LOOKALIKES = "U+01A3"
"""Names the fault of fonts that have ƣ (U+01A3) where ư belongs; composing a text mends it."""
_OI = re.compile("[\u01a2\u01a3]")
_STAMP_LINE = re.compile(
    r"^\W*(ký bởi|người ký|ngày ký|giờ ký|thời gian ký|signature|digitally signed|signed by|signer|chữ ký số|"
    r"(cơ quan|đơn vị|e-?mail|date|reason|location|tổ chức)\s*:)|\d\d:\d\d:\d\d",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "for", "or", "by", "on", "with", "as", "is", "are", "be", "shall", "that", "this")
)
_SIGNED_BY = re.compile(r"\W*(ký bởi|người ký|digitally signed|signed by)\b", re.IGNORECASE)
_SIGNING_TIME = re.compile(r"\d\d?[./-]\d\d?[./-]\d{4}\s+\d\d:\d\d:\d\d")
_MAIL = re.compile(r"\S@\S+\.\w")
_STAMP_LINES = 8
_SPEAKABLE = re.compile(r"(?=.*[aeiouy])(?!.*[^aeiouy]{5})(?!.*[aeiouy]{5})")
_STRETCH_WORDS = 50
_NEAR_LINES = 2
_LEAST_RUINED, _RUINED_STRETCH_SHARE = 7, 0.6
_SAMPLE_CHARACTERS = 20_000


class LayerDecision(StrEnum):
    """What to do with a text layer.

    Attributes:
        KEEP: take it as it is.
        CONVERT: turn it into Unicode letter by letter.
        READ_IMAGE: read the page's image with the Vietnamese OCR; restore the text where there is no image.
    """

    KEEP = "keep"
    CONVERT = "convert"
    READ_IMAGE = "read_image"


class LayerJudgement(Record):
    """The judgement of one page's text, with reasons in Vietnamese.

    Attributes:
        encoding: what the text is to be converted from, `LOOKALIKES` or an old encoding; None when it is Unicode.
    """

    judgement: TextJudgement
    reasons: tuple[str, ...] = ()
    encoding: str | None = None

    @property
    def decision(self) -> LayerDecision:
        """What follows from the judgement."""
        if self.encoding is not None:
            return LayerDecision.CONVERT
        return LayerDecision.KEEP if self.judgement is TextJudgement.GOOD else LayerDecision.READ_IMAGE


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
    broken = broken_share(sample)
    if broken > 0.05:
        return _found(
            TextJudgement.BROKEN_FONT_MAP, f"{broken:.0%} ký tự không có nghĩa: tệp thiếu bảng mã của phông chữ."
        )
    if _is_stamp(sample):
        return _found(TextJudgement.STAMP_ONLY, "Lớp chữ chỉ có khung chữ ký số, không có nội dung văn bản.")
    census = _count(nfc(sample))
    if _is_unknown_script(sample, census):
        return _found(TextJudgement.BROKEN_FONT_MAP, "Hầu hết các từ không thuộc tiếng Việt: bảng mã phông chữ sai.")
    judged = _judge_accents(census)
    if judged.judgement is TextJudgement.GOOD and has_lost_letters(sample):
        return _found(
            TextJudgement.BROKEN_FONT_MAP, "Nhiều chữ có dấu bị mất hoặc thành dấu hỏi: bảng mã phông chữ sai."
        )
    if judged.judgement is TextJudgement.GOOD:
        judged = _judge_stretches(sample) or judged
    if judged.judgement is TextJudgement.GOOD and _OI.search(text):
        reason = "Phông chữ ghi ƣ thay cho ư: đã đổi lại."
        return LayerJudgement(judgement=TextJudgement.BROKEN_FONT_MAP, reasons=(reason,), encoding=LOOKALIKES)
    return judged


def ruined_lines(text: str) -> tuple[bool, ...]:
    """For each line of a page whether it is ruined, told by its own words and those of the lines around it.

    A line that speaks for itself stays; one that speaks against itself is ruined when its neighbourhood is; one that
    says nothing goes with a ruined neighbourhood. Where no line speaks for itself, all are ruined.

    >>> ruined_lines("Căn cứ Nghị quyết\\nnhu tren\\nThực hiện Nghị quyết\\n\\n\\n\\nThuc hien Nghi quyet\\n2.")
    (False, False, False, False, True, True, True, True)
    """
    counts = [_count(nfc(line)) for line in text.split("\n")]
    balances = [census.speaking_against - census.speaking_for for census in counts]
    if all(own >= 0 for own in balances):
        return (True,) * len(balances)
    return tuple(own >= 0 and _has_ruined_side(balances, at) for at, own in enumerate(balances))


def _has_ruined_side(balances: Sequence[int], at: int) -> bool:
    """Whether a line and the few before it, or it and the few after it, speak against themselves."""
    before, after = balances[max(0, at - _NEAR_LINES) : at], balances[at + 1 : at + 1 + _NEAR_LINES]
    return any(side and balances[at] + sum(side) > 0 for side in (before, after))


def _judge_stretches(text: str) -> LayerJudgement | None:
    """RUINED when one stretch of the page is, though the whole may pass; None when no stretch is."""
    for words in _stretches(nfc(text)):
        census = _census_of(words)
        judged = census.speaking_for + census.speaking_against
        if census.speaking_against >= _LEAST_RUINED and census.speaking_against > _RUINED_STRETCH_SHARE * judged:
            return _found(
                TextJudgement.RUINED,
                f"Một phần của trang mất dấu hoặc bị nhận dạng sai (ví dụ: {', '.join(census.examples)}).",
            )
    return None


def _stretches(text: str) -> Iterator[list[str]]:
    """Stretches of `_STRETCH_WORDS` words that are no numbers, each starting in the middle of the one before."""
    words = [word for word in _WORD.findall(text) if not word.isdigit()]
    for start in range(0, max(1, len(words) - _STRETCH_WORDS // 2), _STRETCH_WORDS // 2):
        yield words[start : start + _STRETCH_WORDS]


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
    return _census_of(_WORD.findall(text))


def _census_of(words: list[str]) -> _Census:
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


def _find_legacy(text: str) -> LayerJudgement | None:
    """A legacy judgement when the words of the text are Vietnamese once converted."""
    encoding = find_encoding(text)
    if encoding is None:
        return None
    reason = f"Chữ dùng bảng mã {encoding}: chuyển sang Unicode thì phần lớn các từ là âm tiết tiếng Việt có dấu."
    if encoding == MISREAD_UTF8:
        reason = "Chữ UTF-8 bị đọc nhầm thành chữ Tây Âu (như “Tiáº¿ng Viá»‡t”): đọc lại thì đúng tiếng Việt."
    return LayerJudgement(judgement=TextJudgement.LEGACY_ENCODING, reasons=(reason,), encoding=encoding)


def _is_stamp(text: str) -> bool:
    """The few lines with letters belong to a digital-signature stamp: most say so, or one does and one gives a time."""
    lines = [line for line in nfc(text).splitlines() if any(character.isalnum() for character in line)]
    if not lines or len(lines) > _STAMP_LINES:
        return False
    marked = sum(bool(_STAMP_LINE.search(line)) for line in lines)
    if len(lines) <= 2 and _SIGNED_BY.match(lines[0]):
        return True
    if len(lines) <= 4 and _SIGNING_TIME.search(text) and _MAIL.search(text):
        return True
    return marked >= 2 and marked >= 0.5 * len(lines)


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
    if sum(bool(_SPEAKABLE.match(word)) for word in words) > 0.6 * len(words):
        return False
    return sum(word in _ENGLISH or word in always_accented() or is_syllable(word) for word in words) < 0.12 * len(words)
