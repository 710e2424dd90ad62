"""Sheets of other offices that were taken in, and what became of their rows."""

from hearthline.platform.db.ddl import isolate, run

revision = "0029"
down_revision: str | None = "0028"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

# The sheet is kept, sealed, until its last row is done; `tries` counts since the last success, and
# whoever works on it says so again and again in `worked_at`.
INTAKE = f"""
CREATE TABLE exchange_intake (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  source text NOT NULL,
  stamp text NOT NULL,
  file_name text NOT NULL,
  sealed_sheet bytea,
  state text NOT NULL CHECK (state IN ('waiting', 'working', 'done', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL,
  total integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  opened integer NOT NULL DEFAULT 0,
  moved integer NOT NULL DEFAULT 0,
  urged integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  why_zh text NOT NULL DEFAULT '',
  why_en text NOT NULL DEFAULT '',
  taken_by uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  worked_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((sealed_sheet IS NULL) = (state IN ('done', 'failed')))
);
CREATE UNIQUE INDEX exchange_intake_open ON exchange_intake (tenant_id, source, stamp)
  WHERE state IN ('waiting', 'working')
"""

LINE = f"""
CREATE TABLE exchange_intake_line (
  {TENANT_COLUMN},
  intake_id uuid NOT NULL,
  row integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('new', 'known', 'twice', 'faulty')),
  no text NOT NULL,
  type_code text NOT NULL,
  content text NOT NULL,
  deadline timestamptz,
  was_deadline timestamptz,
  is_moved boolean NOT NULL,
  is_urged boolean NOT NULL,
  ticket_id uuid,
  work_order_no text NOT NULL,
  "column" text NOT NULL,
  why_zh text NOT NULL,
  why_en text NOT NULL,
  is_done boolean NOT NULL,
  PRIMARY KEY (tenant_id, intake_id, row),
  FOREIGN KEY (tenant_id, intake_id) REFERENCES exchange_intake (tenant_id, id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(INTAKE)
    isolate("exchange_intake")
    run(LINE)
    isolate("exchange_intake_line")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE exchange_intake_line")
    run("DROP TABLE exchange_intake")
