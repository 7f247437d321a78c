"""How many words of a document were read with doubt.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("documents", sa.Column("words", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("documents", sa.Column("doubtful_words", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("doubtful_words")
        documents.drop_column("words")
