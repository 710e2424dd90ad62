"""Drafts: kept on the server, one for each agent and conversation; the last tab that wrote wins."""

from hearthline.access import Staff
from hearthline.conversations.service import Conversations
from hearthline.conversations.writing.errors import DraftElsewhere
from hearthline.conversations.writing.model import Draft, Mode, PendingReply, Returned, Typed
from hearthline.conversations.writing.store import WritingStore
from hearthline.kernel import Clock, ConversationId, StaffId
from hearthline.platform.db import Session

SERVER = "server"


class Drafts:
    """What agents have typed and not sent."""

    def __init__(self, conversations: Conversations, clock: Clock) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._clock = clock
        self._store = WritingStore()

    async def get(self, session: Session, conversation_id: ConversationId, staff: Staff) -> Draft:
        """A person's draft; raises NoSuchConversation."""
        await self._conversations.get(session, conversation_id)
        return await self._store.draft(session, conversation_id, staff.id)

    async def keep(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, typed: Typed
    ) -> Draft:
        """Replace the draft and tell the person's other tabs.

        Raises DraftElsewhere when another tab wrote after the version that this one has seen.
        """
        await self._conversations.get(session, conversation_id)
        now = await self._store.draft(session, conversation_id, staff.id)
        if now.version != typed.base and now.tab != typed.tab:
            raise DraftElsewhere
        if (now.text, now.mode) == (typed.text, typed.mode):
            return now
        return await self._write(session, conversation_id, staff.id, typed=typed, returned=None)

    async def drop(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, tab: str
    ) -> Draft:
        """Empty the draft; dropping twice changes nothing."""
        now = await self.get(session, conversation_id, staff)
        if now.text == "" and now.returned is None:
            return now
        typed = Typed("", now.mode, now.version, tab)
        return await self._write(session, conversation_id, staff.id, typed=typed, returned=None)

    async def give_back(self, session: Session, replies: list[PendingReply], why: Returned) -> None:
        """Put one person's unsent replies in front of what that person has typed since."""
        here, writer = replies[0].conversation_id, replies[0].staff_id
        now = await self._store.draft(session, here, writer)
        text = "\n".join(part for part in (*(one.text for one in replies), now.text) if part)
        typed = Typed(text, Mode.REPLY, now.version, SERVER)
        await self._write(session, here, writer, typed=typed, returned=why)

    async def with_words(self, session: Session, staff: Staff) -> list[ConversationId]:
        """In which conversations a person has words unsent."""
        return await self._store.with_drafts(session, staff.id)

    async def _write(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff_id: StaffId,
        *,
        typed: Typed,
        returned: Returned | None,
    ) -> Draft:
        draft = await self._store.write(
            session,
            conversation_id,
            staff_id,
            typed=typed,
            returned=returned,
            now=self._clock.now(),
        )
        frame = {
            "type": "draft",
            "conversation_id": str(conversation_id),
            "version": draft.version,
            "tab": draft.tab,
            "returned": draft.returned,
        }
        await session.notify(f"staff:{staff_id}", {"frame": frame})
        return draft
