"""Files: written whole or not at all, found by tenant and id.

A folder of this machine for now; an S3 bucket fits behind the same three verbs.
"""

import asyncio
import os
from pathlib import Path
from uuid import UUID

from hearthline.kernel import NotFound, TenantId, Words


class FileGone(NotFound):
    """A file that the database knows is not in the storage."""

    code = "storage.file_gone"
    detail = Words(zh="文件已不在存储中。", en="The file is no longer in the storage.")


class Storage:
    """Keeps the bytes of uploads."""

    def __init__(self, home: Path) -> None:
        """Keep files below `home`."""
        self._home = home

    async def put(self, tenant_id: TenantId, name: UUID, content: bytes) -> None:
        """Write a file and be sure that it is on the disk before returning."""
        await asyncio.to_thread(self._write, self._path(tenant_id, name), content)

    async def get(self, tenant_id: TenantId, name: UUID) -> bytes:
        """Read a file; raises FileGone."""
        try:
            return await asyncio.to_thread(self._path(tenant_id, name).read_bytes)
        except FileNotFoundError:
            raise FileGone from None

    async def drop(self, tenant_id: TenantId, name: UUID) -> None:
        """Let a file go, if it is there."""
        await asyncio.to_thread(self._path(tenant_id, name).unlink, missing_ok=True)

    def _path(self, tenant_id: TenantId, name: UUID) -> Path:
        return self._home / tenant_id.hex / name.hex[-2:] / name.hex

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
