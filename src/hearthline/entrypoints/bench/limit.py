"""The machine's own limit: single-row commits with the same driver and as many connections."""

import asyncio
from time import monotonic

import psycopg

_MAKE = "CREATE TABLE IF NOT EXISTS bench_limit (n bigint GENERATED ALWAYS AS IDENTITY, text text)"
_ADD = "INSERT INTO bench_limit (text) VALUES (%s)"
_TEXT = "家里暖气一点都不热，从昨天晚上开始，邻居家是热的。" * 3


async def commits_per_second(url: str, *, connections: int, seconds: float) -> float:
    """Rows committed a second, one row a transaction, nothing else done."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(_MAKE)
    until = monotonic() + seconds
    began = monotonic()
    counts = await asyncio.gather(*(_commit(url, until) for _ in range(connections)))
    rate = sum(counts) / (monotonic() - began)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("DROP TABLE bench_limit")
    return rate


async def _commit(url: str, until: float) -> int:
    count = 0
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while monotonic() < until:
            await connection.execute(_ADD, [_TEXT])
            count += 1
    return count
