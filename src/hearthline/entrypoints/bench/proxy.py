"""A small TCP proxy whose connections can be cut: both ways, or one way while the other goes on."""

import asyncio
import contextlib
from collections.abc import Iterator
from enum import Enum
from random import Random


class Cut(Enum):
    """How a connection is cut."""

    BOTH = "both ways, at once"
    TO_CUSTOMER = "the customer hears nothing any more"
    TO_SERVER = "the server hears nothing any more"


class Link:
    """One connection through the proxy."""

    def __init__(self, ends: list[asyncio.StreamWriter]) -> None:
        """Everything passes."""
        self._ends = ends
        self.deaf: set[Cut] = set()

    async def cut(self, how: Cut, *, linger_seconds: float) -> None:
        """Cut it; a one-way cut stays half open for a while, then ends."""
        if how is not Cut.BOTH:
            self.deaf.add(how)
            await asyncio.sleep(linger_seconds)
        for end in self._ends:
            end.transport.abort()


class Proxy:
    """Passes bytes on to the server until a link is cut."""

    def __init__(self, host: str, port: int) -> None:
        """Where the server is."""
        self._host, self._port = host, port
        self._server: asyncio.Server | None = None
        self._links: list[Link] = []
        self._news = asyncio.Event()
        self._serving: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Cut everything and listen no more."""
        if self._server is not None:
            self._server.close()
        for link in list(self._links):
            await link.cut(Cut.BOTH, linger_seconds=0)
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def some_link(self, chance: Random) -> Link:
        """A whole link picked at random; waits for one when there is none."""
        while not (whole := [link for link in self._links if not link.deaf]):
            self._news.clear()
            await self._news.wait()
        return chance.choice(whole)

    def _take(self, near_in: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(near_in, near))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, near_in: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        try:
            far_in, far = await asyncio.open_connection(self._host, self._port)
        except OSError:
            near.transport.abort()
            return
        link = Link([near, far])
        with self._kept(link), contextlib.suppress(OSError):
            await asyncio.gather(
                _pass_on(near_in, far, link, Cut.TO_SERVER),
                _pass_on(far_in, near, link, Cut.TO_CUSTOMER),
            )
        near.transport.abort()
        far.transport.abort()

    @contextlib.contextmanager
    def _kept(self, link: Link) -> Iterator[None]:
        self._links.append(link)
        self._news.set()
        try:
            yield
        finally:
            self._links.remove(link)


async def _pass_on(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, link: Link, direction: Cut
) -> None:
    while data := await source.read(65536):
        if direction in link.deaf:
            continue
        target.write(data)
        await target.drain()
    with contextlib.suppress(OSError):
        target.write_eof()
