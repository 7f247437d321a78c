"""Training only: the words that are read most often, with the forms that may stand behind them and how likely each is.

The channel takes letters for independent of each other but for the one before; whole words that were misread often tell
more. With c(f, r) how often the form f was read as r in our noise, n(f) how often f was printed and k(f) as how many
different strings it was read,

    P'(r | f) = ( max(c(f, r) - D, 0) + (T + D k(f)) P(r | f) ) / ( n(f) + T )

where P is the channel's. Source: Teh, A Bayesian Interpretation of Interpolated Kneser-Ney, 2006 (Pitman-Yor prior).
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from ingest.restore.candidates import FAR, Reach, find_matches
from ingest.restore.channel import Channel
from ingest.restore.language_model import LanguageModel
from ingest.restore.lexicon import Lexicon, best_below, build_trie
from ingest.restore.model_file import ChannelPart, CommonReads
from ingest.restore.tokens import PartKind, parse_token
from ingest.restore.weights import Weights

_READS_KEPT = 20_000
_FORMS_KEPT = 48
_DISCOUNT, _TRUST = 0.5, 500.0
"""D and T of the formula."""


def common_reads(pairs: list[tuple[str, str]], lexicon: Lexicon, part: ChannelPart) -> CommonReads:
    """The best forms of the words that were read most often, searched once and for all with a wide beam."""
    seen: Counter[str] = Counter()
    for _, read in pairs:
        for token in read.split():
            parsed = parse_token(token, is_misread=True)
            seen.update(one.text for one in parsed.parts if one.kind is PartKind.WORD)
    words = sorted(word for word, _ in seen.most_common(_READS_KEPT))
    channel = Channel(pairs=part.pairs, pieces=part.pieces, table=part.table)
    matches = find_matches(words, build_trie(lexicon.forms, channel.pair_ids), channel, reach=Reach(rows=400))
    rank = matches.log + lexicon.spelling_logs[matches.form] + lexicon.case_logs[matches.form]
    order = np.lexsort((-rank, matches.word))
    starts = np.searchsorted(matches.word[order], np.arange(len(words)))
    kept = order[np.arange(len(order)) - starts[matches.word[order]] < _FORMS_KEPT]
    return CommonReads(words, matches.word[kept], matches.form[kept], matches.log[kept])


def with_counts(reads: CommonReads, seen: Counter[tuple[str, str]], lexicon: Lexicon) -> CommonReads:
    """The same with P' for P; `seen` counts pairs of a printed and a read word."""
    places = {form: index for index, form in enumerate(lexicon.forms)}
    times, kinds = np.zeros(len(places)), np.zeros(len(places))
    for (form, _), count in seen.items():
        if form in places:
            times[places[form]] += count
            kinds[places[form]] += 1
    names = zip(reads.word.tolist(), reads.form.tolist(), strict=True)
    together = np.array([seen[lexicon.forms[form], reads.words[word]] for word, form in names], np.float64)
    prior = (_TRUST + _DISCOUNT * kinds[reads.form]) * np.exp(reads.log.astype(np.float64))
    share = (np.maximum(together - _DISCOUNT, 0) + prior) / (times[reads.form] + _TRUST)
    return reads._replace(log=np.log(share).astype(np.float32))


def best_by_poor_scans(
    words: list[str], lexicon: Lexicon, part: ChannelPart, language_model: LanguageModel
) -> NDArray[np.float32]:
    """For each read word the best local score (`choices`) that the channel of poor scans gives a form of it."""
    weights = Weights()
    local = weights.spelling * lexicon.spelling_logs + weights.case * lexicon.case_logs
    prior = local + weights.language * language_model.unigrams[lexicon.words]
    channel = Channel(pairs=part.pairs, pieces=part.pieces, table=part.table)
    trie = build_trie(lexicon.forms, channel.pair_ids)
    matches = find_matches(words, trie, channel, promise=best_below(trie, prior), reach=FAR.reach)
    rank = matches.log + prior[matches.form]
    best_rank = np.full(len(words), -np.inf, np.float32)
    np.maximum.at(best_rank, matches.word, rank)
    near = rank > best_rank[matches.word] - FAR.range
    best = np.full(len(words), weights.unknown_small, np.float32)
    np.maximum.at(best, matches.word[near], (matches.log + local[matches.form])[near])
    return best
