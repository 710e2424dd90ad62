"""Drafts, notes, mentions, replies that may be taken back, who is looking, and the search.

The search table's second policy shows only rows that fit `hearthline.find`: `@@` is not leakproof,
so as a condition of the query it could not use the index under row-level security (ADR 0026).
"""

from hearthline.platform.db.ddl import isolate, run

revision = "0022"
down_revision: str | None = "0021"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

WRITING = f"""
CREATE TABLE desk_draft (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  version bigint NOT NULL,
  mode text NOT NULL DEFAULT 'reply' CHECK (mode IN ('reply', 'note')),
  text text NOT NULL,
  tab text,
  returned text CHECK (returned IN ('moved', 'closed', 'limit')),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, staff_id)
);
CREATE INDEX desk_draft_staff ON desk_draft (tenant_id, staff_id) WHERE text <> '';
CREATE INDEX desk_draft_old ON desk_draft (tenant_id, updated_at);
CREATE TABLE pending_reply (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  client_id uuid NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  staff_id uuid NOT NULL,
  staff_name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'image', 'file', 'audio')),
  text text NOT NULL,
  data jsonb NOT NULL DEFAULT '{{}}',
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ended text CHECK (ended IN ('taken_back', 'returned')),
  PRIMARY KEY (tenant_id, conversation_id, client_id)
);
CREATE INDEX pending_reply_due ON pending_reply (tenant_id, due_at) WHERE ended IS NULL;
CREATE INDEX pending_reply_ended ON pending_reply (tenant_id, made_at) WHERE ended IS NOT NULL;
CREATE UNLOGGED TABLE conversation_looker (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  staff_name text NOT NULL,
  doing text NOT NULL CHECK (doing IN ('looking', 'writing')),
  until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id, staff_id)
);
CREATE INDEX conversation_looker_until ON conversation_looker (tenant_id, until);
ALTER TABLE channel ADD COLUMN typing_preview boolean NOT NULL DEFAULT false
"""

NOTES = f"""
CREATE TABLE conversation_note (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  after_seq bigint NOT NULL,
  kind text NOT NULL DEFAULT 'note' CHECK (kind IN ('note', 'whisper')),
  staff_id uuid NOT NULL,
  staff_name text NOT NULL,
  client_id uuid NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  is_found boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, staff_id, client_id)
);
CREATE INDEX conversation_note_thread ON conversation_note (tenant_id, conversation_id, id);
CREATE INDEX conversation_note_new ON conversation_note (tenant_id, id) WHERE NOT is_found;
CREATE TABLE note_mention (
  {TENANT_COLUMN},
  staff_id uuid NOT NULL,
  note_id uuid NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, staff_id, note_id),
  FOREIGN KEY (tenant_id, note_id) REFERENCES conversation_note ON DELETE CASCADE
);
CREATE INDEX note_mention_unread ON note_mention (tenant_id, staff_id, note_id)
  WHERE read_at IS NULL
"""

# BRIN, because it costs the hot insert next to nothing; the indexer only asks for the last minutes.
FINDING = f"""
CREATE INDEX message_time ON message USING brin (created_at) WITH (pages_per_range = 16);
CREATE TABLE search_place (
  {TENANT_COLUMN},
  walked_to uuid,
  walked_at timestamptz,
  seen_at timestamptz,
  last_n bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id)
);
CREATE TABLE search_thread (
  {TENANT_COLUMN},
  conversation_id uuid NOT NULL,
  indexed_seq bigint NOT NULL,
  label text NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id)
);
CREATE TABLE search_text (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid,
  n bigint NOT NULL,
  conversation_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'note', 'label')),
  seq bigint,
  note_id uuid,
  at timestamptz NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (tenant_id, n)
);
CREATE INDEX search_text_words ON search_text USING gin (words)
"""

FOUND_ONLY = """
CREATE POLICY found_only ON search_text AS RESTRICTIVE FOR SELECT
  USING (words @@ current_setting('hearthline.find', true)::tsquery)
"""

TABLES = (
    "desk_draft",
    "pending_reply",
    "conversation_looker",
    "conversation_note",
    "note_mention",
    "search_place",
    "search_thread",
    "search_text",
)


def upgrade() -> None:
    """Make them."""
    run(WRITING)
    run(NOTES)
    run(FINDING)
    for table in TABLES:
        isolate(table)
    run(FOUND_ONLY)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE " + ", ".join(reversed(TABLES)))
    run("DROP INDEX message_time")
    run("ALTER TABLE channel DROP COLUMN typing_preview")
