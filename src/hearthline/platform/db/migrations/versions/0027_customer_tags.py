"""Tags of customers and what was promised to them."""

revision = "0027"
down_revision: str | None = "0026"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
