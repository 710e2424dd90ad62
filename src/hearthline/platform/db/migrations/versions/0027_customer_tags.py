"""Tags of customers, what was promised to them, who is one person; macros; folders of answers.

Merging points from one customer to another and moves nothing, so that undoing it loses nothing.
"""

from hearthline.platform.db.ddl import isolate, run

revision = "0027"
down_revision: str | None = "0026"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# A row replaces the product's own kind of the same code; without one the product's own is in force.
TAGS = f"""
CREATE TABLE customer_tag_kind (
  {TENANT_COLUMN},
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{{1,39}}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  name_en text NOT NULL DEFAULT '' CHECK (length(name_en) <= 60),
  meaning text NOT NULL DEFAULT '' CHECK (length(meaning) <= 400),
  phrase text NOT NULL DEFAULT '' CHECK (length(phrase) <= 400),
  urgency smallint NOT NULL CHECK (urgency BETWEEN 0 AND 3),
  is_straight boolean NOT NULL,
  is_sensitive boolean NOT NULL,
  lasts_days smallint CHECK (lasts_days BETWEEN 1 AND 3650),
  is_active boolean NOT NULL DEFAULT true,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, code)
);
CREATE TABLE customer_tag (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  code text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
  source text NOT NULL CHECK (source IN ('person', 'rule', 'bot')),
  source_ref text CHECK (length(source_ref) <= 100),
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  added_by uuid,
  removed_at timestamptz,
  removed_by uuid,
  removed_why text CHECK (length(removed_why) <= 400),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer,
  CHECK (until_at > from_at),
  CHECK ((source = 'person') = (added_by IS NOT NULL))
);
CREATE UNIQUE INDEX customer_tag_now ON customer_tag (tenant_id, customer_id, code)
  WHERE removed_at IS NULL;
CREATE INDEX customer_tag_history ON customer_tag (tenant_id, customer_id, from_at);
CREATE INDEX customer_tag_code ON customer_tag (tenant_id, code, customer_id)
  WHERE removed_at IS NULL
"""

PROMISES = f"""
CREATE TABLE promise (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  conversation_id uuid,
  message_seq bigint CHECK (message_seq > 0),
  ticket_id uuid,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 400),
  made text NOT NULL CHECK (made IN ('hand', 'composer', 'wrapup', 'macro')),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ended text CHECK (ended IN ('kept', 'dropped')),
  ended_at timestamptz,
  ended_by uuid,
  done_text text CHECK (length(done_text) <= 1000),
  reminded_at timestamptz,
  raised_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, client_id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer,
  CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE INDEX promise_customer ON promise (tenant_id, customer_id, due_at);
CREATE INDEX promise_maker ON promise (tenant_id, made_by, due_at) WHERE ended IS NULL;
CREATE INDEX promise_due ON promise (tenant_id, due_at) WHERE ended IS NULL
"""

ONE_PERSON = f"""
CREATE TABLE customer_merge (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 200),
  evidence text[] NOT NULL,
  merged_by uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, kept_id) REFERENCES customer,
  FOREIGN KEY (tenant_id, merged_id) REFERENCES customer,
  CHECK (kept_id <> merged_id)
);
CREATE UNIQUE INDEX customer_merge_once ON customer_merge (tenant_id, merged_id)
  WHERE undone_at IS NULL;
CREATE INDEX customer_merge_kept ON customer_merge (tenant_id, kept_id) WHERE undone_at IS NULL;
CREATE INDEX customer_seen ON customer (tenant_id, last_seen_at DESC);
CREATE INDEX customer_label ON customer (tenant_id, label text_pattern_ops);
ALTER TABLE account_link DROP CONSTRAINT account_link_source_check,
  ADD CONSTRAINT account_link_source_check CHECK (source IN ('token', 'verified', 'agent')),
  ADD COLUMN linked_by uuid,
  ADD COLUMN why text CHECK (length(why) <= 200)
"""

# A run keeps its steps as they were filled in when it began: a retry does what was shown.
MACROS = f"""
CREATE TABLE macro (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  owner_id uuid,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  shortcut text NOT NULL CHECK (length(shortcut) BETWEEN 1 AND 32),
  initials text NOT NULL,
  domain text NOT NULL DEFAULT '' CHECK (domain IN ('', 'heating', 'power')),
  steps jsonb NOT NULL,
  uses bigint NOT NULL DEFAULT 0,
  last_used_at timestamptz,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES staff ON DELETE CASCADE
);
CREATE UNIQUE INDEX macro_shortcut ON macro (tenant_id, owner_id, shortcut)
  NULLS NOT DISTINCT WHERE removed_at IS NULL;
CREATE TABLE macro_run (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  macro_id uuid NOT NULL,
  title text NOT NULL,
  conversation_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  steps jsonb NOT NULL,
  results jsonb NOT NULL DEFAULT '[]',
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX macro_run_conversation ON macro_run (tenant_id, conversation_id, began_at)
"""

CANNED = """
ALTER TABLE canned_answer
  ADD COLUMN folder text NOT NULL DEFAULT '' CHECK (length(folder) <= 40),
  ADD COLUMN initials text NOT NULL DEFAULT '',
  ADD COLUMN uses bigint NOT NULL DEFAULT 0,
  ADD COLUMN last_used_at timestamptz
"""

TABLES = (
    "customer_tag_kind",
    "customer_tag",
    "promise",
    "customer_merge",
    "macro",
    "macro_run",
)


def upgrade() -> None:
    """Make them."""
    for statements in (TAGS, PROMISES, ONE_PERSON, MACROS, CANNED):
        run(statements)
    for table in TABLES:
        isolate(table)


def downgrade() -> None:
    """Take them away; a link that an agent made goes with them."""
    run(
        "ALTER TABLE canned_answer DROP COLUMN folder, DROP COLUMN initials, DROP COLUMN uses,"
        " DROP COLUMN last_used_at"
    )
    run("DROP INDEX customer_seen, customer_label")
    run("DROP TABLE macro_run, macro, customer_merge, promise, customer_tag, customer_tag_kind")
    run("ALTER TABLE account_link NO FORCE ROW LEVEL SECURITY")
    run("DELETE FROM account_link WHERE source = 'agent'")
    run("ALTER TABLE account_link FORCE ROW LEVEL SECURITY")
    run(
        "ALTER TABLE account_link DROP CONSTRAINT account_link_source_check,"
        " ADD CONSTRAINT account_link_source_check CHECK (source IN ('token', 'verified')),"
        " DROP COLUMN linked_by, DROP COLUMN why"
    )
