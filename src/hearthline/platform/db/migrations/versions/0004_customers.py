"""Customers, what identifies them, and the accounts they are known for."""

from hearthline.platform.db.ddl import isolate, run

revision = "0004"
down_revision: str | None = "0003"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

CUSTOMER = f"""
CREATE TABLE customer (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  label text NOT NULL,
  sealed_name bytea,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE identity (
  {TENANT_COLUMN},
  kind text NOT NULL CHECK (kind IN ('sub', 'visitor', 'phone')),
  fingerprint bytea NOT NULL,
  customer_id uuid NOT NULL,
  sealed_value bytea NOT NULL,
  verified boolean NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind, fingerprint, customer_id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id)
);
CREATE UNIQUE INDEX identity_key ON identity (tenant_id, kind, fingerprint)
  WHERE kind IN ('sub', 'visitor');
CREATE INDEX identity_customer ON identity (tenant_id, customer_id);
CREATE TABLE account_link (
  {TENANT_COLUMN},
  customer_id uuid NOT NULL,
  domain text NOT NULL CHECK (domain IN ('heating', 'power')),
  fingerprint bytea NOT NULL,
  sealed_account_no bytea NOT NULL,
  source text NOT NULL CHECK (source IN ('token', 'verified')),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, domain, fingerprint),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id)
);
CREATE INDEX account_link_account ON account_link (tenant_id, domain, fingerprint)
"""


def upgrade() -> None:
    """Make them."""
    run(CUSTOMER)
    for table in ("customer", "identity", "account_link"):
        isolate(table)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE account_link, identity, customer")
