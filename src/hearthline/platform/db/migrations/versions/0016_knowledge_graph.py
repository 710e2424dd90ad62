"""The graph of the trade, policy profiles, and feedback of the public help centre."""

revision = "0016"
down_revision: str | None = "0015"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
