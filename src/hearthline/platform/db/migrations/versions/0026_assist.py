"""Cards, rules and wrap-ups of the help while answering."""

revision = "0026"
down_revision: str | None = "0025"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
