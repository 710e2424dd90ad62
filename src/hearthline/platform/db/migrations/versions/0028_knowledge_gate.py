"""Whether the saved trials may stop a publication, by tenant."""

from hearthline.platform.db.ddl import isolate, run

revision = "0028"
down_revision: str | None = "0027"

GATE = """
CREATE TABLE knowledge_gate (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  mode text NOT NULL CHECK (mode IN ('block', 'tell')),
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id)
)
"""


def upgrade() -> None:
    """Make it."""
    run(GATE)
    isolate("knowledge_gate")


def downgrade() -> None:
    """Take it away."""
    run("DROP TABLE knowledge_gate")
