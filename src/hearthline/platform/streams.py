"""Numbered logs: every view resumes from (epoch, seq), sockets only hear of news sooner.

An entry carries ids only; a reader fetches the present row, so that a late reader is told the
truth of now and never an old picture.
"""

from dataclasses import dataclass
from uuid import UUID

from hearthline.platform.db import Session

_APPEND = "SELECT append_to_stream(%(tenant)s, %(stream)s, %(kind)s, %(ref)s) AS seq"
_READ = """
SELECT seq, kind, ref FROM stream_event
WHERE stream_id = %(stream)s AND seq > %(after)s ORDER BY seq LIMIT %(limit)s
"""
_HEAD = """
SELECT s.epoch, s.last_seq, coalesce(min(e.seq), s.last_seq + 1) AS first_seq
FROM stream s LEFT JOIN LATERAL (
  SELECT seq FROM stream_event e
  WHERE e.tenant_id = s.tenant_id AND e.stream_id = s.id ORDER BY seq LIMIT 1
) e ON true
WHERE s.id = %(stream)s GROUP BY s.epoch, s.last_seq
"""
_OPEN = "INSERT INTO stream (id) VALUES (%(stream)s) ON CONFLICT DO NOTHING"
_TRIM = """
DELETE FROM stream_event e USING stream s
WHERE s.id = e.stream_id AND s.tenant_id = e.tenant_id AND e.seq <= s.last_seq - %(keep)s
"""


@dataclass(frozen=True, slots=True)
class StreamEntry:
    """One numbered line of a stream: what changed (`kind`) and whose id it is (`ref`)."""

    seq: int
    kind: str
    ref: UUID


@dataclass(frozen=True, slots=True)
class StreamHead:
    """Where a stream stands: numbers from `first_seq` to `last_seq` can be read."""

    epoch: UUID
    last_seq: int
    first_seq: int

    def can_resume(self, epoch: str, after_seq: int) -> bool:
        """Whether a reader at (epoch, after_seq) can go on without reloading."""
        return str(self.epoch) == epoch and self.first_seq - 1 <= after_seq <= self.last_seq


class Streams:
    """Appends to and reads from the numbered logs."""

    async def append(self, session: Session, stream: UUID, kind: str, *, ref: UUID) -> int:
        """Number a change, tell the listeners when the transaction commits."""
        params = {"tenant": session.tenant_id, "stream": stream, "kind": kind, "ref": ref}
        return int((await session.one(_APPEND, params))["seq"])

    async def read(
        self, session: Session, stream: UUID, *, after_seq: int, limit: int = 200
    ) -> list[StreamEntry]:
        """The entries after a number, in order, without holes."""
        params = {"stream": stream, "after": after_seq, "limit": limit}
        rows = await session.all(_READ, params)
        return [StreamEntry(row["seq"], row["kind"], row["ref"]) for row in rows]

    async def head(self, session: Session, stream: UUID) -> StreamHead:
        """Where the stream stands; a stream that nobody wrote to yet is opened."""
        row = await session.maybe(_HEAD, {"stream": stream})
        if row is None:
            await session.execute(_OPEN, {"stream": stream})
            row = await session.one(_HEAD, {"stream": stream})
        return StreamHead(row["epoch"], row["last_seq"], row["first_seq"])

    async def trim(self, session: Session, *, keep: int = 5000) -> None:
        """Forget entries older than the last `keep` of each stream; late readers reload."""
        await session.execute(_TRIM, {"keep": keep})
