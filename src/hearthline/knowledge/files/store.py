"""What is known of files that items have attached."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hearthline.kernel import StaffId
from hearthline.knowledge.files.model import FileId, KeptFile
from hearthline.platform.db import Row, Session

_ADD: Final = """
INSERT INTO knowledge_file (id, name, media_type, size_bytes, sha256, added_by, added_at, used_at)
VALUES (%(id)s, %(name)s, %(media_type)s, %(size)s, %(sha256)s, %(by)s, %(at)s, %(at)s)
"""
_FIND: Final = "SELECT * FROM knowledge_file WHERE id = ANY(%(ids)s)"
# The row is new afterwards: a sweep that waits for it looks again, and leaves it.
_USE: Final = """
UPDATE knowledge_file SET used_at = %(at)s WHERE id = ANY(%(ids)s) RETURNING id
"""
_SWEEP: Final = """
WITH named AS MATERIALIZED (
  SELECT one->>'file_id' AS id FROM revision, jsonb_array_elements(attachments) one
    WHERE attachments <> '[]'
  UNION SELECT one->>'file_id' FROM working_copy,
    jsonb_array_elements(coalesce(content->'attachments', '[]')) one
  UNION SELECT one->>'file_id' FROM working_copy_step,
    jsonb_array_elements(coalesce(content->'attachments', '[]')) one
)
DELETE FROM knowledge_file f
WHERE f.used_at < %(before)s AND NOT EXISTS (SELECT FROM named WHERE named.id = f.id::text)
RETURNING f.id
"""


class FileStore:
    """Reads and writes for the session's tenant."""

    async def add(self, session: Session, file: KeptFile) -> None:
        """Keep what is known of a file."""
        params = {
            "id": file.id,
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size_bytes,
            "sha256": file.sha256,
            "by": file.added_by,
            "at": file.added_at,
        }
        await session.execute(_ADD, params)

    async def find(self, session: Session, ids: Iterable[FileId]) -> dict[FileId, KeptFile]:
        """Those of these files that are here."""
        rows = await session.all(_FIND, {"ids": [*ids]})
        return {file.id: file for file in map(_file, rows)}

    async def use(self, session: Session, ids: Iterable[FileId], *, at: datetime) -> set[FileId]:
        """Note that a working copy takes these; those of them that are here."""
        rows = await session.all(_USE, {"ids": [*ids], "at": at})
        return {FileId.of(row["id"]) for row in rows}

    async def sweep(self, session: Session, *, before: datetime) -> list[FileId]:
        """Forget files that nothing names and nobody took since; those forgotten."""
        rows = await session.all(_SWEEP, {"before": before})
        return [FileId.of(row["id"]) for row in rows]


def _file(row: Row) -> KeptFile:
    return KeptFile(
        id=FileId.of(row["id"]),
        name=row["name"],
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=bytes(row["sha256"]),
        added_by=StaffId.of(row["added_by"]),
        added_at=row["added_at"],
    )
