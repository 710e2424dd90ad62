"""What changed in which edition, words of a tenant for the search, vectors, and saved trials."""

from hearthline.platform.db.ddl import isolate, run

revision = "0013"
down_revision: str | None = "0012"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# In which edition an article was last published or withdrawn, so that an index follows article by
# article. The edition is raised at the end of the same transaction, under the same lock.
CHANGE = f"""
CREATE TABLE knowledge_change (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  edition bigint NOT NULL,
  PRIMARY KEY (tenant_id, article_id)
);
CREATE INDEX knowledge_change_edition ON knowledge_change (tenant_id, edition);
CREATE FUNCTION note_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO knowledge_change (tenant_id, article_id, edition)
  VALUES (NEW.tenant_id, NEW.article_id, 1 + coalesce(
    (SELECT e.edition FROM knowledge_edition e WHERE e.tenant_id = NEW.tenant_id), 0))
  ON CONFLICT (tenant_id, article_id) DO UPDATE SET edition = EXCLUDED.edition;
  RETURN NULL;
END $$;
CREATE TRIGGER publication_noted AFTER INSERT OR UPDATE ON publication
  FOR EACH ROW EXECUTE FUNCTION note_publication()
"""

# One row a group of words that mean the same, or that are left whole.
WORDS = f"""
CREATE TABLE search_word (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('synonym', 'protected')),
  words text[] NOT NULL CHECK (cardinality(words) BETWEEN 1 AND 20),
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX search_word_first ON search_word (tenant_id, kind, (words[1]))
"""

# A vector belongs to one version of an article and to one model; another model reads none of it.
VECTOR = f"""
CREATE TABLE search_vector (
  {TENANT_COLUMN},
  model text NOT NULL,
  article_id uuid NOT NULL,
  version integer NOT NULL,
  dimension integer NOT NULL CHECK (dimension BETWEEN 1 AND 8192),
  vector bytea NOT NULL CHECK (octet_length(vector) = 4 * dimension),
  PRIMARY KEY (tenant_id, model, article_id)
)
"""

# A case without an expected article is a question that nothing may answer at once.
TRIAL = f"""
CREATE TABLE trial_set (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL,
  cases jsonb NOT NULL,
  tolerance jsonb NOT NULL,
  counter integer NOT NULL DEFAULT 1,
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
CREATE TABLE trial_run (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  set_id uuid NOT NULL,
  edition bigint NOT NULL,
  figures jsonb NOT NULL,
  misses jsonb NOT NULL,
  verdict jsonb NOT NULL,
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, set_id) REFERENCES trial_set (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX trial_run_of_set ON trial_run (tenant_id, set_id, id)
"""


def upgrade() -> None:
    """Make them."""
    run(CHANGE)
    isolate("knowledge_change")
    run(WORDS)
    isolate("search_word")
    run(VECTOR)
    isolate("search_vector")
    run(TRIAL)
    isolate("trial_set")
    isolate("trial_run")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE trial_run, trial_set, search_vector, search_word")
    run("DROP TRIGGER publication_noted ON publication")
    run("DROP FUNCTION note_publication()")
    run("DROP TABLE knowledge_change")
