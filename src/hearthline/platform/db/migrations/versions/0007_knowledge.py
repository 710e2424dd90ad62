"""The tables of knowledge."""

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
