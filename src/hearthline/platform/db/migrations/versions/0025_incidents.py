"""Incidents: what lies behind many reports, who reported it, and when it is suspected."""

from hearthline.platform.db.ddl import isolate, run

revision = "0025"
down_revision: str | None = "0024"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# `community` … `station` are its scope: what is null is not narrowed.
INCIDENT = f"""
CREATE TABLE incident (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  domain text NOT NULL,
  matter text NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  state text NOT NULL CHECK (state IN ('suspected', 'confirmed', 'restored', 'closed',
    'dismissed')),
  community text,
  building text,
  unit text,
  station text,
  words text NOT NULL DEFAULT '',
  eta timestamptz,
  since timestamptz NOT NULL,
  lead_ticket_id uuid,
  opened_by uuid,
  opened_at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  restored_by uuid,
  restored_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  counter integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CHECK (coalesce(community, station) IS NOT NULL)
);
CREATE INDEX incident_state ON incident (tenant_id, state, id);
CREATE INDEX incident_open ON incident (tenant_id, domain, matter, id)
  WHERE state IN ('suspected', 'confirmed');
CREATE TABLE incident_event (
  {TENANT_COLUMN},
  incident_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor uuid,
  text text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, incident_id, at, kind),
  FOREIGN KEY (tenant_id, incident_id) REFERENCES incident (tenant_id, id)
);
CREATE TABLE incident_report (
  {TENANT_COLUMN},
  incident_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid,
  conversation_id uuid,
  told_at timestamptz NOT NULL,
  news_told timestamptz,
  PRIMARY KEY (tenant_id, incident_id, id),
  FOREIGN KEY (tenant_id, incident_id) REFERENCES incident (tenant_id, id),
  CHECK (coalesce(ticket_id, conversation_id) IS NOT NULL)
);
CREATE UNIQUE INDEX incident_report_ticket ON incident_report (tenant_id, ticket_id)
  WHERE ticket_id IS NOT NULL;
CREATE UNIQUE INDEX incident_report_conversation
  ON incident_report (tenant_id, incident_id, conversation_id) WHERE ticket_id IS NULL;
CREATE TABLE incident_rule (
  {TENANT_COLUMN},
  fewest int NOT NULL CHECK (fewest BETWEEN 2 AND 100),
  within_minutes int NOT NULL CHECK (within_minutes BETWEEN 5 AND 1440),
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(INCIDENT)
    for table in ("incident", "incident_report", "incident_rule"):
        isolate(table)
    isolate("incident_event", append_only=True)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE incident_rule, incident_report, incident_event, incident")
