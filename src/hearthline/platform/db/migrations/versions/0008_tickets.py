"""Tickets: our mirror of the business system's work orders, each with its log."""

from hearthline.platform.db.ddl import isolate, run

revision = "0008"
down_revision: str | None = "0007"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

TICKET = f"""
CREATE TABLE ticket (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  work_order_no text NOT NULL,
  domain text NOT NULL CHECK (domain IN ('heating', 'power')),
  type_code text NOT NULL,
  type_name text NOT NULL,
  priority text NOT NULL CHECK (priority IN ('P0', 'P1', 'P2', 'P3', 'P4')),
  status text NOT NULL,
  status_text text,
  description text NOT NULL DEFAULT '',
  account_fingerprint bytea,
  sealed_account_no bytea,
  conversation_id uuid,
  customer_id uuid,
  team text,
  repeat_no int NOT NULL DEFAULT 1,
  urge_count int NOT NULL DEFAULT 0,
  related_outage_id text,
  contact_by timestamptz,
  arrive_by timestamptz,
  resolve_by timestamptz,
  promise_text text,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  next_deadline_at timestamptz,
  call_back text NOT NULL DEFAULT 'none' CHECK (call_back IN ('none', 'asked', 'done')),
  solved boolean,
  score smallint CHECK (score BETWEEN 1 AND 5),
  comment text,
  reopens uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, work_order_no)
);
CREATE INDEX ticket_conversation ON ticket (tenant_id, conversation_id, id);
CREATE INDEX ticket_customer ON ticket (tenant_id, customer_id, id);
CREATE INDEX ticket_account ON ticket (tenant_id, account_fingerprint, id);
CREATE INDEX ticket_status ON ticket (tenant_id, status, id);
CREATE INDEX ticket_open ON ticket (tenant_id, id) WHERE status NOT IN ('archived',
  'callback_pending', 'closed', 'merged', 'resolved', 'voided', 'withdrawn');
CREATE INDEX ticket_deadline ON ticket (tenant_id, next_deadline_at)
  WHERE next_deadline_at IS NOT NULL;
CREATE TABLE ticket_event (
  {TENANT_COLUMN},
  ticket_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  text text NOT NULL DEFAULT '',
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, at, kind),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(TICKET)
    isolate("ticket")
    isolate("ticket_event", append_only=True)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE ticket_event, ticket")
