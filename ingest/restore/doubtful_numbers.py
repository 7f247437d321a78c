"""Numbers in a misread text that may be words: `6` for `ở`, `56` for `số`, `14` for `là`.

A number is never changed, as a wrong number is worse than a wrong word; but where the words around it expect a word,
it is shown as doubtful, with the word beside it. With a and b the words before and after, d the number, and words w
that are read as d at times,

    P(number) = p(n | a) p(b | n) / ( p(n | a) p(b | n) + sum over w of R p(w | a) p(b | w) )

n is what the language model takes any number for, R how often such a word is read as a number.

Source: the training noise, where 488 of 851 lone `6` were printed as words.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ingest.restore.assembly import Decision
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, LanguageModel
from ingest.restore.second_look import Ranked
from ingest.restore.sentences import Slot, SlotPlace

READ_AS = {
    "0": ("ở", "ô"),
    "1": ("lệ", "lý", "là"),
    "3": ("ở", "tổ"),
    "5": ("tổ", "số"),
    "6": ("ở", "ô", "có", "tổ", "ổ", "số", "sở"),
    "8": ("ở", "tổ", "sở"),
    "10": ("lò", "lộ", "tổ"),
    "12": ("là",),
    "13": ("là", "tổ"),
    "14": ("là", "lá"),
    "16": ("lộ", "tổ", "lô", "rõ", "lệ"),
    "18": ("lệ", "là", "lễ"),
    "19": ("lộ",),
    "40": ("áo",),
    "46": ("độ", "đó", "đỏ"),
    "49": ("độ",),
    "50": ("sơ", "số"),
    "53": ("sở",),
    "56": ("số", "sở", "sơ", "sổ"),
    "80": ("sổ", "số"),
    "86": ("số", "đó", "sở"),
}
_READ_SO = 0.15
"""R of the formula."""


class NumberDoubts:
    """Tells which numbers of a misread text may be words.

    Args:
        language_model: of the formula.
        ids: language-model ids of its words.
    """

    def __init__(self, language_model: LanguageModel, ids: Mapping[str, int]) -> None:
        self._language_model = language_model
        self._known = {read: [(word, ids[word]) for word in words if word in ids] for read, words in READ_AS.items()}

    def decisions(
        self, sentences: Sequence[Sequence[Slot]], ranked: Sequence[Sequence[Ranked]]
    ) -> Iterator[tuple[SlotPlace, Decision]]:
        """Each number that words are read as: it stands, with its probability and the words as its rivals."""
        for slots, decided in zip(sentences, ranked, strict=True):
            best = [BOUNDARY_ID, *(rivals.words[0] for rivals in decided), BOUNDARY_ID]
            for at, slot in enumerate(slots):
                if slot.is_protected and slot.text in READ_AS and at:
                    yield slot.place, self._decision(slot.text, best[at], best[at + 2])

    def _decision(self, read: str, before: int, after: int) -> Decision:
        forms = [read, *(word for word, _ in self._known[read])]
        rivals = np.array([NUMBER_ID, *(index for _, index in self._known[read])], np.int64)
        logs = self._language_model.pair_logs(np.full_like(rivals, before), rivals).probability
        logs = logs + self._language_model.pair_logs(rivals, np.full_like(rivals, after)).probability
        weights = np.exp(logs - logs.max()) * np.where(rivals == NUMBER_ID, 1.0, _READ_SO)
        shares = (weights / weights.sum()).tolist()
        order = [0, *sorted(range(1, len(forms)), key=lambda place: -shares[place])]
        return Decision(tuple(forms[place] for place in order), tuple(shares[place] for place in order), shares[0])
