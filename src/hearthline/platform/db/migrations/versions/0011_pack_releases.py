"""Releases of packs, which of them is in force, their test runs, and the tenant's own examples."""

from hearthline.platform.db.ddl import isolate, run

revision = "0011"
down_revision: str | None = "0010"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# Addressed by its content: `id` is the SHA-256 over its files, so that it can never change.
RELEASE = f"""
CREATE TABLE pack_release (
  {TENANT_COLUMN},
  id text NOT NULL CHECK (id ~ '^[0-9a-f]{{64}}$'),
  origin text NOT NULL CHECK (origin IN ('shipped', 'upload', 'export')),
  note text NOT NULL,
  trades jsonb NOT NULL,
  faults jsonb NOT NULL,
  archive bytea NOT NULL CHECK (octet_length(archive) <= 20971520),
  size_bytes integer NOT NULL,
  files integer NOT NULL,
  made_by uuid,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX pack_release_recent ON pack_release (tenant_id, made_at, id);
ALTER TABLE pack_release ALTER COLUMN archive SET STORAGE EXTERNAL
"""

# The highest number is in force; to roll back is to activate an earlier release.
ACTIVATION = f"""
CREATE TABLE pack_activation (
  {TENANT_COLUMN},
  number integer NOT NULL CHECK (number > 0),
  release_id text NOT NULL,
  replaced_id text NOT NULL,
  reason text NOT NULL,
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, release_id) REFERENCES pack_release (tenant_id, id),
  FOREIGN KEY (tenant_id, replaced_id) REFERENCES pack_release (tenant_id, id)
)
"""

# `beat_at`: when its process was last heard of; a silent one is taken up by another.
RUN = f"""
CREATE TABLE pack_run (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('tests', 'comparison')),
  release_id text NOT NULL,
  other_id text,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'broken')),
  tries smallint NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  passed integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  result jsonb,
  trouble text,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  began_at timestamptz,
  beat_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX pack_run_of_release ON pack_run (tenant_id, release_id, asked_at);
CREATE UNIQUE INDEX pack_run_open
  ON pack_run (tenant_id, kind, release_id, coalesce(other_id, ''))
  WHERE state IN ('waiting', 'running')
"""
RESULT = f"""
CREATE TABLE pack_run_result (
  {TENANT_COLUMN},
  run_id uuid NOT NULL,
  number integer NOT NULL,
  trade text NOT NULL,
  file text NOT NULL,
  name text NOT NULL,
  passed boolean NOT NULL,
  turns jsonb NOT NULL,
  faults jsonb NOT NULL,
  PRIMARY KEY (tenant_id, run_id, number),
  FOREIGN KEY (tenant_id, run_id) REFERENCES pack_run (tenant_id, id) ON DELETE CASCADE
)
"""

# `normal` is the form in which texts are compared: one text teaches one thing.
EXAMPLE = f"""
CREATE TABLE own_example (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  intent text NOT NULL,
  domain text,
  text text NOT NULL,
  normal text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('example', 'counter')),
  by_staff uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX own_example_text ON own_example (tenant_id, normal)
  WHERE kind = 'example';
CREATE UNIQUE INDEX own_example_counter ON own_example (tenant_id, intent, normal)
  WHERE kind = 'counter';
CREATE TABLE own_example_edition (
  {TENANT_COLUMN} PRIMARY KEY,
  edition integer NOT NULL
)
"""


def upgrade() -> None:
    """Make them."""
    run(RELEASE)
    isolate("pack_release", append_only=True)
    run(ACTIVATION)
    isolate("pack_activation", append_only=True)
    run(RUN)
    isolate("pack_run")
    run(RESULT)
    isolate("pack_run_result")
    run(EXAMPLE)
    isolate("own_example")
    isolate("own_example_edition")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE own_example_edition, own_example, pack_run_result, pack_run")
    run("DROP TABLE pack_activation, pack_release")
