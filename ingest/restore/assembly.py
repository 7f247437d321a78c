"""Decided words put back between the punctuation and white space that were read."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.restore.restored import RestoredText, RestoredWord
from ingest.restore.sentences import Line, SlotPlace
from ingest.restore.tokens import Token

_WORTH_SHOWING = 1e-3


class Decision(NamedTuple):
    """Forms for one slot, the best first, with their probabilities."""

    forms: tuple[str, ...]
    shares: tuple[float, ...]


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
    for decision in decided:
        confidence *= min(decision.shares[0], 1.0)
    if len(decided) == 1:
        shown = zip(decided[0].forms[1:], decided[0].shares[1:], strict=True)
        alternatives = tuple(_woven(token, (form,)) for form, share in shown if share > _WORTH_SHOWING)
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
    alternatives = tuple(form for _, form in sorted(others))[:4]
    return RestoredWord(
        start=start, end=start + len(text), text=text, as_read=read, confidence=confidence, alternatives=alternatives
    )


def _woven(token: Token, forms: Sequence[str]) -> str:
    pieces = [token.before]
    for place, form in enumerate(forms):
        if place:
            pieces.append(token.separators[place - 1])
        pieces.append(form)
    return "".join([*pieces, token.after])
