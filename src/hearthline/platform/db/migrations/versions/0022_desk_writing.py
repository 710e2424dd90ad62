"""Drafts, notes, mentions, replies that may be taken back, and the search."""

revision = "0022"
down_revision: str | None = "0021"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
