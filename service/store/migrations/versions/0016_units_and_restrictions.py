"""Units as a tree, what people are cleared for, and which documents are kept from whom.

Revision ID: 0016
Revises: 0015
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_WHO = ("questions", "feeds")
_LEVELS = {"mật": 2, "tối mật": 3, "tuyệt mật": 4}
"""Levels of `service.access.secrecy` by the mark that letterheads hold."""


def upgrade() -> None:
    _add_units()
    _add_restrictions()
    for table in _WHO:
        op.add_column(table, sa.Column("person_id", sa.Integer(), nullable=True))
    op.add_column("unit_results", sa.Column("source_id", sa.Text(), nullable=True))
    connection = op.get_bind()
    _restrict_what_is_held(connection)
    _name_owners(connection)
    _name_sources(connection)


def downgrade() -> None:
    op.drop_column("unit_results", "source_id")
    for table in _WHO:
        op.drop_column(table, "person_id")
    for table in ("report_sources", "restriction_changes", "document_grants", "document_restrictions"):
        op.drop_table(table)
    op.drop_column("people", "clearance")
    for table in ("person_units", "units"):
        op.drop_table(table)


def _add_units() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")),
    )
    op.create_table(
        "person_units",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "unit_id", name=op.f("pk_person_units")),
        _owned("person_units", "person_id", "people"),
        _owned("person_units", "unit_id", "units"),
    )
    op.create_index(op.f("ix_person_units_unit_id"), "person_units", ["unit_id"])
    op.add_column("people", sa.Column("clearance", sa.Integer(), nullable=False, server_default="1"))


def _add_restrictions() -> None:
    op.create_table(
        "document_restrictions",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("secrecy", sa.Integer(), nullable=False),
        sa.Column("secrecy_read", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_restrictions")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_document_restrictions_unit_id_units")),
    )
    op.create_index(op.f("ix_document_restrictions_unit_id"), "document_restrictions", ["unit_id"])
    op.create_table(
        "document_grants",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_grants")),
        _owned("document_grants", "person_id", "people"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_document_grants_unit_id_units")),
    )
    for column in ("document_id", "person_id", "unit_id"):
        op.create_index(op.f(f"ix_document_grants_{column}"), "document_grants", [column])
    op.create_table(
        "restriction_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_changes")),
    )
    op.create_index(op.f("ix_restriction_changes_document_id"), "restriction_changes", ["document_id"])
    op.create_table(
        "report_sources",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "document_id", name=op.f("pk_report_sources")),
        _owned("report_sources", "report_id", "filed_reports"),
    )
    op.create_index(op.f("ix_report_sources_document_id"), "report_sources", ["document_id"])


def _owned(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{owner}.id"], name=op.f(f"fk_{table}_{column}_{owner}"), ondelete="CASCADE"
    )


def _restrict_what_is_held(connection: sa.Connection) -> None:
    """Documents that are not understood are kept from all but administrators, those with a mark as it says."""
    restrictions = sa.table(
        "document_restrictions",
        *map(sa.column, ("document_id", "is_settled", "secrecy", "secrecy_read")),
    )
    for document_id, letterhead in connection.execute(sa.text("SELECT id, letterhead FROM documents")).all():
        mark = json.loads(letterhead).get("secrecy") if letterhead else None
        level = _LEVELS.get((mark or "").casefold(), 0)
        if level or letterhead is None:
            values = {"document_id": document_id, "is_settled": letterhead is not None}
            connection.execute(restrictions.insert().values(**values, secrecy=level, secrecy_read=level))


def _name_owners(connection: sa.Connection) -> None:
    """Questions and calendars belong to the one person of that name; of two with one name nobody gets them."""
    people = connection.execute(sa.text("SELECT min(id), name FROM people GROUP BY name HAVING count(*) = 1")).all()
    for person_id, name in people:
        owner = {"person": person_id, "name": name}
        connection.execute(sa.text("UPDATE questions SET person_id = :person WHERE asked_by = :name"), owner)
        connection.execute(sa.text("UPDATE feeds SET person_id = :person WHERE made_by = :name"), owner)


def _name_sources(connection: sa.Connection) -> None:
    """Which documents each report and each result was drawn from."""
    for row_id, result in connection.execute(sa.text("SELECT id, result FROM unit_results")).all():
        source = {"source": json.loads(result).get("report_id"), "id": row_id}
        connection.execute(sa.text("UPDATE unit_results SET source_id = :source WHERE id = :id"), source)
    sources = {tuple(row) for row in connection.execute(sa.text("SELECT id, document_id FROM filed_reports"))}
    for report_id, version in connection.execute(sa.text("SELECT report_id, version FROM report_versions")).all():
        sources |= {(report_id, document_id) for document_id in _documents_in(json.loads(version))}
    table = sa.table("report_sources", sa.column("report_id"), sa.column("document_id"))
    for report_id, document_id in sorted(sources):
        connection.execute(table.insert().values(report_id=report_id, document_id=document_id))


def _documents_in(value: Any) -> Iterator[str]:
    """Every `document_id` in a JSON value."""
    if isinstance(value, dict):
        if isinstance(found := value.get("document_id"), str):
            yield found
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _documents_in(part)
