"""The tables of customers."""

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
