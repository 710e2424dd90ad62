"""Where dialogues stand, the log of flow runs, and writes without an answer."""

from hearthline.platform.db.ddl import isolate, run

revision = "0009"
down_revision: str | None = "0008"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# `state` is written and read by one versioned codec (dialogue/machine/codec.py).
STATE = f"""
CREATE TABLE dialogue_state (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  state jsonb NOT NULL,
  errors smallint NOT NULL DEFAULT 0,
  tried_seq bigint NOT NULL DEFAULT 0,
  tries smallint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
) WITH (fillfactor = 70)
"""

# `cause` is the event that began a run by itself: one event begins one run.
RUN = f"""
CREATE TABLE flow_run (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  run integer NOT NULL,
  flow text NOT NULL,
  version integer NOT NULL,
  cause text,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text,
  PRIMARY KEY (tenant_id, conversation_id, run),
  UNIQUE (tenant_id, cause)
);
CREATE INDEX flow_run_recent ON flow_run (tenant_id, flow, began_at)
"""

WRITE = f"""
CREATE TABLE unsettled_write (
  {TENANT_COLUMN},
  key text NOT NULL,
  conversation_id uuid NOT NULL,
  call jsonb NOT NULL,
  asking jsonb NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  first_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX unsettled_write_next ON unsettled_write (tenant_id, next_at)
"""


def upgrade() -> None:
    """Make them."""
    run(STATE)
    isolate("dialogue_state")
    run(RUN)
    isolate("flow_run")
    run(WRITE)
    isolate("unsettled_write")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE unsettled_write, flow_run, dialogue_state")
