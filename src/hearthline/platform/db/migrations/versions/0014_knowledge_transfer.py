"""Imports of documents with their items, approvals for export, bundles sent and received."""

from hearthline.platform.db.ddl import isolate, run

revision = "0014"
down_revision: str | None = "0013"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)
STATES = "'waiting', 'reading', 'ready', 'refused', 'applied', 'undone', 'discarded'"

# A file that was given to be read; `touched_at` shows that a process is at it.
IMPORT = f"""
CREATE TABLE knowledge_import (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL,
  size_bytes bigint NOT NULL,
  domain text NOT NULL,
  state text NOT NULL CHECK (state IN ({STATES})),
  done integer NOT NULL,
  total integer NOT NULL,
  tries integer NOT NULL,
  troubles jsonb NOT NULL,
  by_staff uuid,
  created_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  applied_at timestamptz,
  applied_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX knowledge_import_waiting ON knowledge_import (tenant_id, created_at)
  WHERE state IN ('waiting', 'reading')
"""

# `trace` is what applying did to the article, and what it takes to undo it.
ITEM = f"""
CREATE TABLE knowledge_import_item (
  {TENANT_COLUMN},
  import_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  parsed jsonb NOT NULL,
  finding text NOT NULL CHECK (finding IN ('new', 'changed', 'same', 'duplicate', 'faulty')),
  is_picked boolean NOT NULL,
  article_id uuid,
  resembles jsonb,
  corrected_by uuid,
  trace jsonb,
  CHECK (NOT (is_picked AND finding = 'faulty')),
  PRIMARY KEY (tenant_id, import_id, number),
  FOREIGN KEY (tenant_id, import_id) REFERENCES knowledge_import (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX knowledge_import_item_finding
  ON knowledge_import_item (tenant_id, import_id, finding, number);
CREATE INDEX article_card_title ON article_card (tenant_id, md5(title))
"""

# What a second person lets go to the extranet: `content_hash` is of what leaves, so that changes
# that stay in the house need no new approval.
APPROVAL = f"""
CREATE TABLE export_approval (
  {TENANT_COLUMN},
  article_id uuid NOT NULL,
  version integer NOT NULL,
  content_hash text NOT NULL,
  approved_by uuid NOT NULL,
  approved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, article_id),
  FOREIGN KEY (tenant_id, article_id, version)
    REFERENCES revision (tenant_id, article_id, version)
)
"""

# Bundles are a chain: each names the hash of the manifest before it.
BUNDLE = f"""
CREATE TABLE knowledge_bundle (
  {TENANT_COLUMN},
  number bigint NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('full', 'incremental')),
  manifest_hash text NOT NULL,
  previous_hash text NOT NULL,
  items_put integer NOT NULL,
  items_dropped integer NOT NULL,
  by_staff uuid,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, number)
);
CREATE TABLE knowledge_bundle_item (
  {TENANT_COLUMN},
  slug text NOT NULL,
  version integer NOT NULL,
  content_hash text NOT NULL,
  PRIMARY KEY (tenant_id, slug)
)
"""

# One row makes a tenant a replica: whom it follows and how far it has come.
REPLICA = f"""
CREATE TABLE knowledge_replica (
  {TENANT_COLUMN} PRIMARY KEY,
  master_key text NOT NULL,
  number bigint NOT NULL,
  manifest_hash text NOT NULL,
  items integer NOT NULL,
  made_at timestamptz,
  received_at timestamptz NOT NULL
);
CREATE TABLE knowledge_replica_item (
  {TENANT_COLUMN},
  slug text NOT NULL,
  version integer NOT NULL,
  content_hash text NOT NULL,
  PRIMARY KEY (tenant_id, slug)
)
"""

# Where a tenant follows a master, nobody but the receiving of bundles writes its knowledge.
GUARD = """
CREATE FUNCTION refuse_in_replica() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('hearthline.receiving', true) IS DISTINCT FROM 'on'
     AND EXISTS (SELECT FROM knowledge_replica r WHERE r.tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'the knowledge of a replica is read-only' USING ERRCODE = 'HL001';
  END IF;
  RETURN NEW;
END $$
"""
GUARDED = ("revision", "publication", "working_copy")


def upgrade() -> None:
    """Make them."""
    run(IMPORT)
    isolate("knowledge_import")
    run(ITEM)
    isolate("knowledge_import_item")
    run(APPROVAL)
    isolate("export_approval")
    run(BUNDLE)
    isolate("knowledge_bundle", append_only=True)
    isolate("knowledge_bundle_item")
    run(REPLICA)
    isolate("knowledge_replica")
    isolate("knowledge_replica_item")
    run(GUARD)
    for table in GUARDED:
        run(
            f"CREATE TRIGGER replica_is_read_only BEFORE INSERT OR UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_in_replica()"
        )


def downgrade() -> None:
    """Take them away."""
    for table in GUARDED:
        run(f"DROP TRIGGER replica_is_read_only ON {table}")
    run("DROP FUNCTION refuse_in_replica")
    run("DROP TABLE knowledge_replica_item, knowledge_replica")
    run("DROP TABLE knowledge_bundle_item, knowledge_bundle, export_approval")
    run("DROP INDEX article_card_title")
    run("DROP TABLE knowledge_import_item, knowledge_import")
