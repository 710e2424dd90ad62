"""Rows of evidence, of what phones sent, and of where addresses lie."""

from datetime import datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.kernel import Id, StaffId, TicketId
from hearthline.platform.db import Row, Session
from hearthline.tickets.field.model import (
    Deed,
    Evidence,
    EvidenceId,
    EvidenceKind,
    Flag,
    Place,
)

# A ticket has a dozen pieces of evidence; beyond this there is something wrong.
MOST: Final = 200
_LAST_PLACES: Final = 5

_ADD: Final = """
INSERT INTO field_evidence (id, ticket_id, client_id, staff_id, kind, happened_at, told_at,
  received_at, facts, latitude, longitude, accuracy_m, media_type, size_bytes, sha256)
VALUES (%(id)s, %(ticket)s, %(client)s, %(staff)s, %(kind)s, %(happened_at)s, %(told_at)s,
  %(received_at)s, %(facts)s, %(latitude)s, %(longitude)s, %(accuracy)s, %(media_type)s, %(size)s,
  %(sha256)s)
ON CONFLICT (tenant_id, ticket_id, client_id) DO NOTHING RETURNING id
"""
_BY_CLIENT: Final = """
SELECT * FROM field_evidence WHERE ticket_id = %(ticket)s AND client_id = %(client)s
"""
_GET: Final = "SELECT * FROM field_evidence WHERE id = %(id)s"
_OF: Final = """
SELECT * FROM field_evidence WHERE ticket_id = ANY(%(tickets)s)
ORDER BY happened_at, id LIMIT %(most)s
"""
# What was refused may be done later; what was done stays done.
_KEEP: Final = """
INSERT INTO field_deed AS d (staff_id, client_id, ticket_id, action, content, happened_at, told_at,
  received_at, skew_ms, outcome, code, why_zh, why_en, flag, distance_m)
VALUES (%(staff)s, %(client)s, %(ticket)s, %(action)s, %(content)s, %(happened_at)s, %(told_at)s,
  %(received_at)s, %(skew_ms)s, %(outcome)s, %(code)s, %(why_zh)s, %(why_en)s, %(flag)s,
  %(distance)s)
ON CONFLICT (tenant_id, staff_id, client_id) DO UPDATE SET outcome = excluded.outcome,
  code = excluded.code, why_zh = excluded.why_zh, why_en = excluded.why_en, flag = excluded.flag,
  distance_m = excluded.distance_m
WHERE d.outcome = 'refused'
"""
_DEED: Final = "SELECT * FROM field_deed WHERE staff_id = %(staff)s AND client_id = %(client)s"
_DEEDS: Final = """
SELECT * FROM field_deed WHERE ticket_id = %(ticket)s ORDER BY happened_at, client_id LIMIT %(most)s
"""
_HAS_WORKED: Final = "SELECT FROM field_deed WHERE ticket_id = %(ticket)s AND staff_id = %(staff)s"
_STAND: Final = """
INSERT INTO field_place (address_key, ticket_id, at, latitude, longitude)
VALUES (%(key)s, %(ticket)s, %(at)s, %(latitude)s, %(longitude)s)
ON CONFLICT (tenant_id, address_key, ticket_id) DO NOTHING
"""
_PLACES: Final = """
SELECT k.key, p.latitude, p.longitude FROM unnest(%(keys)s::bytea[]) AS k (key)
CROSS JOIN LATERAL (
  SELECT latitude, longitude FROM field_place WHERE address_key = k.key ORDER BY at DESC
  LIMIT %(most)s
) p
"""


class FieldStore:
    """Reads and writes for the session's tenant."""

    async def add(self, session: Session, evidence: Evidence) -> bool:
        """Keep a piece of evidence; False when one with its client id is there already."""
        place = evidence.place
        params = {
            "id": evidence.id,
            "ticket": evidence.ticket_id,
            "client": evidence.client_id,
            "staff": evidence.staff_id,
            "kind": evidence.kind,
            "happened_at": evidence.happened_at,
            "told_at": evidence.told_at,
            "received_at": evidence.received_at,
            "facts": Jsonb(evidence.facts),
            "latitude": place and place.latitude,
            "longitude": place and place.longitude,
            "accuracy": place and place.accuracy_m,
            "media_type": evidence.media_type,
            "size": evidence.size_bytes,
            "sha256": evidence.sha256,
        }
        return await session.maybe(_ADD, params) is not None

    async def known(self, session: Session, ticket_id: TicketId, client_id: Id) -> Evidence | None:
        """What came with a client id before."""
        row = await session.maybe(_BY_CLIENT, {"ticket": ticket_id, "client": client_id})
        return _evidence(row) if row else None

    async def find(self, session: Session, evidence_id: EvidenceId) -> Evidence | None:
        """A piece of evidence, or None."""
        row = await session.maybe(_GET, {"id": evidence_id})
        return _evidence(row) if row else None

    async def of(
        self, session: Session, ticket_ids: list[TicketId]
    ) -> dict[TicketId, list[Evidence]]:
        """The evidence of tickets, oldest first."""
        found: dict[TicketId, list[Evidence]] = {one: [] for one in ticket_ids}
        wanted = {"tickets": ticket_ids, "most": MOST * max(1, len(ticket_ids))}
        for row in await session.all(_OF, wanted):
            found[TicketId.of(row["ticket_id"])].append(_evidence(row))
        return found

    async def keep(self, session: Session, deed: Deed) -> None:
        """Note what became of an action; done is done, whatever is told later."""
        params = {
            "staff": deed.staff_id,
            "client": deed.client_id,
            "ticket": deed.ticket_id,
            "action": deed.action,
            "content": Jsonb(deed.content),
            "happened_at": deed.happened_at,
            "told_at": deed.told_at,
            "received_at": deed.received_at,
            "skew_ms": round(deed.skew / timedelta(milliseconds=1)),
            "outcome": deed.outcome,
            "code": deed.code,
            "why_zh": deed.why_zh,
            "why_en": deed.why_en,
            "flag": deed.flag,
            "distance": deed.distance_m,
        }
        await session.execute(_KEEP, params)

    async def deed(self, session: Session, staff_id: StaffId, client_id: Id) -> Deed | None:
        """What became of an action that came before."""
        row = await session.maybe(_DEED, {"staff": staff_id, "client": client_id})
        return _deed(row) if row else None

    async def deeds(self, session: Session, ticket_id: TicketId) -> list[Deed]:
        """Everything that phones sent of a ticket, in the order in which it happened."""
        rows = await session.all(_DEEDS, {"ticket": ticket_id, "most": MOST})
        return [_deed(row) for row in rows]

    async def has_worked(self, session: Session, ticket_id: TicketId, staff_id: StaffId) -> bool:
        """Whether a worker's phone ever sent something of a ticket."""
        found = await session.maybe(_HAS_WORKED, {"ticket": ticket_id, "staff": staff_id})
        return found is not None

    async def stand(
        self, session: Session, key: bytes, place: Place, *, ticket_id: TicketId, at: datetime
    ) -> None:
        """Note where somebody stood who arrived at an address."""
        params: dict[str, Any] = {"key": key, "ticket": ticket_id, "at": at}
        params |= {"latitude": place.latitude, "longitude": place.longitude}
        await session.execute(_STAND, params)

    async def places(self, session: Session, keys: list[bytes]) -> dict[bytes, list[Place]]:
        """Where people last stood at these addresses, newest first."""
        found: dict[bytes, list[Place]] = {}
        for row in await session.all(_PLACES, {"keys": keys, "most": _LAST_PLACES}):
            place = Place(row["latitude"], row["longitude"])
            found.setdefault(bytes(row["key"]), []).append(place)
        return found


def _evidence(row: Row) -> Evidence:
    return Evidence(
        id=EvidenceId.of(row["id"]),
        ticket_id=TicketId.of(row["ticket_id"]),
        client_id=Id.of(row["client_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        kind=EvidenceKind(row["kind"]),
        happened_at=row["happened_at"],
        told_at=row["told_at"],
        received_at=row["received_at"],
        facts=row["facts"],
        place=_place(row),
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        sha256=bytes(row["sha256"]) if row["sha256"] else None,
    )


def _place(row: Row) -> Place | None:
    if row["latitude"] is None or row["longitude"] is None:
        return None
    return Place(row["latitude"], row["longitude"], row["accuracy_m"])


def _deed(row: Row) -> Deed:
    return Deed(
        client_id=Id.of(row["client_id"]),
        ticket_id=TicketId.of(row["ticket_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        action=row["action"],
        content=row["content"],
        told_at=row["told_at"],
        happened_at=row["happened_at"],
        received_at=row["received_at"],
        skew=timedelta(milliseconds=row["skew_ms"]),
        outcome=row["outcome"],
        code=row["code"],
        why_zh=row["why_zh"],
        why_en=row["why_en"],
        flag=Flag(row["flag"]) if row["flag"] else None,
        distance_m=row["distance_m"],
    )
