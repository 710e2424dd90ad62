"""Channels of several trades, the pack release of a dialogue, and attempts at identity checks."""

from hearthline.platform.db.ddl import isolate, run

revision = "0010"
down_revision: str | None = "0009"

TENANT_COLUMN = (
    "tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant"
)

DOMAINS = """
ALTER TABLE channel ADD COLUMN domains text[] NOT NULL DEFAULT '{heating}'
  CHECK (cardinality(domains) > 0 AND domains <@ ARRAY['heating', 'power']);
UPDATE channel SET domains = ARRAY[domain];
ALTER TABLE channel DROP COLUMN domain
"""
ONE_DOMAIN = """
ALTER TABLE channel ADD COLUMN domain text NOT NULL DEFAULT 'heating';
UPDATE channel SET domain = domains[1];
ALTER TABLE channel DROP COLUMN domains
"""

# A dialogue keeps to the release of the packs with which it began. `hush_at`: when it is taken that
# nobody answers what was asked.
DIALOGUE = """
ALTER TABLE dialogue_state ADD COLUMN release text, ADD COLUMN hush_at timestamptz;
CREATE INDEX dialogue_state_hush ON dialogue_state (tenant_id, hush_at)
  WHERE hush_at IS NOT NULL;
ALTER TABLE flow_run ADD COLUMN domain text NOT NULL DEFAULT 'heating'
"""
DIALOGUE_BACK = """
ALTER TABLE flow_run DROP COLUMN domain;
DROP INDEX dialogue_state_hush;
ALTER TABLE dialogue_state DROP COLUMN release, DROP COLUMN hush_at
"""

# Every try to prove who one is, by whom and with what outcome: the lock counts them, audits read
# them. The account is a keyed fingerprint; what was tried is not kept.
ATTEMPT = f"""
CREATE TABLE verification_attempt (
  {TENANT_COLUMN},
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  domain text NOT NULL,
  account_fingerprint bytea NOT NULL,
  method text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('proved', 'pending', 'failed', 'locked', 'unknown')),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX verification_attempt_account
  ON verification_attempt (tenant_id, domain, account_fingerprint, at);
CREATE INDEX verification_attempt_conversation
  ON verification_attempt (tenant_id, conversation_id, at)
"""


def upgrade() -> None:
    """Make them."""
    run(DOMAINS)
    run(DIALOGUE)
    run(ATTEMPT)
    isolate("verification_attempt", append_only=True)


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE verification_attempt")
    run(DIALOGUE_BACK)
    run(ONE_DOMAIN)
