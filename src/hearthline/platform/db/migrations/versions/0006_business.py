"""The tables of business."""

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
