"""Tables of words in PostgreSQL: the terms of a passage as a `tsvector` of our own making, found through a GIN index.

The engine knows no BM25, so it is reckoned here, by the formula of FTS5 and with its constants, over the few thousand
passages that the terms stand in:

    score = sum over terms of idf * f * (k1 + 1) / (f + k1 * (1 - b + b * length / mean length))
    idf = ln((N - n + 0.5) / (n + 0.5)), at least 1e-6

f counts a term in text, context and codes by their weights; length counts all terms of the passage. How often a term
stands in a text is what replacing it by nothing takes away: words are kept with a space on either side of each.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); docs/adr/0157.
"""

import math
import time
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from index.passage import Passage
from index.schema import FULL_TEXT_TABLES, document_key
from index.terms import PAIR_JOINT, pairs_of
from index.word_index import CODE_WEIGHT, CONTEXT_WEIGHT, TEXT_WEIGHT, Counts, WordMatch, WordRow, word_row

_K1, _B, _LEAST_IDF = 1.2, 0.75, 1e-6
_CODE_MARK, _DOCUMENT_MARK = "#", "@"
"""Begin the terms for codes and for the document; no word begins with them."""

_MOST_TERM_BYTES = 2_000
"""A tsvector takes terms of less than 2 KB; what is longer is no word that anybody types."""

_NOWHERE = "\n"
"""Stands in no normalised text."""

_GROWTH, _LOOK_SECONDS = 1.05, 2.0
"""Totals are counted again when the newest row number has grown by so much; it is looked at so often."""

_DDL = """
CREATE TABLE IF NOT EXISTS {table} (
    row_id BIGINT PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    words TEXT COLLATE "C" NOT NULL,
    context TEXT COLLATE "C" NOT NULL,
    codes TEXT COLLATE "C" NOT NULL,
    length INTEGER NOT NULL,
    terms TSVECTOR NOT NULL
);
CREATE INDEX IF NOT EXISTS ix_{table}_terms ON {table} USING gin (terms);
"""
_INSERT = """
INSERT INTO {table} (row_id, words, context, codes, length, terms)
VALUES (:row_id, :words, :context, :codes, :length, array_to_tsvector(CAST(:terms AS text[])))
"""
_OCCURRENCES = "(octet_length({column}) - octet_length(replace({column}, :{needle}, ''))) / octet_length(:{needle})"
_FREQUENCY = " + ".join(
    f"{weight} * ({_OCCURRENCES.format(column=f'w.{column}', needle=needle)})"
    for column, needle, weight in (
        ("words", "needle{place}", TEXT_WEIGHT),
        ("context", "needle{place}", CONTEXT_WEIGHT),
        ("codes", "code{place}", CODE_WEIGHT),
    )
)
_FOUND = f"""
SELECT w.row_id, w.length, CAST(:idf{{place}} AS float8) AS idf, CAST({_FREQUENCY} AS float8) AS f
FROM {{table}} w {{join}} WHERE w.terms @@ CAST(:lexeme{{place}} AS tsquery) {{conditions}}
"""
_RANK = f"""
SELECT row_id FROM ({{found}}) AS found GROUP BY row_id
ORDER BY sum(idf * f * ({_K1} + 1) / (f + {_K1} * (1 - {_B} + {_B} * length / :mean_length))) DESC, row_id LIMIT :depth
"""
_COUNT = "(SELECT count(*) FROM {table} WHERE terms @@ CAST(:lexeme{place} AS tsquery))"
_BY_GIN_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"
"""For the rest of the transaction: any other way reads and unpacks the terms of passages one by one, at a cost that
the planner does not know of."""


class _Asked(NamedTuple):
    """A term of a question: as a `tsquery`, as it stands among words, as it stands among codes, and its weight."""

    lexeme: str
    needle: str
    code_needle: str
    idf: float


class PostgresWords:
    """`index.word_index.WordIndex` on `tsvector` and GIN; remembers how much there is in all."""

    def __init__(self) -> None:
        self._totals: dict[str, tuple[int, int, float]] = {}
        self._fresh_until: dict[str, float] = {}

    def create(self, connection: Connection) -> None:
        for table in FULL_TEXT_TABLES:
            connection.exec_driver_sql(_DDL.format(table=table))

    def put(self, connection: Connection, row_id: int, passage: Passage) -> None:
        for table in FULL_TEXT_TABLES:
            row = word_row(table, passage)
            terms = _terms(row)
            values = {"words": _spaced(row.text.split()), "context": _spaced(row.context.split())}
            values |= {"codes": _spaced(row.codes)}
            connection.execute(
                text(_INSERT.format(table=table)),
                {"row_id": row_id, "length": len(terms), "terms": _lexemes(terms, row), **values},
            )

    def remove(self, connection: Connection, document_id: str) -> None:
        rows = "SELECT row_id FROM passages WHERE document_id = :id"
        for table in FULL_TEXT_TABLES:
            connection.execute(text(f"DELETE FROM {table} WHERE row_id IN ({rows})"), {"id": document_id})

    def clear(self, connection: Connection, table: str) -> None:
        connection.exec_driver_sql(f"DELETE FROM {table}")

    def join_parts(self, connection: Connection, table: str) -> bool:
        """PostgreSQL does so by itself (autovacuum)."""
        return False

    def row_ids(self, connection: Connection, table: str) -> frozenset[int]:
        return frozenset(connection.exec_driver_sql(f"SELECT row_id FROM {table}").scalars())

    def counts(self, connection: Connection, table: str, terms: Sequence[str]) -> dict[str, int]:
        found = self._counts(connection, table, [_quoted(term) for term in terms])
        return dict(zip(terms, found, strict=True))

    def rank(self, connection: Connection, table: str, match: WordMatch, *, counts: Counts, depth: int) -> list[int]:
        if match.is_empty:
            return []
        passages, mean_length = self._totals_of(connection, table)
        numbers, codes = counts(match.terms), _codes(match)
        asked = [
            _Asked(_quoted(term), _needle(term), f" {term} ", _idf(numbers.get(term, 0), passages))
            for term in match.terms
        ]
        of_codes = self._counts(connection, table, [lexeme for _, lexeme, _ in codes])
        asked += [
            _Asked(lexeme, _NOWHERE, f" {key}{end}", _idf(number, passages))
            for (key, lexeme, end), number in zip(codes, of_codes, strict=True)
        ]
        statement, values = _statement(table, match, asked)
        _use_gin_index(connection)
        values |= {"mean_length": max(mean_length, 1.0), "depth": depth}
        return list(connection.execute(text(statement), values).scalars())

    def _counts(self, connection: Connection, table: str, lexemes: Sequence[str]) -> list[int]:
        if not lexemes:
            return []
        counted = ", ".join(_COUNT.format(table=table, place=place) for place in range(len(lexemes)))
        _use_gin_index(connection)
        values = {f"lexeme{place}": lexeme for place, lexeme in enumerate(lexemes)}
        return list(connection.execute(text(f"SELECT {counted}"), values).one())

    def _totals_of(self, connection: Connection, table: str) -> tuple[int, float]:
        """How many passages there are, and how many terms one has in the mean, now or a little while ago."""
        counted_at, passages, mean_length = self._totals.get(table, (0, 0, 0.0))
        if time.monotonic() < self._fresh_until.get(table, 0.0):
            return passages, mean_length
        newest = connection.exec_driver_sql(f"SELECT max(row_id) FROM {table}").scalar() or 0
        if not counted_at <= newest <= counted_at * _GROWTH or not counted_at:
            found = connection.exec_driver_sql(f"SELECT count(*), avg(length) FROM {table}").one()
            counted_at, passages, mean_length = newest, int(found[0]), float(found[1] or 0.0)
            self._totals[table] = (counted_at, passages, mean_length)
        self._fresh_until[table] = time.monotonic() + _LOOK_SECONDS
        return passages, mean_length


def _use_gin_index(connection: Connection) -> None:
    """Has the rest of the transaction find passages by the GIN index; asked for once in each."""
    transaction = connection.get_transaction()
    if transaction is None or connection.info.get(_BY_GIN_INDEX) is not transaction:
        connection.exec_driver_sql(_BY_GIN_INDEX)
        connection.info[_BY_GIN_INDEX] = connection.get_transaction()


def _idf(found: int, passages: int) -> float:
    return max(math.log(max(passages - found + 0.5, _LEAST_IDF) / (found + 0.5)), _LEAST_IDF)


def _terms(row: WordRow) -> list[str]:
    """Every term of a passage, as often as it stands there."""
    pairs = (pairs_of(row.text), pairs_of(row.context))
    return [*" ".join((row.text, row.context, *pairs)).split(), *row.codes, _DOCUMENT_MARK + row.document]


def _lexemes(terms: Sequence[str], row: WordRow) -> list[str]:
    distinct = {*terms, *(_CODE_MARK + code for code in row.codes)}
    return [term for term in distinct if len(term.encode()) <= _MOST_TERM_BYTES]


def _spaced(words: Sequence[str]) -> str:
    """The words with a space on either side of each."""
    return f" {'  '.join(words)} " if words else ""


def _needle(term: str) -> str:
    """A term as it stands among words that `_spaced` wrote; a pair is two words."""
    return _spaced(term.split(PAIR_JOINT))


def _quoted(term: str, *, is_start: bool = False) -> str:
    """One term as a `tsquery`; it is quoted, so that nothing typed can be its syntax.

    >>> _quoted("o'clock")
    "'o''clock'"
    """
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (":*" if is_start else "")


def _codes(match: WordMatch) -> list[tuple[str, str, str]]:
    """Each code that is asked for: its key, as a `tsquery`, and what ends it among codes."""
    whole = [(key, _quoted(_CODE_MARK + key), " ") for key in match.codes]
    return whole + [(key, _quoted(_CODE_MARK + key, is_start=True), "") for key in match.code_starts]


def _statement(table: str, match: WordMatch, asked: Sequence[_Asked]) -> tuple[str, dict[str, object]]:
    """The query, and the values for its conditions and terms."""
    join, conditions, values = _conditions(match)
    parts = []
    for place, one in enumerate(asked):
        parts.append(_FOUND.format(table=table, join=join, conditions=conditions, place=place))
        values |= {f"lexeme{place}": one.lexeme, f"idf{place}": one.idf}
        values |= {f"needle{place}": one.needle, f"code{place}": one.code_needle}
    return _RANK.format(found=" UNION ALL ".join(parts)), values


def _conditions(match: WordMatch) -> tuple[str, str, dict[str, object]]:
    """What each passage must fulfil: a join, conditions, and their values."""
    join, conditions, values = "", "", dict[str, object]()
    if match.has_codes and match.terms:
        conditions += " AND w.terms @@ CAST(:codes AS tsquery) AND w.terms @@ CAST(:any_term AS tsquery)"
        values["codes"] = " | ".join(lexeme for _, lexeme, _ in _codes(match))
        values["any_term"] = " | ".join(map(_quoted, match.terms))
    within = match.within
    if within.document_ids is not None and within.is_small:
        conditions += " AND w.terms @@ CAST(:documents AS tsquery)"
        values["documents"] = " | ".join(_quoted(_DOCUMENT_MARK + document_key(one)) for one in within.document_ids)
    elif within.document_ids is not None:
        conditions += " AND p.document_id = ANY(:document_ids)"
        values["document_ids"] = list(within.document_ids)
    if within.only_front:
        conditions += " AND (p.section = '' OR p.kind = 'annex_head')"
    if " p." in conditions or "(p." in conditions:
        join = "JOIN passages p ON p.row_id = w.row_id"
    return join, conditions, values
