"""Decided words put back between the punctuation and white space that were read."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.restore.restored import RestoredText, RestoredWord
from ingest.restore.sentences import Line, SlotPlace
from ingest.restore.tokens import Token

_WORTH_SHOWING, _MOST_SHOWN = 1e-3, 4
_SURE_OF_SIGNS = 0.85
"""A lone sign (`¢`) that is taken for a word is right in 88 of 100 cases, however little else it may be."""


class Decision(NamedTuple):
    """Forms for one slot, the best first, with their shares; `confidence` is the probability that the best is right."""

    forms: tuple[str, ...]
    shares: tuple[float, ...]
    confidence: float


def assemble(lines: Sequence[Line], decisions: Mapping[SlotPlace, Decision]) -> RestoredText:
    """The restored text: the lines, their white space and punctuation as read, each slot with its best form."""
    text: list[str] = []
    words: list[RestoredWord] = []
    offset = 0
    for number, line in enumerate(lines):
        for index, (space, read) in enumerate(zip(line.spaces, line.tokens, strict=True)):
            token = line.parsed[index]
            decided = [decisions[SlotPlace(number, index, place)] for place in range(len(token.parts))]
            word = _word(token, decided, read=read, start=offset + len(space))
            words.append(word)
            text.extend((space, word.text))
            offset = word.end
        text.append(line.tail + "\n")
        offset += len(line.tail) + 1
    return RestoredText(text="".join(text)[:-1], words=tuple(words))


def _word(token: Token, decided: Sequence[Decision], *, read: str, start: int) -> RestoredWord:
    best = [decision.forms[0] for decision in decided]
    text = _woven(token, best)
    confidence = 1.0
    for part, decision in zip(token.parts, decided, strict=True):
        confidence *= decision.confidence
        if len(part.text) == 1 and not part.text.isalnum() and decision.forms[0] != part.text:
            confidence = min(confidence, _SURE_OF_SIGNS)
    if len(decided) == 1:
        shown = zip(decided[0].forms[1:], decided[0].shares[1:], strict=True)
        alternatives = tuple(_woven(token, (form,)) for form, share in shown if share > _WORTH_SHOWING)[:_MOST_SHOWN]
        return RestoredWord(
            start=start,
            end=start + len(text),
            text=text,
            as_read=read,
            confidence=confidence,
            alternatives=alternatives,
        )
    others: list[tuple[float, str]] = []
    for place, decision in enumerate(decided):
        for form, share in zip(decision.forms[1:], decision.shares[1:], strict=True):
            if share > _WORTH_SHOWING:
                others.append((-share, _woven(token, [*best[:place], form, *best[place + 1 :]])))
    alternatives = tuple(form for _, form in sorted(others))[:_MOST_SHOWN]
    return RestoredWord(
        start=start, end=start + len(text), text=text, as_read=read, confidence=confidence, alternatives=alternatives
    )


def believable(share: float, trust: float) -> float:
    """The probability behind a share of the lattice, which knows nothing of words that it lacks: odds to a power.

        p / (1 - p)  =  ( share / (1 - share) ) ^ trust

    Source: Guo et al., On Calibration of Modern Neural Networks, 2017 (temperature scaling, for one of two outcomes).

    >>> round(believable(0.985, 0.55), 2), believable(1.0, 0.55)
    (0.91, 1.0)
    """
    if share >= 1.0:
        return 1.0
    odds: float = (share / (1.0 - share)) ** trust
    return odds / (1.0 + odds)


def _woven(token: Token, forms: Sequence[str]) -> str:
    pieces = [token.before]
    for place, form in enumerate(forms):
        if place:
            pieces.append(token.separators[place - 1])
        pieces.append(form)
    return "".join([*pieces, token.after])
