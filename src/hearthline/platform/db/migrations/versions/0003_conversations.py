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
CREATE INDEX conversation_holder ON conversation (tenant_id, holder_id, updated_at)
  WHERE status = 'agent';
CREATE INDEX conversation_offered ON conversation (tenant_id, offered_to)
  WHERE offered_to IS NOT NULL;
CREATE INDEX conversation_queue ON conversation (tenant_id, queue_id, priority, queued_at)
  WHERE status = 'queued';
CREATE INDEX conversation_unanswered ON conversation (tenant_id, id)
  WHERE status = 'bot' AND answered_seq < last_customer_seq;
CREATE INDEX conversation_recent ON conversation (tenant_id, updated_at, id);
CREATE INDEX conversation_open ON conversation (tenant_id, updated_at) WHERE status <> 'closed'
"""

MESSAGE = f"""
CREATE TABLE message (
  {TENANT_COLUMN},
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
    monthly("conversation")
    run(MESSAGE)
    isolate("message")
    monthly("message")
    run(RATING)
    isolate("rating")
    isolate("upload")


def downgrade() -> None:
    """Take them away."""
    run("DELETE FROM monthly_table WHERE name IN ('conversation', 'message')")
    run("DROP TABLE upload, rating, message, conversation, channel_directory, channel")
