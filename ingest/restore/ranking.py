"""The rivals of every slot, ranked by the lattice: from choices of words to probabilities of forms in their context."""

from collections.abc import Mapping, Sequence

import numpy as np

from ingest.restore.choices import Choices
from ingest.restore.codes import CodeRestorer
from ingest.restore.language_model import NUMBER_ID
from ingest.restore.lattice import posteriors
from ingest.restore.layout import ChoiceTable, LaidOut, lay_out
from ingest.restore.model_file import RestorationModel
from ingest.restore.second_look import Ranked
from ingest.restore.sentences import Slot
from ingest.restore.weights import Weights

_BATCH_SLOTS = 400
"""So many slots are worked on at once: their lattice stays in the processor's cache."""
_RIVALS = 8
_NOTHING = 1e-7
"""A form of this share or less is no rival."""

Sentence = Sequence[Slot]


class Ranker:
    """Ranks what may stand in the slots of sentences."""

    def __init__(self, model: RestorationModel, weights: Weights) -> None:
        self._language_model, self._weights = model.language_model, weights
        self._codes = CodeRestorer(model.known_codes, model.capitals)

    def ranked(self, sentences: Sequence[Sentence], choices: Mapping[str, Choices]) -> list[list[Ranked]]:
        """The rivals of every slot of each sentence, the most probable first."""
        ranked: list[list[Ranked]] = [[] for _ in sentences]
        table = ChoiceTable.of(choices, sentences)
        for numbers in _batches(sentences):
            batch = [sentences[number] for number in numbers]
            for number, slots in zip(
                numbers, self._ranked(batch, lay_out(batch, table, self._weights), choices), strict=True
            ):
                ranked[number] = slots
        return ranked

    def _ranked(self, batch: Sequence[Sentence], paper: LaidOut, choices: Mapping[str, Choices]) -> list[list[Ranked]]:
        """The same of a few sentences of like length, laid out on `paper`."""
        shares = paper.shares_of_forms(posteriors(paper.lattice, self._language_model, self._weights.language))
        count = min(_RIVALS, shares.shape[2])
        best = np.argpartition(-shares, count - 1, axis=2)[:, :, :count]
        best = np.take_along_axis(best, np.argsort(-np.take_along_axis(shares, best, axis=2), axis=2), axis=2)
        shares = np.take_along_axis(shares, best, axis=2)
        words = np.take_along_axis(paper.lattice.last, np.take_along_axis(paper.word, best, axis=2), axis=2)
        rivals = np.maximum(1, (shares > _NOTHING).sum(axis=2))
        columns = zip(best.tolist(), words.tolist(), shares.tolist(), rivals.tolist(), strict=True)
        return [
            [self._slot(*of_slot, choices=choices) for of_slot in zip(sentence, *of_sentence, strict=False)]
            for sentence, of_sentence in zip(batch, columns, strict=True)
        ]

    def _slot(
        self,
        slot: Slot,
        best: list[int],
        words: list[int],
        shares: list[float],
        rivals: int,
        *,
        choices: Mapping[str, Choices],
    ) -> Ranked:
        """The rivals of one slot; a protected one has none but its own text."""
        if slot.is_protected:
            return Ranked((self._codes.restore(slot.text),), (NUMBER_ID,), (1.0,))
        forms = choices[slot.text].forms
        shown = tuple([forms[index] for index in best[:rivals]])
        return Ranked(shown, tuple(words[:rivals]), tuple(shares[:rivals]))


def _batches(sentences: Sequence[Sentence]) -> list[list[int]]:
    """Numbers of sentences of like length together, so that little of a lattice is padding."""
    batches: list[list[int]] = []
    for number in sorted(range(len(sentences)), key=lambda n: len(sentences[n])):
        if batches and (len(batches[-1]) + 1) * len(sentences[number]) <= _BATCH_SLOTS:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches
