"""A text as sentences of slots: the order in which the language model reads it.

Sentences run over line breaks; they end at strong punctuation, at a blank line, before a bullet or list mark, and
where capitals of a heading stop.
"""

import re
from typing import NamedTuple

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


def read_lines(text: str, *, is_misread: bool = False) -> tuple[Line, ...]:
    """The lines of `text`, taken apart so that joining them again gives `text`.

    In a misread text a long dash is what was read for the shorter one that Vietnamese documents use.
    """
    text = text.replace("—", "–") if is_misread else text
    return tuple(_read_line(line, is_misread) for line in text.split("\n"))


def _read_line(line: str, is_misread: bool) -> Line:
    spaces, tokens, end = [], [], 0
    for matched in _TOKEN.finditer(line):
        spaces.append(line[end : matched.start()])
        tokens.append(matched.group())
        end = matched.end()
    parsed = tuple(parse_token(token, is_misread=is_misread) for token in tokens)
    return Line(tuple(spaces), tuple(tokens), parsed, line[end:])


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
    letters = [c for token in line.tokens for c in token if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
