"""Rows of notes and mentions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hearthline.conversations.notes.model import Mention, Note, NoteId, NoteKind, NoteWords
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Row, Session

_NOTE = """
SELECT n.*, coalesce((SELECT array_agg(m.staff_id ORDER BY m.staff_id) FROM note_mention m
  WHERE m.note_id = n.id), '{}') AS mentions
FROM conversation_note n
"""
_OF = f"{_NOTE} WHERE n.conversation_id = %(conversation)s ORDER BY n.id DESC LIMIT %(limit)s"
_BY_CLIENT = f"""{_NOTE}
WHERE n.conversation_id = %(conversation)s AND n.staff_id = %(staff)s AND n.client_id = %(client)s
"""
_ADD = """
INSERT INTO conversation_note (id, conversation_id, after_seq, kind, staff_id, staff_name,
  client_id, text, created_at)
VALUES (%(id)s, %(conversation)s, %(after)s, %(kind)s, %(staff)s, %(name)s, %(client)s, %(text)s,
  %(now)s)
ON CONFLICT DO NOTHING
"""
_MENTION = """
INSERT INTO note_mention (staff_id, note_id)
SELECT who, %(note)s FROM unnest(%(staff)s::uuid[]) AS who ON CONFLICT DO NOTHING
"""
_MENTIONS = """
SELECT n.*, c.label, mine.read_at,
  (SELECT array_agg(m.staff_id ORDER BY m.staff_id) FROM note_mention m
   WHERE m.note_id = n.id) AS mentions
FROM note_mention mine JOIN conversation_note n ON n.id = mine.note_id
JOIN conversation c ON c.id = n.conversation_id
WHERE mine.staff_id = %(staff)s AND (mine.read_at IS NULL OR NOT %(unread)s)
  AND (%(before)s::uuid IS NULL OR mine.note_id < %(before)s)
ORDER BY mine.note_id DESC LIMIT %(limit)s
"""
_UNREAD = """
SELECT count(*) AS unread FROM note_mention WHERE staff_id = %(staff)s AND read_at IS NULL
"""
_READ = """
UPDATE note_mention SET read_at = %(now)s WHERE staff_id = %(staff)s AND read_at IS NULL
  AND note_id = ANY(%(notes)s)
"""
_READ_THREAD = """
UPDATE note_mention SET read_at = %(now)s WHERE staff_id = %(staff)s AND read_at IS NULL
  AND note_id IN (SELECT id FROM conversation_note WHERE conversation_id = %(conversation)s)
"""


class NoteStore:
    """Notes in the database."""

    async def add(self, session: Session, note: Note, *, client_id: UUID) -> None:
        """Add a note with its mentions; one with the same client_id changes nothing."""
        params = {
            "id": note.id,
            "conversation": note.conversation_id,
            "after": note.after_seq,
            "kind": note.kind,
            "staff": note.staff_id,
            "name": note.staff_name,
            "client": client_id,
            "text": note.text,
            "now": note.created_at,
        }
        await session.execute(_ADD, params)
        if note.mentions:
            mentioned = {"note": note.id, "staff": list(note.mentions)}
            await session.execute(_MENTION, mentioned)

    async def by_client(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff_id: StaffId,
        *,
        words: NoteWords,
    ) -> Note | None:
        """The note that a request has written before."""
        params = {"conversation": conversation_id, "staff": staff_id, "client": words.client_id}
        row = await session.maybe(_BY_CLIENT, params)
        return note_of(row) if row else None

    async def of(
        self, session: Session, conversation_id: ConversationId, *, limit: int
    ) -> list[Note]:
        """The last notes of a conversation, oldest first."""
        rows = await session.all(_OF, {"conversation": conversation_id, "limit": limit})
        return [note_of(row) for row in reversed(rows)]

    async def mentions(
        self,
        session: Session,
        staff_id: StaffId,
        *,
        unread: bool,
        before: NoteId | None,
        limit: int,
    ) -> list[Mention]:
        """Where a person was mentioned, newest first."""
        params = {"staff": staff_id, "unread": unread, "before": before, "limit": limit}
        rows = await session.all(_MENTIONS, params)
        return [Mention(note_of(row), row["label"], row["read_at"]) for row in rows]

    async def unread(self, session: Session, staff_id: StaffId) -> int:
        """How many mentions of a person are unread."""
        return int((await session.one(_UNREAD, {"staff": staff_id}))["unread"])

    async def mark(
        self,
        session: Session,
        staff_id: StaffId,
        *,
        notes: list[NoteId],
        conversation_id: ConversationId | None,
        now: datetime,
    ) -> None:
        """Note that mentions were read: these, or all of one conversation."""
        params: dict[str, Any] = {"staff": staff_id, "notes": notes, "now": now}
        if conversation_id is not None:
            await session.execute(_READ_THREAD, params | {"conversation": conversation_id})
        else:
            await session.execute(_READ, params)


def note_of(row: Row) -> Note:
    """A row as the model."""
    return Note(
        id=NoteId.of(row["id"]),
        conversation_id=ConversationId.of(row["conversation_id"]),
        after_seq=row["after_seq"],
        kind=NoteKind(row["kind"]),
        staff_id=StaffId.of(row["staff_id"]),
        staff_name=row["staff_name"],
        text=row["text"],
        created_at=row["created_at"],
        mentions=tuple(StaffId.of(one) for one in row["mentions"]),
    )
