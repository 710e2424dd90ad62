"""Articles, their immutable revisions, and what was published when."""

from hearthline.platform.db.ddl import isolate, run

revision = "0007"
down_revision: str | None = "0006"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

TABLES = f"""
CREATE TABLE article (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  slug text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, slug)
);
CREATE TABLE revision (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  origin text NOT NULL CHECK (origin IN ('pack', 'desk')),
  content_hash text NOT NULL,
  title text NOT NULL,
  questions text[] NOT NULL,
  answer text NOT NULL,
  details text NOT NULL,
  spoken text,
  intents text[] NOT NULL,
  audience text[] NOT NULL CHECK (cardinality(audience) > 0),
  channels text[] NOT NULL CHECK (cardinality(channels) > 0),
  related text[] NOT NULL,
  is_local_rule boolean NOT NULL,
  source text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz CHECK (valid_to > valid_from),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, article_id, version),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
);
CREATE TABLE publication (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (tenant_id, article_id, number),
  FOREIGN KEY (tenant_id, article_id, version)
    REFERENCES revision (tenant_id, article_id, version)
);
CREATE UNIQUE INDEX publication_live ON publication (tenant_id, article_id)
  WHERE withdrawn_at IS NULL;
CREATE TABLE knowledge_edition (
  {TENANT_COLUMN},
  edition bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(TABLES)
    isolate("article")
    isolate("revision", append_only=True)
    isolate("publication")
    isolate("knowledge_edition")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE knowledge_edition, publication, revision, article")
