"""How often each asked, handed in or signed in of late, for all web processes together.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "request_counts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "step", name=op.f("pk_request_counts")),
    )
    op.create_index(op.f("ix_request_counts_step"), "request_counts", ["step"])


def downgrade() -> None:
    op.drop_table("request_counts")
