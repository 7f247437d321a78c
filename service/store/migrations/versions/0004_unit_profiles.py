"""Profiles of units.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "unit_profiles",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("template", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_unit_profiles")),
    )


def downgrade() -> None:
    op.drop_table("unit_profiles")
