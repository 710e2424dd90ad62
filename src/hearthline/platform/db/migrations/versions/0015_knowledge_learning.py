"""What was asked of knowledge, the gaps found in it, and what people say of it."""

revision = "0015"
down_revision: str | None = "0014"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
