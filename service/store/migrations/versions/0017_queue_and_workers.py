"""Whose documents are read first, what is put back by itself, and which processes read.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_QUEUE = ("urgency", "retries", "retry_at")


def upgrade() -> None:
    op.add_column("documents", sa.Column("urgency", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("documents", sa.Column("retries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("documents", sa.Column("retry_at", sa.DateTime(), nullable=True))
    op.create_index("ix_documents_queue", "documents", ["status", "urgency", "received_at"])
    op.create_table(
        "workers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )


def downgrade() -> None:
    op.drop_table("workers")
    op.drop_index("ix_documents_queue", "documents")
    for column in _QUEUE:
        op.drop_column("documents", column)
