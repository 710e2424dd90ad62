"""Words for migrations: isolation of tenant tables, monthly partitions, append-only tables."""

from alembic import op

from hearthline.platform.db.database import APP_ROLE


def run(sql: str) -> None:
    """Run statements as they stand."""
    op.execute(sql)


def isolate(table: str, *, append_only: bool = False) -> None:
    """Force row-level security on `table`, for its owner too, and let the application use it."""
    rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY tenant_only ON {table}"
        " USING (tenant_id = nullif(current_setting('hearthline.tenant', true), '')::uuid)"
    )
    share(table, rights=rights)


def share(table: str, *, rights: str = "SELECT") -> None:
    """Let the application role use a table that belongs to no tenant."""
    op.execute(f"GRANT {rights} ON {table} TO {APP_ROLE}")


def monthly(table: str) -> None:
    """Register a table partitioned by a UUIDv7 column, and give it a default partition."""
    op.execute(f"CREATE TABLE {table}_rest PARTITION OF {table} DEFAULT")
    op.execute(f"INSERT INTO monthly_table (name) VALUES ('{table}')")
    op.execute("SELECT make_monthly_partitions(3)")
