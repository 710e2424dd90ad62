"""Field staff: a role of their own."""

from hearthline.platform.db.ddl import run

revision = "0018"
down_revision: str | None = "0017"

_BEFORE = "'admin', 'supervisor', 'agent', 'editor', 'inspector', 'analyst'"


def upgrade() -> None:
    """Allow the role."""
    _allow(f"{_BEFORE}, 'field'")


def downgrade() -> None:
    """Take it away."""
    run("DELETE FROM staff_role WHERE role = 'field'")
    _allow(_BEFORE)


def _allow(roles: str) -> None:
    run("ALTER TABLE staff_role DROP CONSTRAINT staff_role_role_check")
    run(f"ALTER TABLE staff_role ADD CONSTRAINT staff_role_role_check CHECK (role IN ({roles}))")
