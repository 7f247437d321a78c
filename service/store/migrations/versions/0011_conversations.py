"""Conversations, and whether an answer was right.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("questions", sa.Column("conversation_id", sa.Text(), nullable=True))
    op.add_column("questions", sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("questions", sa.Column("remark", sa.Text(), nullable=True))
    op.create_index(op.f("ix_questions_conversation_id"), "questions", ["conversation_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_questions_conversation_id"), "questions")
    with op.batch_alter_table("questions") as table:
        table.drop_column("remark")
        table.drop_column("verdict")
        table.drop_column("conversation_id")
