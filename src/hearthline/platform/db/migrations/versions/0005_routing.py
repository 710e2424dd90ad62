"""Queues and who serves them, presence, the log of offers, canned answers."""

from hearthline.platform.db.ddl import isolate, run

revision = "0005"
down_revision: str | None = "0004"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

QUEUE = f"""
CREATE TABLE queue (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
CREATE UNIQUE INDEX queue_default ON queue (tenant_id) WHERE is_default;
CREATE TABLE queue_member (
  {TENANT_COLUMN},
  queue_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, queue_id, staff_id),
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queue ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX queue_member_of ON queue_member (tenant_id, staff_id)
"""

# The load is not kept here: it is counted from the conversations, so that it cannot drift.
PRESENCE = f"""
CREATE TABLE presence (
  {TENANT_COLUMN},
  staff_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'offline'
    CHECK (state IN ('available', 'busy', 'away', 'offline')),
  reason text CHECK (length(reason) <= 200),
  since timestamptz NOT NULL,
  capacity smallint NOT NULL CHECK (capacity BETWEEN 0 AND 50),
  idle_since timestamptz NOT NULL,
  connected_at timestamptz,
  disconnected_at timestamptz,
  PRIMARY KEY (tenant_id, staff_id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
)
"""

# One row from the offer of a conversation to an agent until the agent has finished with it.
ASSIGNMENT = f"""
CREATE TABLE assignment (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  offered_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('accepted', 'declined', 'expired', 'withdrawn')),
  answered_at timestamptz,
  finished_at timestamptz,
  note text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queue,
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff,
  CHECK ((outcome IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX assignment_open ON assignment (tenant_id, conversation_id)
  WHERE outcome IS NULL;
CREATE INDEX assignment_of ON assignment (tenant_id, conversation_id, staff_id);
CREATE INDEX assignment_pace ON assignment (tenant_id, queue_id, answered_at)
  WHERE outcome = 'accepted'
"""

CANNED = f"""
CREATE TABLE canned_answer (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  owner_id uuid,
  shortcut text NOT NULL CHECK (length(shortcut) BETWEEN 1 AND 32),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE NULLS NOT DISTINCT (tenant_id, owner_id, shortcut),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES staff ON DELETE CASCADE
)
"""


def upgrade() -> None:
    """Make them."""
    for statements in (QUEUE, PRESENCE, ASSIGNMENT, CANNED):
        run(statements)
    for table in ("queue", "queue_member", "presence", "assignment", "canned_answer"):
        isolate(table)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE canned_answer, assignment, presence, queue_member, queue")
