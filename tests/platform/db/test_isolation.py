"""No table of a tenant can be read without being that tenant, whatever the query says."""

import psycopg
import pytest

from hearthline.kernel import TenantId
from hearthline.platform.db import Database, RoleTooPowerful, migrate, migrations_missing
from hearthline.platform.postgres import Endpoints
from hearthline.platform.streams import Streams

pytestmark = pytest.mark.store

OPEN_TO_ALL = {
    "alembic_version": "which revision the schema has",
    "channel_directory": "public channel keys, so that a caller's tenant can be found",
    "login_attempt": "failed log-ins by keyed hash, counted before the tenant is known",
    "monthly_table": "names of partitioned tables",
    "tenant": "the tenants themselves: number, short name, name",
}

TABLES = """
SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS isolated,
  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
    AS has_tenant
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT LIKE 'procrastinate%'
"""
KEYS = """
SELECT c.relname AS name, a.attname AS first FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE i.indisprimary AND n.nspname = 'public' AND NOT c.relispartition
"""
PARTITION_RIGHTS = """
SELECT c.relname AS name FROM pg_class c
WHERE c.relispartition AND c.relkind = 'r'
  AND has_table_privilege('hearthline_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
"""


async def test_every_table_is_isolated_or_says_why_not(database: Database) -> None:
    async with database.open_session() as session:
        tables = {row["name"]: row["isolated"] for row in await session.all(TABLES)}

    open_tables = {name for name, isolated in tables.items() if not isolated}
    assert open_tables == set(OPEN_TO_ALL)


async def test_the_tenant_leads_every_key(database: Database) -> None:
    async with database.open_session() as session:
        keys = {row["name"]: row["first"] for row in await session.all(KEYS)}

    wrong = {
        name
        for name, first in keys.items()
        if first != "tenant_id" and name not in OPEN_TO_ALL and "procrastinate" not in name
    }
    assert wrong == set()


async def test_partitions_cannot_be_read_past_their_table(database: Database) -> None:
    async with database.open_session() as session:
        assert await session.all(PARTITION_RIGHTS) == []


async def test_rows_of_another_tenant_do_not_exist(database: Database, tenant: TenantId) -> None:
    stream = TenantId.new()
    async with database.session(tenant) as session:
        await Streams().append(session, stream, "secret", ref=stream)

    async with database.session(TenantId.new()) as session:
        assert await session.all("SELECT * FROM stream_event") == []
        changed = await session.execute("UPDATE stream_event SET kind = 'stolen'")
        assert changed.rowcount == 0


async def test_rows_cannot_be_written_for_another_tenant(
    database: Database, tenant: TenantId
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with database.session(TenantId.new()) as session:
            await session.execute(
                "INSERT INTO stream (tenant_id, id) VALUES (%(tenant)s, %(tenant)s)",
                {"tenant": tenant},
            )


async def test_without_a_tenant_nothing_of_tenants_answers(
    database: Database, tenant: TenantId
) -> None:
    async with database.session(tenant) as session:
        await Streams().append(session, tenant, "x", ref=tenant)

    async with database.open_session() as session:
        assert await session.all("SELECT * FROM stream_event") == []


async def test_a_more_powerful_login_steps_down(endpoints: Endpoints) -> None:
    async with (
        Database(endpoints.owner_url, max_size=2) as stepped_down,
        stepped_down.open_session() as session,
    ):
        row = await session.one("SELECT current_user AS role")

    assert row["role"] == "hearthline_app"


async def test_audit_entries_can_be_neither_changed_nor_taken_away(
    database: Database, tenant: TenantId
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with database.session(tenant) as session:
            await session.execute("DELETE FROM audit")


def test_the_schema_comes_up_goes_down_and_comes_up_again(endpoints: Endpoints) -> None:
    with psycopg.connect(endpoints.owner_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE up_and_down")
    url = endpoints.owner_url.rsplit("/", 1)[0] + "/up_and_down"
    try:
        migrate(url)
        assert migrations_missing(url) == []
        migrate(url, to="base")
        with psycopg.connect(url) as connection:
            left = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
        assert left == [("alembic_version",)]
        migrate(url)
        assert migrations_missing(url) == []
    finally:
        with psycopg.connect(endpoints.owner_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE up_and_down WITH (FORCE)")


def test_a_role_that_can_bypass_isolation_has_its_own_error() -> None:
    error = RoleTooPowerful(role="postgres")

    assert "postgres" in error.told().zh
