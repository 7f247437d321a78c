"""What SQLite and PostgreSQL spell differently, under one name each."""

from typing import Any

from sqlalchemy import Boolean, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class json_field(GenericFunction[str]):  # noqa: N801 - named as it reads in a query
    """`json_field(column, name)`: a top field of a JSON object that is kept as text; objects and lists as JSON text."""

    type = Text()
    inherit_cache = True


class holds(GenericFunction[bool]):  # noqa: N801 - named as it reads in a query
    """`holds(column, words)`: whether the words stand in the column, letter for letter."""

    type = Boolean()
    inherit_cache = True


def insert_into(session: Session, table: type[Any]) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows `on_conflict_do_update`."""
    return postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)


@compiles(json_field, "sqlite")
def _json_field_of_sqlite(element: json_field, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(part, **options) for part in element.clauses)
    return f"json_extract({column}, '$.' || {name})"


@compiles(json_field, "postgresql")
def _json_field_of_postgresql(element: json_field, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(part, **options) for part in element.clauses)
    return f"(CAST({column} AS JSON) ->> {name})"


@compiles(holds, "sqlite")
def _holds_of_sqlite(element: holds, compiler: SQLCompiler, **options: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(holds, "postgresql")
def _holds_of_postgresql(element: holds, compiler: SQLCompiler, **options: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"
