"""Imports of documents with their items, and bundles sent to and received from elsewhere."""

revision = "0014"
down_revision: str | None = "0013"


def upgrade() -> None:
    """Make them."""


def downgrade() -> None:
    """Take them away."""
