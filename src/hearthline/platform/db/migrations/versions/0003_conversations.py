"""Channels, conversations, messages, ratings and uploads.

Conversations and messages are partitioned by month of the conversation's beginning: the UUIDv7 of
the conversation is the key of both, so `unique (conversation, seq)` holds across partitions.
"""

from hearthline.platform.db.ddl import isolate, monthly, run, share

revision = "0003"
down_revision: str | None = "0002"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# No foreign key to tenant on the busiest tables: each insert would lock the tenant's one row.
BUSY_TENANT_COLUMN = "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid"

CHANNEL = f"""
CREATE TABLE channel (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  key text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9-]{{1,63}}$'),
  kind text NOT NULL CHECK (kind IN
    ('web', 'wechat', 'app', 'phone', 'sms', 'email', 'alipay', 'terminal', 'gov', 'property')),
  name text NOT NULL,
  bot_name text NOT NULL DEFAULT '小暖',
  greeting text NOT NULL DEFAULT '',
  greeting_en text NOT NULL DEFAULT '',
  sealed_secret bytea NOT NULL,
  domain text NOT NULL DEFAULT 'heating',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE channel_directory (
  key text PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  channel_id uuid NOT NULL
)
"""

CONVERSATION = f"""
CREATE TABLE conversation (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  customer_id uuid,
  label text NOT NULL,
  visitor_id uuid,
  subject text,
  accounts jsonb NOT NULL DEFAULT '[]',
  verify_level text NOT NULL DEFAULT 'L0'
    CHECK (verify_level IN ('L0', 'L1', 'L2', 'L3', 'LP')),
  locale text NOT NULL DEFAULT 'zh-CN',
  status text NOT NULL DEFAULT 'bot' CHECK (status IN ('bot', 'queued', 'agent', 'closed')),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  last_seq bigint NOT NULL DEFAULT 0,
  last_customer_seq bigint NOT NULL DEFAULT 0,
  answered_seq bigint NOT NULL DEFAULT 0,
  customer_read_seq bigint NOT NULL DEFAULT 0,
  agent_read_seq bigint NOT NULL DEFAULT 0,
  holder_id uuid,
  queue_id uuid,
  offered_to uuid,
  offer_expires_at timestamptz,
  queued_at timestamptz,
  waiting_since timestamptz,
  priority smallint NOT NULL DEFAULT 3 CHECK (priority BETWEEN 0 AND 4),
  reason text,
  page_url text,
  opened_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX conversation_visitor ON conversation (tenant_id, visitor_id, id)
  WHERE visitor_id IS NOT NULL AND status <> 'closed';
CREATE INDEX conversation_subject ON conversation (tenant_id, subject, id)
  WHERE subject IS NOT NULL AND status <> 'closed';
CREATE INDEX conversation_customer ON conversation (tenant_id, customer_id, id);
CREATE INDEX conversation_holder ON conversation (tenant_id, holder_id)
  WHERE status = 'agent';
CREATE INDEX conversation_offered ON conversation (tenant_id, offered_to)
  WHERE offered_to IS NOT NULL;
CREATE INDEX conversation_queue ON conversation (tenant_id, queue_id, priority, queued_at)
  WHERE status = 'queued';
CREATE INDEX conversation_open ON conversation (tenant_id, id) WHERE status <> 'closed';
CREATE INDEX conversation_closed ON conversation (tenant_id, id) WHERE status = 'closed';
CREATE TABLE turn_due (
  {BUSY_TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
)
"""

MESSAGE = f"""
CREATE TABLE message (
  {BUSY_TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  seq bigint NOT NULL,
  id uuid NOT NULL,
  client_id uuid,
  sender_kind text NOT NULL CHECK (sender_kind IN ('customer', 'bot', 'agent', 'system')),
  sender_name text NOT NULL,
  sender_ai boolean NOT NULL DEFAULT false,
  staff_id uuid,
  kind text NOT NULL CHECK (kind IN ('text', 'choices', 'choice', 'card', 'image', 'file',
    'audio', 'location', 'notice')),
  text text NOT NULL,
  data jsonb NOT NULL DEFAULT '{{}}',
  reply_to bigint,
  turn_seq bigint,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, seq),
  UNIQUE (tenant_id, conversation_id, sender_kind, client_id)
) PARTITION BY RANGE (conversation_id);
CREATE INDEX message_turn ON message (tenant_id, conversation_id, turn_seq)
  WHERE turn_seq IS NOT NULL
"""

# One statement stores, numbers and tells a message: the hot path costs one round trip.
APPEND = """
CREATE FUNCTION append_message(
  the_tenant uuid, the_conversation uuid, the_id uuid, the_client_id uuid, the_sender_kind text,
  the_sender_name text, the_sender_ai boolean, the_staff_id uuid, the_kind text, the_text text,
  the_data jsonb, the_reply_to bigint, the_turn_seq bigint, the_now timestamptz)
-- Without this, each call would be planned anew, since pruned partitions look cheaper.
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
  ELSIF head.status <> 'bot' THEN
    FOR concerned IN SELECT DISTINCT hand
      FROM unnest(ARRAY[head.holder_id, head.offered_to, head.queue_id]) AS hand
      WHERE hand IS NOT NULL ORDER BY hand LOOP
      PERFORM append_to_stream(the_tenant, concerned, 'conversation.changed', the_conversation);
    END LOOP;
  END IF;
  RETURN NEXT head;
END $$
"""

# What an open socket asks at every wake: the conversation and what came after a number.
NEWS = """
CREATE FUNCTION conversation_news(
  the_tenant uuid, the_conversation uuid, the_seq bigint, the_limit int)
RETURNS TABLE (head jsonb, messages jsonb)
LANGUAGE plpgsql SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  PERFORM set_config('hearthline.tenant', the_tenant::text, true);
  RETURN QUERY SELECT to_jsonb(c), CASE WHEN c.last_seq > the_seq THEN (
      SELECT jsonb_agg(to_jsonb(m) ORDER BY m.seq) FROM (
        SELECT * FROM message WHERE tenant_id = the_tenant
          AND conversation_id = the_conversation AND seq > the_seq
        ORDER BY seq LIMIT the_limit) AS m) END
    FROM conversation c WHERE c.tenant_id = the_tenant AND c.id = the_conversation;
END $$
"""

RATING = f"""
CREATE TABLE rating (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  score smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
  solved boolean,
  comment text,
  first_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
);
CREATE TABLE upload (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  mime text NOT NULL,
  size_bytes bigint NOT NULL,
  name text NOT NULL,
  sha256 bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(CHANNEL)
    isolate("channel")
    share("channel_directory", rights="SELECT, INSERT, UPDATE")
    run(CONVERSATION)
    isolate("conversation")
    isolate("turn_due")
    monthly("conversation")
    run(MESSAGE)
    isolate("message")
    monthly("message")
    run(APPEND)
    run(NEWS)
    run(RATING)
    isolate("rating")
    isolate("upload")


def downgrade() -> None:
    """Take them away."""
    run("DROP FUNCTION append_message, conversation_news")
    run("DELETE FROM monthly_table WHERE name IN ('conversation', 'message')")
    run("DROP TABLE upload, rating, message, turn_due, conversation, channel_directory, channel")
