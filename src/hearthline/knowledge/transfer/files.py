"""Where given files wait to be read: written in pieces, never larger than allowed, then gone."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, Final

from hearthline.kernel import TenantId
from hearthline.knowledge.transfer.errors import FileTooLarge
from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES, ImportId

_MB: Final = 1024 * 1024


class ImportFiles:
    """A folder of this machine for files that wait."""

    def __init__(self, home: Path) -> None:
        """Keep files below `home`."""
        self._home = home

    def path(self, tenant_id: TenantId, import_id: ImportId) -> Path:
        """Where a file waits; made of ids alone, whatever its name is."""
        return self._home / tenant_id.hex / import_id.hex

    async def take(
        self,
        tenant_id: TenantId,
        import_id: ImportId,
        pieces: AsyncIterator[bytes],
        *,
        name: str,
    ) -> int:
        """Write a file as it comes, and be sure that it is on the disk; its size in bytes.

        Raises FileTooLarge, and keeps nothing of it then.
        """
        path = self.path(tenant_id, import_id)
        partial = path.with_suffix(".part")
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        size = 0
        try:
            with partial.open("wb") as file:
                async for piece in pieces:
                    size += len(piece)
                    if size > LARGEST_FILE_BYTES:
                        raise FileTooLarge(file=name, most_mb=LARGEST_FILE_BYTES // _MB)
                    await asyncio.to_thread(file.write, piece)
                await asyncio.to_thread(_flush, file)
            await asyncio.to_thread(partial.replace, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                await asyncio.to_thread(partial.unlink)
        return size

    async def drop(self, tenant_id: TenantId, import_id: ImportId) -> None:
        """Let a file go, if it is there."""
        path = self.path(tenant_id, import_id)
        await asyncio.to_thread(path.unlink, missing_ok=True)


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
