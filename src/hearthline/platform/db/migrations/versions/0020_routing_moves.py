"""Transfers, conferences, call-backs instead of waiting, wrap-up."""

revision = "0020"
down_revision: str | None = "0019"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
