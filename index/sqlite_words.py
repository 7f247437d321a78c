"""Tables of words in SQLite: one FTS5 table each, with its own BM25."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from index.passage import Passage
from index.schema import FULL_TEXT_TABLES, document_key
from index.terms import pairs_of
from index.word_index import CODE_WEIGHT, CONTEXT_WEIGHT, TEXT_WEIGHT, Counts, WordMatch, word_row

_COLUMNS = ("text", "context", "text_pairs", "context_pairs", "codes", "document")
_WEIGHTS = f"{TEXT_WEIGHT}, {CONTEXT_WEIGHT}, {TEXT_WEIGHT}, {CONTEXT_WEIGHT}, {CODE_WEIGHT}, 0.0"
_DDL = tuple(
    statement
    for name in FULL_TEXT_TABLES
    for statement in (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5"
        f"({', '.join(_COLUMNS)}, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name}_terms USING fts5vocab({name}, 'row')",
    )
)
_INSERT = {
    table: text(
        f"INSERT INTO {table} (rowid, {', '.join(_COLUMNS)})"
        f" VALUES (:row, {', '.join(f':{column}' for column in _COLUMNS)})"
    )
    for table in FULL_TEXT_TABLES
}
_FORMER_TABLES = ("passages_exact", "passages_folded")
_PAGES_JOINED = 200
"""Some ten milliseconds of work."""
_FEWEST_JOINED = 2
_LEAST_CHANGES = 2
"""A step with fewer joined nothing. Source: sqlite.org/fts5.html, the 'merge' command."""


class SqliteWords:
    """`index.word_index.WordIndex` on FTS5."""

    def create(self, connection: Connection) -> None:
        for statement in _DDL:
            connection.execute(text(statement))
        for former in _FORMER_TABLES:
            connection.execute(text(f"DROP TABLE IF EXISTS {former}"))

    def put(self, connection: Connection, row_id: int, passage: Passage) -> None:
        for table in FULL_TEXT_TABLES:
            row = word_row(table, passage)
            pairs = (pairs_of(row.text), pairs_of(row.context))
            values = (row.text, row.context, *pairs, " ".join(row.codes), row.document)
            connection.execute(_INSERT[table], {"row": row_id, **dict(zip(_COLUMNS, values, strict=True))})

    def remove(self, connection: Connection, document_id: str) -> None:
        rows = "SELECT row_id FROM passages WHERE document_id = :id"
        for table in FULL_TEXT_TABLES:
            connection.execute(text(f"DELETE FROM {table} WHERE rowid IN ({rows})"), {"id": document_id})

    def clear(self, connection: Connection, table: str) -> None:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        self.create(connection)

    def join_parts(self, connection: Connection, table: str) -> bool:
        """FTS5 looks a term up in each of its b-trees, of which every document adds one; those alike are joined."""
        _join_any_two(connection, table)
        before = _changes(connection)
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {_PAGES_JOINED})")
        return _changes(connection) - before >= _LEAST_CHANGES

    def row_ids(self, connection: Connection, table: str) -> frozenset[int]:
        return frozenset(connection.exec_driver_sql(f"SELECT id FROM {table}_docsize").scalars())

    def counts(self, connection: Connection, table: str, terms: Sequence[str]) -> dict[str, int]:
        marks = ", ".join("?" * len(terms))
        statement = f"SELECT term, doc FROM {table}_terms WHERE term IN ({marks})"
        return {term: int(count) for term, count in connection.exec_driver_sql(statement, tuple(terms)).all()}

    def rank(self, connection: Connection, table: str, match: WordMatch, *, counts: Counts, depth: int) -> list[int]:
        if match.is_empty:
            return []
        query, join, values = _query(match), "", list[str]()
        within = match.within
        if within.document_ids is not None and within.is_small:
            query = f"(document : ({_any_of(map(document_key, within.document_ids))})) AND ({query})"
        elif within.document_ids is not None:
            join, values = " AND p.document_id IN (SELECT value FROM json_each(?))", [json.dumps(within.document_ids)]
        if within.only_front:
            join += " AND (p.section = '' OR p.kind = 'annex_head')"
        source = f"{table} JOIN passages p ON p.row_id = {table}.rowid" if join else table
        statement = (
            f"SELECT {table}.rowid FROM {source} WHERE {table} MATCH ?{join}"
            f" ORDER BY bm25({table}, {_WEIGHTS}) LIMIT {depth}"
        )
        return list(connection.exec_driver_sql(statement, (query, *values)).scalars().all())


def _join_any_two(connection: Connection, table: str) -> None:
    """Afterwards `merge` joins parts from two on that are alike; by itself it waits for four."""
    if connection.exec_driver_sql(f"SELECT v FROM {table}_config WHERE k = 'usermerge'").scalar() != _FEWEST_JOINED:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('usermerge', {_FEWEST_JOINED})")


def _changes(connection: Connection) -> int:
    """How many rows this connection has changed since it was opened."""
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def _query(match: WordMatch) -> str:
    """What FTS5 is asked."""
    parts = []
    if match.has_codes:
        wanted = [*(f'"{key}"' for key in match.codes), *(f'"{key}" *' for key in match.code_starts)]
        parts.append(f"(codes : ({' OR '.join(wanted)}))")
    if match.terms:
        parts.append(f"({_any_of(match.terms)})")
    return " AND ".join(parts)


def _any_of(terms: Iterable[str]) -> str:
    """Any of the terms; each is quoted, so that nothing typed can be FTS5 syntax."""
    return " OR ".join(f'"{term}"' for term in terms)
