"""Synonyms and protected words of a tenant, what changed in which edition, and saved trials."""

from hearthline.platform.db.ddl import isolate, run

revision = "0013"
down_revision: str | None = "0012"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# One row a group of words that mean the same; a protected word is a group of one.
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


def upgrade() -> None:
    """Make them."""
    run(WORDS)
    isolate("search_word")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE search_word")
