"""The tables of access."""

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
