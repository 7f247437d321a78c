"""Where a document came from: the archive or e-mail that held it.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("documents", sa.Column("container", sa.Text(), nullable=False, server_default=""))
    op.add_column("documents", sa.Column("part_of", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("documents") as table:
        table.drop_column("part_of")
        table.drop_column("container")
