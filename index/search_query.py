"""A question as the search engines take it."""

import re
from collections.abc import Callable, Mapping

from core.directive import BlockKind
from core.record import Record
from core.text import fold, nfc, squeeze, strip_accents
from index.asking_accents import with_asking_accents
from index.rarity import wants_accents
from index.short_forms import expand_short_forms
from index.words import code_keys, exact_search_text, folded_search_text
from ingest.letterheads.document_kinds import KIND_NAMES, KINDS_BY_CODE

LONGEST_QUESTION = 1_000
"""Characters of a question that are looked at; the rest cannot sharpen it."""

_MOST_WORDS = 64
_CODES_BY_KIND: dict[str, tuple[str, ...]] = {
    fold(kind): tuple(code for code, kinds in KINDS_BY_CODE.items() if kind in kinds) for kind in KIND_NAMES
}
_KIND_WORDS = "|".join(map(re.escape, _CODES_BY_KIND))
_SENT_TO = (
    rf"(?:^(?!bao cao (?!(?:so )?\d))(?:van ban|{_KIND_WORDS})\b|\b(?:{_KIND_WORDS}) (?:so )?\d)[^?]*?"
    r"\bgui (?:cho|den|toi) (?:nhung |cac )?(?:noi|ai|don vi|co quan)"
)
"""Whom a document was sent to; where to send a report, a list or a question is told in its text."""
_ABOUT_DOCUMENT = re.compile(
    r"\b(?:so|ky) hieu\b|\b(?:ban hanh|ky) (?:vao )?(?:ngay|khi|luc|nam|thang)|\bngay ban hanh|\bai (?:la nguoi )?ky\b"
    rf"|\bnguoi ky\b|\bchuc vu\b|\bnoi nhan\b|{_SENT_TO}"
    r"|\b(?:co quan|ai|don vi) (?:nao )?ban hanh\b|\bcan cu (?:vao )?(?:dau|nhung|cac|van ban)\b"
    r"|\b(?:can cu|thuc hien|trien khai)\b.*\b(?:van ban|nghi quyet|chuong trinh|chi thi|ke hoach|quyet dinh)"
    r"(?: hanh dong)? nao\b"
)
_PARTS = (
    (re.compile(r"\b(?:so|ky) hieu\b|\bban hanh (?:vao )?(?:ngay|khi|luc|nam|thang)|\bngay ban hanh"),
     (BlockKind.LETTERHEAD, BlockKind.ANNEX_HEAD)),
    (re.compile(r"\bai (?:la nguoi )?ky\b|\bnguoi ky\b|\bchuc vu\b"), (BlockKind.SIGNATURE,)),
    (re.compile(rf"\bnoi nhan\b|{_SENT_TO}"), (BlockKind.RECIPIENTS,)),
)  # fmt: skip
_ASKS_TIME = re.compile(
    r"\b(?:khi nao|bao gio|luc nao|(?:may|luc) gio|(?:ngay|thang|quy|nam|gio|buoi|dip) nao"
    r"|thoi (?:gian|diem|han) (?:nao|cua|nop|gui)|han (?:nop|gui|chot|bao cao|cuoi|dang ky)|tu ngay|den ngay)\b"
)
_LABELS_ASKED = {
    "time": _ASKS_TIME,
    "place": re.compile(
        r"\b(?:o|tai) dau\b|\bdia (?:diem|chi)\b|\b(?:cho|noi|phong(?: hop)?|hoi truong|khach san) nao\b"
    ),
    "funds": re.compile(r"\bkinh phi\b|\bnguon (?:tien|chi|von|thu)\b|\b(?:lay|chi) tien\b|\btien (?:chi|lay)\b"),
    "contact": re.compile(r"\blien he\b|\bdien thoai\b|\bdau moi\b|\be-?mail\b"),
}
"""By what a part of a paper opens with ("Thời gian: …"), the questions that ask for it."""
_KIND_AND_NUMBER = re.compile(rf"\b({_KIND_WORDS}) (?:so )?0*(\d{{1,5}})(?![\d/]|[-–.]\d)")


class SearchQuery(Record):
    """A question made ready for search.

    Attributes:
        text: with accents and long forms, for the meaning of it.
        exact, folded: its words as the full-text tables hold them; `exact` is empty while it has no accents.
        codes: keys of the số, ký hiệu in it.
        about_document: it asks what a document is (number, date, signer, recipients, what it rests on), which stands
            before and after its sections.
        parts: kinds of block (`core.directive.BlockKind`) in which such a thing is written.
        asks_time: it asks for a day, an hour or a period.
        labels: names of what it asks for that papers put before a colon (`index.ranking_features`).
        named: beginnings of the keys of documents named by kind and number ("15kh" for Kế hoạch 15).
    """

    text: str
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    codes: tuple[str, ...]
    named: tuple[str, ...] = ()
    about_document: bool = False
    parts: tuple[str, ...] = ()
    asks_time: bool = False
    labels: tuple[str, ...] = ()


def has_accents(text: str) -> bool:
    """Whether `text` holds a letter that only Vietnamese typing gives."""
    return fold(text) != text.lower()


def read_search_query(question: str, *, accent: Callable[[str], str]) -> SearchQuery:
    """The question with accents restored, short forms written out, and its words as search compares them.

    Args:
        question: as typed.
        accent: puts accents on a question typed without.
    """
    typed = squeeze(nfc(question))[:LONGEST_QUESTION]
    text = write_out(typed, accent=accent)
    return SearchQuery(
        text=text,
        exact=_words(exact_search_text(text)) if has_accents(text) else (),
        folded=_words(folded_search_text(text)),
        codes=code_keys(typed),
        named=_named(fold(text)),
        about_document=_ABOUT_DOCUMENT.search(fold(text)) is not None,
        asks_time=_ASKS_TIME.search(fold(text)) is not None,
        labels=tuple(name for name, asked in _LABELS_ASKED.items() if asked.search(fold(text))),
        parts=tuple(kind.value for asked, kinds in _PARTS if asked.search(fold(text)) for kind in kinds),
    )


def _words(search_text: str) -> tuple[str, ...]:
    return tuple(search_text.split()[:_MOST_WORDS])


def _named(folded: str) -> tuple[str, ...]:
    """Beginnings of codes for "nghi quyet so 57": the number and each code letter group that the kind may have."""
    return tuple(
        dict.fromkeys(
            f"{match[2]}{fold(code)}"
            for match in _KIND_AND_NUMBER.finditer(folded)
            for code in _CODES_BY_KIND[match[1]]
        )
    )


def write_out(typed: str, *, accent: Callable[[str], str], defined: Mapping[str, str] | None = None) -> str:
    """`typed` with short forms written out and, when it was typed without accents, accents put on.

    The long forms lose their accents first: a text that has some is not accented any more. Where only some words were
    typed with accents, those that want some get what they would get in the whole text without any.
    """
    if not has_accents(typed):
        return with_asking_accents(accent(strip_accents(expand_short_forms(typed, defined, accentless=True))))
    written = expand_short_forms(typed, defined)
    if not any(_lacks_accents(word) for word in written.split()):
        return written
    words, guessed = written.split(), accent(strip_accents(written)).split()
    if len(words) != len(guessed):
        return written
    few = 4 * sum(has_accents(word) for word in words) < len(words)
    return " ".join(
        guess if (_lacks_accents(word) or (few and not has_accents(word))) and fold(guess) == fold(word) else word
        for word, guess in zip(words, guessed, strict=True)
    )


def _lacks_accents(word: str) -> bool:
    """Whether a word in small letters was typed without the accents that it has ("thuong", "dau")."""
    return word.islower() and word.isalpha() and wants_accents(word)
