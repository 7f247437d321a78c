"""The audit trail, which only grows: the database itself refuses to change or remove an entry.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_GUARDED = ("UPDATE", "DELETE")
_RAISE = "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
_REFUSAL = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entries")),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    if is_postgresql:
        op.execute(_REFUSAL)
    body = "EXECUTE FUNCTION refuse_audit_change()" if is_postgresql else _RAISE
    for deed in (*_GUARDED, "TRUNCATE") if is_postgresql else _GUARDED:
        op.execute(f"CREATE TRIGGER audit_entries_no_{deed.lower()} BEFORE {deed} ON audit_entries {body}")


def downgrade() -> None:
    op.drop_table("audit_entries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change")
