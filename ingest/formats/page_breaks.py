"""Where the pages of a laid-out document end, told in the text that its structure gave.

The sheets of a layout say which words stand on which page; they hold running heads that the text has not, and lose
which cell of a table a word is in. So words are only matched, and the text, its tables included, stays what it was.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from core.directive import PAGE_BREAK
from core.text import nfc

_WORD = re.compile(r"\S+")
_NO_LETTER = re.compile(r"[\W_]+")
_BREAK = re.compile(rf"[ ]*{PAGE_BREAK}[ ]*")
_ANCHOR_WORDS = 5
_MOST_PAIRS = 1_000_000
_LEAST_MATCHED_SHARE = 0.6
_MARK_WORDS = 2


class _Token(NamedTuple):
    """A word of the text: its letters and where it begins."""

    key: str
    start: int


def find_breaks(text: str, sheets: Sequence[str], *, beside: re.Pattern[str]) -> tuple[int, ...] | None:
    """For each sheet after the first, which word of `text` (counted from 0, parted by spaces) is its first.

    None when the sheets do not hold the text. A sheet without words of its own begins where the next one does.

    Args:
        text: the text of the whole document.
        sheets: the words of each page as laid out.
        beside: what of `text` stands elsewhere on the page than here (notes): it is matched with nothing.
    """
    tokens = list(_tokens(_blanked(text, beside)))
    laid = [(key, number) for number, sheet in enumerate(sheets) for key in _keys(sheet)]
    known = [(at, token.key) for at, token in enumerate(tokens) if token.key]
    matched = match_words([key for _, key in known], [key for key, _ in laid])
    if len(matched) < _LEAST_MATCHED_SHARE * max(1, len(known)):
        return None
    sheet_of = {known[here][0]: laid[there][1] for here, there in matched}
    return tuple(_first_words(text, tokens, sheet_of, len(sheets)))


def with_breaks(text: str, breaks: Sequence[int]) -> str:
    """`text` with a page break before each of the words `breaks` and nowhere else; never within a table row."""
    text = _BREAK.sub(_space, text)
    starts = [match.start() for match in _WORD.finditer(text)]
    pieces, at = [], 0
    for word in breaks:
        cut = max(at, _outside_row(text, starts[word]) if word < len(starts) else len(text))
        pieces.append(text[at:cut])
        at = cut
    return PAGE_BREAK.join([*pieces, text[at:]])


def count_words(text: str) -> int:
    """How many words parted by spaces `text` has, page breaks counting as spaces."""
    return len(_WORD.findall(text))


def _space(match: re.Match[str]) -> str:
    text = match.string
    at_edge = match.start() == 0 or text[match.start() - 1] == "\n" or text[match.end() : match.end() + 1] in ("", "\n")
    return "" if at_edge else " "


def _blanked(text: str, beside: re.Pattern[str]) -> str:
    """`text` with the letters of what stands beside it made dots: as many words, of which none can be matched."""
    return beside.sub(lambda match: _WORD.sub(lambda word: "." * len(word.group()), match.group()), text)


def _tokens(text: str) -> Iterator[_Token]:
    return (_Token(word_key(match.group()), match.start()) for match in _WORD.finditer(text))


def _keys(sheet: str) -> Iterator[str]:
    return (key for word in _WORD.findall(sheet) if (key := word_key(word)))


def word_key(word: str) -> str:
    """The letters and figures of `word`, whatever its case; "" when it has none."""
    return _NO_LETTER.sub("", nfc(word)).casefold()


def match_words(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Where equal words stand in both, as pairs that rise in both: rare phrases first, then what lies between them.

    Args:
        here, there: keys of the words (`word_key`).
    """
    anchors = _rising([(start, end) for start, end in _same_phrases(here, there)])
    pairs: list[tuple[int, int]] = []
    for (start, end), (next_start, next_end) in pairwise([(0, 0), *anchors, (len(here), len(there))]):
        if (next_start - start) * (next_end - end) > _MOST_PAIRS:
            pairs.append((start, end))
            continue
        blocks = SequenceMatcher(None, here[start:next_start], there[end:next_end], autojunk=False)
        for block in blocks.get_matching_blocks():
            if block.size > 1 or (block.size and next_start - start <= _ANCHOR_WORDS):
                pairs += ((start + block.a + step, end + block.b + step) for step in range(block.size))
    return pairs


def _same_phrases(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where phrases that occur once in both begin."""
    phrases = [[tuple(words[at : at + _ANCHOR_WORDS]) for at in range(len(words) + 1)] for words in (here, there)]
    counts = [Counter(found) for found in phrases]
    place = {phrase: at for at, phrase in enumerate(phrases[1]) if counts[1][phrase] == 1}
    for at, phrase in enumerate(phrases[0]):
        if counts[0][phrase] == 1 and phrase in place and len(phrase) == _ANCHOR_WORDS:
            yield at, place[phrase]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of `pairs`, which rise in the first, that rises in the second too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [there], [index]
    chosen: list[tuple[int, int]] = []
    index_now = last[-1] if last else None
    while index_now is not None:
        chosen.append(pairs[index_now])
        index_now = before[index_now]
    return chosen[::-1]


def _first_words(text: str, tokens: Sequence[_Token], sheet_of: dict[int, int], sheets: int) -> Iterator[int]:
    """The first word of each sheet after the first; a mark that opens its line (1., a, -) goes with it."""
    placed = sorted(sheet_of.items())
    at = 0
    for sheet in range(1, sheets):
        while at < len(placed) and placed[at][1] < sheet:
            at += 1
        word = placed[at][0] if at < len(placed) else len(tokens)
        lowest = placed[at - 1][0] + 1 if at else 0
        yield _line_opening(text, tokens, word, lowest=lowest)


def _line_opening(text: str, tokens: Sequence[_Token], word: int, *, lowest: int) -> int:
    """The word that opens the line of `word` when it is right before it and not below `lowest`; else `word`."""
    for earlier in range(word, max(lowest, word - _MARK_WORDS) - 1, -1):
        if earlier < len(tokens) and text[: tokens[earlier].start].rstrip(" ").endswith(("\n", PAGE_BREAK)):
            return earlier
    return word


def _outside_row(text: str, start: int) -> int:
    """`start`, or the end of the table row that it stands within."""
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end + 1
    is_within = "\t" in text[line:end] and text[line:start].strip()
    return end if is_within else line if not text[line:start].strip() else start
