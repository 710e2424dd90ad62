"""Notes and mentions: written beside the thread, told to staff only."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from hearthline.access import Staff
from hearthline.conversations.notes.errors import MentionUnknown
from hearthline.conversations.notes.model import (
    Mention,
    Note,
    NoteId,
    NoteWords,
)
from hearthline.conversations.notes.store import NoteStore
from hearthline.conversations.service import Conversations
from hearthline.kernel import Clock, ConversationId
from hearthline.platform.db import Session

Colleagues: TypeAlias = Callable[[Session], Awaitable[list[Staff]]]
_MOST = 500


class Notes:
    """What colleagues tell each other. A customer's socket and routes know nothing of it."""

    def __init__(
        self, conversations: Conversations, clock: Clock, *, colleagues: Colleagues
    ) -> None:
        """`colleagues` tells who works here (the access slice's verb)."""
        self._conversations = conversations
        self._clock = clock
        self._colleagues = colleagues
        self._store = NoteStore()

    async def write(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, words: NoteWords
    ) -> Note:
        """Write a note behind what was said last; raises MentionUnknown, NoSuchConversation.

        A repeat of the same client_id gives the note that stands.
        """
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        known = await self._store.by_client(session, conversation_id, staff.id, words=words)
        if known is not None:
            return known
        await self._check(session, words)
        note = Note(
            id=NoteId.new(),
            conversation_id=conversation_id,
            after_seq=conversation.last_seq,
            kind=words.kind,
            staff_id=staff.id,
            staff_name=staff.name,
            text=words.text,
            created_at=self._clock.now(),
            mentions=tuple(dict.fromkeys(words.mentions)),
        )
        await self._store.add(session, note, client_id=words.client_id)
        await self._tell(session, note)
        return note

    async def of(self, session: Session, conversation_id: ConversationId) -> list[Note]:
        """The notes of a conversation (the last 500), oldest first; raises NoSuchConversation."""
        await self._conversations.get(session, conversation_id)
        return await self._store.of(session, conversation_id, limit=_MOST)

    async def mentions(
        self,
        session: Session,
        staff: Staff,
        *,
        unread: bool = False,
        before: NoteId | None = None,
        limit: int = 50,
    ) -> list[Mention]:
        """Where a person was mentioned, newest first."""
        return await self._store.mentions(
            session, staff.id, unread=unread, before=before, limit=limit
        )

    async def unread(self, session: Session, staff: Staff) -> int:
        """How many mentions a person has not read."""
        return await self._store.unread(session, staff.id)

    async def mark_read(
        self,
        session: Session,
        staff: Staff,
        *,
        notes: list[NoteId],
        conversation_id: ConversationId | None = None,
    ) -> None:
        """Note that a person has read these mentions, or all of one conversation."""
        await self._store.mark(
            session,
            staff.id,
            notes=notes,
            conversation_id=conversation_id,
            now=self._clock.now(),
        )

    async def _check(self, session: Session, words: NoteWords) -> None:
        if not words.mentions:
            return
        known = {person.id for person in await self._colleagues(session) if person.is_active}
        if not known.issuperset(words.mentions):
            raise MentionUnknown

    async def _tell(self, session: Session, note: Note) -> None:
        here = str(note.conversation_id)
        frame = {"type": "notes", "conversation_id": here}
        await session.notify(f"desk:{here}", {"frame": frame})
        for staff_id in note.mentions:
            frame = {"type": "mention", "conversation_id": here, "note_id": str(note.id)}
            await session.notify(f"staff:{staff_id}", {"frame": frame})
