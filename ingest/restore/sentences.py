"""A text as sentences of slots: the order in which the language model reads it.

Sentences run over line breaks; they end at strong punctuation, at a blank line, before a bullet or list mark, and
where capitals of a heading stop.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.restore.false_spaces import Known, true_spaces
from ingest.restore.marks import mend_marks
from ingest.restore.tokens import PartKind, Token, ends_sentence, parse_token

_TOKEN = re.compile(r"\S+")
_OPENS_ITEM = re.compile(r"^([-+*•–—]|[-+*•–—]?\w{1,4}[.)])")


class SlotPlace(NamedTuple):
    """Where a slot stands: line, token of the line, part of the token, all from 0."""

    line: int
    token: int
    part: int


class Slot(NamedTuple):
    """One part of one token, to be decided unless it is protected."""

    place: SlotPlace
    text: str
    is_protected: bool


class Line(NamedTuple):
    """The tokens of a line with the white space before each, and what is left after the last."""

    spaces: tuple[str, ...]
    tokens: tuple[str, ...]
    parsed: tuple[Token, ...]
    tail: str


def read_lines(text: str, *, misread: Known | None = None) -> tuple[Line, ...]:
    """The lines of `text`, taken apart; their white space and tokens, joined again, give `text`.

    Args:
        text: as it was read.
        misread: given when an OCR model misread the text: which strings it may read for a word. Some marks are then
            put right (`marks`), so that they differ between a token and what it is parsed to, and a token may hold
            a false space (`false_spaces`).
    """
    return tuple(_lines(text, misread))


def _lines(text: str, misread: Known | None) -> Iterator[Line]:
    sources = text.split("\n")
    found = [[*_TOKEN.finditer(line)] for line in sources]
    read = [[matched.group() for matched in line] for line in found]
    meant = mend_marks(read) if misread else read
    for source, places, tokens in zip(sources, found, meant, strict=True):
        starts = true_spaces(tokens, misread) if misread else range(len(tokens))
        ends = [*starts[1:], len(tokens)] if tokens else []
        parsed = [
            parse_token("".join(tokens[start:end]), is_misread=misread is not None)
            for start, end in zip(starts, ends, strict=True)
        ]
        yield _line(
            source, [(places[s].start(), places[e - 1].end()) for s, e in zip(starts, ends, strict=True)], parsed
        )


def _line(source: str, places: Sequence[tuple[int, int]], parsed: Sequence[Token]) -> Line:
    before = [0, *(end for _, end in places)]
    spaces = tuple(source[end:start] for end, (start, _) in zip(before, places, strict=False))
    return Line(spaces, tuple(source[start:end] for start, end in places), tuple(parsed), source[before[-1] :])


def read_sentences(lines: tuple[Line, ...]) -> tuple[tuple[Slot, ...], ...]:
    """The slots of all lines, sentence by sentence."""
    sentences: list[tuple[Slot, ...]] = []
    current: list[Slot] = []
    was_heading = False
    for number, line in enumerate(lines):
        is_heading = _is_heading(line)
        if not line.tokens or _OPENS_ITEM.match(line.tokens[0]) or (is_heading != was_heading and _opens_large(line)):
            sentences.append(tuple(current))
            current = []
        was_heading = is_heading
        for index, token in enumerate(line.parsed):
            for place, part in enumerate(token.parts):
                current.append(Slot(SlotPlace(number, index, place), part.text, part.kind is PartKind.PROTECTED))
            if ends_sentence(token.after):
                sentences.append(tuple(current))
                current = []
    sentences.append(tuple(current))
    return tuple(sentence for sentence in sentences if sentence)


def _opens_large(line: Line) -> bool:
    """The first letter of the line is a capital."""
    return next((c.isupper() for token in line.tokens for c in token if c.isalpha()), False)


def _is_heading(line: Line) -> bool:
    text = "".join(line.tokens)
    letters = sum(map(str.isalpha, text))
    return letters > 3 and sum(map(str.isupper, text)) > 0.8 * letters
