"""Which numbers each document cites; what came in the same e-mail or archive is found by an index.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_PACKAGE = ("part_of", "container")


def upgrade() -> None:
    op.create_table(
        "cited_numbers",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document_id", "number", "key")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_cited_numbers_document_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_cited_numbers")),
    )
    op.create_index(op.f("ix_cited_numbers_key"), "cited_numbers", ["key"])
    for name in _PACKAGE:
        op.create_index(op.f(f"ix_documents_{name}"), "documents", [name])


def downgrade() -> None:
    for name in _PACKAGE:
        op.drop_index(op.f(f"ix_documents_{name}"), "documents")
    op.drop_table("cited_numbers")
