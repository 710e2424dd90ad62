"""States of agents with their log, transfers, conferences, bot steps, call-backs, wrap-up."""

from hearthline.platform.db.ddl import isolate, run

revision = "0020"
down_revision: str | None = "0019"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# How a tenant's desk works: one row, or none while everything is as delivered.
SETTING = f"""
CREATE TABLE desk_setting (
  {TENANT_COLUMN},
  may_exceed boolean NOT NULL DEFAULT false,
  wrap_up_s smallint NOT NULL DEFAULT 60 CHECK (wrap_up_s BETWEEN 0 AND 900),
  wrap_up_required boolean NOT NULL DEFAULT false,
  reasons jsonb CHECK (jsonb_typeof(reasons) = 'array'),
  codes jsonb CHECK (jsonb_typeof(codes) = 'array'),
  changed_at timestamptz NOT NULL,
  changed_by uuid NOT NULL,
  PRIMARY KEY (tenant_id)
)
"""

PRESENCE = """
ALTER TABLE presence DROP CONSTRAINT presence_state_check;
ALTER TABLE presence
  ADD CONSTRAINT presence_state_check
    CHECK (state IN ('available', 'busy', 'away', 'offline', 'wrap_up')),
  ADD COLUMN ends_at timestamptz,
  ADD COLUMN next_state text CHECK (next_state IN ('available', 'busy', 'away', 'offline')),
  ADD COLUMN next_reason text CHECK (length(next_reason) <= 200),
  ADD COLUMN forced_by uuid,
  ADD COLUMN forced_why text CHECK (length(forced_why) <= 200)
"""
PRESENCE_DUE = """
CREATE INDEX presence_ends ON presence (tenant_id, ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX presence_next ON presence (tenant_id, staff_id) WHERE next_state IS NOT NULL
"""

# One row for each state with its beginning and its end; the database writes it, so nobody who
# changes a state can forget to.
LOG = f"""
CREATE TABLE presence_log (
  {TENANT_COLUMN},
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  staff_id uuid NOT NULL,
  state text NOT NULL,
  reason text,
  forced_by uuid,
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE UNIQUE INDEX presence_log_now ON presence_log (tenant_id, staff_id) WHERE until_at IS NULL;
CREATE INDEX presence_log_of ON presence_log (tenant_id, staff_id, from_at);
CREATE INDEX presence_log_at ON presence_log (tenant_id, from_at);
CREATE FUNCTION log_presence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE since timestamptz := NEW.since;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.state = OLD.state AND NEW.reason IS NOT DISTINCT FROM OLD.reason THEN RETURN NEW; END IF;
    UPDATE presence_log SET until_at = greatest(from_at, since)
      WHERE tenant_id = NEW.tenant_id AND staff_id = NEW.staff_id AND until_at IS NULL;
  END IF;
  INSERT INTO presence_log (tenant_id, staff_id, state, reason, forced_by, from_at)
    VALUES (NEW.tenant_id, NEW.staff_id, NEW.state, NEW.reason, NEW.forced_by, since);
  RETURN NEW;
END $$;
CREATE TRIGGER presence_logged AFTER INSERT OR UPDATE OF state, reason ON presence
  FOR EACH ROW EXECUTE FUNCTION log_presence()
"""
# What stood before the log was kept begins with it.
LOG_BEGINS = """
INSERT INTO presence_log (tenant_id, staff_id, state, reason, from_at)
SELECT tenant_id, staff_id, state, reason, since FROM presence
"""

# A conversation may have more writers than its holder, and keeps its holder while the bot runs a
# step for him.
CONVERSATION = """
ALTER TABLE conversation ADD COLUMN members uuid[] NOT NULL DEFAULT '{}';
DROP INDEX conversation_holder;
CREATE INDEX conversation_holder ON conversation (tenant_id, holder_id)
  WHERE holder_id IS NOT NULL;
CREATE INDEX conversation_members ON conversation USING gin (members) WHERE members <> '{}'
"""
HOLDER_BEFORE = """
ALTER TABLE conversation DROP COLUMN members;
DROP INDEX conversation_holder;
CREATE INDEX conversation_holder ON conversation (tenant_id, holder_id) WHERE status = 'agent'
"""

APPEND_HEAD = """
CREATE OR REPLACE FUNCTION append_message(
  the_tenant uuid, the_conversation uuid, the_id uuid, the_client_id uuid, the_sender_kind text,
  the_sender_name text, the_sender_ai boolean, the_staff_id uuid, the_kind text, the_text text,
  the_data jsonb, the_reply_to bigint, the_turn_seq bigint, the_now timestamptz)
RETURNS SETOF conversation LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE head conversation; concerned uuid; by_customer boolean := the_sender_kind = 'customer';
BEGIN
  PERFORM set_config('hearthline.tenant', the_tenant::text, true);
  SELECT * INTO head FROM conversation
    WHERE tenant_id = the_tenant AND id = the_conversation FOR UPDATE;
  IF NOT FOUND OR head.status = 'closed' OR the_client_id IS NOT NULL AND EXISTS (
    SELECT FROM message WHERE tenant_id = the_tenant AND conversation_id = the_conversation
      AND sender_kind = the_sender_kind AND client_id = the_client_id) THEN RETURN;
  END IF;
  UPDATE conversation SET last_seq = last_seq + 1, updated_at = the_now,
    last_customer_seq = CASE WHEN by_customer THEN last_seq + 1 ELSE last_customer_seq END,
    answered_seq = CASE WHEN by_customer AND status <> 'bot' THEN last_seq + 1
      ELSE answered_seq END,
    waiting_since = CASE WHEN the_sender_kind = 'agent' THEN NULL
      WHEN by_customer AND status <> 'bot' THEN coalesce(waiting_since, the_now)
      ELSE waiting_since END
  WHERE tenant_id = the_tenant AND id = the_conversation RETURNING * INTO head;
  INSERT INTO message (tenant_id, conversation_id, seq, id, client_id, sender_kind, sender_name,
    sender_ai, staff_id, kind, text, data, reply_to, turn_seq, created_at)
  VALUES (the_tenant, the_conversation, head.last_seq, the_id, the_client_id, the_sender_kind,
    CASE WHEN by_customer THEN head.label ELSE the_sender_name END, the_sender_ai, the_staff_id,
    the_kind, the_text, the_data, the_reply_to, the_turn_seq, the_now);
  PERFORM pg_notify('hearthline', 'conversation:' || the_conversation);
  IF by_customer AND head.status = 'bot' THEN
    INSERT INTO turn_due (tenant_id, conversation_id, since)
      VALUES (the_tenant, the_conversation, the_now) ON CONFLICT DO NOTHING;
"""
# Now those who joined are told, and the holder for whom the bot runs a step.
APPEND_NOW = f"""{APPEND_HEAD}  END IF;
  IF head.status <> 'bot' OR head.holder_id IS NOT NULL THEN
    FOR concerned IN SELECT DISTINCT hand
      FROM unnest(ARRAY[head.holder_id, head.offered_to, head.queue_id] || head.members) AS hand
      WHERE hand IS NOT NULL ORDER BY hand LOOP
      PERFORM append_to_stream(the_tenant, concerned, 'conversation.changed', the_conversation);
    END LOOP;
  END IF;
  RETURN NEXT head;
END $$
"""
APPEND_BEFORE = f"""{APPEND_HEAD}  ELSIF head.status <> 'bot' THEN
    FOR concerned IN SELECT DISTINCT hand
      FROM unnest(ARRAY[head.holder_id, head.offered_to, head.queue_id]) AS hand
      WHERE hand IS NOT NULL ORDER BY hand LOOP
      PERFORM append_to_stream(the_tenant, concerned, 'conversation.changed', the_conversation);
    END LOOP;
  END IF;
  RETURN NEXT head;
END $$
"""

# A conversation on its way from one person to another or to a queue: what to know, how it ended.
TRANSFER = f"""
CREATE TABLE transfer (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  from_staff uuid NOT NULL,
  to_staff uuid,
  to_queue uuid,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  began_at timestamptz NOT NULL,
  expires_at timestamptz,
  outcome text CHECK (outcome IN ('accepted', 'declined', 'unanswered', 'withdrawn')),
  ended_at timestamptz,
  taken_by uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, client_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, from_staff) REFERENCES staff,
  FOREIGN KEY (tenant_id, to_staff) REFERENCES staff,
  FOREIGN KEY (tenant_id, to_queue) REFERENCES queue,
  CHECK ((to_staff IS NULL) <> (to_queue IS NULL)),
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX transfer_open ON transfer (tenant_id, conversation_id) WHERE outcome IS NULL;
CREATE INDEX transfer_due ON transfer (tenant_id, expires_at)
  WHERE outcome IS NULL AND expires_at IS NOT NULL;
CREATE INDEX transfer_of ON transfer (tenant_id, conversation_id, began_at)
"""

# Who was asked to join a conversation, and from when to when he was in it.
MEMBER = f"""
CREATE TABLE conference_member (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  invited_by uuid NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  joined_at timestamptz,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('left', 'declined', 'unanswered', 'ended')),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, client_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff,
  FOREIGN KEY (tenant_id, invited_by) REFERENCES staff
);
CREATE UNIQUE INDEX conference_open ON conference_member (tenant_id, conversation_id, staff_id)
  WHERE ended_at IS NULL;
CREATE INDEX conference_of ON conference_member (tenant_id, staff_id) WHERE ended_at IS NULL;
CREATE INDEX conference_due ON conference_member (tenant_id, expires_at)
  WHERE joined_at IS NULL AND ended_at IS NULL
"""

# The bot runs one flow for an agent, who has the conversation again when it has ended.
STEP = f"""
CREATE TABLE bot_step (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  domain text NOT NULL,
  flow text NOT NULL,
  name text NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  asked_at timestamptz NOT NULL,
  begun_at timestamptz,
  ended_at timestamptz,
  outcome text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, client_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff
);
CREATE UNIQUE INDEX bot_step_open ON bot_step (tenant_id, conversation_id) WHERE ended_at IS NULL
"""

WRAP_UP = f"""
CREATE TABLE wrap_up (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  due_at timestamptz,
  ended_at timestamptz,
  ended_by text CHECK (ended_by IN ('done', 'timer')),
  code text,
  code_label text,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
  solved boolean,
  follow_up text NOT NULL DEFAULT '' CHECK (length(follow_up) <= 2000),
  summary jsonb NOT NULL DEFAULT '{{}}',
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff
);
CREATE INDEX wrap_up_of ON wrap_up (tenant_id, conversation_id, began_at);
CREATE INDEX wrap_up_open ON wrap_up (tenant_id, staff_id) WHERE ended_at IS NULL;
CREATE INDEX wrap_up_at ON wrap_up (tenant_id, began_at)
"""

CALLBACK = f"""
CREATE TABLE callback_request (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  customer_id uuid,
  queue_id uuid NOT NULL,
  priority smallint NOT NULL CHECK (priority BETWEEN 0 AND 4),
  place_at timestamptz NOT NULL,
  sealed_phone bytea NOT NULL,
  phone_masked text NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  booked_by uuid,
  wanted_staff uuid,
  state text NOT NULL DEFAULT 'booked'
    CHECK (state IN ('booked', 'offered', 'taken', 'reached', 'given_up', 'cancelled')),
  taken_by uuid,
  taken_in uuid,
  overdue_told_at timestamptz,
  booked_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, client_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation,
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queue,
  CHECK (until_at > from_at)
);
CREATE UNIQUE INDEX callback_open ON callback_request (tenant_id, conversation_id)
  WHERE ended_at IS NULL;
CREATE INDEX callback_due ON callback_request (tenant_id, due_at) WHERE state = 'booked';
CREATE INDEX callback_late ON callback_request (tenant_id, until_at)
  WHERE ended_at IS NULL AND overdue_told_at IS NULL;
CREATE INDEX callback_in ON callback_request (tenant_id, taken_in) WHERE taken_in IS NOT NULL;
CREATE INDEX callback_of ON callback_request (tenant_id, taken_by) WHERE ended_at IS NULL;
CREATE TABLE callback_try (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  callback_id uuid NOT NULL,
  client_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('reached', 'not_reached', 'given_up')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, callback_id, client_id),
  FOREIGN KEY (tenant_id, callback_id) REFERENCES callback_request
)
"""
TABLES = (
    "desk_setting",
    "presence_log",
    "transfer",
    "conference_member",
    "bot_step",
    "wrap_up",
    "callback_request",
    "callback_try",
)


def upgrade() -> None:
    """Make them."""
    for statements in (SETTING, PRESENCE, PRESENCE_DUE, LOG, CONVERSATION, APPEND_NOW):
        run(statements)
    for statements in (TRANSFER, MEMBER, STEP, WRAP_UP, CALLBACK):
        run(statements)
    run(LOG_BEGINS)
    for table in TABLES:
        isolate(table)


def downgrade() -> None:
    """Take them away."""
    run(f"DROP TABLE {', '.join(reversed(TABLES))}")
    run("DROP TRIGGER presence_logged ON presence")
    run("DROP FUNCTION log_presence")
    run(APPEND_BEFORE)
    run(HOLDER_BEFORE)
    run(
        "UPDATE presence SET state = 'away' WHERE state = 'wrap_up';"
        " ALTER TABLE presence DROP CONSTRAINT presence_state_check;"
        " ALTER TABLE presence DROP COLUMN ends_at, DROP COLUMN next_state,"
        " DROP COLUMN next_reason, DROP COLUMN forced_by, DROP COLUMN forced_why,"
        " ADD CONSTRAINT presence_state_check"
        " CHECK (state IN ('available', 'busy', 'away', 'offline'))"
    )
