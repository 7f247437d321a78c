"""Where words of a page stand, without parsing its other words; an answer asks for the same pages time and again."""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import from_json

from core.directive import line_boxes
from service.records import Place

_BUDGET_CHARACTERS = 2_000_000
"""Bound on the JSON text of what is kept, some forty pages in two bytes a letter: what one answer looks at."""

_WORDS_BEGIN, _WORDS_END = ',"words":[', '],"mean_confidence":'
_START, _NEXT_WORD, _TO_WORD = '{"start":', '},{"start":', 2


class PageVersion(NamedTuple):
    """A page of a document, and the moment when the document was understood."""

    document_id: str
    page_no: int
    understood_at: datetime


class PageWords:
    """The JSON of a `Page`; its words stand in order, and are looked for as in a dictionary, by halves of the text.

    None but those that are wanted is cut out: a page has five hundred, and a search shows one line of it.
    """

    def __init__(self, page_json: str) -> None:
        before, self._words, after = _parted(page_json)
        self.size = len(page_json)
        self.text: str = from_json(before + after)["text"]

    def place(self, start: int, end: int) -> Place:
        """A stretch of the text of the page."""
        words = from_json(f"[{self._between(start, end)}]")
        return Place(text=self.text[start:end], boxes=line_boxes(self.text, map(_placed, words), start, end))

    def _between(self, start: int, end: int) -> str:
        """The JSON of the words between two offsets of the page, and of the one before, which may reach in."""
        last = self._begun_before(end)
        if last is None:
            return ""
        first = self._begun_before(start + 1) or 0
        following = self._words.find(_NEXT_WORD, last)
        return self._words[first:] if following < 0 else self._words[first : following + 1]

    def _begun_before(self, offset: int) -> int | None:
        """Where the JSON of the last word begins that begins before `offset`; None where none does."""
        if not self._words or _start_of(self._words, 0) >= offset:
            return None
        low, high = 0, len(self._words)
        while low < high:
            middle = (low + high) // 2
            seam = self._words.find(_NEXT_WORD, middle, high + len(_NEXT_WORD) - 1)
            if seam >= 0 and _start_of(self._words, seam + _TO_WORD) < offset:
                low = seam + _TO_WORD
            else:
                high = middle
        return low


class WordPlaces:
    """Keeps the words of the pages used last, as many as fit the budget. Threads may share it."""

    def __init__(self, budget_characters: int = _BUDGET_CHARACTERS) -> None:
        self._budget = budget_characters
        self._kept: OrderedDict[PageVersion, PageWords] = OrderedDict()
        self._lock = threading.Lock()

    def kept(self, version: PageVersion) -> PageWords | None:
        """The words of this version of a page, if they are kept."""
        with self._lock:
            known = self._kept.get(version)
            if known is not None:
                self._kept.move_to_end(version)
            return known

    def keep(self, version: PageVersion, page_json: str) -> PageWords:
        """The words of this version of a page, which are kept from now on."""
        words = PageWords(page_json)
        with self._lock:
            self._kept[version] = words
            while sum(one.size for one in self._kept.values()) > self._budget:
                self._kept.popitem(last=False)
        return words


def without_words(page_json: str) -> str:
    """The JSON of a `Page` with no words in it."""
    before, _, after = _parted(page_json)
    return before + after


def _parted(page_json: str) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands after them.

    Quotation marks inside strings are escaped in JSON, so what is looked for stands nowhere but between the fields.
    """
    start = page_json.find(_WORDS_BEGIN)
    end = page_json.find(_WORDS_END, start)
    if start < 0 or end < 0:
        return page_json, "", ""
    start += len(_WORDS_BEGIN)
    return page_json[:start], page_json[start:end], page_json[end:]


def _start_of(words_json: str, place: int) -> int:
    """Where the word begins, on its page, whose JSON begins at `place`."""
    start = place + len(_START)
    return int(words_json[start : words_json.index(",", start)])


class _Placed(NamedTuple):
    """Where a word stands; what the database holds was checked when it was written."""

    start: int
    end: int
    box: list[float] | None


def _placed(word: dict[str, Any]) -> _Placed:
    return _Placed(word["start"], word["end"], word.get("box"))
