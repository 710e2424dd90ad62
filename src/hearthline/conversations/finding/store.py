"""Rows of the search: a vector of letter pairs for each message, note and label."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.db import Row, Session

# The table's second policy shows only rows that fit this (migration 0022, ADR 0026).
_LOOK_FOR = "SELECT set_config('hearthline.find', %(query)s, true)"
_FOUND = """
SELECT w.n, w.conversation_id, w.channel_id, w.kind, w.seq, w.note_id, w.at,
  c.label, c.status,
  {agent} AS is_agents
FROM (
  SELECT n, conversation_id, channel_id, kind, seq, note_id, at FROM search_text
  WHERE at >= %(since)s AND at < %(until)s AND (at, n) < (%(before_at)s, %(before_n)s) {channel}
  ORDER BY at DESC, n DESC LIMIT %(limit)s
) AS w JOIN conversation c ON c.id = w.conversation_id
ORDER BY w.at DESC, w.n DESC
"""
_ANY_AGENT = "true"
_AGENT = """EXISTS (SELECT FROM message m WHERE m.conversation_id = w.conversation_id
    AND m.staff_id = %(agent)s)"""
_CHANNEL = "AND channel_id = %(channel)s"
_TEXTS = """
SELECT m.conversation_id, m.seq, m.text, m.sender_name
FROM unnest(%(ids)s::uuid[], %(seqs)s::bigint[]) AS wanted (id, seq)
JOIN message m ON m.conversation_id = wanted.id AND m.seq = wanted.seq
"""
_NOTES = "SELECT id, text, staff_name FROM conversation_note WHERE id = ANY(%(ids)s)"

_OPEN = "INSERT INTO search_place DEFAULT VALUES ON CONFLICT DO NOTHING"
_PLACE = "SELECT * FROM search_place FOR UPDATE SKIP LOCKED"
_MOVE = """
UPDATE search_place SET walked_to = %(walked_to)s, walked_at = %(walked_at)s,
  seen_at = %(seen_at)s, last_n = %(last_n)s
"""
_FRESH = """
SELECT fresh.id, coalesce(t.indexed_seq, 0) AS after FROM (
  SELECT conversation_id AS id, max(seq) AS last FROM message
  WHERE created_at >= %(since)s GROUP BY conversation_id) AS fresh
LEFT JOIN search_thread t ON t.conversation_id = fresh.id
WHERE coalesce(t.indexed_seq, 0) < fresh.last ORDER BY fresh.id LIMIT %(limit)s
"""
_WALK = """
SELECT c.id, c.last_seq, coalesce(t.indexed_seq, 0) AS after FROM conversation c
LEFT JOIN search_thread t ON t.conversation_id = c.id
WHERE %(after)s::uuid IS NULL OR c.id > %(after)s ORDER BY c.id LIMIT %(limit)s
"""
_READ = """
SELECT c.id, c.channel_id, c.label, c.opened_at, t.label AS known_label, m.seq, m.text, m.kind,
  m.created_at
FROM unnest(%(ids)s::uuid[], %(afters)s::bigint[]) AS wanted (id, after)
JOIN conversation c ON c.id = wanted.id
LEFT JOIN search_thread t ON t.conversation_id = c.id
CROSS JOIN LATERAL (SELECT seq, text, kind, created_at FROM message
  WHERE conversation_id = wanted.id AND seq > wanted.after ORDER BY seq LIMIT %(most)s) AS m
"""
_NEW_NOTES = """
SELECT n.id, n.conversation_id, c.channel_id, n.text, n.created_at FROM conversation_note n
JOIN conversation c ON c.id = n.conversation_id
WHERE NOT n.is_found ORDER BY n.id LIMIT %(limit)s
"""
_NOTES_DONE = "UPDATE conversation_note SET is_found = true WHERE id = ANY(%(ids)s)"
_ADD = """
INSERT INTO search_text (n, conversation_id, channel_id, kind, seq, note_id, at, words)
SELECT n, conversation_id, channel_id, kind, seq, note_id, at, words::tsvector
FROM unnest(%(n)s::bigint[], %(conversation_id)s::uuid[], %(channel_id)s::uuid[],
  %(kind)s::text[], %(seq)s::bigint[], %(note_id)s::uuid[], %(at)s::timestamptz[],
  %(words)s::text[]) AS made (n, conversation_id, channel_id, kind, seq, note_id, at, words)
"""
_DONE = """
INSERT INTO search_thread AS t (conversation_id, indexed_seq, label)
SELECT * FROM unnest(%(ids)s::uuid[], %(seqs)s::bigint[], %(labels)s::text[])
ON CONFLICT (tenant_id, conversation_id) DO UPDATE
SET indexed_seq = greatest(t.indexed_seq, excluded.indexed_seq), label = excluded.label
"""
_COLUMNS = ("n", "conversation_id", "channel_id", "kind", "seq", "note_id", "at", "words")


class FindingStore:
    """The search's table, and how far its filling has come."""

    async def found(self, session: Session, *, query: str, params: dict[str, Any]) -> list[Row]:
        """Rows that fit a tsquery in a span of time, newest first; `is_agents` by the filter."""
        await session.execute(_LOOK_FOR, {"query": query})
        sql = _FOUND.format(
            agent=_AGENT if params.get("agent") else _ANY_AGENT,
            channel=_CHANNEL if params.get("channel") else "",
        )
        return await session.all(sql, params)

    async def texts(
        self, session: Session, places: list[tuple[UUID, int]]
    ) -> dict[tuple[UUID, int], Row]:
        """The messages at some places."""
        params = {"ids": [one[0] for one in places], "seqs": [one[1] for one in places]}
        rows = await session.all(_TEXTS, params) if places else []
        return {(row["conversation_id"], row["seq"]): row for row in rows}

    async def notes(self, session: Session, ids: list[UUID]) -> dict[UUID, Row]:
        """Some notes."""
        rows = await session.all(_NOTES, {"ids": ids}) if ids else []
        return {row["id"]: row for row in rows}

    async def place(self, session: Session) -> Row | None:
        """How far the filling has come, locked; None while another process fills."""
        await session.execute(_OPEN)
        return await session.maybe(_PLACE)

    async def move(self, session: Session, place: Row) -> None:
        """Note how far the filling has come."""
        await session.execute(_MOVE, place)

    async def fresh(self, session: Session, *, since: datetime, limit: int) -> dict[UUID, int]:
        """Conversations with messages of late that are not in the search, and after which."""
        rows = await session.all(_FRESH, {"since": since, "limit": limit})
        return {row["id"]: row["after"] for row in rows}

    async def walk(self, session: Session, *, after: UUID | None, limit: int) -> list[Row]:
        """The next conversations by id, with how far each is in the search."""
        return await session.all(_WALK, {"after": after, "limit": limit})

    async def read(self, session: Session, wanted: dict[UUID, int], *, most: int) -> list[Row]:
        """Messages of some conversations, each after its number, at most `most` of each."""
        params = {"ids": list(wanted), "afters": list(wanted.values()), "most": most}
        return await session.all(_READ, params) if wanted else []

    async def new_notes(self, session: Session, *, limit: int) -> list[Row]:
        """Notes that are not in the search."""
        return await session.all(_NEW_NOTES, {"limit": limit})

    async def add(self, session: Session, rows: list[dict[str, Any]]) -> None:
        """Put rows into the search."""
        if rows:
            await session.execute(
                _ADD, {column: [row.get(column) for row in rows] for column in _COLUMNS}
            )

    async def notes_done(self, session: Session, ids: list[UUID]) -> None:
        """Note that these notes are in the search."""
        if ids:
            await session.execute(_NOTES_DONE, {"ids": ids})

    async def threads_done(self, session: Session, done: dict[UUID, tuple[int, str]]) -> None:
        """Note how far each conversation is in the search, and with which label."""
        if done:
            params = {
                "ids": list(done),
                "seqs": [seq for seq, _ in done.values()],
                "labels": [label for _, label in done.values()],
            }
            await session.execute(_DONE, params)


async def tenants(session: Session) -> list[TenantId]:
    """Every tenant; for a session without one."""
    rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
    return [TenantId.of(row["id"]) for row in rows]


def conversation_id(row: Row) -> ConversationId:
    """Whose words a row holds."""
    return ConversationId.of(row["conversation_id"])
