"""Thresholds, alarms and the storm mode."""

revision = "0021"
down_revision: str | None = "0020"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
