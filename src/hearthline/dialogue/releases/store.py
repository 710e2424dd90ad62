"""Rows of releases and their activations; rows become models here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.dialogue.releases.model import Activation, Origin, Release, TradeCard
from hearthline.kernel import StaffId, TenantId
from hearthline.platform.db import Row, Session
from hearthline.platform.packs import Fault

TOPIC: Final = "packs"

_HEAD = "id, origin, note, trades, faults, size_bytes, files, made_by, made_at"
_ADD = """
INSERT INTO pack_release (id, origin, note, trades, faults, archive, size_bytes, files, made_by,
  made_at)
VALUES (%(id)s, %(origin)s, %(note)s, %(trades)s, %(faults)s, %(archive)s, %(size)s, %(files)s,
  %(by)s, %(at)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_FIND = f"SELECT {_HEAD} FROM pack_release WHERE id = %(id)s"  # noqa: S608  (names of ours)
_LIST = f"""
SELECT {_HEAD} FROM pack_release
WHERE %(before)s::text IS NULL OR (made_at, id) <
  (SELECT made_at, id FROM pack_release WHERE id = %(before)s)
ORDER BY made_at DESC, id DESC LIMIT %(limit)s
"""  # noqa: S608  (names of ours)
_ARCHIVE = "SELECT archive FROM pack_release WHERE id = %(id)s"
_ACTIVE = "SELECT * FROM pack_activation ORDER BY number DESC LIMIT 1"
_ACTIVATED = "SELECT release_id, max(at) AS at FROM pack_activation GROUP BY release_id"
_ACTIVATE = """
INSERT INTO pack_activation (number, release_id, replaced_id, reason, by_staff, at)
SELECT 1 + coalesce(max(number), 0), %(release)s, %(replaced)s, %(reason)s, %(by)s, %(at)s
FROM pack_activation RETURNING *
"""
_ACTIVATIONS = """
SELECT * FROM pack_activation WHERE %(before)s::integer IS NULL OR number < %(before)s
ORDER BY number DESC LIMIT %(limit)s
"""


class ReleaseStore:
    """Reads and writes the releases of the session's tenant."""

    async def lock(self, session: Session) -> None:
        """Let one change of what is in force happen at a time, until the transaction ends."""
        key = {"k": f"packs:{session.tenant_id}"}
        await session.execute("SELECT pg_advisory_xact_lock(hashtextextended(%(k)s, 0))", key)

    async def tell(self, session: Session) -> None:
        """Tell every process, when this transaction commits, that there is something to learn."""
        await session.notify(TOPIC, {"tenant": str(session.tenant_id)})

    async def add(self, session: Session, release: Release, *, archive: bytes) -> bool:
        """Keep a release; False when its content is there already."""
        params = {
            "id": release.id,
            "origin": release.origin,
            "note": release.note,
            "trades": Jsonb([trade.to_json() for trade in release.trades]),
            "faults": Jsonb([fault_json(fault) for fault in release.faults]),
            "archive": archive,
            "size": release.size_bytes,
            "files": release.files,
            "by": release.made_by,
            "at": release.made_at,
        }
        return await session.maybe(_ADD, params) is not None

    async def find(self, session: Session, release_id: str) -> Release | None:
        """A release, or None."""
        row = await session.maybe(_FIND, {"id": release_id})
        return None if row is None else _release_of(row)

    async def list(self, session: Session, *, before: str | None, limit: int) -> list[Release]:
        """A page of releases, newest first."""
        rows = await session.all(_LIST, {"before": before, "limit": limit})
        return [_release_of(row) for row in rows]

    async def archive(self, session: Session, release_id: str) -> bytes | None:
        """The archive of a release, or None."""
        row = await session.maybe(_ARCHIVE, {"id": release_id})
        return None if row is None else bytes(row["archive"])

    async def active(self, session: Session) -> Activation | None:
        """What was activated last, if anything ever was."""
        row = await session.maybe(_ACTIVE)
        return None if row is None else _activation_of(row)

    async def activated(self, session: Session) -> dict[str, datetime]:
        """Every release that was ever in force, and since when last."""
        rows = await session.all(_ACTIVATED)
        return {row["release_id"]: row["at"] for row in rows}

    async def activate(
        self,
        session: Session,
        release_id: str,
        *,
        replaced: str,
        reason: str,
        by: StaffId,
        at: datetime,
    ) -> Activation:
        """Put a release in force: one row."""
        params = {
            "release": release_id,
            "replaced": replaced,
            "reason": reason,
            "by": by,
            "at": at,
        }
        return _activation_of(await session.one(_ACTIVATE, params))

    async def activations(
        self, session: Session, *, before: int | None, limit: int
    ) -> Sequence[Activation]:
        """A page of what was put in force, newest first."""
        rows = await session.all(_ACTIVATIONS, {"before": before, "limit": limit})
        return [_activation_of(row) for row in rows]


def fault_json(fault: Fault) -> dict[str, Any]:
    """A fault as JSON values."""
    return {
        "file": fault.file,
        "line": fault.line,
        "what": fault.what,
        "mend": fault.mend,
        "is_warning": fault.is_warning,
    }


def fault_of(body: Mapping[str, Any]) -> Fault:
    """A fault read back."""
    return Fault(**body)


def tenant_in(note: Mapping[str, Any] | None) -> TenantId | None:
    """Whose packs news are about; None when it may be anybody's."""
    return None if note is None else TenantId.of(note["tenant"])


def _release_of(row: Row) -> Release:
    return Release(
        id=row["id"],
        origin=Origin(row["origin"]),
        note=row["note"],
        trades=tuple(TradeCard.from_json(one) for one in row["trades"]),
        faults=tuple(fault_of(one) for one in row["faults"]),
        size_bytes=row["size_bytes"],
        files=row["files"],
        made_by=StaffId.or_none(row["made_by"]),
        made_at=row["made_at"],
    )


def _activation_of(row: Row) -> Activation:
    return Activation(
        number=row["number"],
        release_id=row["release_id"],
        replaced_id=row["replaced_id"],
        reason=row["reason"],
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
    )
