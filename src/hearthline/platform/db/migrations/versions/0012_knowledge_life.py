"""What an item of knowledge holds besides its answer, and its life from draft to publication."""

from hearthline.platform.db.ddl import isolate, run

revision = "0012"
down_revision: str | None = "0011"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

ORIGINS = "'pack', 'desk', 'import', 'replica', 'learning'"
KINDS = "'question', 'article', 'procedure', 'case', 'script', 'policy', 'notice', 'form'"

# Who wrote a revision and who approved it: never the same person.
REVISION = f"""
ALTER TABLE revision
  ADD COLUMN kind text NOT NULL DEFAULT 'question' CHECK (kind IN ({KINDS})),
  ADD COLUMN professional text NOT NULL DEFAULT '',
  ADD COLUMN catalogue text NOT NULL DEFAULT '',
  ADD COLUMN tags text[] NOT NULL DEFAULT '{{}}',
  ADD COLUMN keywords text[] NOT NULL DEFAULT '{{}}',
  ADD COLUMN scenes text[] NOT NULL DEFAULT '{{}}',
  ADD COLUMN customer_classes text[] NOT NULL DEFAULT '{{}}',
  ADD COLUMN regions text[] NOT NULL DEFAULT '{{}}',
  ADD COLUMN owner text NOT NULL DEFAULT '',
  ADD COLUMN review_on date,
  ADD COLUMN attributes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN is_exportable boolean NOT NULL DEFAULT false,
  ADD COLUMN author_id uuid,
  ADD COLUMN reviewer_id uuid,
  ADD COLUMN note text NOT NULL DEFAULT '',
  ADD CONSTRAINT revision_two_persons CHECK (reviewer_id <> author_id);
ALTER TABLE revision DROP CONSTRAINT revision_origin_check;
ALTER TABLE revision ADD CONSTRAINT revision_origin_check CHECK (origin IN ({ORIGINS}))
"""
REVISION_BACK = """
ALTER TABLE revision
  DROP CONSTRAINT revision_two_persons,
  DROP COLUMN kind, DROP COLUMN professional, DROP COLUMN catalogue, DROP COLUMN tags,
  DROP COLUMN keywords, DROP COLUMN scenes, DROP COLUMN customer_classes, DROP COLUMN regions,
  DROP COLUMN owner, DROP COLUMN review_on, DROP COLUMN attributes, DROP COLUMN attachments,
  DROP COLUMN is_exportable, DROP COLUMN author_id, DROP COLUMN reviewer_id, DROP COLUMN note
"""

# Why something came into force or went out, and by whom (nobody: a pack, or the clock).
PUBLICATION = """
ALTER TABLE publication
  ADD COLUMN cause text NOT NULL DEFAULT 'publish',
  ADD COLUMN by_staff uuid,
  ADD COLUMN withdrawn_by uuid;
CREATE INDEX publication_when ON publication (tenant_id, article_id, published_at)
"""
PUBLICATION_BACK = """
DROP INDEX publication_when;
ALTER TABLE publication DROP COLUMN cause, DROP COLUMN by_staff, DROP COLUMN withdrawn_by
"""

# What is being written: one an article. `counter` rises with every save, so that nobody writes
# over what another saved; `authors` are all who changed it, of whom none may approve it.
WORKING_COPY = f"""
CREATE TABLE working_copy (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  counter integer NOT NULL CHECK (counter > 0),
  state text NOT NULL CHECK (state IN ('draft', 'in_review')),
  content jsonb NOT NULL,
  based_on integer NOT NULL,
  authors uuid[] NOT NULL CHECK (cardinality(authors) > 0),
  edited_by uuid NOT NULL,
  edited_at timestamptz NOT NULL,
  submitted_by uuid,
  submitted_at timestamptz,
  note text NOT NULL,
  PRIMARY KEY (tenant_id, article_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
);
CREATE INDEX working_copy_queue ON working_copy (tenant_id, submitted_at, article_id)
  WHERE state = 'in_review';
CREATE INDEX working_copy_recent ON working_copy (tenant_id, edited_at, article_id);
CREATE TABLE working_copy_step (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  counter integer NOT NULL,
  content jsonb NOT NULL,
  edited_by uuid NOT NULL,
  edited_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, article_id, counter),
  FOREIGN KEY (tenant_id, article_id)
    REFERENCES working_copy (tenant_id, article_id) ON DELETE CASCADE
)
"""

# A version that comes into force by itself: one an article that waits.
SCHEDULE = f"""
CREATE TABLE knowledge_schedule (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  number integer NOT NULL,
  version integer NOT NULL,
  due_at timestamptz NOT NULL,
  by_staff uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('published', 'cancelled')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  PRIMARY KEY (tenant_id, article_id, number),
  FOREIGN KEY (tenant_id, article_id, version)
    REFERENCES revision (tenant_id, article_id, version)
);
CREATE UNIQUE INDEX knowledge_schedule_waiting ON knowledge_schedule (tenant_id, article_id)
  WHERE ended_at IS NULL;
CREATE INDEX knowledge_schedule_due ON knowledge_schedule (tenant_id, due_at)
  WHERE ended_at IS NULL
"""

# What was done to an item, for its history; the audit has the same as evidence.
DEED = f"""
CREATE TABLE knowledge_deed (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  article_id uuid NOT NULL,
  deed text NOT NULL,
  version integer,
  by_staff uuid,
  note text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
);
CREATE INDEX knowledge_deed_of ON knowledge_deed (tenant_id, article_id, id)
"""

# A change of many items at once, with what it takes to undo it.
BATCH = f"""
CREATE TABLE knowledge_batch (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  change jsonb NOT NULL,
  before jsonb NOT NULL,
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  undone_by uuid,
  PRIMARY KEY (tenant_id, id)
)
"""

# One line an article, for lists, counts and the tree; made from the tables above and replaceable.
CARD = f"""
CREATE TABLE article_card (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  catalogue text NOT NULL,
  tags text[] NOT NULL,
  owner text NOT NULL,
  audience text[] NOT NULL,
  is_exportable boolean NOT NULL,
  newest integer NOT NULL,
  live integer,
  waiting integer,
  copy_state text,
  due_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  review_on date,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, article_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
);
CREATE INDEX article_card_changed ON article_card (tenant_id, changed_at, article_id);
CREATE INDEX article_card_catalogue ON article_card (tenant_id, catalogue, article_id);
CREATE INDEX article_card_ending ON article_card (tenant_id, valid_to) WHERE valid_to IS NOT NULL;
CREATE INDEX article_card_stale ON article_card (tenant_id, review_on)
  WHERE review_on IS NOT NULL
"""
OLD_ONES = """
INSERT INTO article_card (tenant_id, article_id, slug, title, kind, catalogue, tags, owner,
  audience, is_exportable, newest, live, waiting, published_at, withdrawn_at, valid_from,
  valid_to, review_on, changed_at)
SELECT a.tenant_id, a.id, a.slug, r.title, r.kind, r.catalogue, r.tags, r.owner, r.audience,
  r.is_exportable, n.version, p.version,
  CASE WHEN w.versions IS NULL OR n.version > w.versions THEN n.version END,
  p.published_at, w.at, r.valid_from, r.valid_to, r.review_on,
  coalesce(p.published_at, w.at, n.created_at)
FROM article a
JOIN LATERAL (SELECT version, created_at FROM revision v
  WHERE v.tenant_id = a.tenant_id AND v.article_id = a.id ORDER BY version DESC LIMIT 1) n ON true
LEFT JOIN publication p ON p.tenant_id = a.tenant_id AND p.article_id = a.id
  AND p.withdrawn_at IS NULL
LEFT JOIN LATERAL (SELECT max(withdrawn_at) AS at, max(version) AS versions
  FROM publication o
  WHERE o.tenant_id = a.tenant_id AND o.article_id = a.id) w ON true
JOIN revision r ON r.tenant_id = a.tenant_id AND r.article_id = a.id
  AND r.version = coalesce(p.version, n.version)
"""
READ = ("article", "revision", "publication", "article_card")


def upgrade() -> None:
    """Make them, and a card for each article that is there."""
    run(REVISION)
    run(PUBLICATION)
    for table in READ[:3]:
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    run(CARD)
    run(OLD_ONES)
    isolate("article_card")
    for table in READ[:3]:
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    run(WORKING_COPY)
    isolate("working_copy")
    isolate("working_copy_step")
    run(SCHEDULE)
    isolate("knowledge_schedule")
    run(DEED)
    isolate("knowledge_deed", append_only=True)
    run(BATCH)
    isolate("knowledge_batch")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE knowledge_batch, knowledge_deed, knowledge_schedule")
    run("DROP TABLE working_copy_step, working_copy, article_card")
    run(PUBLICATION_BACK)
    run(REVISION_BACK)
