"""Alembic revisions of the whole product, one chain."""
