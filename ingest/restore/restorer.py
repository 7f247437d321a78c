"""The restorer: ruined or accent-less Vietnamese in, Vietnamese out.

    restored = argmax over words of  P(words) * P(read | words)        (the noisy channel; Shannon 1948)

`sentences` finds the slots of the text, `choices` the printed forms that may stand behind each read word, `lattice`
the probability of each form in its context. Numbers, dates, codes, Roman numerals, initials and addresses stand as
they were read; a code only gets back the Đ of a part that is known to have one.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from core.text import nfc
from ingest.restore.assembly import Decision, assemble
from ingest.restore.choices import WIDTH, ChoiceFinder, Choices, Weights
from ingest.restore.codes import CodeRestorer
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID
from ingest.restore.lattice import Lattice, posteriors
from ingest.restore.model_file import RestorationModel, packaged_model
from ingest.restore.restored import RestoredText
from ingest.restore.sentences import Slot, SlotPlace, read_lines, read_sentences
from ingest.restore.spelling_evidence import speaks_against
from ingest.restore.tokens import PartKind, language_key, parse_token
from ingest.restore.typing_style import TypingStyle, has_accents, tell_style

_ACCENTED_SHARE = 0.4
_BATCH_SLOTS = 1200
_NEVER = np.float32(-1e4)
_ALTERNATIVES = 4

Sentence = tuple[Slot, ...]


class Restorer:
    """Finds, for each word that was read, the most probable word that was printed.

    >>> restorer = Restorer.load()
    >>> restorer.restore("Can ct Nghi quyét s6 57-NQ/TW ngay 22/12/2024 cta Bo Chinh tri").text
    'Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị'
    >>> restorer.accent("ke hoach chuyen doi so")
    'kế hoạch chuyển đổi số'
    """

    def __init__(self, model: RestorationModel, weights: Weights | None = None) -> None:
        self._model, self._weights = model, weights or Weights()
        self._finder = ChoiceFinder(model, self._weights)
        self._codes = CodeRestorer(model.known_codes)
        self._ids = {word: index for index, word in enumerate(model.words)}

    @classmethod
    def load(cls) -> "Restorer":
        """The restorer with the packaged model; one for the whole process."""
        return _packaged_restorer()

    def restore(self, text: str) -> RestoredText:
        """`text` restored: as many lines as before, each word with its probability and what was read in its place."""
        printed = nfc(text)
        return self._restore(printed, self._tell_style(printed))

    def accent(self, question: str) -> str:
        """`question` with accents when it was typed without any; a question that has accents is returned as it is."""
        typed = nfc(question)
        return typed if has_accents(typed) else self._restore(typed, TypingStyle.UNACCENTED).text

    def _tell_style(self, text: str) -> TypingStyle:
        tokens = text.split()
        if sum(map(has_accents, tokens)) > _ACCENTED_SHARE * len(tokens):
            return TypingStyle.ACCENTED
        parsed = {parse_token(token) for token in set(tokens) if not has_accents(token)}
        words = {part.text for token in parsed for part in token.parts if part.kind is PartKind.WORD}
        return tell_style(words, self._finder.plain_spellings)

    def _restore(self, printed: str, style: TypingStyle) -> RestoredText:
        lines = read_lines(printed, is_misread=style is TypingStyle.MISREAD)
        sentences = read_sentences(lines)
        choices = self._find_choices(sentences, style)
        decisions: dict[SlotPlace, Decision] = {}
        for batch in _batches(sentences):
            decisions.update(self._decide(batch, choices))
        return assemble(lines, decisions)

    def _find_choices(self, sentences: Sequence[Sentence], style: TypingStyle) -> Mapping[str, Choices]:
        words = {slot.text for sentence in sentences for slot in sentence if not slot.is_protected}
        kept = set(filter(has_accents, words))
        if style is TypingStyle.ACCENTED:
            kept |= {word for word in words if not speaks_against(word)}
        found = {word: Choices.only(word, self._ids.get(language_key(word), UNKNOWN_ID)) for word in kept}
        ruined = words - kept
        return found | (
            self._finder.unaccented(ruined) if style is TypingStyle.UNACCENTED else self._finder.misread(ruined)
        )

    def _decide(self, batch: Sequence[Sentence], choices: Mapping[str, Choices]) -> dict[SlotPlace, Decision]:
        lattice = _lay_out(batch, choices, self._weights.shouting)
        shares = posteriors(lattice, self._model.language_model, self._weights.language)
        ranked = np.argsort(-shares, axis=2)[:, :, : _ALTERNATIVES + 1]
        decisions: dict[SlotPlace, Decision] = {}
        for row, sentence in enumerate(batch):
            for column, slot in enumerate(sentence):
                if slot.is_protected:
                    decisions[slot.place] = Decision((self._codes.restore(slot.text),), (1.0,))
                    continue
                forms = choices[slot.text].forms
                best = [k for k in ranked[row, column].tolist() if k < len(forms)]
                decisions[slot.place] = Decision(
                    tuple(forms[k] for k in best), tuple(float(shares[row, column, k]) for k in best)
                )
        return decisions


def _batches(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences of like length together, so that little of a lattice is padding."""
    batches: list[list[Sentence]] = []
    for sentence in sorted(sentences, key=len):
        if batches and (len(batches[-1]) + 1) * len(sentence) <= _BATCH_SLOTS:
            batches[-1].append(sentence)
        else:
            batches.append([sentence])
    return batches


def _lay_out(batch: Sequence[Sentence], choices: Mapping[str, Choices], shouting: float) -> Lattice:
    slots = max(map(len, batch)) + 1
    first = np.full((len(batch), slots, WIDTH), UNKNOWN_ID, np.int64)
    last = first.copy()
    local = np.full(first.shape, _NEVER, np.float32)
    for row, sentence in enumerate(batch):
        for column, slot in enumerate(sentence):
            if slot.is_protected:
                first[row, column, 0] = last[row, column, 0] = NUMBER_ID
                local[row, column, 0] = 0
            else:
                found = choices[slot.text]
                count = len(found.forms)
                first[row, column, :count], last[row, column, :count] = found.first, found.last
                gain = shouting if _is_among_capitals(sentence, column) else -shouting
                local[row, column, :count] = (found.local if column else found.initial) + gain * found.is_shouted
        first[row, len(sentence) :, 0] = last[row, len(sentence) :, 0] = BOUNDARY_ID
        local[row, len(sentence) :, 0] = 0
    return Lattice(first, last, local)


def _is_among_capitals(sentence: Sentence, column: int) -> bool:
    """The words on both sides of a slot are in capitals; a word that stands alone is judged by itself."""
    near = [slot.text for slot in (*sentence[max(0, column - 2) : column], *sentence[column + 1 : column + 3])]
    words = [text for text in near if len(text) > 1 and text.isalpha()] or [sentence[column].text]
    return sum(text.isupper() for text in words) * 2 > len(words)


@cache
def _packaged_restorer() -> Restorer:
    return Restorer(packaged_model())
