"""Sessions: one transaction, made for one tenant, on a pooled psycopg connection."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self, TypeAlias
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from hearthline.kernel import TenantId
from hearthline.platform.db.errors import (
    DatabaseUnavailable,
    ReplicaIsReadOnly,
    RoleTooPowerful,
)

APP_ROLE = "hearthline_app"
NOTIFY_CHANNEL = "hearthline"
# What triggers of our own say when a replica is written to.
_READ_ONLY = "HL001"

Row: TypeAlias = dict[str, Any]
Params: TypeAlias = Mapping[str, Any]
Connection = AsyncConnection[Row]


class Session:
    """One transaction; inside it only the tenant's rows exist."""

    def __init__(self, connection: Connection, tenant_id: TenantId | None) -> None:
        """Made by `Database`, never by hand."""
        self.connection = connection
        self._tenant_id = tenant_id

    @property
    def tenant_id(self) -> TenantId:
        """The tenant that this session was made for; raises LookupError without one."""
        if self._tenant_id is None:
            raise LookupError("this session was opened without a tenant")
        return self._tenant_id

    async def execute(self, sql: str, params: Params | None = None) -> AsyncCursor[Row]:
        """Run one statement with `%(name)s` parameters."""
        return await self.connection.execute(sql.encode(), params)

    async def one(self, sql: str, params: Params | None = None) -> Row:
        """The single row; raises LookupError when there is none."""
        row = await self.maybe(sql, params)
        if row is None:
            raise LookupError("no such row")
        return row

    async def maybe(self, sql: str, params: Params | None = None) -> Row | None:
        """The first row, or None."""
        return await (await self.execute(sql, params)).fetchone()

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Every row; the statement itself must bound them."""
        return await (await self.execute(sql, params)).fetchall()

    async def notify(self, topic: str, note: dict[str, Any] | None = None) -> None:
        """Tell every process about `topic` when this transaction commits (ids, not bodies)."""
        payload = topic if note is None else f"{topic} {json.dumps(note)}"
        await self.connection.execute(
            "SELECT pg_notify(%(channel)s, %(payload)s)",
            {"channel": NOTIFY_CHANNEL, "payload": payload},
        )


class Database:
    """A pool of connections as a role that cannot bypass row-level security."""

    def __init__(self, url: str, *, min_size: int = 2, max_size: int = 16) -> None:
        """Describe the pool; nothing is opened before `open`."""
        self.url = url
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            connection_class=Connection,
            kwargs={"row_factory": dict_row, "prepare_threshold": 2, "autocommit": True},
            configure=_become_app,
            min_size=min_size,
            max_size=max_size,
            timeout=10.0,
            open=False,
        )

    async def open(self) -> Self:
        """Connect, and refuse a role that could read across tenants."""
        await self._pool.open()
        async with self.open_session() as session:
            row = await session.one(
                "SELECT current_user AS role, rolsuper OR rolbypassrls AS powerful"
                " FROM pg_roles WHERE rolname = current_user"
            )
        if row["powerful"]:
            await self.close()
            raise RoleTooPowerful(role=row["role"])
        return self

    async def close(self) -> None:
        """Give every connection back."""
        await self._pool.close()

    async def __aenter__(self) -> Self:
        """Open for the length of a `with` block."""
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        """Close at the end of the block."""
        await self.close()

    @asynccontextmanager
    async def session(self, tenant_id: TenantId) -> AsyncIterator[Session]:
        """One transaction for one tenant; commits at the end, rolls back on an exception."""
        begin = f"BEGIN; SET LOCAL hearthline.tenant = '{UUID(int=tenant_id.int)}'"
        async with self._transaction(begin) as connection:
            yield Session(connection, tenant_id)

    @asynccontextmanager
    async def open_session(self) -> AsyncIterator[Session]:
        """One transaction without a tenant: only the tables that belong to nobody answer."""
        async with self._transaction("BEGIN") as connection:
            yield Session(connection, None)

    @asynccontextmanager
    async def statement(self, tenant_id: TenantId) -> AsyncIterator[Session]:
        """No transaction around: for one statement that sets the tenant itself and commits."""
        async with self._connection() as connection:
            yield Session(connection, tenant_id)

    async def dedicated(self) -> Connection:
        """A connection of one's own, outside the pool and in autocommit (LISTEN, locks)."""
        connection = await Connection.connect(self.url, autocommit=True, row_factory=dict_row)
        await _become_app(connection)
        return connection

    @asynccontextmanager
    async def _transaction(self, begin: str) -> AsyncIterator[Connection]:
        """`begin` holds no values of others; it travels in one round trip, unprepared."""
        async with self._connection() as connection:
            await connection.execute(begin.encode(), prepare=False)
            try:
                yield connection
            except BaseException:
                await _roll_back(connection)
                raise
            await connection.execute(b"COMMIT", prepare=False)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            async with self._pool.connection() as connection:
                yield connection
        except (PoolTimeout, psycopg.OperationalError) as error:
            if isinstance(error, psycopg.Error) and error.sqlstate == _READ_ONLY:
                raise ReplicaIsReadOnly from error
            raise DatabaseUnavailable from error


async def _roll_back(connection: Connection) -> None:
    """Undo; a connection that cannot even do that is thrown away by the pool."""
    try:
        await connection.execute(b"ROLLBACK", prepare=False)
    except psycopg.Error:
        await connection.close()


async def _become_app(connection: Connection) -> None:
    """Step down to the application role when the URL names a more powerful one."""
    if connection.info.user != APP_ROLE:
        await connection.execute(f"SET ROLE {APP_ROLE}")
