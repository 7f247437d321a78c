"""Pages for the judge of text layers: real good pages, and each of the ways in which a text layer is spoilt.

The good pages are whole pages of laws, decrees and circulars (letterheads, bodies, ends with recipients and
signatures, tables) and of the real directives of the gold set. What spoils them is done here by rule, but for the
pages read by an English OCR, which are real readings of rendered pages.
"""

import lzma
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from core.text import nfc, strip_accents
from ingest.text_layers.legacy_encoding import ENCODINGS, convert_legacy

_GOLD = Path(__file__).parent / "gold"
_LINES_A_PAGE = 40
_LEAST_WORDS = 30
_LEAST_ACCENTED = 8
_RENDERED_LINES = 20
_ACCENTED = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]", re.IGNORECASE)
_ENGLISH = (
    "Memorandum of Understanding between the Ministry of Education and Training of Viet Nam and the partner "
    "institutions on the development of open educational resources, artificial intelligence and data governance."
)
_NUMBERS = "TT\tChỉ tiêu\t2024\t2025\n" + "\n".join(
    f"{n}\t{n * 7}.{n * 37 % 1000:03}\t{n * 3},{n}%" for n in range(1, 30)
)
_OTHER_NAMES = (
    "Y Thông Niê Kđăm, H’Bhem Byă, K’Brêu, Điểu K’Rứ, Cil Múp Ha Giêng, Rơ Chăm Y Ngọc, Siu Hương, Giàng Seo Vần, "
    "Đàng Năng Mẹo, Thạch Sô Phia, Lò Văn Piểng; Buôn Ea Sút, Krông Pắc, Đắk Lắk, Kon Plông, Ia Grai, Ƀuôn Hô, Čư Mgar"
)
_PLACES = "Pây hâư mà? Slon chữ, bjoóc mạ, khau nhục, Lồng tồng; Ramưwan, Katê, Po Klaong Garai, Rija Nagar, Bàu Trúc"
_MARKS_OF_VNI = "øùûõïâàåãáäêèéúüëæóíòîöôñ"

Spoil = Callable[[str], str]


class JudgedCase(NamedTuple):
    """A page, the kind it is of, and the verdicts that are right for it."""

    kind: str
    text: str
    accepted: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return self.accepted == ("good",)


def judged_cases() -> tuple[JudgedCase, ...]:
    """All cases, kind by kind."""
    pages = good_pages()
    telling = tuple(page for page in pages if _has_words(page[: len(page) // 2]) and _has_words(page[len(page) // 2 :]))
    return (
        *_good_cases(pages),
        *_ruined_cases(telling),
        *_broken_cases(telling),
        *_legacy_cases(telling),
        *_other_cases(),
    )


@cache
def good_pages() -> tuple[str, ...]:
    """Real pages of good text with a fair number of words."""
    with lzma.open(_GOLD / "judge/pages.txt.xz", "rt", encoding="utf-8") as held:
        pages = held.read().split("\f")
    for file in sorted((_GOLD / "texts").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        pages += ["\n".join(lines[start : start + _LINES_A_PAGE]) for start in range(0, len(lines), _LINES_A_PAGE)]
    return tuple(page for page in pages if len(page.split()) >= _LEAST_WORDS)


def _good_cases(pages: tuple[str, ...]) -> Iterator[JudgedCase]:
    ways: dict[str, Spoil] = {
        "good, as it is": str,
        "good, decomposed": lambda page: unicodedata.normalize("NFD", page),
        "good, capitals": str.upper,
        "good, other tone placement": _with_other_tone_placement,
        "good, with English": lambda page: f"{_ENGLISH}\n{page[:600]}\n{_ENGLISH}",
        "good, with numbers": lambda page: f"{page[:300]}\n{_NUMBERS}",
        "good, names of other peoples": lambda page: f"{page[:400]}\n{_OTHER_NAMES}",
        "good, short": lambda page: "\n".join(page.split("\n")[:6]),
    }
    for kind, way in ways.items():
        yield from (JudgedCase(kind, way(page), ("good",)) for page in pages)


def _ruined_cases(pages: tuple[str, ...]) -> Iterator[JudgedCase]:
    ruined = ("ruined",)
    yield from (JudgedCase("accents left out", strip_accents(page), ruined) for page in pages)
    yield from (JudgedCase("half without accents", _spoil_rest(page, 0.5, strip_accents), ruined) for page in pages)
    rows = [line.split("\t") for line in (_GOLD / "restore/rendered.tsv").read_text(encoding="utf-8").splitlines()]
    for _, group in groupby(rows, key=lambda row: row[0]):
        lines = list(group)
        for start in range(0, len(lines) - _RENDERED_LINES, _RENDERED_LINES):
            part = lines[start : start + _RENDERED_LINES]
            half = len(part) // 2
            mixed = [row[1] for row in part[:half]] + [row[2] for row in part[half:]]
            yield JudgedCase("read by English OCR", "\n".join(row[2] for row in part), ("ruined", "broken_font_map"))
            yield JudgedCase("half read by English OCR", "\n".join(mixed), ("ruined", "broken_font_map"))
    found = [
        line.split("\t")[1] for line in (_GOLD / "restore/lamdong_dev.tsv").read_text(encoding="utf-8").splitlines()
    ]
    yield from (JudgedCase("Lâm Đồng", "\n".join(found[at : at + 12]), ruined) for at in range(0, len(found), 12))


def _broken_cases(pages: tuple[str, ...]) -> Iterator[JudgedCase]:
    ways: dict[str, Spoil] = {
        "accented letters replaced by U+FFFD": lambda page: _ACCENTED.sub("\ufffd", page),
        "accented letters in private use": lambda page: _ACCENTED.sub("\uf0e1", page),
        "accented letters as question marks": lambda page: _ACCENTED.sub("?", page),
        "accented letters lost": lambda page: _ACCENTED.sub("", page),
        "letters moved by three": lambda page: re.sub("[A-Za-z]", lambda m: chr(ord(m[0]) + 3), strip_accents(page)),
        "cid numbers": lambda page: "".join(f"(cid:{ord(letter)})" for letter in page[:400]),
        "ƣ for ư": lambda page: page.replace("ư", "ƣ").replace("Ư", "Ƣ"),
    }
    for kind, way in ways.items():
        yield from (JudgedCase(kind, way(page), ("broken_font_map", "ruined")) for page in pages if _mixed_case(page))


def _legacy_cases(pages: tuple[str, ...]) -> Iterator[JudgedCase]:
    for encoding in ENCODINGS:
        table = _old_letters(encoding)
        for page in pages:
            old = "".join(table.get(letter, letter) for letter in re.sub("[–“”’…]", "-", nfc(page)))
            yield JudgedCase(f"in {encoding}", old, (f"legacy_encoding:{encoding}",))
    for page in pages:
        western = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in nfc(page).encode())
        yield JudgedCase("UTF-8 read as Western letters", western, ("legacy_encoding:UTF-8",))


def _other_cases() -> Iterator[JudgedCase]:
    stamps = (_GOLD / "judge/stamps.txt").read_text(encoding="utf-8").split("---\n")
    yield from (JudgedCase("signature stamp", stamp, ("stamp_only",)) for stamp in stamps)
    alone = (_ENGLISH, _NUMBERS, _OTHER_NAMES, _PLACES)
    yield from (JudgedCase("good, no Vietnamese prose", text, ("good",)) for text in alone)
    yield from (JudgedCase("empty", text, ("empty",)) for text in ("", "\n \n", "- – ...", "_______"))


def _spoil_rest(page: str, share: float, spoil: Spoil) -> str:
    """The page with the words after the first `share` of them spoilt."""
    words = re.split(r"(\s+)", page)
    cut = int(len(words) * share)
    return "".join(words[:cut]) + spoil("".join(words[cut:]))


def _has_words(text: str) -> bool:
    """Whether spoiling `text` changes anything: a table of coordinates is the same without accents."""
    return sum(_ACCENTED.search(word) is not None for word in text.split()) >= _LEAST_ACCENTED


def _mixed_case(page: str) -> bool:
    """Most words are in small letters: what tells a broken map from a heading."""
    return sum(word.islower() for word in page.split()) > 0.5 * len(page.split())


def _with_other_tone_placement(page: str) -> str:
    """The page with the tone marks of oa, oe and uy on the other vowel."""
    pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("ủy", "uỷ"),
        ("úy", "uý"),
        ("ùy", "uỳ"),
    ]
    new = {old: placed for old, placed in pairs} | {placed: old for old, placed in pairs}
    return re.sub("|".join(new), lambda found: new[found.group()], nfc(page))


@cache
def _old_letters(encoding: str) -> dict[str, str]:
    """How each Vietnamese letter is written in an old encoding, found by converting all that may stand for one."""
    singles = [chr(code) for code in (*range(0x80, 0x100), *(ord(c) for c in "ŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"))]
    pairs = [letter + mark for letter in "aAeEoOuUyYôÔöÖ" for mark in (_MARKS_OF_VNI + _MARKS_OF_VNI.upper())]
    table: dict[str, str] = {}
    for written in (*singles, *(pairs if encoding == "VNI" else ())):
        meant = convert_legacy(written, encoding)
        if len(meant) == 1 and meant != written and _ACCENTED.fullmatch(meant):
            table.setdefault(meant, written)
    return {letter: table.get(letter) or table.get(letter.lower(), letter) for letter in _all_letters()}


def _all_letters() -> tuple[str, ...]:
    codes = (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    return tuple(chr(code) for code in codes if _ACCENTED.fullmatch(chr(code)))
