"""Queues: skills, rings, hours, capacity by channel."""

revision = "0019"
down_revision: str | None = "0018"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
