"""The way of a customer's message: stored and acknowledged here, answered by the dialogue."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hearthline.channels.contract import OpenSession, PostMessage
from hearthline.channels.identity import read_identity
from hearthline.channels.storming import banner_of, greeted
from hearthline.channels.tokens import CustomerSession
from hearthline.conversations import (
    AccountRef,
    Channels,
    ChoiceUnknown,
    Conversation,
    ConversationClosed,
    Conversations,
    Message,
    MessageKind,
    Move,
    Opening,
    Received,
    Saying,
    Sender,
    Status,
    ThreadNews,
    Uploads,
)
from hearthline.customers import Customers
from hearthline.dialogue import Dialogue, Turns
from hearthline.kernel import Clock, ConversationId, Id, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import RateLimit
from hearthline.platform.hub import Hub
from hearthline.routing import CallsInstead, Storms

LONGEST_WAIT_SECONDS = 30.0
_RECENT = 60
_PICTURES = {"image": "[图片]", "file": "[文件]", "audio": "[语音]"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot and the system said to one message, and whether that is all."""

    replies: list[Message]
    is_complete: bool


class Rates:
    """How often one conversation may post, and one address open sessions.

    The contract asks for one message a second and bursts of five at least; a business hall
    shares an address, so sessions are limited far above one person's needs.
    """

    def __init__(self, clock: Clock) -> None:
        """Full buckets for everybody."""
        self.messages = RateLimit(clock, per_second=2, burst=10)
        self.sessions = RateLimit(clock, per_second=50, burst=500)


class Reception:
    """Opens sessions, takes messages in, waits for the turn where the caller wants to."""

    def __init__(  # noqa: PLR0913  (the first slice that meets all of these)
        self,
        database: Database,
        hub: Hub,
        clock: Clock,
        *,
        channels: Channels,
        conversations: Conversations,
        customers: Customers,
        uploads: Uploads,
        dialogue: Dialogue,
        turns: Turns,
        rates: Rates,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._hub = hub
        self._clock = clock
        self._channels = channels
        self._conversations = conversations
        self._news = ThreadNews()
        self._customers = customers
        self._uploads = uploads
        self._dialogue = dialogue
        self._turns = turns
        self._rates = rates
        self._storms = Storms(clock)

    async def banner(self, conversation: Conversation) -> str | None:
        """What stands above the thread while a storm is in force."""
        async with self._database.session(conversation.tenant_id) as session:
            return banner_of(await self._storms.in_force(session), conversation.locale)

    async def open(self, channel_key: str, wanted: OpenSession, *, address: str) -> Conversation:
        """A session of the person that the token names, or of a visitor (R13, R16)."""
        self._rates.sessions.take(address)
        async with self._database.open_session() as session:
            tenant_id = await self._channels.tenant_of(session, channel_key)
        async with self._database.session(tenant_id) as session:
            opening = await self._opening(session, channel_key, wanted)
            opening = greeted(opening, await self._storms.in_force(session))
            return await self._conversations.resume_or_open(session, opening)

    async def receive(
        self, caller: CustomerSession, posted: PostMessage, *, instead: CallsInstead | None = None
    ) -> Received:
        """Store a message and wake the bot; it is durable when this returns.

        With `instead`, a waiting customer who would rather be called back is booked a call.
        """
        self._rates.messages.take(str(caller.conversation_id))
        received = await self._take_text(caller, posted)
        received = received or await self._take(caller, posted, instead)
        is_waiting = received.conversation.status is Status.QUEUED
        if instead is not None and is_waiting and posted.kind == "text":
            async with self._database.session(caller.tenant_id) as session:
                await instead.heard(session, received.message)
        if received.conversation.awaits_bot:
            self._turns.wake(caller.tenant_id, caller.conversation_id)
        return received

    async def turn(self, caller: CustomerSession, seq: int, *, wait_seconds: float) -> Turn:
        """The replies to a message, waited for up to `wait_seconds` (at most 30)."""
        ends = self._clock.monotonic() + min(wait_seconds, LONGEST_WAIT_SECONDS)
        topic = f"conversation:{caller.conversation_id}"
        async with self._hub.watch(topic) as watch:
            while True:
                turn = await self._turn_now(caller, seq)
                left = ends - self._clock.monotonic()
                if turn.is_complete or left <= 0:
                    return turn
                await watch.next(timeout_seconds=min(left, 2.0))

    async def hand_over(self, caller: CustomerSession, reason: str | None) -> None:
        """Bring the conversation to people; asking twice changes nothing."""
        async with self._database.session(caller.tenant_id) as session:
            conversation = await self._conversations.get(session, caller.conversation_id, lock=True)
            if not conversation.is_open:
                raise ConversationClosed
            if conversation.status is Status.BOT:
                words = reason or "客户点了转人工"
                await self._dialogue.hand_over(session, caller.conversation_id, words)

    async def close(self, caller: CustomerSession) -> None:
        """End the conversation from the customer's side; ending twice changes nothing."""
        async with self._database.session(caller.tenant_id) as session:
            conversation = await self._conversations.get(session, caller.conversation_id, lock=True)
            if not conversation.is_open:
                return
            english = conversation.locale.startswith("en")
            text = "You ended the conversation." if english else "您结束了本次会话。"
            notice = Saying(
                Sender.system("系统"),
                text,
                MessageKind.NOTICE,
                {"notice": "closed", "by": "customer"},
            )
            await self._conversations.say(session, conversation.id, notice)
            await self._conversations.move(session, conversation.id, Move(Status.CLOSED))

    async def _take_text(self, caller: CustomerSession, posted: PostMessage) -> Received | None:
        """The usual case in one statement: words that were not sent before."""
        if posted.kind != "text":
            return None
        saying = Saying(Sender.customer(""), posted.text or "", client_id=posted.client_id)
        async with self._database.statement(caller.tenant_id) as session:
            return await self._conversations.receive_new(session, caller.conversation_id, saying)

    async def _take(
        self, caller: CustomerSession, posted: PostMessage, instead: CallsInstead | None
    ) -> Received:
        async with self._database.session(caller.tenant_id) as session:
            conversation = await self._conversations.get(session, caller.conversation_id)
            saying = await self._saying(session, conversation, posted)
            received = await self._conversations.receive(session, conversation.id, saying)
            if instead is None or posted.kind != "choice":
                return received
            if not await instead.heard(session, received.message):
                return received
            now = await self._conversations.get(session, conversation.id)
            return replace(received, conversation=now)

    async def _opening(self, session: Session, key: str, wanted: OpenSession) -> Opening:
        channel = await self._channels.get(session, key)
        page = wanted.page.url if wanted.page else None
        visitor_id = wanted.visitor_id or Id.new()
        if wanted.identity is None:
            visitor = await self._customers.recognise_visitor(session, visitor_id)
            return Opening(
                channel,
                visitor.label,
                wanted.locale,
                customer_id=visitor.id,
                visitor_id=visitor_id,
                page_url=page,
            )
        secret = await self._channels.secret(session, key)
        token = read_identity(wanted.identity, secret, self._clock)
        customer = await self._customers.recognise(session, token.claims())
        return Opening(
            channel,
            customer.label,
            wanted.locale,
            customer_id=customer.id,
            visitor_id=wanted.visitor_id,
            subject=token.sub,
            accounts=tuple(AccountRef(a.domain, a.account_no) for a in token.accounts),
            verify_level=token.verify_level,
            page_url=page,
        )

    async def _saying(
        self, session: Session, conversation: Conversation, posted: PostMessage
    ) -> Saying:
        text, data = await self._words(session, conversation, posted)
        sender = Sender.customer(conversation.label)
        kind = MessageKind(posted.kind)
        return Saying(sender, text, kind, data, client_id=posted.client_id)

    async def _words(
        self, session: Session, conversation: Conversation, posted: PostMessage
    ) -> tuple[str, dict[str, Any]]:
        if posted.kind == "text":
            return posted.text or "", {}
        if posted.kind == "choice":
            value = posted.choice or ""
            return await self._label(session, conversation, value), {"choice": value}
        if posted.kind == "location" and posted.location:
            place = posted.location
            return f"[位置] {place.name or f'{place.lat:.5f}, {place.lng:.5f}'}", place.model_dump()
        return await self._file(session, conversation.id, posted)

    async def _file(
        self, session: Session, conversation_id: ConversationId, posted: PostMessage
    ) -> tuple[str, dict[str, Any]]:
        assert posted.upload_id is not None  # noqa: S101  (PostMessage.complete saw to it)
        upload = await self._uploads.get(session, posted.upload_id, conversation_id=conversation_id)
        data = {
            "upload_id": str(upload.id),
            "mime": upload.mime,
            "bytes": upload.size_bytes,
            "name": upload.name,
        }
        return f"{_PICTURES[posted.kind]} {upload.name}", data

    async def _label(self, session: Session, conversation: Conversation, value: str) -> str:
        """The label of an offered choice; raises ChoiceUnknown."""
        recent = await self._conversations.read(
            session, conversation.id, before_seq=conversation.last_seq + 1, limit=_RECENT
        )
        for message in reversed(recent):
            for offered in (*message.data.get("choices", ()), *message.data.get("actions", ())):
                if offered.get("value") == value:
                    return str(offered["label"])
        raise ChoiceUnknown

    async def _turn_now(self, caller: CustomerSession, seq: int) -> Turn:
        async with self._database.session(caller.tenant_id) as session:
            conversation = await self._conversations.get(session, caller.conversation_id)
            replies = await self._news.of_turn(session, conversation.id, seq)
        done = conversation.status is not Status.BOT or conversation.answered_seq >= seq
        return Turn(replies, done)


def link_of(uploads: Uploads, tenant_id: TenantId, upload_id: str) -> str:
    """The path that shows an upload for an hour."""
    return uploads.link(tenant_id, UUID(upload_id))
