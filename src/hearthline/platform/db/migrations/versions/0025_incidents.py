"""Incidents, and tickets exchanged with 12345 and 12398."""

revision = "0025"
down_revision: str | None = "0024"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
