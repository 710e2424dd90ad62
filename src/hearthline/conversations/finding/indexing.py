"""Fills the search behind the messages, never in their way.

What is new is looked for by time, with an overlap for transactions that took long; each
conversation knows up to which number it is in the search, so nothing is put in twice and nothing
between is left out. A walk over all conversations once a day brings in history and what was missed.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearthline.conversations.finding.grams import marks_of, vector_of
from hearthline.conversations.finding.store import FindingStore, tenants
from hearthline.kernel import Clock, TenantId
from hearthline.platform.db import Database, Row, Session

OVERLAP = timedelta(minutes=2)
WALK_EVERY = timedelta(days=1)
_THREADS, _OF_EACH, _NOTES = 300, 200, 500
_BUDGET_SECONDS = 1.5


class Indexer:
    """Puts messages, notes and labels into the search."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Collaborators."""
        self._database = database
        self._clock = clock
        self._store = FindingStore()

    async def run(self) -> None:
        """Every tenant, for at most a second and a half each."""
        async with self._database.open_session() as session:
            everybody = await tenants(session)
        for tenant_id in everybody:
            ends = self._clock.monotonic() + _BUDGET_SECONDS
            while await self.step(tenant_id) and self._clock.monotonic() < ends:
                pass

    async def catch_up(self, tenant_id: TenantId) -> None:
        """All that a tenant has, now."""
        while await self.step(tenant_id):
            pass

    async def step(self, tenant_id: TenantId) -> bool:
        """One transaction's worth; whether there may be more. Others at work: nothing is done."""
        async with self._database.session(tenant_id) as session:
            place = await self._store.place(session)
            if place is None:
                return False
            more = [
                await self._fresh(session, place),
                await self._notes(session, place),
                await self._walk(session, place),
            ]
            await self._store.move(session, place)
        return any(more)

    async def _fresh(self, session: Session, place: Row) -> bool:
        now = self._clock.now()
        since = (place["seen_at"] or now) - OVERLAP
        wanted = await self._store.fresh(session, since=since, limit=_THREADS)
        more = await self._take(session, place, wanted)
        if not more and len(wanted) < _THREADS:
            place["seen_at"] = now
            return False
        return True

    async def _walk(self, session: Session, place: Row) -> bool:
        """History; begun again a day after the end was reached."""
        now: datetime = self._clock.now()
        walked_at = place["walked_at"]
        if place["walked_to"] is None and walked_at and now - walked_at < WALK_EVERY:
            return False
        rows = await self._store.walk(session, after=place["walked_to"], limit=_THREADS)
        behind = {row["id"]: row["after"] for row in rows if row["after"] < row["last_seq"]}
        if await self._take(session, place, behind):
            return True
        place["walked_to"] = rows[-1]["id"] if rows else None
        if len(rows) < _THREADS:
            place["walked_to"], place["walked_at"] = None, now
            return False
        return True

    async def _take(self, session: Session, place: Row, wanted: dict[UUID, int]) -> bool:
        """Put in what comes after each number; whether a conversation had more than one batch."""
        found = await self._store.read(session, wanted, most=_OF_EACH)
        counts: dict[UUID, int] = {}
        done: dict[UUID, tuple[int, str]] = {}
        made: list[dict[str, Any]] = []
        for row in found:
            counts[row["id"]] = counts.get(row["id"], 0) + 1
            if row["id"] not in done and row["label"] != row["known_label"]:
                made.append(_label(row))
            if row["kind"] != "notice":
                made.append(_message(row))
            done[row["id"]] = (row["seq"], row["label"])
        await self._store.add(session, _numbered(session, place, made))
        await self._store.threads_done(session, done)
        return any(count >= _OF_EACH for count in counts.values())

    async def _notes(self, session: Session, place: Row) -> bool:
        rows = await self._store.new_notes(session, limit=_NOTES)
        made = [_note(row) for row in rows]
        await self._store.add(session, _numbered(session, place, made))
        await self._store.notes_done(session, [row["id"] for row in rows])
        return len(rows) == _NOTES


def _numbered(session: Session, place: Row, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in made:
        place["last_n"] += 1
        row["n"] = place["last_n"]
        row["words"] = vector_of(row.pop("text"), marks_of(session.tenant_id, row["at"]))
    return made


def _message(row: Row) -> dict[str, Any]:
    return _about(row["id"], row) | {
        "kind": "message",
        "seq": row["seq"],
        "at": row["created_at"],
        "text": row["text"],
    }


def _label(row: Row) -> dict[str, Any]:
    return _about(row["id"], row) | {
        "kind": "label",
        "at": row["opened_at"],
        "text": row["label"],
    }


def _note(row: Row) -> dict[str, Any]:
    return _about(row["conversation_id"], row) | {
        "kind": "note",
        "note_id": row["id"],
        "at": row["created_at"],
        "text": row["text"],
    }


def _about(conversation: UUID, row: Row) -> dict[str, Any]:
    return {"conversation_id": conversation, "channel_id": row["channel_id"]}
