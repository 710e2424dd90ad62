"""The tables of tickets."""

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
