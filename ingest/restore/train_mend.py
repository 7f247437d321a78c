"""Training only: learns how the Vietnamese OCR misreads, and what its confidence is worth.

    python -m ingest.restore.train_mend --lines lines-21.tsv [MORE ...] --out ingest/restore/model

The lines come from `train_mend_noise`. Expected counts of what each letter was read as are those of the restorer's EM
(`train_channel`); they are smoothed towards what the same change of marks does to other letters, as a channel that
reads nearly every letter right shows too few changes of each single letter:

    P(piece | letter, before) = (n(before, letter, piece) + K1 * P(piece | letter)) / (n(before, letter) + K1)
    P(piece | letter)         = (n(letter, piece) + K2 * G(piece | letter)) / (n(letter) + K2)
    G(piece | letter)         = (1 - E) [piece = letter] + E/2 * M(marks of piece | marks of letter) + floor

with M counted over all letters whose base letter was read right.
"""

import argparse
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.text import nfc, strip_accents
from ingest.restore.mend_model import save_mend_model
from ingest.restore.model_file import load_channel
from ingest.restore.tokens import PartKind, parse_token
from ingest.restore.train_channel import Event, WordPair, learn_channel

_K1, _K2 = 30.0, 40.0
_ERROR_SHARE = 0.03
_FLOOR = {0: 2e-5, 1: 1e-6, 2: 1e-7, 3: 1e-9}
_STEPS = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.76, 0.82, 0.87, 0.9, 0.92, 0.94, 0.955, 0.965, 1.0)
_PRIOR_WORDS = 20.0


class ReadPart(NamedTuple):
    """A word or part of one, as printed and as read, with the OCR's confidence 0..1."""

    printed: str
    read: str
    confidence: float


def main() -> None:
    """Writes `mend.npz`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    parts = [part for file in chosen.lines for part in read_parts(file.read_text(encoding="utf-8").splitlines())]
    pairs: Counter[WordPair] = Counter((part.printed, part.read) for part in parts)
    channel = tabulate(learn_channel(pairs).counts, list(load_channel(chosen.out)[1].pair_ids))
    save_mend_model(chosen.out, channel=channel, confidence=weigh_confidence(parts))


def read_parts(lines: Iterable[str]) -> list[ReadPart]:
    """Words of the lines whose tokens pair off one to one."""
    parts: list[ReadPart] = []
    for line in lines:
        printed, read, confidences = nfc(line).split("\t")
        gold, seen = printed.split(), read.split()
        if len(gold) == len(seen):
            for one, other, confidence in zip(gold, seen, confidences.split(), strict=True):
                parts += _parts_of(one, other, int(confidence) / 100)
    return parts


def _parts_of(printed: str, read: str, confidence: float) -> list[ReadPart]:
    gold, seen = parse_token(printed).parts, parse_token(read).parts
    if len(gold) != len(seen):
        return []
    return [
        ReadPart(one.text, other.text, confidence)
        for one, other in zip(gold, seen, strict=True)
        if one.kind is PartKind.WORD and abs(len(one.text) - len(other.text)) <= 3
    ]


def weigh_confidence(parts: Iterable[ReadPart]) -> NDArray[np.float32]:
    """Rows (confidence, log P(c | wrong) / P(c | right)), made to fall as confidence grows."""
    right, wrong = np.full(len(_STEPS), _PRIOR_WORDS), np.full(len(_STEPS), 0.0)
    for part in parts:
        nearest = int(np.argmin([abs(part.confidence - step) for step in _STEPS]))
        (right if part.printed == part.read else wrong)[nearest] += 1
    wrong += _PRIOR_WORDS * wrong.sum() / right.sum()
    logs = np.log(wrong / wrong.sum()) - np.log(right / right.sum())
    return np.stack([np.array(_STEPS), np.minimum.accumulate(logs)], axis=1).astype(np.float32)


def tabulate(counts: dict[Event, float], pairs: list[str]) -> tuple[list[str], list[str], NDArray[np.float32]]:
    """Pairs, pieces and the smoothed log probabilities (pieces, pairs)."""
    by_letter: dict[str, Counter[str]] = defaultdict(Counter)
    by_context: dict[str, Counter[str]] = defaultdict(Counter)
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    for (before, letter, piece), count in counts.items():
        by_letter[letter][piece] += count  # type: ignore[assignment]
        by_context[before + letter][piece] += count  # type: ignore[assignment]
        if len(piece) == 1 and piece != letter and strip_accents(piece) == strip_accents(letter):
            marks[_marks(letter)][_marks(piece)] += count  # type: ignore[assignment]
    pieces = sorted({piece for seen in by_letter.values() for piece, count in seen.items() if count > 0.3} | {""})
    letters = sorted({pair[1] for pair in pairs})
    general = {letter: _general(letter, pieces, marks) for letter in letters}
    single = {letter: _smoothed(by_letter[letter], general[letter], pieces, _K2) for letter in letters}
    columns = [_smoothed(by_context[pair], single[pair[1]], pieces, _K1) for pair in pairs]
    return pairs, pieces, np.log(np.stack(columns, axis=1)).astype(np.float32)


def _general(letter: str, pieces: list[str], marks: dict[str, Counter[str]]) -> NDArray[np.float64]:
    """G: the letter itself, else the marks that its marks are often taken for, else anything."""
    changes = marks[_marks(letter)]
    total, base = sum(changes.values()), strip_accents(letter)
    shares = []
    for piece in pieces:
        share = _FLOOR[len(piece)]
        if piece == letter:
            share += 1 - _ERROR_SHARE
        elif len(piece) == 1 and strip_accents(piece) == base and total:
            share += _ERROR_SHARE / 2 * changes[_marks(piece)] / total
        shares.append(share)
    return np.array(shares)


def _smoothed(
    seen: Counter[str], shorter: NDArray[np.float64], pieces: list[str], weight: float
) -> NDArray[np.float64]:
    counts = np.array([seen[piece] for piece in pieces])
    return np.asarray((counts + weight * shorter) / (sum(seen.values()) + weight), np.float64)


def _marks(letter: str) -> str:
    """The marks on a letter; the bar of đ is one."""
    bar = "-" if letter in "đĐ" else ""
    return bar + "".join(mark for mark in unicodedata.normalize("NFD", letter) if unicodedata.combining(mark))


if __name__ == "__main__":
    main()
