"""Staff with their roles and log-in sessions, and the memory of failed log-ins."""

from hearthline.platform.db.ddl import isolate, run, share

revision = "0002"
down_revision: str | None = "0001"

STAFF = """
CREATE TABLE staff (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  id uuid NOT NULL,
  username text NOT NULL CHECK (username = lower(username) AND length(username) <= 64),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  password_hash text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, username)
);
CREATE TABLE staff_role (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  staff_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN
    ('admin', 'supervisor', 'agent', 'editor', 'inspector', 'analyst')),
  PRIMARY KEY (tenant_id, staff_id, role),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE TABLE staff_session (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  staff_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX staff_session_of ON staff_session (tenant_id, staff_id);
CREATE INDEX staff_session_end ON staff_session (tenant_id, expires_at)
"""

MEMBER = """
CREATE VIEW staff_member WITH (security_invoker = true) AS
SELECT s.*, array(
  SELECT r.role FROM staff_role r WHERE r.tenant_id = s.tenant_id AND r.staff_id = s.id
) AS roles
FROM staff s
"""

# Belongs to no tenant: an address, and a wrong company code, are counted before a tenant is known.
LOGIN_ATTEMPT = """
CREATE TABLE login_attempt (
  kind text NOT NULL CHECK (kind IN ('account', 'address')),
  key bytea NOT NULL CHECK (length(key) = 32),
  failures int NOT NULL CHECK (failures >= 0),
  last_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (kind, key)
);
CREATE INDEX login_attempt_age ON login_attempt (last_at)
"""


def upgrade() -> None:
    """Make them."""
    run(STAFF)
    for table in ("staff", "staff_role", "staff_session"):
        isolate(table)
    run(MEMBER)
    share("staff_member")
    run(LOGIN_ATTEMPT)
    share("login_attempt", rights="SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    """Take them away."""
    run("DROP VIEW staff_member")
    run("DROP TABLE login_attempt, staff_session, staff_role, staff")
