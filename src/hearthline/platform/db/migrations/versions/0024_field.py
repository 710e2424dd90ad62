"""The field page: evidence, what was synchronised, and where addresses lie."""

from hearthline.platform.db.ddl import isolate, run

revision = "0024"
down_revision: str | None = "0023"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)
PLACE = """
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  accuracy_m double precision CHECK (accuracy_m >= 0)"""

# `happened_at` is `told_at` by the server's clock. Evidence is added and never changed; the bytes
# of pictures are in the storage. `field_place` holds where people stood who arrived at an address.
FIELD = f"""
CREATE TABLE field_evidence (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  client_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('photo', 'signature', 'reading')),
  happened_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  facts jsonb NOT NULL,{PLACE},
  media_type text,
  size_bytes bigint CHECK (size_bytes > 0),
  sha256 bytea,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, ticket_id, client_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id),
  CHECK ((kind = 'reading') = (media_type IS NULL))
);
CREATE TABLE field_deed (
  {TENANT_COLUMN},
  staff_id uuid NOT NULL,
  client_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  action text NOT NULL,
  content jsonb NOT NULL,
  happened_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  skew_ms bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  code text,
  why_zh text NOT NULL DEFAULT '',
  why_en text NOT NULL DEFAULT '',
  flag text CHECK (flag IN ('far', 'no_place')),
  distance_m double precision,
  PRIMARY KEY (tenant_id, staff_id, client_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES ticket (tenant_id, id)
);
CREATE INDEX field_deed_ticket ON field_deed (tenant_id, ticket_id, happened_at);
CREATE TABLE field_place (
  {TENANT_COLUMN},
  address_key bytea NOT NULL,
  ticket_id uuid NOT NULL,
  at timestamptz NOT NULL,
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  PRIMARY KEY (tenant_id, address_key, ticket_id)
)
"""


def upgrade() -> None:
    """Make them."""
    run(FIELD)
    isolate("field_evidence", append_only=True)
    isolate("field_deed")
    isolate("field_place")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE field_place, field_deed, field_evidence")
