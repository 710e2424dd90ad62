"""Reading in this process: for tests of what is read, which need not wait for a process each."""

import asyncio
from pathlib import Path

from hearthline.knowledge.transfer import Isolation
from hearthline.knowledge.transfer.model import Reading
from hearthline.knowledge.transfer.reading import read_file


class FakeIsolation(Isolation):
    """Reads files like the real one, without its walls."""

    async def read(self, path: Path, name: str) -> Reading:
        """The items and troubles of a file."""
        return await asyncio.to_thread(lambda: read_file(path.read_bytes(), name))
