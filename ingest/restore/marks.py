"""Punctuation and list marks of a misread text, put right where the evidence is strong.

Six misreadings are told from the text around them alone, before any word of it is known:

- A full stop before a small letter was a comma: `kinh té. xã` in 153 of 161 cases of our training noise.
- A colon inside a line, after an onset with i or t and before a small letter, is half of ủ or ù: `phi: hop`, in 39 of
  42 cases.
- A dash that stands alone was read as `=`, `~` or `_`; a long dash stands for the shorter one that documents use.
- List letters go a, b, c, d, đ, e: `¢)` is c, the second `d)` in a row is đ, `by` that opens a line after `a)` is b.
- Roman numerals go I, II, III, IV: `IH.` that opens a line after `II.` is III, `IL.` after `I.` is II.
- A line that opens with `S6:`, `So:`, `S06:` before a number opens with `Số:`.

>>> mend_marks([["a)", "Té"], ["by", "S6"], ["¢)", "X4"], ["d)", "HQi"], ["d)", "Bao"], ["="], ["té.", "xa", "hdi."]])
[['a)', 'Té'], ['b)', 'S6'], ['c)', 'X4'], ['d)', 'HQi'], ['đ)', 'Bao'], ['-'], ['té,', 'xa', 'hdi.']]
>>> mend_marks([["I,", "MUC"], ["IH.", "TO"], ["II.", "NQI"], ["IH.", "TO"], ["S6:", "12/KH-UBND"]])
[['I.', 'MUC'], ['IH.', 'TO'], ['II.', 'NQI'], ['III.', 'TO'], ['Số:', '12/KH-UBND']]
>>> mend_marks([["phi:", "hop", "cht:", "Ha"]])
[['phu', 'hop', 'cht:', 'Ha']]
"""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

_ALPHABET = "abcdđeghiklmnopqrs"
_READ_FOR = {
    "a": "aà",
    "b": "bh6",
    "c": "c¢e©",
    "d": "d",
    "đ": "dđa",
    "e": "eécs",
    "g": "gpq9",
    "h": "hb",
    "i": "i1ìlj",
}
"""What the first list letters are read as; any other is read as itself."""
_LIST_MARK = re.compile(r"^([^\W_]|[¢©])([.)])$")
_HIDDEN_MARK = re.compile(r"^([^\W\d_]|[¢©6])([yjr>}])$")
_OPENS_SECTION = re.compile(r"^(\d{1,2}(\.\d{1,2})*[.)]?|[IVX]+\.)$")
"""List letters start anew after it."""
_CLOSING = ".)"
_ROMAN_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ROMAN_MARK = re.compile(r"^([IVXHTLJl1|!]{1,6})[.,]$")
_READ_FOR_ONES = str.maketrans({"H": "II", **dict.fromkeys("TLJl1|!", "I")})
_NUMBER_LABEL = re.compile(r"^[S$][6oO08óốôéOÓỐÔ&§]{1,2}[:;](\d*)$")
_NUMBERED = re.compile(r"^[\d/…]|^[-–]?/")
_SPOILT_DASH = re.compile(r"^[=~_]$")
_PARTED_U = re.compile(r"^(ch|ph|th|tr)[it]:$", re.IGNORECASE)
_PLAIN_WORD_WITH_STOP = re.compile(r"^[^\W\d_]*[a-z¢éà-ỹ][^\W\d_]*\.$")

TokenLines = Sequence[Sequence[str]]


def mend_marks(lines: TokenLines) -> list[list[str]]:
    """The tokens of each line, as many as before, with such marks put right."""
    dashed = [_with_whole_u([_with_dash(token) for token in line]) for line in lines]
    return _with_commas(_with_number_labels(_with_roman_numerals(_with_list_letters(dashed))))


def _with_dash(token: str) -> str:
    return "-" if _SPOILT_DASH.match(token) else token.replace("—", "–")


def _with_whole_u(line: Sequence[str]) -> list[str]:
    return [
        token[:-2] + "u" if _PARTED_U.match(token) and following[:1].islower() else token
        for token, following in zip_longest(line, line[1:], fillvalue="")
    ]


def _with_list_letters(lines: TokenLines) -> list[list[str]]:
    mended: list[list[str]] = []
    last = ""
    for line in lines:
        mark = _list_mark(line, last) if len(line) > 1 else None
        if mark:
            last = mark[0]
        elif line and _OPENS_SECTION.match(line[0]):
            last = ""
        mended.append([mark, *line[1:]] if mark else list(line))
    return mended


def _list_mark(line: Sequence[str], last: str) -> str | None:
    """The list mark that `line` opens with, put right; None when it opens with none.

    Args:
        line: at least two tokens.
        last: the list letter before this one, "" when there was none.
    """
    matched = _LIST_MARK.match(line[0]) or _HIDDEN_MARK.match(line[0])
    if not matched or line[0][0].isupper() or not line[1][0].isupper():
        return None
    letter, close = matched.groups()
    is_plain = close in _CLOSING
    following = _ALPHABET[_ALPHABET.index(last) + 1 :][:1] if last in _ALPHABET and last else ""
    if following and letter in _READ_FOR.get(following, following):
        return following + (close if is_plain else ")")
    if is_plain and letter in "¢©":
        return "c" + close
    return line[0] if is_plain and letter in _ALPHABET else None


def _with_roman_numerals(lines: TokenLines) -> list[list[str]]:
    mended: list[list[str]] = []
    last = -1
    for line in lines:
        found = _roman_numeral(line, last) if len(line) > 1 else None
        if found is not None:
            last = found
        mended.append([_ROMAN_NUMERALS[last] + ".", *line[1:]] if found is not None else list(line))
    return mended


def _roman_numeral(line: Sequence[str], last: int) -> int | None:
    """Place of the numeral that `line` opens with; None when it opens with none.

    Args:
        line: at least two tokens.
        last: place of the numeral before this one, -1 when there was none.
    """
    matched = _ROMAN_MARK.match(line[0])
    if not matched or not line[1][0].isupper() or matched[1].isdigit():
        return None
    following = _ROMAN_NUMERALS[last + 1 :][:1]
    if matched[1].translate(_READ_FOR_ONES) in following:
        return last + 1
    return _ROMAN_NUMERALS.index(matched[1]) if matched[1] in _ROMAN_NUMERALS and line[0][-1] == "." else None


def _with_number_labels(lines: TokenLines) -> list[list[str]]:
    mended = [list(line) for line in lines]
    for line in mended:
        matched = _NUMBER_LABEL.match(line[0]) if len(line) > 1 else None
        if matched and (matched[1] or _NUMBERED.match(line[1])):
            line[0] = f"Số:{matched[1]}"
    return mended


def _with_commas(lines: list[list[str]]) -> list[list[str]]:
    places = [(row, column) for row, line in enumerate(lines) for column in range(len(line))]
    for (row, column), (next_row, next_column) in pairwise(places):
        token, following = lines[row][column], lines[next_row][next_column]
        if _PLAIN_WORD_WITH_STOP.match(token) and _runs_on(following) and next_row - row <= 1:
            lines[row][column] = token[:-1] + ","
    return lines


def _runs_on(token: str) -> bool:
    """The sentence goes on with this token: a small letter that opens no list item."""
    return token[0].islower() and not _LIST_MARK.match(token)
