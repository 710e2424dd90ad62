"""Replies: said at once, or kept for some seconds in which they may be taken back.

A kept reply stands in the database; whichever process lives appends it when it is due, under the
conversation's lock, in the order given, once by its `client_id`. If its writer may not write any
more by then, the words go back into the draft and the writer is told.
"""

from dataclasses import replace
from itertools import groupby
from uuid import UUID

from hearthline.access import Staff
from hearthline.conversations.errors import ConversationClosed, NotTheHolder
from hearthline.conversations.messages import MessageStore
from hearthline.conversations.model import (
    Conversation,
    MessageKind,
    Received,
    Saying,
    Sender,
    SenderKind,
)
from hearthline.conversations.service import Conversations
from hearthline.conversations.uploads import Uploads
from hearthline.conversations.writing.drafts import Drafts
from hearthline.conversations.writing.errors import (
    AlreadySent,
    QuotaUsed,
    ReplyTakenBack,
    TooManyPending,
    WindowClosed,
)
from hearthline.conversations.writing.limits import Allowance, allowance
from hearthline.conversations.writing.model import (
    LONGEST_UNDO,
    MOST_PENDING,
    PendingReply,
    Replied,
    Returned,
    Words,
)
from hearthline.conversations.writing.store import WritingStore
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.platform.db import Session

PENDING_TOPIC = "pending_reply"
_SHOWN = {"image": "[图片]", "file": "[文件]", "audio": "[语音]"}


class Writing:
    """What agents say to customers."""

    def __init__(
        self, conversations: Conversations, *, drafts: Drafts, uploads: Uploads, clock: Clock
    ) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._drafts = drafts
        self._uploads = uploads
        self._clock = clock
        self._store, self._messages = WritingStore(), MessageStore()

    async def reply(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, words: Words
    ) -> Replied:
        """Say an agent's words, now or when their time is up; a repeat changes nothing.

        Raises NotTheHolder, ConversationClosed, ReplyTakenBack, TooManyPending, NoSuchUpload, and
        WindowClosed, QuotaUsed or TooLongForChannel for what the channel does not carry.
        """
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        known = await self._known(session, conversation_id, words.client_id)
        if known is not None:
            return known
        if not conversation.is_open:
            raise ConversationClosed
        if not conversation.may_write(staff.id):
            raise NotTheHolder
        waiting = await self._store.waiting(session, conversation_id)
        mine = [one for one in waiting if one.staff_id == staff.id]
        reply = await self._made(session, conversation_id, staff, words=words)
        allowed = await self.allowance(session, conversation_id, waiting=len(waiting))
        allowed.check(reply.text, now=reply.made_at)
        return await self._say_or_keep(session, conversation, reply, mine=mine)

    async def take_back(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, client_id: UUID
    ) -> PendingReply | None:
        """Keep a reply from being sent; None when there is none (taking back twice is harmless).

        Raises AlreadySent.
        """
        await self._conversations.get(session, conversation_id, lock=True)
        reply = await self._store.find(session, conversation_id, client_id)
        if reply is None:
            if await self._sent(session, conversation_id, client_id):
                raise AlreadySent
            return None
        if reply.staff_id != staff.id:
            return None
        if reply.ended is None:
            await self._store.end(session, reply, "taken_back")
        return reply

    async def hasten(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, client_id: UUID
    ) -> None:
        """Send a waiting reply, and what its writer gave before it, now; repeats are harmless."""
        await self._conversations.get(session, conversation_id, lock=True)
        reply = await self._store.find(session, conversation_id, client_id)
        if reply is None or reply.staff_id != staff.id or reply.ended is not None:
            return
        await self._store.hasten(session, reply, now=self._clock.now())
        await self.deliver(session, conversation_id)

    async def waiting(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> list[PendingReply]:
        """A person's own replies that wait in a conversation."""
        every = await self._store.waiting(session, conversation_id)
        return [one for one in every if one.staff_id == staff.id]

    async def deliver(self, session: Session, conversation_id: ConversationId) -> int:
        """Append what is due in one conversation, or give it back; how many were dealt with."""
        conversation = await self._conversations.get(session, conversation_id, lock=True)
        now = self._clock.now()
        every = await self._store.waiting(session, conversation_id)
        due = [one for one in every if one.due_at <= now]
        refused = [
            (one, why)
            for one in due
            if (why := await self._send(session, conversation, one)) is not None
        ]
        by_writer = sorted(refused, key=lambda pair: (str(pair[0].staff_id), pair[0].place))
        for _, group in groupby(by_writer, key=lambda pair: pair[0].staff_id):
            pairs = list(group)
            await self._drafts.give_back(session, [one for one, _ in pairs], pairs[0][1])
        return len(due)

    async def allowance(
        self, session: Session, conversation_id: ConversationId, *, waiting: int = 0
    ) -> Allowance:
        """What the channel lets an agent send in this conversation now."""
        kind, last, sent = await self._store.contact(session, conversation_id)
        return allowance(kind, last, sent=sent + waiting)

    def link(self, tenant_id: TenantId, upload_id: str) -> str:
        """A path that shows an upload for an hour."""
        return self._uploads.link(tenant_id, UUID(upload_id))

    async def _say_or_keep(
        self,
        session: Session,
        conversation: Conversation,
        reply: PendingReply,
        *,
        mine: list[PendingReply],
    ) -> Replied:
        if not mine and reply.due_at <= reply.made_at:
            said = await self._append(session, conversation, reply)
            return Replied(said.message, None, said.is_new)
        if len(mine) >= MOST_PENDING:
            raise TooManyPending(most=MOST_PENDING)
        kept = await self._store.add(session, _behind(reply, mine))
        note = {"tenant": str(session.tenant_id), "due": kept.due_at.timestamp()}
        await session.notify(PENDING_TOPIC, note)
        return Replied(None, kept, is_new=True)

    async def _send(
        self, session: Session, conversation: Conversation, reply: PendingReply
    ) -> Returned | None:
        """Append a due reply; else note that it comes back, and say why."""
        why = await self._why_not(session, conversation, reply)
        if why is None:
            await self._append(session, conversation, reply)
        await self._store.end(session, reply, "returned" if why else None)
        return why

    async def _why_not(
        self, session: Session, conversation: Conversation, reply: PendingReply
    ) -> Returned | None:
        if not conversation.is_open:
            return Returned.CLOSED
        if not conversation.may_write(reply.staff_id):
            return Returned.MOVED
        allowed = await self.allowance(session, conversation.id)
        try:
            allowed.check(reply.text, now=reply.made_at)
        except (WindowClosed, QuotaUsed):
            return Returned.LIMIT
        return None

    async def _append(
        self, session: Session, conversation: Conversation, reply: PendingReply
    ) -> Received:
        sender = Sender.agent(reply.staff_id, reply.staff_name)
        saying = Saying(sender, reply.text, reply.kind, reply.data, client_id=reply.client_id)
        return await self._conversations.receive(session, conversation.id, saying)

    async def _known(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> Replied | None:
        reply = await self._store.find(session, conversation_id, client_id)
        if reply is not None and reply.ended is not None:
            raise ReplyTakenBack
        if reply is not None:
            return Replied(None, reply, is_new=False)
        message = await self._messages.by_client(
            session, conversation_id, SenderKind.AGENT, client_id=client_id
        )
        return Replied(message, None, is_new=False) if message else None

    async def _sent(
        self, session: Session, conversation_id: ConversationId, client_id: UUID
    ) -> bool:
        known = await self._messages.by_client(
            session, conversation_id, SenderKind.AGENT, client_id=client_id
        )
        return known is not None

    async def _made(
        self, session: Session, conversation_id: ConversationId, staff: Staff, *, words: Words
    ) -> PendingReply:
        now = self._clock.now()
        kind, text, data = MessageKind.TEXT, words.text, {}
        if words.upload_id is not None:
            upload = await self._uploads.get(
                session, words.upload_id, conversation_id=conversation_id
            )
            kind, text = MessageKind(upload.kind), f"{_SHOWN[upload.kind]} {upload.name}"
            data = upload.as_data()
        return PendingReply(
            conversation_id=conversation_id,
            client_id=words.client_id,
            staff_id=staff.id,
            staff_name=staff.name,
            kind=kind,
            text=text,
            made_at=now,
            due_at=now + min(words.undo, LONGEST_UNDO),
            data=data,
        )


def _behind(reply: PendingReply, mine: list[PendingReply]) -> PendingReply:
    """No reply overtakes one that its writer gave before."""
    return replace(reply, due_at=max([reply.due_at, *(one.due_at for one in mine)]))
