"""Whether a sentence says no number, date, code or name that its quotes do not say."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.text import fold, nfc, squeeze, tone_key
from index.words import code_keys
from service.answers.capitals import CAPITAL

_DATE = re.compile(
    r"(?<!\d)(?<!\d[.-])(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?![\d/]|\.\d)"
    r"|(?:ngày|mùng)\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CODE = re.compile(
    r"\d[\w]*(?:\.\d{1,3}(?=\s?/\s?(?:19|20)\d\d))?(?:\s?/\s?(?:19|20)\d{2})?(?:\s?[-–/]\s?[\w&]*[^\W\d_][\w&]*)+"
)
_NAME = re.compile(rf"(?<!\w){CAPITAL}[\w&]*(?:[ -]+{CAPITAL}[\w&]*)*")
_LEADING_WORDS = frozenset({"do", "theo", "tai", "gui", "giao", "va", "voi", "cho", "tu"})
_SENTENCE_START = re.compile(r"(?:^|[.:;!?…“\"(–-]\s*|\n\s*)$")


def unsupported_words(sentence: str, quotes: Iterable[str], *, counted: Sequence[str] = ()) -> tuple[str, ...]:
    """Numbers, dates, codes and names in `sentence` that stand in none of `quotes`; empty when it is grounded.

    A date counts as the same in words and in figures, a code in any spelling, a name in either case.

    Args:
        sentence: what is to be said.
        quotes: verbatim words of the documents.
        counted: numbers that count the quotes and need not stand in them.

    >>> unsupported_words("Hạn là ngày 8/5/2023.", ["ngày 08 tháng 5 năm 2023"])
    ()
    >>> unsupported_words("Căn cứ Nghị định 120/2016/NĐ-CP.", ["Nghị định số 120/2016/NĐ-CP"])
    ()
    >>> unsupported_words("Do Nguyễn Văn A ký ngày 9/5/2023.", ["ngày 08 tháng 5 năm 2023"])
    ('9/5/2023', 'Nguyễn Văn A')
    """
    said = squeeze(nfc(sentence))
    evidence = squeeze(nfc("\n".join(quotes)).replace("**", ""))
    dates, said = _taken_out(_DATE, said)
    codes, said = _taken_out(_CODE, said)
    missing = [date for date in dates if not _holds_date(date, evidence)]
    missing += [code for code in codes if not _holds_code(code, evidence)]
    numbers = {_plain(number) for number in _NUMBER.findall(evidence)} | {_plain(number) for number in counted}
    missing += [number for number in _NUMBER.findall(said) if _plain(number) not in numbers]
    missing += [name for name in _names(said) if not _holds_name(name, evidence)]
    return tuple(missing)


def _taken_out(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    return [match.group() for match in pattern.finditer(text)], pattern.sub(" · ", text)


def _holds_date(date: str, evidence: str) -> bool:
    wanted = _date_parts(date)
    held = [_date_parts(match.group()) for match in _DATE.finditer(evidence)]
    if wanted[2]:
        return wanted in held
    return any(parts[:2] == wanted[:2] for parts in held) or date in evidence


def _date_parts(date: str) -> tuple[int, int, int]:
    numbers = [int(number) for number in re.findall(r"\d+", date)]
    return (numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 0)


def _holds_code(code: str, evidence: str) -> bool:
    keys = code_keys(code)
    return set(keys) <= set(code_keys(evidence)) if keys else _bare(code) in _bare(evidence)


def _bare(text: str) -> str:
    return "".join(fold(text).split())


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _names(text: str) -> list[str]:
    """Capitalised words; one that merely opens a sentence is left out."""
    found = []
    for match in _NAME.finditer(text):
        opens = _SENTENCE_START.search(text[: match.start()]) is not None
        first, _, rest = match.group().partition(" ")
        if opens and (not rest or fold(first) in _LEADING_WORDS):
            if " " in rest:
                found.append(rest)
            continue
        found.append(match.group())
    return found


def _holds_name(name: str, evidence: str) -> bool:
    wanted, held = f" {_words(name)} ", f" {_words(evidence)} "
    return wanted in held


@lru_cache(maxsize=64)
def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", tone_key(text)))
