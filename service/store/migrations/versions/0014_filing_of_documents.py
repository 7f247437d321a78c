"""What lists of documents are searched and sorted by; pages that failed are found without going through all pages.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_TEXTS = ("kind", "number", "subject", "number_key", "title_key", "said")


def upgrade() -> None:
    op.create_table(
        "document_filing",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("anomalies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_filing_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_filing")),
    )
    op.create_index(op.f("ix_document_filing_kind"), "document_filing", ["kind"])
    op.create_index(
        "ix_pages_failed",
        "pages",
        ["document_id", "page_no"],
        sqlite_where=sa.text("has_failed = 1"),
        postgresql_where=sa.text("has_failed"),
    )


def downgrade() -> None:
    op.drop_index("ix_pages_failed", "pages")
    op.drop_index(op.f("ix_document_filing_kind"), "document_filing")
    op.drop_table("document_filing")
