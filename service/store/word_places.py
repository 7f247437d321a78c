"""Where words of a page stand, without parsing its other words; an answer asks for the same pages time and again."""

import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import from_json

from core.directive import line_boxes
from service.records import Place

_BUDGET_CHARACTERS = 2_000_000
"""Bound on the JSON text of what is kept, some forty pages in two bytes a letter: what one answer looks at."""

_WORDS_BEGIN, _WORDS_END = ',"words":[', '],"mean_confidence":'
_FIRST_WORD, _NEXT_WORD = '{"start":', '},{"start":'

PageVersion = tuple[str, int, datetime]
"""A page of a document, and the moment when the document was understood."""


class PageWords:
    """The JSON of a `Page`, cut into its words; they stand in order, and are looked for as in a dictionary."""

    def __init__(self, page_json: str) -> None:
        before, words, after = _parted(page_json)
        self.size = len(page_json)
        self.text: str = from_json(before + after)["text"]
        self._words = words.removeprefix(_FIRST_WORD).removesuffix("}").split(_NEXT_WORD) if words else []

    def place(self, start: int, end: int) -> Place:
        """A stretch of the text of the page."""
        first = max(0, bisect_right(self._words, start, key=_start_of) - 1)
        last = bisect_left(self._words, end, key=_start_of)
        words = from_json("[" + ",".join(_FIRST_WORD + word + "}" for word in self._words[first:last]) + "]")
        return Place(text=self.text[start:end], boxes=line_boxes(self.text, map(_placed, words), start, end))


class WordPlaces:
    """Keeps the words of the pages used last, as many as fit the budget. Threads may share it."""

    def __init__(self, budget_characters: int = _BUDGET_CHARACTERS) -> None:
        self._budget = budget_characters
        self._kept: OrderedDict[PageVersion, PageWords] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: PageVersion, load: Callable[[], str | None]) -> PageWords | None:
        """The words of this version of a page, cut from the JSON that `load` gives when it is not kept."""
        with self._lock:
            known = self._kept.get(version)
            if known is not None:
                self._kept.move_to_end(version)
                return known
        stored = load()
        if stored is None:
            return None
        words = PageWords(stored)
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


def _start_of(word_json: str) -> int:
    return int(word_json[: word_json.index(",")])


class _Placed(NamedTuple):
    """Where a word stands; what the database holds was checked when it was written."""

    start: int
    end: int
    box: list[float] | None


def _placed(word: dict[str, Any]) -> _Placed:
    return _Placed(word["start"], word["end"], word.get("box"))
