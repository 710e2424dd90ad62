"""Files that items have attached: what they are; their bytes are in the storage."""

from hearthline.platform.db.ddl import isolate, run

revision = "0017"
down_revision: str | None = "0016"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# `used_at`: when a working copy took it last; what no copy and no version names for some days is
# swept. The partial index is what the sweep reads of versions.
FILE = f"""
CREATE TABLE knowledge_file (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  media_type text NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  sha256 bytea NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX knowledge_file_used ON knowledge_file (tenant_id, used_at);
CREATE INDEX revision_with_files ON revision (tenant_id) WHERE attachments <> '[]'
"""


def upgrade() -> None:
    """Make it."""
    run(FILE)
    isolate("knowledge_file")


def downgrade() -> None:
    """Take it away."""
    run("DROP INDEX revision_with_files")
    run("DROP TABLE knowledge_file")
