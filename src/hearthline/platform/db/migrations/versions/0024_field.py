"""The field page: evidence and what was synchronised."""

revision = "0024"
down_revision: str | None = "0023"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
