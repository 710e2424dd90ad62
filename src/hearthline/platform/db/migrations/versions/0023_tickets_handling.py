"""Tickets kept here: fields, teams, sub-tasks, warnings that were given, and calendars."""

from hearthline.platform.db.ddl import isolate, run

revision = "0023"
down_revision: str | None = "0022"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

CALENDAR = f"""
CREATE TABLE calendar_day (
  {TENANT_COLUMN},
  day date NOT NULL,
  is_workday boolean NOT NULL,
  name text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, day)
)
"""

TEAMS = f"""
CREATE TABLE team (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  skills text[] NOT NULL DEFAULT '{{}}',
  areas text[] NOT NULL DEFAULT '{{}}',
  lead_id uuid,
  phone text NOT NULL DEFAULT '',
  is_active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
CREATE TABLE team_member (
  {TENANT_COLUMN},
  team_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  is_on_duty boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, team_id, staff_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES team (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX team_member_staff ON team_member (tenant_id, staff_id)
"""

# `grams` are the pairs of letters of what people search for; account numbers and phones are not
# in it, nor names.
TICKET = """
ALTER TABLE ticket
  ADD COLUMN kept_by text NOT NULL DEFAULT 'business' CHECK (kept_by IN ('business', 'desk')),
  ADD COLUMN title text NOT NULL DEFAULT '',
  ADD COLUMN source_channel text,
  ADD COLUMN submitter_kind text NOT NULL DEFAULT 'self' CHECK (submitter_kind IN
    ('self', 'family', 'property', 'gov', 'agent', 'bot', 'system')),
  ADD COLUMN submitter_name text NOT NULL DEFAULT '',
  ADD COLUMN sealed_submitter_phone bytea,
  ADD COLUMN sealed_contact_phone bytea,
  ADD COLUMN address text NOT NULL DEFAULT '',
  ADD COLUMN community text,
  ADD COLUMN building text,
  ADD COLUMN unit text,
  ADD COLUMN station text,
  ADD COLUMN appointment_at timestamptz,
  ADD COLUMN team_id uuid,
  ADD COLUMN worker_id uuid,
  ADD COLUMN details jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN emotion text NOT NULL DEFAULT 'CALM',
  ADD COLUMN parent_id uuid,
  ADD COLUMN split_from uuid,
  ADD COLUMN incident_id uuid,
  ADD COLUMN external_source text,
  ADD COLUMN external_no text,
  ADD COLUMN external_deadline timestamptz,
  ADD COLUMN result_code text,
  ADD COLUMN cause_code text,
  ADD COLUMN responsibility text CHECK (responsibility IN
    ('company', 'customer', 'third', 'force_majeure')),
  ADD COLUMN result_text text NOT NULL DEFAULT '',
  ADD COLUMN is_flagged boolean NOT NULL DEFAULT false,
  ADD COLUMN escalated_to smallint NOT NULL DEFAULT 0,
  ADD COLUMN opened_by uuid,
  ADD COLUMN client_id text,
  ADD COLUMN next_warning_at timestamptz,
  ADD COLUMN grams text[] NOT NULL DEFAULT '{}';
CREATE INDEX ticket_grams ON ticket USING gin (grams);
CREATE INDEX ticket_order_prefix ON ticket (tenant_id, work_order_no text_pattern_ops);
CREATE INDEX ticket_external_prefix ON ticket (tenant_id, external_no text_pattern_ops)
  WHERE external_no IS NOT NULL;
CREATE UNIQUE INDEX ticket_client ON ticket (tenant_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX ticket_team ON ticket (tenant_id, team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX ticket_worker ON ticket (tenant_id, worker_id, id) WHERE worker_id IS NOT NULL;
CREATE INDEX ticket_parent ON ticket (tenant_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX ticket_split ON ticket (tenant_id, split_from) WHERE split_from IS NOT NULL;
CREATE INDEX ticket_incident ON ticket (tenant_id, incident_id, id) WHERE incident_id IS NOT NULL;
CREATE INDEX ticket_external ON ticket (tenant_id, external_source, external_no)
  WHERE external_no IS NOT NULL;
CREATE INDEX ticket_reopens ON ticket (tenant_id, reopens) WHERE reopens IS NOT NULL;
CREATE INDEX ticket_opened ON ticket (tenant_id, opened_at);
CREATE INDEX ticket_place ON ticket (tenant_id, community, building, opened_at)
  WHERE community IS NOT NULL;
CREATE INDEX ticket_station ON ticket (tenant_id, station, opened_at) WHERE station IS NOT NULL;
CREATE INDEX ticket_warning_due ON ticket (tenant_id, next_warning_at)
  WHERE next_warning_at IS NOT NULL;
ALTER TABLE ticket_event
  ADD COLUMN actor uuid,
  ADD COLUMN data jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN client_id text;
CREATE UNIQUE INDEX ticket_event_client ON ticket_event (tenant_id, ticket_id, client_id)
  WHERE client_id IS NOT NULL;
CREATE INDEX ticket_event_kind ON ticket_event (tenant_id, kind, at)
"""

NUMBERS = f"""
CREATE TABLE ticket_number (
  {TENANT_COLUMN},
  day date NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, day)
)
"""

TASKS = f"""
CREATE TABLE ticket_task (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  team_id uuid,
  worker_id uuid,
  due_at timestamptz,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  result text NOT NULL DEFAULT '',
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id)
);
CREATE INDEX ticket_task_ticket ON ticket_task (tenant_id, ticket_id, id);
CREATE INDEX ticket_task_team ON ticket_task (tenant_id, team_id, id) WHERE state = 'open'
"""

WARNINGS = f"""
CREATE TABLE ticket_warning (
  {TENANT_COLUMN},
  ticket_id uuid NOT NULL,
  clock text NOT NULL,
  started_at timestamptz NOT NULL,
  percent int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, clock, started_at, percent),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id)
);
CREATE TABLE ticket_notice (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  status text NOT NULL,
  due_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  said_at timestamptz,
  is_said boolean,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id)
);
CREATE INDEX ticket_notice_due ON ticket_notice (tenant_id, due_at) WHERE said_at IS NULL;
CREATE INDEX ticket_notice_ticket ON ticket_notice (tenant_id, ticket_id) WHERE said_at IS NULL
"""

_COLUMNS = (
    *("kept_by", "title", "source_channel", "submitter_kind", "submitter_name"),
    *("sealed_submitter_phone", "sealed_contact_phone", "address", "community", "building"),
    *("unit", "station", "appointment_at", "team_id", "worker_id", "details", "emotion"),
    *(
        "parent_id",
        "split_from",
        "incident_id",
        "external_source",
        "external_no",
        "external_deadline",
    ),
    *("result_code", "cause_code", "responsibility", "result_text", "is_flagged"),
    *("escalated_to", "opened_by", "client_id", "next_warning_at", "grams"),
)


def upgrade() -> None:
    """Make them."""
    for part in (CALENDAR, TEAMS, TICKET, NUMBERS, TASKS, WARNINGS):
        run(part)
    for table in (
        "calendar_day",
        "team",
        "team_member",
        "ticket_number",
        "ticket_task",
        "ticket_notice",
    ):
        isolate(table)
    isolate("ticket_warning", append_only=True)


def downgrade() -> None:
    """Take them away."""
    run("DROP INDEX ticket_reopens, ticket_opened, ticket_order_prefix, ticket_event_kind")
    run("DROP TABLE ticket_notice, ticket_warning, ticket_task, ticket_number")
    run("DROP TABLE team_member, team, calendar_day")
    run("ALTER TABLE ticket_event DROP COLUMN actor, DROP COLUMN data, DROP COLUMN client_id")
    run("ALTER TABLE ticket " + ", ".join(f"DROP COLUMN {name}" for name in _COLUMNS))
