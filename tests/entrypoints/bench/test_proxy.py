"""The proxy passes bytes on, and cuts one way or both."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

import pytest

from hearthline.entrypoints.bench.proxy import Cut, Proxy

pytestmark = pytest.mark.unit


@pytest.fixture
async def through() -> AsyncIterator[tuple[Proxy, asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection through a proxy to a server that echoes lines."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    proxy = Proxy("127.0.0.1", server.sockets[0].getsockname()[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", await proxy.open())
    yield proxy, reader, writer
    writer.close()
    await proxy.close()
    server.close()


Through = tuple[Proxy, asyncio.StreamReader, asyncio.StreamWriter]


async def test_bytes_pass_both_ways(through: Through) -> None:
    _, reader, writer = through

    writer.write(b"warm\n")

    assert await reader.readline() == b"warm\n"


async def test_a_cut_ends_the_connection(through: Through) -> None:
    proxy, reader, writer = through
    writer.write(b"warm\n")
    await reader.readline()

    link = await proxy.some_link(Random(1))
    await link.cut(Cut.BOTH, linger_seconds=0)

    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(_until_end(reader), 5)


async def test_a_one_way_cut_swallows_one_direction_before_it_ends(through: Through) -> None:
    proxy, reader, writer = through
    writer.write(b"warm\n")
    await reader.readline()

    link = await proxy.some_link(Random(1))
    cutting = asyncio.create_task(link.cut(Cut.TO_CUSTOMER, linger_seconds=0.1))
    await asyncio.sleep(0)
    writer.write(b"unheard\n")
    heard = await asyncio.gather(_until_end(reader), return_exceptions=True)

    await cutting
    assert b"unheard" not in (heard[0] if isinstance(heard[0], bytes) else b"")


async def _until_end(reader: asyncio.StreamReader) -> bytes:
    heard = await reader.read()
    if not heard:
        raise ConnectionResetError
    return heard
