"""How a person asked for a page to be read again.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("pages", sa.Column("asked_method", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("pages") as table:
        table.drop_column("asked_method")
