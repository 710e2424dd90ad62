"""Cards that helped while answering and what became of them; alarms about conversations."""

from hearthline.platform.db.ddl import isolate, run

revision = "0026"
down_revision: str | None = "0025"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# One card at most for a customer's message (`seq`); `ref` names the rule, step or item behind it.
CARD = f"""
CREATE TABLE assist_card (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq >= 0),
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('alert', 'sop', 'knowledge', 'reply', 'form', 'emotion')),
  ref text NOT NULL,
  body jsonb NOT NULL,
  utility real NOT NULL,
  took_ms integer NOT NULL,
  made_at timestamptz NOT NULL,
  shown_at timestamptz,
  used_at timestamptz,
  distance real CHECK (distance BETWEEN 0 AND 1),
  dismissed_at timestamptz,
  reason text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, seq)
);
CREATE INDEX assist_card_staff ON assist_card (tenant_id, staff_id, made_at);
CREATE INDEX assist_card_kind ON assist_card (tenant_id, made_at, kind)
"""

ALERT = f"""
CREATE TABLE assist_alert (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  rule text NOT NULL,
  severity text NOT NULL,
  seq integer NOT NULL,
  staff_id uuid,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, rule)
);
CREATE INDEX assist_alert_told ON assist_alert (tenant_id, told_at)
"""


def upgrade() -> None:
    """Make them."""
    run(CARD)
    isolate("assist_card")
    run(ALERT)
    isolate("assist_alert")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE assist_alert")
    run("DROP TABLE assist_card")
