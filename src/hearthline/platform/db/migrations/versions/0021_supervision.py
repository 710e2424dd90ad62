"""The log of stays in line and with agents, its rollup, thresholds, alarms, and the storm mode."""

from hearthline.platform.db.ddl import isolate, run

revision = "0021"
down_revision: str | None = "0020"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)
BUSY_TENANT_COLUMN = "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid"

# One row for each time that a conversation stood in a line or lay with an agent. The conversation
# itself knows only where it is now; every figure of supervision is computed from this log.
# `since` is when the customer began to wait for a person, whichever lines came before this one.
STAY = f"""
CREATE TABLE desk_stay (
  {BUSY_TENANT_COLUMN},
  no bigint GENERATED ALWAYS AS IDENTITY,
  conversation_id uuid NOT NULL,
  hand text NOT NULL CHECK (hand IN ('queue', 'agent')),
  queue_id uuid,
  channel_id uuid NOT NULL,
  staff_id uuid,
  since timestamptz NOT NULL,
  began_at timestamptz NOT NULL,
  first_reply_at timestamptz,
  ended_at timestamptz,
  ended text CHECK (ended IN ('answered', 'abandoned', 'moved', 'returned', 'closed')),
  target_s int NOT NULL DEFAULT 20,
  PRIMARY KEY (tenant_id, no),
  CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE INDEX desk_stay_conversation ON desk_stay (tenant_id, conversation_id, no);
CREATE INDEX desk_stay_began ON desk_stay (tenant_id, began_at);
CREATE INDEX desk_stay_ended ON desk_stay (tenant_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX desk_stay_replied ON desk_stay (tenant_id, first_reply_at)
  WHERE first_reply_at IS NOT NULL;
CREATE INDEX desk_stay_open ON desk_stay (tenant_id, staff_id) WHERE ended_at IS NULL
"""

# Written by the database, so that no way of moving a conversation can forget it. The conditions
# leave the hot path alone: words alone change neither status nor hands.
LOG_STAY = """
CREATE FUNCTION log_desk_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line uuid; waits_since timestamptz; before text; after text; goes text;
BEGIN
  after := CASE WHEN NEW.status = 'queued' THEN 'queue ' || coalesce(NEW.queue_id::text, '')
    WHEN NEW.status <> 'closed' AND NEW.holder_id IS NOT NULL THEN 'agent ' || NEW.holder_id END;
  IF TG_OP = 'UPDATE' THEN
    before := CASE WHEN OLD.status = 'queued' THEN 'queue ' || coalesce(OLD.queue_id::text, '')
      WHEN OLD.status <> 'closed' AND OLD.holder_id IS NOT NULL THEN 'agent ' || OLD.holder_id END;
    -- An agent who lets the bot take a step has the conversation all the while.
    IF before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
    goes := CASE WHEN NEW.status = 'closed' AND OLD.status = 'queued' THEN 'abandoned'
      WHEN NEW.status = 'closed' THEN 'closed'
      WHEN after IS NULL THEN 'returned'
      WHEN OLD.status = 'queued' AND NEW.holder_id IS NOT NULL THEN 'answered' ELSE 'moved' END;
    UPDATE desk_stay SET ended_at = greatest(began_at, NEW.updated_at), ended = goes,
      staff_id = CASE WHEN goes = 'answered' THEN NEW.holder_id ELSE staff_id END
    WHERE tenant_id = NEW.tenant_id AND conversation_id = NEW.id AND ended_at IS NULL
    RETURNING queue_id INTO line;
    waits_since := OLD.queued_at;
  END IF;
  IF after IS NOT NULL THEN
    line := CASE WHEN NEW.status = 'queued' THEN NEW.queue_id ELSE coalesce(NEW.queue_id, line) END;
    INSERT INTO desk_stay (tenant_id, conversation_id, hand, queue_id, channel_id, staff_id, since,
      began_at, target_s)
    VALUES (NEW.tenant_id, NEW.id, CASE NEW.status WHEN 'queued' THEN 'queue' ELSE 'agent' END,
      line, NEW.channel_id, CASE WHEN NEW.status <> 'queued' THEN NEW.holder_id END,
      coalesce(NEW.queued_at, waits_since, NEW.updated_at), NEW.updated_at,
      coalesce((SELECT q.target_s FROM queue q
        WHERE q.tenant_id = NEW.tenant_id AND q.id = line), 20));
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION log_first_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE desk_stay SET first_reply_at = greatest(began_at, NEW.updated_at)
  WHERE tenant_id = NEW.tenant_id AND conversation_id = NEW.id AND hand = 'agent'
    AND ended_at IS NULL AND first_reply_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER desk_stay_begins AFTER INSERT ON conversation FOR EACH ROW
  WHEN (NEW.status = 'queued' OR NEW.holder_id IS NOT NULL) EXECUTE FUNCTION log_desk_stay();
CREATE TRIGGER desk_stay_moves AFTER UPDATE OF status, queue_id, holder_id ON conversation
  FOR EACH ROW WHEN ((OLD.status, OLD.queue_id, OLD.holder_id)
    IS DISTINCT FROM (NEW.status, NEW.queue_id, NEW.holder_id))
  EXECUTE FUNCTION log_desk_stay();
CREATE TRIGGER desk_stay_replies AFTER UPDATE OF waiting_since ON conversation
  FOR EACH ROW WHEN (NEW.status = 'agent' AND OLD.waiting_since IS NOT NULL
    AND NEW.waiting_since IS NULL) EXECUTE FUNCTION log_first_reply();
CREATE INDEX conversation_opened ON conversation (tenant_id, opened_at);
CREATE INDEX rating_first ON rating (tenant_id, first_at);
CREATE INDEX presence_log_until ON presence_log (tenant_id, until_at)
"""

# Sums by quarter hour of what is over and can change no more; `desk_rolled` says up to when.
QUARTER = f"""
CREATE TABLE desk_quarter (
  {TENANT_COLUMN},
  quarter_at timestamptz NOT NULL,
  measure text NOT NULL,
  queue_id uuid,
  channel_id uuid,
  staff_id uuid,
  n bigint NOT NULL,
  ms bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (tenant_id, quarter_at, measure, queue_id, channel_id, staff_id)
);
CREATE TABLE desk_rolled (
  {TENANT_COLUMN},
  until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id)
)
"""

ALARM = f"""
CREATE TABLE threshold (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kind text NOT NULL,
  queue_id uuid,
  bound int NOT NULL CHECK (bound BETWEEN 0 AND 1000000),
  hold_s int NOT NULL CHECK (hold_s BETWEEN 0 AND 3600),
  severity text NOT NULL CHECK (severity IN ('warn', 'danger')),
  is_on boolean NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE NULLS NOT DISTINCT (tenant_id, kind, queue_id),
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queue ON DELETE CASCADE
);
CREATE TABLE alarm (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  queue_id uuid,
  staff_id uuid,
  conversation_id uuid,
  subject text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('warn', 'danger')),
  bound int NOT NULL,
  value int NOT NULL,
  peak int NOT NULL,
  times int NOT NULL DEFAULT 1,
  pending_since timestamptz NOT NULL,
  raised_at timestamptz,
  calm_since timestamptz,
  cleared_at timestamptz,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  note text,
  snoozed_by uuid,
  snoozed_until timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX alarm_open ON alarm (tenant_id, kind, key) WHERE cleared_at IS NULL;
CREATE INDEX alarm_cleared ON alarm (tenant_id, cleared_at) WHERE cleared_at IS NOT NULL;
CREATE INDEX alarm_history ON alarm (tenant_id, id) WHERE raised_at IS NOT NULL
"""

# What a supervisor changed about somebody for the day, with what is to come back afterwards.
DUTY = f"""
CREATE TABLE duty_change (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  capacity smallint CHECK (capacity BETWEEN 0 AND 50),
  capacity_before smallint,
  joined uuid[] NOT NULL DEFAULT '{{}}',
  left_queues uuid[] NOT NULL DEFAULT '{{}}',
  left_levels smallint[] NOT NULL DEFAULT '{{}}',
  by uuid NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE UNIQUE INDEX duty_change_open ON duty_change (tenant_id, staff_id) WHERE undone_at IS NULL;
CREATE INDEX duty_change_until ON duty_change (tenant_id, until) WHERE undone_at IS NULL
"""

# A plan is never changed, only replaced: what a storm in force says stays what was decided.
STORM = f"""
CREATE TABLE storm_plan (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  greeting text NOT NULL DEFAULT '',
  greeting_en text NOT NULL DEFAULT '',
  announcement text NOT NULL DEFAULT '',
  announcement_en text NOT NULL DEFAULT '',
  intents text[] NOT NULL DEFAULT '{{}}',
  banner boolean NOT NULL,
  relaxes_rings boolean NOT NULL,
  overflows boolean NOT NULL,
  joining uuid[] NOT NULL DEFAULT '{{}}',
  extra_chats smallint NOT NULL CHECK (extra_chats BETWEEN 0 AND 10),
  callback_over_s int CHECK (callback_over_s BETWEEN 60 AND 7200),
  wrap_up_s int CHECK (wrap_up_s BETWEEN 0 AND 600),
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  replaced_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX storm_plan_name ON storm_plan (tenant_id, name) WHERE replaced_at IS NULL;
CREATE TABLE storm (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  queue_ids uuid[] NOT NULL DEFAULT '{{}}',
  districts text[] NOT NULL DEFAULT '{{}}',
  began_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  declared_by uuid NOT NULL,
  ended_by uuid,
  extends uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES storm_plan (tenant_id, id),
  CHECK (ends_at > began_at)
);
CREATE UNIQUE INDEX storm_open ON storm (tenant_id, queue_ids, districts) WHERE ended_at IS NULL;
CREATE INDEX storm_history ON storm (tenant_id, began_at)
"""

_TABLES = (
    *("desk_stay", "desk_quarter", "desk_rolled", "threshold", "alarm", "duty_change"),
    *("storm_plan", "storm"),
)


def upgrade() -> None:
    """Make them."""
    for statements in (STAY, LOG_STAY, QUARTER, ALARM, DUTY, STORM):
        run(statements)
    for table in _TABLES:
        isolate(table)


def downgrade() -> None:
    """Take them away."""
    run("DROP INDEX conversation_opened, rating_first, presence_log_until")
    run("DROP TRIGGER desk_stay_begins ON conversation")
    run("DROP TRIGGER desk_stay_moves ON conversation")
    run("DROP TRIGGER desk_stay_replies ON conversation")
    run("DROP FUNCTION log_desk_stay, log_first_reply")
    run(f"DROP TABLE {', '.join(reversed(_TABLES))}")
