"""Passages ranked by the tables of words.

Scoring a passage for every common word of a question would touch nearly all of a large collection. So only as many of
the rarest terms are looked up as together stand in a few thousand passages; what they find is looked at closely
afterwards (`index.ranking_features`), with all words of the question.
"""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection

from index.rarity import rarity
from index.terms import PAIR_JOINT
from index.word_index import ANYWHERE, Within, WordIndex, WordMatch

_MOST_MATCHES, _MOST_MATCHES_IN_FEW = 4_000, 20_000
_LEAST_TERMS = 3
_FEW_DOCUMENTS = 24
"""In so few documents commoner words are looked up too: few passages hold them there.

Not all: to weigh a word BM25 goes through all passages that hold it, also those of other documents.
"""

_COMMON = 20
_RARE = 0.45


class WordRanking:
    """Ranks passages by their words.

    Counting common terms takes time, so their counts are remembered; they only guide.

    Args:
        words: the tables of words of the database that is searched.
    """

    def __init__(self, words: WordIndex) -> None:
        self._words = words
        self._common: dict[tuple[str, str], int] = {}

    def by_terms(
        self, connection: Connection, table: str, terms: Sequence[str], *, within: Within = ANYWHERE, depth: int
    ) -> list[int]:
        """Rows of the passages that hold some of the terms, best BM25 first."""
        few = within.document_ids is not None and len(within.document_ids) <= _FEW_DOCUMENTS
        most = _MOST_MATCHES_IN_FEW if few else _MOST_MATCHES
        chosen = self.telling(connection, table, terms, most=most)
        return self.by_match(connection, table, WordMatch(terms=tuple(chosen), within=within), depth=depth)

    def by_match(self, connection: Connection, table: str, match: WordMatch, *, depth: int) -> list[int]:
        """Rows of the passages that match, best BM25 first; words of a passage weigh more than its context."""
        counts = partial(self._counts, connection, table)
        return self._words.rank(connection, table, match, counts=counts, depth=depth)

    def telling(
        self, connection: Connection, table: str, terms: Sequence[str], *, most: int = _MOST_MATCHES
    ) -> list[str]:
        """The rarest of the terms, as many as stand in `most` passages together, but never just one or two.

        Words that are common in any official text are not even counted while the others suffice.
        """
        rare = [term for term in terms if PAIR_JOINT in term or rarity(term) >= _RARE]
        total = 0
        chosen: list[str] = []
        for group in (rare, [term for term in terms if term not in rare]):
            counts = self._counts(connection, table, group)
            for count, term in sorted((count, term) for term, count in counts.items()):
                total += count
                if total > most and len(chosen) >= _LEAST_TERMS:
                    return chosen
                chosen.append(term)
        return chosen

    def count(self, connection: Connection, table: str, term: str) -> int:
        """In how many passages a term stands."""
        return self._counts(connection, table, [term]).get(term, 0)

    def _counts(self, connection: Connection, table: str, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term stands; those that stand in none are left out."""
        known = {term: self._common[table, term] for term in terms if (table, term) in self._common}
        unknown = [term for term in terms if term not in known]
        for term, count in self._words.counts(connection, table, unknown).items() if unknown else ():
            if count:
                known[term] = count
            if count >= _COMMON:
                self._common[table, term] = count
        return known
