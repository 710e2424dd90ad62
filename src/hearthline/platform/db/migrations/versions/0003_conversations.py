"""The tables of conversations."""

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
