"""What an item of knowledge holds besides its answer, and its life from draft to publication."""

revision = "0012"
down_revision: str | None = "0011"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing to take away."""
