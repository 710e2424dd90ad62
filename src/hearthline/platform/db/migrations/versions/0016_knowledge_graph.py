"""The graph of the trade, policy profiles, and what visitors of the help centre did."""

from hearthline.platform.db.ddl import isolate, run

revision = "0016"
down_revision: str | None = "0015"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# `is_touched`: a person has worked on it, so that extraction leaves it alone. A name leads to
# its entity by `graph_name`, where a merged entity's names lead to the one that took it in.
ENTITY = f"""
CREATE TABLE graph_entity (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  note text NOT NULL DEFAULT '',
  origin text NOT NULL CHECK (origin IN ('extracted', 'person')),
  state text NOT NULL CHECK (state IN ('live', 'absent', 'gone', 'merged')),
  is_touched boolean NOT NULL DEFAULT false,
  article_id uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
);
CREATE UNIQUE INDEX graph_entity_article ON graph_entity (tenant_id, article_id)
  WHERE article_id IS NOT NULL;
CREATE INDEX graph_entity_list ON graph_entity (tenant_id, kind, name);
CREATE TABLE graph_name (
  {TENANT_COLUMN},
  kind text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  name text NOT NULL,
  entity_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, kind, key),
  FOREIGN KEY (tenant_id, entity_id) REFERENCES graph_entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX graph_name_entity ON graph_name (tenant_id, entity_id);
CREATE INDEX graph_name_key ON graph_name (tenant_id, key)
"""

# `denied`: a person took it away; extraction may find it again and it stays away.
RELATION = f"""
CREATE TABLE graph_relation (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  object_id uuid NOT NULL CHECK (object_id <> subject_id),
  origin text NOT NULL CHECK (origin IN ('extracted', 'person')),
  state text NOT NULL CHECK (state IN ('live', 'denied')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, subject_id, kind, object_id),
  FOREIGN KEY (tenant_id, subject_id) REFERENCES graph_entity (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, object_id) REFERENCES graph_entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX graph_relation_object ON graph_relation (tenant_id, object_id, kind, subject_id)
"""

# Provenance: what a relation was read from. `source` is `item:<slug>` or `policy:<id>`.
SOURCE = f"""
CREATE TABLE graph_source (
  {TENANT_COLUMN},
  source text NOT NULL,
  relation_id uuid NOT NULL,
  version integer NOT NULL,
  place text NOT NULL,
  PRIMARY KEY (tenant_id, source, relation_id),
  FOREIGN KEY (tenant_id, relation_id) REFERENCES graph_relation (tenant_id, id)
    ON DELETE CASCADE
);
CREATE INDEX graph_source_relation ON graph_source (tenant_id, relation_id);
CREATE TABLE graph_extraction (
  {TENANT_COLUMN},
  source text NOT NULL,
  version integer NOT NULL,
  rules integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, source)
)
"""

# What people did, with what stood there before, so that it can be undone.
EDIT = f"""
CREATE TABLE graph_edit (
  {TENANT_COLUMN},
  number integer NOT NULL CHECK (number > 0),
  deed text NOT NULL,
  entities uuid[] NOT NULL,
  before jsonb NOT NULL,
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  undone_by uuid,
  undone_at timestamptz,
  PRIMARY KEY (tenant_id, number)
)
"""

PROFILE = f"""
CREATE TABLE policy_profile (
  {TENANT_COLUMN},
  id text NOT NULL CHECK (length(id) BETWEEN 1 AND 80),
  version integer NOT NULL CHECK (version > 0),
  trade text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  is_verified boolean NOT NULL,
  members jsonb NOT NULL,
  loaded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id, version)
)
"""

# `voter`: a keyed hash of address and browser that changes every day; it identifies nobody.
HELP = f"""
CREATE TABLE help_vote (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  article_id uuid NOT NULL,
  version integer NOT NULL,
  voter text NOT NULL,
  is_helpful boolean NOT NULL,
  note text NOT NULL CHECK (length(note) <= 200),
  language text NOT NULL CHECK (language IN ('zh-CN', 'en')),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, article_id, version, voter),
  FOREIGN KEY (tenant_id, article_id, version)
    REFERENCES revision (tenant_id, article_id, version)
);
CREATE TABLE help_reading (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  day date NOT NULL,
  readings integer NOT NULL,
  PRIMARY KEY (tenant_id, day, article_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES article (tenant_id, id)
)
"""


def upgrade() -> None:
    """Make them."""
    for tables in (ENTITY, RELATION, SOURCE, EDIT, PROFILE, HELP):
        run(tables)
    for table in ("graph_entity", "graph_name", "graph_relation", "graph_source"):
        isolate(table)
    for table in ("graph_extraction", "graph_edit", "help_vote", "help_reading"):
        isolate(table)
    isolate("policy_profile", append_only=True)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE help_reading, help_vote, policy_profile, graph_edit, graph_extraction")
    run("DROP TABLE graph_source, graph_relation, graph_name, graph_entity")
