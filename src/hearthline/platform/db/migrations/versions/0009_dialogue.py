"""The tables of dialogue."""

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
