"""The packaged model: two files, one for what scans do to letters, one for what the language is."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.channel import Channel
from ingest.restore.language_model import LanguageModel
from ingest.restore.lexicon import Lexicon, Trie, build_trie
from ingest.restore.ngram_table import NgramTable

MODEL_FOLDER = Path(__file__).parent / "model"
_CHANNEL_STEP = 1 / 12
"""One unit of a stored channel logarithm; 255 units reach down to e^-21."""


class RestorationModel(NamedTuple):
    """Everything that the restorer knows.

    Attributes:
        words: language-model words by id.
        lexicon, trie: printed forms, and the same forms for searching.
        known_codes: code parts that have a Đ, by their spelling without it.
    """

    words: tuple[str, ...]
    language_model: LanguageModel
    lexicon: Lexicon
    channel: Channel
    trie: Trie
    known_codes: dict[str, str]


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
    folder: Path,
    lexicon: Lexicon,
    *,
    pairs: list[str],
    pieces: list[str],
    table: NDArray[np.float32],
    known_codes: dict[str, str],
) -> None:
    """Writes `channel.npz`."""
    np.savez_compressed(
        folder / "channel.npz",
        forms=_packed(list(lexicon.forms)),
        form_words=lexicon.words.astype(np.uint16),
        form_logs=lexicon.logs,
        pairs=_packed(pairs),
        pieces=_packed(pieces),
        table=np.clip(np.round(-table / _CHANNEL_STEP), 0, 255).astype(np.uint8),
        codes=_packed([f"{plain} {code}" for plain, code in sorted(known_codes.items())]),
    )


def load_model(folder: Path = MODEL_FOLDER) -> RestorationModel:
    """The model that `save_language` and `save_channel` wrote to `folder`."""
    with np.load(folder / "language.npz") as held:
        words = _unpacked(held["words"])
        language_model = LanguageModel(
            unigrams=held["unigrams"],
            back_offs=held["back_offs"],
            pairs=NgramTable(held["pair_fingerprints"], held["pair_columns"]),
            triples=NgramTable(held["triple_fingerprints"], held["triple_columns"]),
        )
    with np.load(folder / "channel.npz") as held:
        lexicon = Lexicon(_unpacked(held["forms"]), held["form_words"].astype(np.int64), held["form_logs"])
        table = held["table"] * np.float32(-_CHANNEL_STEP)
        channel = Channel(pairs=_unpacked(held["pairs"]), pieces=_unpacked(held["pieces"]), table=table)
        codes = dict(line.split(" ") for line in _unpacked(held["codes"]) if line)
    return RestorationModel(words, language_model, lexicon, channel, build_trie(lexicon.forms, channel.pair_ids), codes)


def _packed(strings: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n"))
