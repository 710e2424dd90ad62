"""Queues: skills, rings, hours, overflow, capacity by channel; what those in line need."""

from hearthline.platform.db.ddl import isolate, run

revision = "0019"
down_revision: str | None = "0018"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# `counter` rises with every change, so that nobody writes over what another saved.
QUEUE = """
ALTER TABLE queue
  ADD COLUMN channels text[] NOT NULL DEFAULT '{}',
  ADD COLUMN skills jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN rings jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN hours jsonb,
  ADD COLUMN overflow_to uuid,
  ADD COLUMN overflow_after_s integer CHECK (overflow_after_s BETWEEN 1 AND 86400),
  ADD COLUMN backups jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN closed text NOT NULL DEFAULT 'queue'
    CHECK (closed IN ('callback', 'queue', 'message')),
  ADD COLUMN target_s integer NOT NULL DEFAULT 20 CHECK (target_s BETWEEN 1 AND 86400),
  ADD COLUMN target_share numeric(4, 3) NOT NULL DEFAULT 0.8
    CHECK (target_share BETWEEN 0 AND 1),
  ADD COLUMN counter integer NOT NULL DEFAULT 1,
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN changed_by uuid,
  ADD COLUMN archived_at timestamptz,
  ADD CONSTRAINT queue_overflow FOREIGN KEY (tenant_id, overflow_to) REFERENCES queue,
  ADD CONSTRAINT queue_default_stays CHECK (NOT (is_default AND archived_at IS NOT NULL))
"""
QUEUE_BACK = """
ALTER TABLE queue
  DROP CONSTRAINT queue_overflow, DROP CONSTRAINT queue_default_stays,
  DROP COLUMN channels, DROP COLUMN skills, DROP COLUMN rings, DROP COLUMN hours,
  DROP COLUMN overflow_to, DROP COLUMN overflow_after_s, DROP COLUMN backups,
  DROP COLUMN closed, DROP COLUMN target_s, DROP COLUMN target_share, DROP COLUMN counter,
  DROP COLUMN changed_at, DROP COLUMN changed_by, DROP COLUMN archived_at
"""

# Members of level 1 are asked before those of level 2, and so on.
MEMBER = """
ALTER TABLE queue_member ADD COLUMN level smallint NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 9)
"""
MEMBER_BACK = "ALTER TABLE queue_member DROP COLUMN level"

PRESENCE = """
ALTER TABLE presence
  ADD COLUMN by_channel jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN interrupts jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN setting_counter integer NOT NULL DEFAULT 1,
  ADD COLUMN setting_changed_at timestamptz,
  ADD COLUMN setting_changed_by uuid
"""
PRESENCE_BACK = """
ALTER TABLE presence DROP COLUMN by_channel, DROP COLUMN interrupts, DROP COLUMN setting_counter,
  DROP COLUMN setting_changed_at, DROP COLUMN setting_changed_by
"""

SKILL = f"""
CREATE TABLE staff_skill (
  {TENANT_COLUMN},
  staff_id uuid NOT NULL,
  skill text NOT NULL CHECK (length(skill) BETWEEN 1 AND 32),
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 100),
  PRIMARY KEY (tenant_id, staff_id, skill),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
)
"""

# What a conversation in line needs beyond its queue's settings, and its rank: within a lane,
# whoever joined earlier less the bonus comes first. Waiting moves nobody, since all wait equally.
PLACE = f"""
CREATE TABLE line_place (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 2),
  bonus_s integer NOT NULL DEFAULT 0,
  skills jsonb NOT NULL DEFAULT '{{}}',
  preferred uuid,
  preferred_until timestamptz,
  urgency jsonb NOT NULL DEFAULT '{{}}',
  came_from uuid,
  PRIMARY KEY (tenant_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation ON DELETE CASCADE
)
"""


def upgrade() -> None:
    """Make them."""
    for statements in (QUEUE, MEMBER, PRESENCE, SKILL, PLACE):
        run(statements)
    for table in ("staff_skill", "line_place"):
        isolate(table)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE line_place, staff_skill")
    for statements in (PRESENCE_BACK, MEMBER_BACK, QUEUE_BACK):
        run(statements)
