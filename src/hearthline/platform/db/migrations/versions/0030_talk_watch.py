"""How far conversations were watched for what is severe, and how alarms are called."""

from hearthline.platform.db.ddl import isolate, run

revision = "0030"
down_revision: str | None = "0029"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# The number of the customer's last message that was looked at; rows of ended talks are taken away.
WATCHED = f"""
CREATE TABLE assist_watched (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
);
CREATE INDEX assist_watched_at ON assist_watched (tenant_id, at)
"""


def upgrade() -> None:
    """Make it, and give alarms a name."""
    run(WATCHED)
    isolate("assist_watched")
    run("ALTER TABLE assist_alert ADD COLUMN title text NOT NULL DEFAULT ''")


def downgrade() -> None:
    """Take both away."""
    run("ALTER TABLE assist_alert DROP COLUMN title")
    run("DROP TABLE assist_watched")
