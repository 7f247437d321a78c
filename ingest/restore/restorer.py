"""The restorer: ruined or accent-less Vietnamese in, Vietnamese out.

    restored = argmax over words of  P(words) * P(read | words)        (the noisy channel; Shannon 1948)

`sentences` finds the slots of the text, `choice_finder` the printed forms that may stand behind each read word,
`lattice` the probability of each form among the words around it, `second_look` its probability in the document.
Numbers, dates, codes, Roman numerals, initials and addresses stand as they were read; a code only gets back the Đ of a
part that is known to have one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from core.text import nfc
from ingest.restore.assembly import Decision, assemble, believable
from ingest.restore.candidates import BRIEF, FAR
from ingest.restore.choice_finder import ChoiceFinder
from ingest.restore.choices import Choices
from ingest.restore.doubtful_numbers import NumberDoubts
from ingest.restore.language_model import UNKNOWN_ID
from ingest.restore.lost_letters import HOLE, SHOWN_HOLE, has_gaps, mark_lost_letters
from ingest.restore.model_file import RestorationModel, packaged_model
from ingest.restore.poor_scans import doubtful_lines, poor_lines, stretches_of
from ingest.restore.ranking import Ranker
from ingest.restore.restored import RestoredText, RestoredWord
from ingest.restore.second_look import Ranked, SecondLook
from ingest.restore.sentences import Slot, SlotPlace, read_lines, read_sentences
from ingest.restore.spelling_evidence import speaks_against
from ingest.restore.tokens import PartKind, language_key, parse_token
from ingest.restore.typing_style import TypingStyle, has_accents, shows_misreading, tell_style
from ingest.restore.weights import Weights

_ACCENTED_SHARE = 0.4
_MISREAD_SHARE = 0.02
"""Gaps in words with fewer traces of an OCR's misreading than this were left by a font."""
_TRUST_MISREAD, _TRUST = 0.55, 0.7
"""How far shares can be believed, in misread text and in other text: measured on the development set."""

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
        self._telling_finder = self._finder.of_poor_scans(model.poor_channel, BRIEF)
        self._poor_finder = self._finder.of_poor_scans(model.poor_channel, FAR)
        self._ranker = Ranker(model, self._weights)
        self._poor_best = dict(zip(model.reads.words, model.poor_best.tolist(), strict=True))
        self._second_look = SecondLook(model.network, model.language_model.unigrams)
        self._ids = {word: index for index, word in enumerate(model.words)}
        self._number_doubts = NumberDoubts(model.language_model, self._ids)

    @classmethod
    def load(cls) -> "Restorer":
        """The restorer with the packaged model; one for the whole process."""
        return _packaged_restorer()

    def restore(self, text: str) -> RestoredText:
        """`text` restored: as many lines as before, each word with its probability and what was read in its place."""
        printed = mark_lost_letters(nfc(text))
        if HOLE in printed:
            return _with_holes_shown(self._restore(printed, TypingStyle.HOLED))
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
        if has_gaps(text) and sum(map(shows_misreading, words)) < _MISREAD_SHARE * len(words):
            return TypingStyle.GAPPED
        return tell_style(words, self._finder.plain_spellings)

    def _restore(self, printed: str, style: TypingStyle) -> RestoredText:
        lines = read_lines(printed, misread=self._finder.knows if style is TypingStyle.MISREAD else None)
        sentences = read_sentences(lines)
        choices = self._find_choices(sentences, style)
        ranked = self._ranker.ranked(sentences, choices)
        if style is TypingStyle.MISREAD:
            self._rank_poorly_read(sentences, ranked, choices)
        ranked = self._second_look.revised(ranked)
        if style is TypingStyle.MISREAD:
            ranked = self._model.case_habits.revised(ranked)
        decisions = _decisions(sentences, ranked, _TRUST_MISREAD if style is TypingStyle.MISREAD else _TRUST)
        if style is TypingStyle.MISREAD:
            decisions.update(self._number_doubts.decisions(sentences, ranked))
        return assemble(lines, decisions)

    def _find_choices(self, sentences: Sequence[Sentence], style: TypingStyle) -> Mapping[str, Choices]:
        words = _words(sentences)
        kept = set(filter(has_accents, words))
        if style is TypingStyle.ACCENTED:
            kept |= {word for word in words if not speaks_against(word)}
        if style is TypingStyle.HOLED:
            kept = {word for word in words if HOLE not in word}
        found = {word: Choices.only(word, self._ids.get(language_key(word), UNKNOWN_ID)) for word in kept}
        ruined = words - kept
        if style in (TypingStyle.HOLED, TypingStyle.GAPPED):
            return found | self._finder.lost(ruined)
        if style is TypingStyle.UNACCENTED:
            return found | self._finder.unaccented(ruined)
        return found | self._finder.misread(ruined)

    def _rank_poorly_read(
        self, sentences: Sequence[Sentence], ranked: list[list[Ranked]], choices: Mapping[str, Choices]
    ) -> None:
        """Ranks what stands on lines of poor scans again, in place."""
        doubtful = doubtful_lines(sentences, ranked)
        best = self._telling_finder.best_alone(_words_without_accents(sentences, doubtful), self._poor_best)
        poor = poor_lines(doubtful, sentences, choices, best)
        far = {**choices, **self._poor_finder.misread(_words_without_accents(sentences, poor))}
        stretches = stretches_of(poor, sentences)
        read = [sentences[one.sentence][one.context] for one in stretches]
        for one, anew in zip(stretches, self._ranker.ranked(read, far), strict=True):
            inside = slice(one.start - one.context.start, one.end - one.context.start)
            ranked[one.sentence][one.start : one.end] = anew[inside]


def _words(sentences: Iterable[Sequence[Slot]]) -> set[str]:
    return {slot.text for sentence in sentences for slot in sentence if not slot.is_protected}


def _words_without_accents(sentences: Iterable[Sequence[Slot]], lines: Collection[int]) -> set[str]:
    """Words that stand on these lines."""
    inside = _words([slot for slot in sentence if slot.place.line in lines] for sentence in sentences)
    return {word for word in inside if not has_accents(word)}


def _decisions(
    sentences: Sequence[Sentence], ranked: Sequence[Sequence[Ranked]], trust: float
) -> dict[SlotPlace, Decision]:
    return {
        slot.place: _merged(rivals, trust)
        for sentence, slots in zip(sentences, ranked, strict=True)
        for slot, rivals in zip(sentence, slots, strict=True)
    }


def _merged(rivals: Ranked, trust: float) -> Decision:
    """One form a spelling: a form that the lexicon has and the same as it was read are one."""
    if len(set(rivals.forms)) == len(rivals.forms):
        return Decision(rivals.forms, rivals.shares, believable(rivals.shares[0], trust))
    shares: dict[str, float] = {}
    for form, share in zip(rivals.forms, rivals.shares, strict=True):
        shares[form] = shares.get(form, 0.0) + share
    best = sorted(shares, key=lambda form: -shares[form])
    return Decision(tuple(best), tuple(shares[form] for form in best), believable(shares[best[0]], trust))


def _with_holes_shown(restored: RestoredText) -> RestoredText:
    """The same with the usual sign where a lost letter was not found, and what was read as it may be shown."""

    def shown(text: str) -> str:
        return text.replace(HOLE, SHOWN_HOLE)

    words = [
        RestoredWord(
            start=word.start,
            end=word.end,
            text=shown(word.text),
            as_read=shown(word.as_read),
            confidence=0.0 if HOLE in word.text else word.confidence,
            alternatives=tuple(map(shown, word.alternatives)),
        )
        for word in restored.words
    ]
    return RestoredText(text=shown(restored.text), words=tuple(words))


@cache
def _packaged_restorer() -> Restorer:
    return Restorer(packaged_model())
