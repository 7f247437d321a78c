"""The packaged model: what scans do to letters, what the language is, which word and which case fit their context.

One file each: `channel.npz`, `poor_scans.npz`, `language.npz`, `case.npz`, `context.npz`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.case_habits import CaseHabits
from ingest.restore.channel import Channel
from ingest.restore.context_network import ContextNetwork
from ingest.restore.language_model import LanguageModel
from ingest.restore.lexicon import Lexicon, Trie, build_trie
from ingest.restore.ngram_table import NgramTable

MODEL_FOLDER = Path(__file__).parent / "model"
_CHANNEL_STEP = 1 / 12
"""One unit of a stored channel logarithm; 255 units reach down to e^-21."""


class ChannelPart(NamedTuple):
    """What a `Channel` is made of: pairs of letters, pieces, and the table (pieces, pairs) of logarithms."""

    pairs: Sequence[str]
    pieces: Sequence[str]
    table: NDArray[np.float32]


class CommonReads(NamedTuple):
    """Words that are often read, with forms found for them beforehand.

    Attributes:
        words: the read words, sorted.
        word: for each match the index of its read word, ascending.
        form, log: for each match the form's index and the channel's log P(read | form).
    """

    words: Sequence[str]
    word: NDArray[np.int64]
    form: NDArray[np.int64]
    log: NDArray[np.float32]


class RestorationModel(NamedTuple):
    """Everything that the restorer knows.

    Attributes:
        words: language-model words by id.
        lexicon, trie: printed forms, and the same forms for searching.
        channel, poor_channel: what scans do to letters, and what poor scans do.
        reads: matches of common words, so that they need no search.
        poor_best: for each common word the best local score of its forms if the scan is poor.
        known_codes: code parts that have a Đ, by their spelling without it.
        network: tells which of rival words fits the words around it.
        case_habits: tells which words have a capital beside which neighbours.
    """

    words: tuple[str, ...]
    language_model: LanguageModel
    lexicon: Lexicon
    channel: Channel
    poor_channel: Channel
    trie: Trie
    reads: CommonReads
    poor_best: NDArray[np.float32]
    known_codes: dict[str, str]
    network: ContextNetwork
    case_habits: CaseHabits

    @property
    def capitals(self) -> frozenset[str]:
        """The forms in capitals: abbreviations, and words as headings have them."""
        return frozenset(form for form in self.lexicon.forms if form.isupper())


def save_language(folder: Path, words: list[str], language_model: LanguageModel) -> None:
    """Writes `language.npz`."""
    pairs, triples = language_model.tables
    np.savez(
        folder / "language.npz",
        words=_packed(words),
        unigrams=language_model.unigrams,
        back_offs=language_model.back_offs,
        pair_fingerprints=pairs.fingerprints,
        pair_columns=pairs.columns,
        triple_fingerprints=triples.fingerprints,
        triple_columns=triples.columns,
    )


def save_channel(
    folder: Path, lexicon: Lexicon, channel: ChannelPart, reads: CommonReads, known_codes: dict[str, str]
) -> None:
    """Writes `channel.npz`."""
    np.savez_compressed(
        folder / "channel.npz",
        forms=_packed(lexicon.forms),
        form_words=lexicon.words.astype(np.uint16),
        spelling_logs=lexicon.spelling_logs.astype(np.float16),
        case_logs=lexicon.case_logs.astype(np.float16),
        pairs=_packed(channel.pairs),
        pieces=_packed(channel.pieces),
        table=_in_channel_steps(channel.table),
        reads=_packed(reads.words),
        read_counts=np.bincount(reads.word, minlength=len(reads.words)).astype(np.uint8),
        read_forms=reads.form.astype(np.uint16),
        read_logs=_in_channel_steps(reads.log),
        codes=_packed([f"{plain} {code}" for plain, code in sorted(known_codes.items())]),
    )


def save_poor_channel(folder: Path, channel: ChannelPart, best: NDArray[np.float32]) -> None:
    """Writes `poor_scans.npz`; its pairs of letters, and the common words of `best`, are those of `channel.npz`."""
    np.savez_compressed(
        folder / "poor_scans.npz",
        pieces=_packed(channel.pieces),
        table=_in_channel_steps(channel.table),
        best=_in_channel_steps(best),
    )


def save_case_habits(folder: Path, habits: CaseHabits) -> None:
    """Writes `case.npz`."""
    np.savez(
        folder / "case.npz",
        before_fingerprints=habits.before.fingerprints,
        before_columns=habits.before.columns,
        after_fingerprints=habits.after.fingerprints,
        after_columns=habits.after.columns,
    )


def load_case_habits(folder: Path) -> CaseHabits:
    """The tables that `save_case_habits` wrote to `folder`."""
    with np.load(folder / "case.npz") as held:
        return CaseHabits(
            NgramTable(held["before_fingerprints"], held["before_columns"]),
            NgramTable(held["after_fingerprints"], held["after_columns"]),
        )


def _in_channel_steps(logs: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.clip(np.round(-logs / _CHANNEL_STEP), 0, 255).astype(np.uint8)


def load_model(folder: Path = MODEL_FOLDER) -> RestorationModel:
    """The model that the `save_` functions wrote to `folder`."""
    words, language_model = load_language(folder)
    lexicon, channel, reads, codes = load_channel(folder)
    poor_channel, poor_best = load_poor_channel(folder, list(channel.pair_ids))
    return RestorationModel(
        words=words,
        language_model=language_model,
        lexicon=lexicon,
        channel=channel,
        poor_channel=poor_channel,
        trie=build_trie(lexicon.forms, channel.pair_ids),
        reads=reads,
        poor_best=poor_best,
        known_codes=codes,
        network=load_network(folder),
        case_habits=load_case_habits(folder),
    )


@cache
def packaged_model() -> RestorationModel:
    """The packaged model, loaded once for all who use it in this process."""
    return load_model()


def load_language(folder: Path) -> tuple[tuple[str, ...], LanguageModel]:
    """The language-model words by id, and the language model."""
    with np.load(folder / "language.npz") as held:
        language_model = LanguageModel(
            unigrams=held["unigrams"],
            back_offs=held["back_offs"],
            pairs=NgramTable(held["pair_fingerprints"], held["pair_columns"]),
            triples=NgramTable(held["triple_fingerprints"], held["triple_columns"]),
        )
        return _unpacked(held["words"]), language_model


def load_channel(folder: Path) -> tuple[Lexicon, Channel, CommonReads, dict[str, str]]:
    """The printed forms, the channel, the common readings, and the known parts of codes."""
    with np.load(folder / "channel.npz") as held:
        lexicon = Lexicon(
            forms=_unpacked(held["forms"]),
            words=held["form_words"].astype(np.int64),
            spelling_logs=held["spelling_logs"].astype(np.float32),
            case_logs=held["case_logs"].astype(np.float32),
        )
        table = held["table"] * np.float32(-_CHANNEL_STEP)
        channel = Channel(pairs=_unpacked(held["pairs"]), pieces=_unpacked(held["pieces"]), table=table)
        counts = held["read_counts"].astype(np.int64)
        reads = CommonReads(
            words=_unpacked(held["reads"]),
            word=np.repeat(np.arange(len(counts)), counts),
            form=held["read_forms"].astype(np.int64),
            log=held["read_logs"] * np.float32(-_CHANNEL_STEP),
        )
        codes = dict(line.split(" ") for line in _unpacked(held["codes"]) if line)
    return lexicon, channel, reads, codes


def load_poor_channel(folder: Path, pairs: Sequence[str]) -> tuple[Channel, NDArray[np.float32]]:
    """The channel of poor scans, and the best score of each common word; `pairs` are those of the other channel."""
    with np.load(folder / "poor_scans.npz") as held:
        table = held["table"] * np.float32(-_CHANNEL_STEP)
        channel = Channel(pairs=pairs, pieces=_unpacked(held["pieces"]), table=table)
        return channel, held["best"] * np.float32(-_CHANNEL_STEP)


def save_network(folder: Path, network: ContextNetwork) -> None:
    """Writes `context.npz`."""
    np.savez(folder / "context.npz", **{name: array.astype(np.float16) for name, array in network._asdict().items()})


def load_network(folder: Path) -> ContextNetwork:
    """The network that `save_network` wrote to `folder`."""
    with np.load(folder / "context.npz") as held:
        return ContextNetwork(**{name: held[name].astype(np.float32) for name in ContextNetwork._fields})


def _packed(strings: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n"))
