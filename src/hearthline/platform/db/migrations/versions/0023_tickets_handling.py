"""Tickets kept here: forms, teams, actions, calendars."""

revision = "0023"
down_revision: str | None = "0022"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
