"""The register of tasks: what people make of a task stands in its row, beside what lists are searched by.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("tasks") as tasks:
        tasks.add_column(sa.Column("origin", sa.Text(), nullable=False, server_default="read"))
        tasks.add_column(sa.Column("is_gone", sa.Boolean(), nullable=False, server_default="0"))
        tasks.add_column(sa.Column("folded", sa.Text(), nullable=True))
        tasks.add_column(sa.Column("status", sa.Text(), nullable=False, server_default="proposed"))
        tasks.add_column(sa.Column("note", sa.Text(), nullable=True))
        tasks.add_column(sa.Column("edits", sa.Text(), nullable=True))
        tasks.add_column(sa.Column("filing", sa.Integer(), nullable=False, server_default="0"))
        tasks.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default=""))
        tasks.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        tasks.add_column(sa.Column("last_day", sa.Date(), nullable=True))
        tasks.add_column(sa.Column("recurs", sa.Boolean(), nullable=False, server_default="0"))
        tasks.add_column(sa.Column("unit_key", sa.Text(), nullable=False, server_default=""))
        tasks.add_column(sa.Column("own_role", sa.Text(), nullable=True))
        tasks.add_column(sa.Column("words", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_tasks_list", "tasks", ["folded", "status", "last_day", "document_id", "position"])
    op.create_index(op.f("ix_tasks_filing"), "tasks", ["filing"])
    op.create_index(op.f("ix_tasks_own_role"), "tasks", ["own_role"])
    op.execute("UPDATE tasks SET status = s.status, note = s.note FROM task_states AS s WHERE s.task_id = tasks.id")
    op.drop_table("task_states")
    with op.batch_alter_table("task_changes") as changes:
        changes.add_column(sa.Column("batch", sa.Text(), nullable=False, server_default=""))
        changes.add_column(sa.Column("undoes", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_task_changes_batch"), "task_changes", ["batch"])
    op.create_table(
        "task_units",
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_units_task_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task_id", "role", "name", name=op.f("pk_task_units")),
    )
    op.create_index(op.f("ix_task_units_name"), "task_units", ["name"])
    op.create_table(
        "task_evidence",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_evidence_task_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_evidence")),
    )
    op.create_index(op.f("ix_task_evidence_task_id"), "task_evidence", ["task_id"])
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("feeds")
    op.drop_table("task_evidence")
    op.drop_table("task_units")
    op.drop_index(op.f("ix_task_changes_batch"), "task_changes")
    with op.batch_alter_table("task_changes") as changes:
        changes.drop_column("undoes")
        changes.drop_column("batch")
    op.create_table(
        "task_states",
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_task_states_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_task_states")),
    )
    op.create_index(op.f("ix_task_states_document_id"), "task_states", ["document_id"])
    op.execute(
        "INSERT INTO task_states SELECT id, document_id, status, note FROM tasks"
        " WHERE status <> 'proposed' OR note IS NOT NULL"
    )
    op.execute("DELETE FROM tasks WHERE origin <> 'read' OR is_gone")
    for name in ("list", "filing", "own_role"):
        op.drop_index(op.f(f"ix_tasks_{name}"), "tasks")
    with op.batch_alter_table("tasks") as tasks:
        for column in (
            *("origin", "is_gone", "folded", "status", "note", "edits", "filing"),
            *("kind", "due_on", "last_day", "recurs", "unit_key", "own_role", "words"),
        ):
            tasks.drop_column(column)
