"""Tenants, outbox, streams, audit, and the tables of the job queue."""

from procrastinate.schema import SchemaManager

from hearthline.platform.db.database import APP_ROLE
from hearthline.platform.db.ddl import isolate, monthly, run, share

revision = "0001"
down_revision: str | None = None

ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
    CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, '{APP_ROLE}', 'SET') THEN
    EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
  END IF;
END $$
"""

TENANT = """
CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
)
"""

MONTHLY = """
CREATE TABLE monthly_table (name text PRIMARY KEY);

CREATE FUNCTION uuid_floor(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT rpad(lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

CREATE FUNCTION make_monthly_partitions(months_ahead int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE parent text; first_day timestamptz; part text;
BEGIN
  FOR parent IN SELECT name FROM monthly_table LOOP
    FOR step IN 0..months_ahead LOOP
      first_day := date_trunc('month', now(), 'UTC') + make_interval(months => step);
      part := parent || to_char(first_day AT TIME ZONE 'UTC', '_YYYYMM');
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          part, parent, uuid_floor(first_day), uuid_floor(first_day + interval '1 month'));
      END IF;
    END LOOP;
  END LOOP;
END $$
"""

OUTBOX = """
CREATE TABLE outbox (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid,
  id uuid NOT NULL,
  name text NOT NULL,
  order_key text NOT NULL,
  body jsonb NOT NULL,
  at timestamptz NOT NULL,
  done_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  last_error text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_waiting ON outbox (tenant_id, id) WHERE done_at IS NULL;
CREATE INDEX outbox_key_waiting ON outbox (tenant_id, order_key, id) WHERE done_at IS NULL;
CREATE INDEX outbox_done ON outbox (tenant_id, done_at) WHERE done_at IS NOT NULL
"""

STREAM = """
CREATE TABLE stream (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  id uuid NOT NULL,
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  last_seq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE stream_event (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid,
  stream_id uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  ref uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, stream_id, seq)
);
CREATE FUNCTION append_to_stream(the_tenant uuid, the_stream uuid, the_kind text, the_ref uuid)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE number bigint;
BEGIN
  INSERT INTO stream AS s (tenant_id, id, last_seq) VALUES (the_tenant, the_stream, 1)
    ON CONFLICT (tenant_id, id) DO UPDATE SET last_seq = s.last_seq + 1
    RETURNING last_seq INTO number;
  INSERT INTO stream_event (tenant_id, stream_id, seq, kind, ref)
    VALUES (the_tenant, the_stream, number, the_kind, the_ref);
  PERFORM pg_notify('hearthline', 'stream:' || the_stream);
  RETURN number;
END $$
"""

AUDIT = """
CREATE TABLE audit (
  tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid REFERENCES tenant,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'customer', 'system', 'nobody')),
  actor_id uuid,
  deed text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id)
"""

JOB_RIGHTS = f"""
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename LIKE 'procrastinate%' LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {APP_ROLE}', thing.tablename);
  END LOOP;
  FOR thing IN SELECT sequencename FROM pg_sequences
    WHERE schemaname = 'public' AND sequencename LIKE 'procrastinate%' LOOP
    EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO {APP_ROLE}', thing.sequencename);
  END LOOP;
END $$
"""

REMOVE = """
DROP FUNCTION append_to_stream(uuid, uuid, text, uuid);
DROP TABLE audit, stream_event, stream, outbox, monthly_table;
DROP FUNCTION make_monthly_partitions(int);
DROP FUNCTION uuid_floor(timestamptz);
DROP TABLE tenant
"""

REMOVE_JOBS = """
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename LIKE 'procrastinate%' LOOP
    EXECUTE format('DROP TABLE %I CASCADE', thing.tablename);
  END LOOP;
  FOR thing IN SELECT p.oid::regprocedure AS signature FROM pg_proc p
    WHERE p.proname LIKE 'procrastinate%' LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', thing.signature);
  END LOOP;
  FOR thing IN SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = 'public' AND t.typtype IN ('e', 'c') AND typname LIKE 'procrastinate%' LOOP
    EXECUTE format('DROP TYPE %I CASCADE', thing.typname);
  END LOOP;
END $$
"""


def upgrade() -> None:
    """Make them."""
    run(ROLE)
    run(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
    run(TENANT)
    share("tenant", rights="SELECT, INSERT, UPDATE")
    run(MONTHLY)
    run(OUTBOX)
    isolate("outbox")
    run(STREAM)
    isolate("stream")
    isolate("stream_event")
    run(AUDIT)
    isolate("audit", append_only=True)
    monthly("audit")
    run(SchemaManager.get_schema())
    run(JOB_RIGHTS)
    share("alembic_version")


def downgrade() -> None:
    """Take them away; the role stays, other databases of the server may use it."""
    run("DROP TABLE IF EXISTS audit_rest")
    run(REMOVE)
    run(REMOVE_JOBS)
