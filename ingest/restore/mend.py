"""The mender: what a Vietnamese OCR left wrong, put right where the context speaks louder than the OCR's confidence.

    mended = argmax over words of  P(words) * P(read, confidence | words)

The same language model and lattice as the restorer's, over another channel (`mend_model`). A word changes only when
its new form has `least_share` of the probability; its confidence is then that share. Numbers, codes, abbreviations,
addresses, foreign words and punctuation stand as they were read.

Source: Kolak and Resnik, OCR error correction using a noisy channel model, 2002.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from core.text import nfc
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID
from ingest.restore.lattice import Lattice, posteriors
from ingest.restore.mend_choices import MendChoiceFinder, MendChoices, MendWeights
from ingest.restore.mend_model import MendModel, load_mend_model
from ingest.restore.model_file import RestorationModel, packaged_model
from ingest.restore.sentences import Line, Slot, read_lines, read_sentences
from ingest.restore.syllables import is_syllable

_BATCH_SLOTS = 1200
_NEVER = np.float32(-1e4)
_NEVER_REACHED = 2.0
_WORTH_SHOWING = 0.01
_ALTERNATIVES = 3


class MendedWord(NamedTuple):
    """A word after mending: what it is, how sure that is, and other likely forms, the best first."""

    text: str
    confidence: float
    alternatives: tuple[str, ...] = ()


class _Decision(NamedTuple):
    """What a slot becomes."""

    form: str
    share: float
    others: tuple[str, ...]


class Mender:
    """Mends the words of a page that the Vietnamese OCR read.

    >>> read = "đối mới sáng tạo và chuyến đối số"
    >>> " ".join(word.text for word in Mender.load().mend(read, [0.93] * 8))
    'đổi mới sáng tạo và chuyển đổi số'
    """

    def __init__(self, model: RestorationModel, mending: MendModel, weights: MendWeights | None = None) -> None:
        self._language_model, self._mending, self._weights = model.language_model, mending, weights or MendWeights()
        self._finder = MendChoiceFinder(model, mending, self._weights)

    @classmethod
    def load(cls) -> "Mender":
        """The mender with the packaged model; one for the whole process."""
        return _packaged_mender()

    def mend(self, text: str, confidences: Sequence[float]) -> tuple[MendedWord, ...]:
        """One mended word for each white-space token of `text`, in order.

        Args:
            text: a page as read; a line break, a tab between cells, is no end of a sentence by itself.
            confidences: the OCR's confidence 0..1 of each token.
        """
        lines = read_lines(nfc(text))
        sure = [_confidences_of_line(line, confidences, start) for line, start in _with_starts(lines)]
        sentences = read_sentences(lines)
        words = {slot.text for sentence in sentences for slot in sentence if not slot.is_protected}
        choices = self._finder.find(words)
        decisions: dict[tuple[int, int, int], _Decision] = {}
        for batch in _batches(sentences):
            self._decide(batch, choices, sure, decisions)
        return tuple(
            _assembled(line, number, token, sure[number][token], decisions)
            for number, line in enumerate(lines)
            for token in range(len(line.tokens))
        )

    def _decide(
        self,
        batch: Sequence[Sequence[Slot]],
        choices: Mapping[str, MendChoices],
        sure: Sequence[Sequence[float]],
        decisions: dict[tuple[int, int, int], _Decision],
    ) -> None:
        lattice = self._lay_out(batch, choices, sure)
        shares = posteriors(lattice, self._language_model, self._weights.language)
        for row, sentence in enumerate(batch):
            for column, slot in enumerate(sentence):
                if not slot.is_protected:
                    own = shares[row, column, : len(choices[slot.text].forms)]
                    needed = _NEVER_REACHED if _stands_alone(sentence, slot) else self._weights.least_share
                    decisions[slot.place] = _best(choices[slot.text].forms, own.tolist(), needed)

    def _lay_out(
        self, batch: Sequence[Sequence[Slot]], choices: Mapping[str, MendChoices], sure: Sequence[Sequence[float]]
    ) -> Lattice:
        slots = max(map(len, batch)) + 1
        words = np.full((len(batch), slots, self._weights.kept), UNKNOWN_ID, np.int64)
        local = np.full(words.shape, _NEVER, np.float32)
        for row, sentence in enumerate(batch):
            for column, slot in enumerate(sentence):
                if slot.is_protected:
                    words[row, column, 0], local[row, column, 0] = NUMBER_ID, 0
                    continue
                found = choices[slot.text]
                doubt = self._weights.confidence * self._mending.wrong_log(sure[slot.place.line][slot.place.token])
                words[row, column, : len(found.forms)] = found.words
                local[row, column, : len(found.forms)] = found.local + np.float32(doubt) * found.is_change
            words[row, len(sentence) :, 0] = BOUNDARY_ID
            local[row, len(sentence) :, 0] = 0
        return Lattice(words, words, local)


def _stands_alone(sentence: Sequence[Slot], slot: Slot) -> bool:
    """Whether a word that may well be right has no neighbour to speak against it, like the "Số:" of a letterhead."""
    return len(sentence) == 1 and is_syllable(slot.text)


def _best(forms: tuple[str, ...], shares: list[float], least_share: float) -> _Decision:
    """The most probable form when it has `least_share` of the probability, else what was read."""
    best = max(range(len(forms)), key=shares.__getitem__)
    taken = best if shares[best] >= least_share else 0
    ranked = sorted((k for k in range(len(forms)) if k != taken), key=lambda k: -shares[k])
    others = tuple(forms[k] for k in ranked if shares[k] > _WORTH_SHOWING)[:_ALTERNATIVES]
    return _Decision(forms[taken], min(1.0, shares[taken]), others)


def _with_starts(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """Each line with the number of its first token in the text."""
    started, start = [], 0
    for line in lines:
        started.append((line, start))
        start += len(line.tokens)
    return started


def _confidences_of_line(line: Line, confidences: Sequence[float], start: int) -> Sequence[float]:
    return confidences[start : start + len(line.tokens)]


def _batches(sentences: Sequence[Sequence[Slot]]) -> list[list[Sequence[Slot]]]:
    """Sentences of like length together, so that little of a lattice is padding."""
    batches: list[list[Sequence[Slot]]] = []
    for sentence in sorted(sentences, key=len):
        if batches and (len(batches[-1]) + 1) * len(sentence) <= _BATCH_SLOTS:
            batches[-1].append(sentence)
        else:
            batches.append([sentence])
    return batches


def _assembled(
    line: Line, number: int, token: int, sure: float, decisions: Mapping[tuple[int, int, int], _Decision]
) -> MendedWord:
    """The token with the decided forms of its words; its own text and the OCR's confidence where nothing changed."""
    parsed = line.parsed[token]
    decided = {at: decisions[number, token, at] for at in range(len(parsed.parts)) if (number, token, at) in decisions}
    forms = [decided[at].form if at in decided else part.text for at, part in enumerate(parsed.parts)]
    if not decided:
        return MendedWord(line.tokens[token], sure)
    share = min(decision.share for decision in decided.values())
    text = _woven(line, token, forms)
    others = tuple(
        _woven(line, token, [*forms[:at], other, *forms[at + 1 :]]) for at in decided for other in decided[at].others
    )[:_ALTERNATIVES]
    return MendedWord(text, share if text != line.tokens[token] else min(sure, share), others)


def _woven(line: Line, token: int, forms: Sequence[str]) -> str:
    parsed = line.parsed[token]
    separators = ("", *parsed.separators)
    body = "".join(separator + form for separator, form in zip(separators, forms, strict=False))
    return parsed.before + body + parsed.after


@cache
def _packaged_mender() -> Mender:
    model = packaged_model()
    return Mender(model, load_mend_model(model))
