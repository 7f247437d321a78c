"""Alembic migrations of the office's database; run at every start."""
