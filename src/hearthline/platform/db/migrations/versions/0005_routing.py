"""The tables of routing."""

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
