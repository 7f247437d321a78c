"""Which documents changed since when: each change of the register gives its document the next serial number.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_KEPT = "id, file_name, status, received_at, removed_at, letterhead, references_json, anomalies, error, part_of"
_EVENTS = {"insert": ("INSERT", "new"), "update": (f"UPDATE OF {_KEPT}", "new"), "delete": ("DELETE", "old")}
_COUNT = (
    "INSERT INTO document_changes (document_id, serial)"
    " VALUES ({row}.id, (SELECT coalesce(max(serial), 0) + 1 FROM document_changes))"
    " ON CONFLICT (document_id) DO UPDATE SET serial = excluded.serial;"
)


def upgrade() -> None:
    op.create_table(
        "document_changes",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_changes")),
    )
    op.create_index(op.f("ix_document_changes_serial"), "document_changes", ["serial"])
    op.execute(
        "INSERT INTO document_changes (document_id, serial) SELECT id, ROW_NUMBER() OVER (ORDER BY id) FROM documents"
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for name, (event, row) in _EVENTS.items():
        count = _COUNT.format(row=row)
        if is_postgresql:
            op.execute(
                f"CREATE FUNCTION count_document_{name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {count} RETURN NULL; END $$"
            )
            body = f"FOR EACH ROW EXECUTE FUNCTION count_document_{name}()"
        else:
            body = f"BEGIN {count} END"
        op.execute(f"CREATE TRIGGER documents_{name}_counted AFTER {event} ON documents {body}")


def downgrade() -> None:
    for name in _EVENTS:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER documents_{name}_counted ON documents")
            op.execute(f"DROP FUNCTION count_document_{name}")
        else:
            op.execute(f"DROP TRIGGER documents_{name}_counted")
    op.drop_index(op.f("ix_document_changes_serial"), "document_changes")
    op.drop_table("document_changes")
