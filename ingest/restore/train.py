"""Training only: makes the packaged model again.

    python -m ingest.restore.train noise --shared DIR --english DIR [DIR ...] --pages 420 --seed 11 --out noise-11.tsv
    python -m ingest.restore.train model --shared DIR --noise noise-11.tsv [MORE ...] --out ingest/restore/model
    python -m ingest.restore.train context --shared DIR --steps 9500 --out ingest/restore/model

`--shared` is the data folder with `data/lm`, `data/documents` and `data/lists`; `--english` names folders that hold an
`eng.traineddata` each, the one that is used most first. The first command takes about 3 s a page, the second 8
minutes, the third, which reads the files of the second, 35 minutes.
"""

import argparse
import logging
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.text import nfc
from ingest.restore.channel import START, STRAY
from ingest.restore.language_model import LanguageModel
from ingest.restore.lexicon import Lexicon
from ingest.restore.model_file import (
    ChannelPart,
    load_channel,
    load_language,
    save_case_habits,
    save_channel,
    save_language,
    save_network,
    save_poor_channel,
)
from ingest.restore.noise import clean_paragraphs, make_noise
from ingest.restore.train_case import CaseCounter
from ingest.restore.train_channel import ChannelCounts, learn_channel, poorly_read, word_pairs
from ingest.restore.train_context import learn_network, read_stream, rival_table
from ingest.restore.train_language_model import (
    Corpus,
    TokenCounts,
    count_tokens,
    count_trigrams,
    estimate,
    merge_counts,
    training_text,
)
from ingest.restore.train_lexicon import (
    always_accented,
    build_lexicon,
    choose_vocabulary,
    count_parts,
    known_code_parts,
)
from ingest.restore.train_reads import best_by_poor_scans, common_reads, with_counts

_LOG = logging.getLogger(__name__)
_TRIPLES, _PAIRS = 6_500_000, 3_500_000


def main() -> None:
    """Runs the training step that the command line names."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    noise = steps.add_parser("noise", help="set, scan and misread pages of clean text")
    noise.add_argument("--english", type=Path, nargs="+", required=True)
    noise.add_argument("--pages", type=int, default=420)
    noise.add_argument("--seed", type=int, default=11)
    model = steps.add_parser("model", help="learn language model, lexicon and channel")
    model.add_argument("--noise", type=Path, nargs="+", required=True)
    context = steps.add_parser("context", help="learn the context network")
    context.add_argument("--steps", type=int, default=9500)
    for step in (noise, model, context):
        step.add_argument("--shared", type=Path, required=True)
        step.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    if chosen.step == "noise":
        write_noise(chosen.shared, chosen.english, pages=chosen.pages, seed=chosen.seed, out=chosen.out)
    elif chosen.step == "context":
        write_context(chosen.shared, steps=chosen.steps, out=chosen.out)
    else:
        write_model(chosen.shared, chosen.noise, chosen.out)


def write_noise(shared: Path, english: list[Path], *, pages: int, seed: int, out: Path) -> None:
    """Writes a file of lines `printed <tab> read`."""
    legal, general = shared / "data/lm/legal.txt.xz", shared / "data/lm/general.txt.xz"
    paragraphs = clean_paragraphs([legal], share=0.02, seed=seed) + clean_paragraphs([general], share=0.008, seed=seed)
    with out.open("w", encoding="utf-8") as lines:
        for printed, read in make_noise(paragraphs, english, pages=pages, seed=seed):
            lines.write(f"{printed}\t{read}\n")


def write_model(shared: Path, noise_files: list[Path], out: Path) -> None:
    """Writes all files of the model but `context.npz`, and, for the text judge, `always_accented.txt`."""
    corpora = training_text(shared)
    tokens = TokenCounts(Counter(), Counter())
    for corpus in corpora:
        count_tokens(corpus.open(), tokens)
    words, codes = count_parts(tokens.anywhere)
    inside, _ = count_parts(tokens.inside)
    vocabulary = choose_vocabulary(words)
    _LOG.info("%d words in the vocabulary", len(vocabulary))
    (out / "always_accented.txt").write_text("\n".join(always_accented(words)) + "\n", encoding="utf-8")
    language_model = write_language(corpora, vocabulary, out)
    write_case_habits(corpora, vocabulary, out)
    lexicon = build_lexicon(words, inside, vocabulary)
    pairs = [
        (printed, read)
        for file in noise_files
        for printed, _, read in (line.partition("\t") for line in nfc(file.read_text(encoding="utf-8")).splitlines())
    ]
    seen = word_pairs(pairs)
    _LOG.info("%d lines of noise, %d word pairs", len(pairs), seen.total())
    channel = tabulate_channel(learn_channel(seen), lexicon)
    reads = with_counts(common_reads(pairs, lexicon, channel), seen, lexicon)
    poor = tabulate_channel(learn_channel(word_pairs(poorly_read(pairs))), lexicon)
    save_poor_channel(out, poor, best_by_poor_scans([*reads.words], lexicon, poor, language_model))
    save_channel(out, lexicon, channel, reads, known_code_parts(shared / "data/lists", codes))


def write_context(shared: Path, *, steps: int, out: Path) -> None:
    """Writes `context.npz` beside the model's other files."""
    words, language_model = load_language(out)
    lexicon, _, reads, _ = load_channel(out)
    rivals = rival_table(words, lexicon, reads, language_model.unigrams)
    stream = read_stream(training_text(shared), words)
    _LOG.info("%d words of text", len(stream))
    save_network(out, learn_network(stream, rivals, steps=steps))


def write_language(corpora: list[Corpus], vocabulary: list[str], out: Path) -> LanguageModel:
    """Counts the trigrams of all corpora and writes the language model, which it returns."""
    ids = {word: index for index, word in enumerate(vocabulary)}
    counts = []
    for corpus in corpora:
        counts.append(count_trigrams(corpus.open(), ids))
        _LOG.info("%s: %d trigrams", corpus.name, len(counts[-1][0]))
    language_model = estimate(merge_counts(counts), len(vocabulary), triples_kept=_TRIPLES, pairs_kept=_PAIRS)
    save_language(out, vocabulary, language_model)
    return language_model


def write_case_habits(corpora: list[Corpus], vocabulary: list[str], out: Path) -> None:
    """Counts capitals beside neighbours and writes `case.npz`."""
    counter = CaseCounter({word: index for index, word in enumerate(vocabulary)})
    for corpus in corpora:
        counter.read(corpus.open())
    save_case_habits(out, counter.habits())


def tabulate_channel(counts: ChannelCounts, lexicon: Lexicon) -> ChannelPart:
    """Log probabilities of every piece that was seen, for every pair of letters that the lexicon has."""
    pairs = sorted(
        {before + letter for form in lexicon.forms for before, letter in zip(START + form, form, strict=False)}
    )
    often: Counter[str] = Counter()
    for (_, _, piece), count in counts.counts.items():
        often[piece] += count  # type: ignore[assignment]
    pieces = ["", *sorted(piece for piece, count in often.items() if piece and count > 0.3)]
    table = np.array([[counts.smoothed(pair[0], pair[1], piece) for pair in pairs] for piece in pieces])
    return ChannelPart(pairs, pieces, np.log(_with_strays(table, pieces)).astype(np.float32))


def _with_strays(table: NDArray[np.float64], pieces: list[str]) -> NDArray[np.float64]:
    """A longer piece is never less likely than its best character with the others strayed in: scans insert much."""
    rows = {piece: index for index, piece in enumerate(pieces)}
    for piece, index in rows.items():
        singles = [table[rows[character]] for character in piece if character in rows]
        if len(piece) > 1 and singles:
            table[index] = np.maximum(table[index], np.max(singles, axis=0) * STRAY ** (len(piece) - 1))
    return table


if __name__ == "__main__":
    main()
