"""Passages ranked by the full-text tables.

Scoring a passage for every common word of a question would touch nearly all of a large collection. So only as many of
the rarest terms are looked up as together stand in a few thousand passages; what they find is looked at closely
afterwards (`index.ranking_features`), with all words of the question.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from index.rarity import rarity
from index.schema import document_key
from index.terms import PAIR_JOINT, any_of

_MOST_MATCHES = 4_000
_LEAST_TERMS = 3
_COMMON = 200
_RARE = 0.45
_FEW_DOCUMENTS = 200
_COLUMN_WEIGHTS = "1.0, 0.4, 1.0, 0.4, 0.5, 0.0"


@dataclass(frozen=True)
class Within:
    """Where to look.

    Attributes:
        document_ids: only these documents; None for all.
        only_front: only what stands outside the sections: letterhead, title, bases, signature, recipients, annex heads.
    """

    document_ids: tuple[str, ...] | None = None
    only_front: bool = False

    @property
    def is_small(self) -> bool:
        """Whether the documents can be named in a query, one by one."""
        return self.document_ids is not None and len(self.document_ids) <= _FEW_DOCUMENTS


class TermCounts:
    """In how many passages a term stands. Counting common ones takes time, so they are remembered; they only guide."""

    def __init__(self) -> None:
        self._common: dict[tuple[str, str], int] = {}

    def count(self, connection: Connection, table: str, term: str) -> int:
        key = (table, term)
        if key in self._common:
            return self._common[key]
        count = connection.exec_driver_sql(f"SELECT doc FROM {table}_terms WHERE term = ?", (term,)).scalar() or 0
        if count >= _COMMON:
            self._common[key] = count
        return count

    def telling(self, connection: Connection, table: str, terms: Sequence[str]) -> list[str]:
        """The rarest of the terms, as many as stand in a few thousand passages together, but never just one or two.

        Words that are common in any official text are not even counted while the others suffice.
        """
        rare = [term for term in terms if PAIR_JOINT in term or rarity(term) >= _RARE]
        total = 0
        chosen: list[str] = []
        for group in (rare, [term for term in terms if term not in rare]):
            counts = sorted((count, term) for term in group if (count := self.count(connection, table, term)))
            for count, term in counts:
                total += count
                if total > _MOST_MATCHES and len(chosen) >= _LEAST_TERMS:
                    return chosen
                chosen.append(term)
        return chosen


def rank_by_terms(
    connection: Connection, table: str, terms: Sequence[str], *, counts: TermCounts, within: Within, depth: int
) -> list[int]:
    """Rows of the passages that hold some of the terms, best BM25 first."""
    chosen = list(terms) if within.is_small else counts.telling(connection, table, terms)
    return rank_by_match(connection, table, any_of(chosen), within=within, depth=depth)


def rank_by_match(connection: Connection, table: str, match: str, *, within: Within, depth: int) -> list[int]:
    """Rows of the passages that match, best BM25 first; words of a passage weigh more than its context.

    Args:
        match: FTS5 query; nothing matches "".
    """
    if not match or within.document_ids == ():
        return []
    join, values = "", list[str]()
    if within.document_ids is not None and within.is_small:
        match = f"(document : ({any_of(map(document_key, within.document_ids))})) AND ({match})"
    elif within.document_ids is not None:
        join, values = " AND p.document_id IN (SELECT value FROM json_each(?))", [json.dumps(within.document_ids)]
    if within.only_front:
        join += " AND (p.section = '' OR p.kind = 'annex_head')"
    source = f"{table} JOIN passages p ON p.row_id = {table}.rowid" if join else table
    statement = (
        f"SELECT {table}.rowid FROM {source} WHERE {table} MATCH ?{join}"
        f" ORDER BY bm25({table}, {_COLUMN_WEIGHTS}) LIMIT {depth}"
    )
    return list(connection.exec_driver_sql(statement, (match, *values)).scalars())
